"""The outermost middleware: gives each request a number, and counts and logs what came of it."""

import re
from secrets import token_hex
from time import perf_counter

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ailaget.ui.guard.settings import base_path
from ailaget.ui.navigation import ORDER
from ailaget.ui.operations import logs, metrics

HEADER = "x-request-id"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
"""A number that a proxy has given already; anything else is not taken over."""

ROOMS = re.compile(
    r"api|component|dcat\.rdf|dump|embed|export|front|frozen|geo|health|look|media|minutes|plan|"
    r"preview|ready|report|robots\.txt|sitemap\.xml|static|survey|v"
)
"""First parts of paths that hold no reader's words; what follows them can hold anything."""

PAGES = frozenset(ORDER.values())


def room_of(path: str) -> str:
    """Return what a path is of, without what a reader or a file put into it."""
    first, _, rest = path.removeprefix(base_path()).removeprefix("/").partition("/")
    if first == "_stcore":
        return f"{first}/{rest.partition('/')[0]}" if rest in {"stream", "health"} else first
    if first in PAGES and not rest:
        return first or "start"
    return first if ROOMS.fullmatch(first) else "other"


class Requests:
    """ASGI middleware: numbers, counts and logs; of who asked and what for it keeps nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with its number in the answer and in each line of the log."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        number = given if GIVEN.fullmatch(given) else token_hex(8)
        is_socket = scope["type"] == "websocket"
        logs.request_id.set(number)
        began, status, is_open = perf_counter(), 500, False

        async def send_on(message: Message) -> None:
            nonlocal status, is_open
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER.encode(), number.encode())]
            elif message["type"] == "websocket.accept":
                status, is_open = 101, True
                metrics.count_session(1)
            elif message["type"] == "websocket.close" and not is_open:
                status = 403
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            if is_open:
                metrics.count_session(-1)
            seconds = perf_counter() - began
            room = room_of(scope["path"])
            if not is_socket:
                metrics.count_request(room, status, seconds)
            _log("SOCKET" if is_socket else scope["method"], room, status, seconds)


def _log(method: str, room: str, status: int, seconds: float) -> None:
    if logs.is_structured():
        fields = {"method": method, "room": room, "status": status, "ms": round(1000 * seconds)}
        logs.requests.info("request", extra={"fields": fields})

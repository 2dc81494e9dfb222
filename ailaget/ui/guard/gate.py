"""The gate: the outermost middleware, which every request passes before Streamlit sees it."""

import asyncio
import re
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ailaget.access.roles import Role
from ailaget.access.settings import has_provider
from ailaget.ui.account.refused import note_refused
from ailaget.ui.guard import grant, settings
from ailaget.ui.guard.access import needed_role, role_of
from ailaget.ui.guard.client import with_client
from ailaget.ui.guard.connections import most_sessions
from ailaget.ui.guard.refusals import Refusal, language_of, log
from ailaget.ui.guard.unshared import unshared
from ailaget.ui.guard.uploads import LONGEST, PATH, Uploads, session_of
from ailaget.ui.guard.watching import POLICY, STREAM, Watched
from ailaget.ui.headers import NO_STORE
from ailaget.ui.operations.stopping import is_stopping

CORE = re.compile(r"/_stcore/(health|host-config|upload_file/.+|bidi-components/.+)")
"""What the pages need of Streamlit's own addresses; the others are closed."""

OTHERS = re.compile(r"/(_stcore|auth|oauth2callback)(/|$)")
FILE = re.compile(r"/[^/]+/|.*\.")
"""A path that is of no page: in a folder, or with an ending."""

READ = {"GET", "HEAD"}
OPEN_DATA = "/api/v1"
"""Where the figures lie that a page of any other host may read."""

HEALTH, READY = "/health", "/ready"
PROBES = {HEALTH, READY}
"""What answers under any name, and when it is full: who probes a server knows its number alone."""

SIGN_IN = "sign_in"
"""The reason for which a page leads to the provider, and comes back."""

OF_A_ROLE = {"role", "upload"}
"""The reasons for which it is noted who was refused, if that is known."""


class Gate:
    """ASGI middleware: refuses unknown hosts and origins, uploads without leave, and crowds.

    It decides by our own lists alone. Streamlit, asked about an origin that it does not know, looks
    up the server's outer address on the network, and all readers wait meanwhile.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._sockets = 0
        self._uploads = Uploads()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is refused, exchange the token for a cookie, and pass all else on."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        scope = with_client(scope)
        headers = Headers(scope=scope)
        path = str(scope["path"]).removeprefix(settings.base_path())
        if path in PROBES and scope["type"] == "http" and scope["method"] in READ:
            await self.app(scope, receive, send)
            return
        refusal = _stranger(headers) or (
            self._refused_socket(headers, path)
            if scope["type"] == "websocket"
            else self._refused_request(scope, headers, path)
        )
        if refusal is not None and refusal.reason == SIGN_IN and is_page_asked_for(scope, path):
            await _to_sign_in(scope, path)(scope, receive, send)
        elif refusal is not None:
            log(refusal)
            if refusal.reason in OF_A_ROLE:
                await note_refused(headers, path)
            await self._refuse(refusal, scope, receive, send, is_page=not FILE.match(path))
        elif scope["type"] == "websocket":
            await self._socket(scope, Watched(headers, receive, send).receive, send)
        elif path.startswith(PATH):
            await self._upload(scope, receive, send, path)
        elif (exchanged := _exchanged(scope)) is not None:
            await exchanged(scope, receive, send)
        elif needed_role(path) is Role.ANYBODY:
            await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, unshared(send))

    def _refused_socket(self, headers: Headers, path: str) -> Refusal | None:
        if path != STREAM:
            return Refusal(404, "path")
        if (closed := _closed(headers, path)) is not None:
            return closed
        if (elsewhere := _from_elsewhere(headers)) is not None:
            return elsewhere
        return self._no_room()

    def _refused_request(self, scope: Scope, headers: Headers, path: str) -> Refusal | None:
        if (closed := _closed(headers, path)) is not None:
            return closed
        if path.startswith(PATH):
            return _from_elsewhere(headers) or self._uploads.refusal(scope, headers, path)
        is_asked_for = scope["method"] == "OPTIONS" and path.startswith(f"{OPEN_DATA}/")
        if scope["method"] not in READ and not is_asked_for:
            return Refusal(405, "method")
        if OTHERS.match(path) and not CORE.fullmatch(path):
            return Refusal(404, "path")
        return None if FILE.match(path) else self._no_room()

    def _no_room(self) -> Refusal | None:
        """Return why no other page can be opened; files of those that are open still can be had."""
        if is_stopping():
            return Refusal(503, "stopping")
        return Refusal(503, "full") if self._sockets >= most_sessions() else None

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._sockets += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._sockets -= 1

    async def _upload(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        """Pass an upload on, and count it among those that are coming until it has come."""
        length = int(Headers(scope=scope).get("content-length", 0))
        is_answered = False

        async def send_on(message: Message) -> None:
            nonlocal is_answered
            is_answered = True
            await send(message)

        if scope["method"] == "PUT":
            self._uploads.coming[id(scope)] = session_of(path), length
        try:
            async with asyncio.timeout(LONGEST):
                await self.app(scope, receive, send_on)
        except TimeoutError:
            refusal = Refusal(408, "slow")
            log(refusal)
            if not is_answered:
                await self._refuse(refusal, scope, receive, send)
        finally:
            self._uploads.coming.pop(id(scope), None)

    @staticmethod
    async def _refuse(
        refusal: Refusal, scope: Scope, receive: Receive, send: Send, *, is_page: bool = False
    ) -> None:
        if scope["type"] == "websocket":
            # Before it is open, which the browser hears of as 403. No page sees a word from here.
            await send({"type": "websocket.close", "code": POLICY})
            return
        answer = refusal.answer(language_of(scope["query_string"]), is_page=is_page)
        answer.headers["x-content-type-options"] = "nosniff"
        answer.headers["content-security-policy"] = "default-src 'none'; frame-ancestors 'none'"
        # What it still sends, a file perhaps, is not read.
        answer.headers["connection"] = "close"
        await answer(scope, receive, send)


def _stranger(headers: Headers) -> Refusal | None:
    hosts = headers.getlist("host")
    is_known = len(hosts) == 1 and settings.is_allowed(hosts[0])
    return None if is_known else Refusal(400, "host")


def _from_elsewhere(headers: Headers) -> Refusal | None:
    """Return the refusal of what another site's page sends; browsers say whose page it is."""
    origins = headers.getlist("origin")
    # Streamlit compares the same two for a socket, and then asks nobody.
    is_other = len(origins) > 1 or (origins and grant.origin_host(origins[0]) != headers["host"])
    return Refusal(403, "origin") if is_other else None


def _closed(headers: Headers, path: str) -> Refusal | None:
    """Return why an address is closed to who comes; None where it is open."""
    needed = needed_role(path)
    if needed is Role.ANYBODY or (role := role_of(headers)) >= needed:
        return None
    if path.startswith(PATH):
        return Refusal(403, "upload")
    return Refusal(403, "role") if role or not has_provider() else Refusal(401, SIGN_IN)


def is_page_asked_for(scope: Scope, path: str) -> bool:
    """Return whether somebody wants to see a page, and not a file or a socket of one."""
    return scope["type"] == "http" and not FILE.match(path)


def _to_sign_in(scope: Scope, path: str) -> Response:
    query = scope["query_string"].decode("latin-1")
    to = urlencode({"to": f"{path.removeprefix('/')}{'?' if query else ''}{query}"})
    return RedirectResponse(f"./account/sign-in?{to}", 303, headers=NO_STORE)


def _exchanged(scope: Scope) -> Response | None:
    """Return the way to the same address without the token, which the browser keeps from then on.

    The address that the reader sees, and so history, links and screens, holds no token.
    """
    query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    given = [value for key, value in query if key == grant.PARAMETER]
    if not given:
        return None
    rest = urlencode([(key, value) for key, value in query if key != grant.PARAMETER])
    # Relative, as every address in the pages: a proxy may have taken the path away.
    name = str(scope["path"]).rpartition("/")[2]
    headers = NO_STORE | {"referrer-policy": "no-referrer"}
    answer = RedirectResponse(f"./{name}{'?' if rest else ''}{rest}", 303, headers=headers)
    if grant.way() == "token" and grant.is_token(given[-1]):
        answer.headers["set-cookie"] = grant.cookie()
    else:
        log(Refusal(403, "token"))
    return answer

"""Asks our own routes for a file, through everything that a request passes, without a network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette

from ailaget.ui.server import middleware, routes
from tests.loops import run


@dataclass(frozen=True)
class Answered:
    """What came back; header names are in lower case."""

    status: int
    headers: dict[str, str]
    content: bytes


def get(
    address: str, host: str = "localhost", headers: Mapping[str, str] | None = None
) -> Answered:
    """Return the answer to a request for a path with its query, and headers of its own."""
    asked = {"host": host, **(headers or {})}
    path, _, query = address.partition("?")
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
        "root_path": "",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
        "extensions": {},
    }
    app = Starlette(routes=routes(), middleware=middleware())
    run(app(scope, receive, send))
    received = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answered(sent[0]["status"], received, b"".join(m.get("body", b"") for m in sent[1:]))

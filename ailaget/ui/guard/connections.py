"""How many connections the machine's handles allow, and how long one may say nothing."""

import asyncio
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from ailaget.texts import DEFAULT_LANGUAGE, texts
from ailaget.ui.guard.refusals import RETRY_SECONDS, Refusal, log
from ailaget.ui.guard.settings import STOP, number

WANTED = 65_536
"""Handles asked for: far more than the pages can serve, and no more than a table holds lightly."""

KEPT = 128
"""Handles that connections leave to files, the database and the browser that takes pictures."""

SLOWEST = 15.0
"""Seconds for a request to say what it asks for, from the moment that the connection stands."""


@cache
def handle_limit() -> int:
    """Raise the number of handles that this process may have, and return what it came to.

    Raised once, at the first call; where the machine has no such limit, `WANTED` is returned.
    """
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return WANTED
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):  # a container may forbid it
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return WANTED if soft == resource.RLIM_INFINITY else soft


@cache
def most_connections() -> int:
    """Return how many connections may stand at once: what handles are left, at least four."""
    return max(4, handle_limit() - _in_use() - KEPT)


def most_sessions() -> int:
    """Return how many pages may be open: half the connections, so that others hear that it is full.

    A page keeps one connection open, and asks for its files over others.
    """
    return max(1, min(number("AILAGET_SESSIONS"), most_connections() // 2))


def _in_use() -> int:
    with suppress(OSError):
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    return 64 if Path("/dev/fd").exists() else 0


class Bounded(H11Protocol):
    """Uvicorn's protocol, with room for so many connections and no patience for silent ones."""

    _silent: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection on, or say at once that there is no room."""
        super().connection_made(transport)
        if len(self.connections) > most_connections():
            log(Refusal(503, "full"))
            transport.write(no_room())
            transport.close()
        else:
            self._silent = self.loop.call_later(SLOWEST, self._close_silent)

    def data_received(self, data: bytes) -> None:
        """Read on; once a request has been asked, the connection is no longer silent."""
        if self.transport.is_closing():
            return
        before = self.scope
        super().data_received(data)
        if self.scope is not before:
            self._forget()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._forget()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Wait for the next request no longer than uvicorn does, nor for its slow beginning."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._forget()
            self._silent = self.loop.call_later(
                self.timeout_keep_alive + SLOWEST, self._close_silent
            )

    def _close_silent(self) -> None:
        if not self.transport.is_closing():
            log(Refusal(408, "slow"))
            self.transport.close()

    def _forget(self) -> None:
        if self._silent is not None:
            self._silent.cancel()
            self._silent = None


def no_room() -> bytes:
    """Return what is written to a connection for which there is no room."""
    body = texts(DEFAULT_LANGUAGE)("refused.full").encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n"
        f"content-length: {len(body)}\r\nretry-after: {RETRY_SECONDS}\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body


def server_options() -> dict[str, Any]:
    """Return what uvicorn is started with so that the limits hold."""
    return {
        "http": Bounded,
        "timeout_keep_alive": 5,
        "timeout_graceful_shutdown": number(STOP),
        "backlog": 128,
        "h11_max_incomplete_event_size": 32 * 1024,
        "ws_max_size": 2 * 1024 * 1024,
        # No header says who comes or how: what a proxy writes, anybody else can write too.
        "proxy_headers": False,
        "server_header": False,
        "date_header": True,
    }

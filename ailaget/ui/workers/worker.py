"""A worker: the server as it is alone, but that its connections come from the front."""

import asyncio
import socket
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from ailaget.ui.guard.place import place
from ailaget.ui.guard.settings import is_secure
from ailaget.ui.operations.stopping import StoppingServer
from ailaget.ui.workers.routing import cookie_name

READY = b"r"
"""What a worker tells the front once it can answer."""


class Sticky:
    """ASGI middleware: has a browser come back to the worker that holds its page.

    Each answer ends its connection. A proxy may send requests of several readers over one, and the
    front sees but the first of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; where there are several workers, with the headers that this takes."""
        if scope["type"] != "http" or place().of == 1:
            await self.app(scope, receive, send)
            return
        number, is_known = str(place().number), False
        is_known = HTTPConnection(scope).cookies.get(cookie_name()) == number

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers["connection"] = "close"
                if not is_known and headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", _cookie(number))
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, send_on)


def _cookie(number: str) -> str:
    secure = "; Secure" if is_secure() else ""
    return f"{cookie_name()}={number}; Path=/; HttpOnly; SameSite=Lax{secure}"


class WorkerServer(StoppingServer):
    """The server as it is alone, which takes its connections from the front."""

    _channel: socket.socket

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start without a port of its own, and tell the front."""
        await super().startup([])
        self._channel = socket.socket(fileno=place().channel)
        self._channel.setblocking(False)
        self._taken: set[asyncio.Task[Any]] = set()
        asyncio.get_running_loop().add_reader(self._channel, self._take)
        self._channel.send(READY)

    def _take(self) -> None:
        """Take a connection; without a front there is nobody to serve any more."""
        try:
            sent, handles, _, _ = socket.recv_fds(self._channel, 1, 1)
        except BlockingIOError:
            return
        loop = asyncio.get_running_loop()
        if not sent:
            loop.remove_reader(self._channel)
            self.should_exit = True
        for handle in handles:
            connection = socket.socket(fileno=handle)
            connection.setblocking(False)
            task = loop.create_task(self._serve_connection(connection))
            self._taken.add(task)
            task.add_done_callback(self._taken.discard)

    async def _serve_connection(self, connection: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.connect_accepted_socket(self._protocol, connection)
        except OSError:  # it has gone meanwhile
            connection.close()

    def _protocol(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
            _loop=asyncio.get_running_loop(),
        )
        return made


def share_secret() -> None:
    """Have Streamlit sign its cookies as the other workers do."""
    if place().cookie_secret:
        config.set_option("server.cookieSecret", place().cookie_secret)

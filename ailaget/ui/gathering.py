"""What a rerun sends, gathered: the browser then draws a page once, not once for each piece."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LONGEST_WAIT = 0.06
"""Seconds that a piece waits for the next ones: a slow page still comes piece by piece."""


class Gathering:
    """ASGI middleware: holds a rerun's messages until its chart or its end, in their order.

    The browser draws what has come ten milliseconds after the first piece. A rerun that comes in
    drops is so drawn two or three times over, each time with every control on the page.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only what goes out over a web socket waits for its fellows."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        held = _Held(send)
        try:
            await self.app(scope, receive, held.send)
        finally:
            held.stop()


class _Held:
    """The messages of one web socket that have not been sent on."""

    def __init__(self, send: Callable[[Message], Awaitable[None]]) -> None:
        self._send = send
        self._messages: list[Message] = []
        self._one_at_a_time = asyncio.Lock()
        self._timer: asyncio.Task[None] | None = None

    async def send(self, message: Message) -> None:
        """Hold a message, or send it on with all that was held before it."""
        self._messages.append(message)
        if _completes_a_drawing(message):
            await self._send_all()
        elif self._timer is None:
            self._timer = asyncio.create_task(self._send_late())

    def stop(self) -> None:
        """Forget what is held: there is nobody left to send it to."""
        if self._timer is not None:
            self._timer.cancel()

    async def _send_late(self) -> None:
        await asyncio.sleep(LONGEST_WAIT)
        self._timer = None
        await self._send_all()

    async def _send_all(self) -> None:
        async with self._one_at_a_time:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            ready, self._messages = self._messages, []
            for message in ready:
                await self._send(message)


def _completes_a_drawing(message: Message) -> bool:
    """Return whether the browser should draw now: a chart, a rerun's start or end, not a piece."""
    data = message.get("bytes")
    if message["type"] != "websocket.send" or data is None:
        return True
    sent = ForwardMsg.FromString(data)
    if sent.WhichOneof("type") != "delta":
        return True
    return bool(sent.delta.new_element.WhichOneof("type") == "plotly_chart")

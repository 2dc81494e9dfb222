"""What a rerun sends, gathered: the browser then draws a page once, not once for each piece."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ailaget.ui.acceleration.handover import hand_over_in_few_goes
from ailaget.ui.acceleration.pace import CHART, LONGEST_WAIT, Pace, pace
from ailaget.ui.guard.secrecy import streamlit_message

AHEAD = "ahead"
"""Stands among the places of what comes next for the message of a chart that went ahead."""

TABLE = "table"
"""What Streamlit calls the component of `ui/tables.py`."""

HEAD_START = 0.06
"""Seconds that what follows a chart waits: the browser has then drawn and painted the chart."""

CHART_FIRST = "chart first"
"""Told after a page's chart: a browser that shows none yet draws it before it takes what follows.

A first visit has all the page to make, and no time known beforehand is long enough for that.
"""


class MessageBatching:
    """ASGI middleware: holds a rerun's messages until its chart or its end, in their order.

    A rerun that comes in drops is drawn two or three times over, and the chart waits for a table of
    290 rows that came with it. Where only parts of a page are drawn anew, a chart also goes ahead
    of all else. A text before it says where in its message the chart is, and one before the rest
    where tables are and which message went ahead: `front/acceleration/socket.js` hands both to what
    stands there, which so changes before the page has worked out what else is new, and gives the
    page all messages in their order.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        hand_over_in_few_goes()

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
        self._messages: list[tuple[Message | None, ForwardMsg | None]] = []
        """None in place of a message that went ahead."""
        self._one_at_a_time = asyncio.Lock()
        self._timer: asyncio.Task[None] | None = None
        self._chart_leads_until = 0.0
        self._is_rerun = False
        self._is_of_parts = False

    async def send(self, message: Message) -> None:
        """Hold a message, or send it on with all that was held before it."""
        sent = streamlit_message(message)
        self._messages.append((message, sent))
        now = asyncio.get_running_loop().time()
        message_pace = Pace.AT_ONCE if sent is None else pace(sent)
        if sent is not None and message_pace in (Pace.START, Pace.END):
            self._is_rerun = message_pace is Pace.START
        if sent is not None and message_pace is Pace.START:
            self._is_of_parts = bool(sent.metadata.run.fragment_ids)
        if sent is not None and message_pace is Pace.CHART and self._is_of_parts:
            self._messages[-1] = None, sent
            await self._send_ahead(message, sent)
            message_pace = Pace.PIECE
        match message_pace:
            case Pace.START | Pace.PIECE if self._timer is not None:
                pass
            case Pace.START | Pace.PIECE if self._is_rerun:
                self._wait(LONGEST_WAIT)
            case Pace.END if now < self._chart_leads_until:
                self._wait(self._chart_leads_until - now)
            case _:
                await self._send_all()
                if message_pace is Pace.CHART:
                    self._chart_leads_until = now + HEAD_START
                    await self._send_text(CHART_FIRST)
        if not self._is_rerun:
            self._is_of_parts = False

    def stop(self) -> None:
        """Forget what is held: there is nobody left to send it to."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self, seconds: float) -> None:
        self.stop()
        self._timer = asyncio.create_task(self._send_late(seconds))

    async def _send_late(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._timer = None
        # A reader who has gone in between: the server says so by an OSError, and nobody waits here.
        with suppress(OSError):
            await self._send_all()

    async def _send_text(self, text: str) -> None:
        async with self._one_at_a_time:
            await self._send({"type": "websocket.send", "text": text})

    async def _send_ahead(self, message: Message, sent: ForwardMsg) -> None:
        announced = json.dumps({CHART: _place(message, sent)})
        async with self._one_at_a_time:
            await self._send({"type": "websocket.send", "text": announced})
            await self._send(message)

    async def _send_all(self) -> None:
        async with self._one_at_a_time:
            self.stop()
            ready, self._messages = self._messages, []
            went_ahead = any(message is None for message, _ in ready)
            if went_ahead or (self._is_of_parts and ready):
                places = json.dumps([_place_of_table(*held) for held in ready])
                await self._send({"type": "websocket.send", "text": places})
            for message, _ in ready:
                if message is not None:
                    await self._send(message)


def _place_of_table(
    message: Message | None, sent: ForwardMsg | None
) -> tuple[int, int] | str | None:
    """Return from where to where a message holds what a table shows; None where it holds none."""
    if message is None:
        return AHEAD
    if sent is None or sent.delta.new_element.bidi_component.component_name != TABLE:
        return None
    return _place(message, sent)


def _place(message: Message, sent: ForwardMsg) -> tuple[int, int]:
    """Return from where to where a message holds what its component shows."""
    content = sent.delta.new_element.bidi_component.bytes
    start: int = message["bytes"].index(content)
    return start, start + len(content)

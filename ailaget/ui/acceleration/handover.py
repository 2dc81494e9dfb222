"""What a rerun makes, handed from its thread to the server's in a few goes, not piece by piece.

Streamlit wakes the server's thread twice for each of some forty pieces, and looks through all open
pages each time: with two hundred readers that was more work than what they asked for.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.runtime import Runtime, SessionClientDisconnectedError
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from ailaget.ui.acceleration.pace import LONGEST_WAIT, Pace, pace


@dataclass
class _Waiting:
    """What the reruns of one page have made and not handed over yet."""

    events: deque[tuple[Any, ScriptRunnerEvent, dict[str, Any]]] = field(default_factory=deque)
    is_looked_after: bool = False


_waiting: WeakKeyDictionary[AppSession, _Waiting] = WeakKeyDictionary()


def hand_over_in_few_goes() -> None:
    """Replace how Streamlit's pages hand over what their reruns make; before any page is open."""
    setattr(AppSession, AppSession._on_scriptrunner_event.__name__, _on_event)


def _on_event(page: AppSession, sender: Any, event: ScriptRunnerEvent, **payload: Any) -> None:
    """Keep what a rerun has made; a chart, the end, and what is no piece are handed over at once.

    It is called in the rerun's own thread.
    """
    waiting = _waiting.setdefault(page, _Waiting())
    waiting.events.append((sender, event, payload))
    message = payload.get("forward_msg")
    if message is None or pace(message) is not Pace.PIECE:
        page._call_soon_on_event_loop(lambda: _hand_over(page, waiting))


def _hand_over(page: AppSession, waiting: _Waiting) -> None:
    wake, page._message_enqueued_callback = page._message_enqueued_callback, None
    try:
        while waiting.events:
            sender, event, payload = waiting.events.popleft()
            page._handle_scriptrunner_event_on_event_loop(sender, event, **payload)
    finally:
        page._message_enqueued_callback = wake
    _send(page)
    if page._state is AppSessionState.APP_IS_RUNNING and not waiting.is_looked_after:
        waiting.is_looked_after = True
        asyncio.get_running_loop().call_later(LONGEST_WAIT, _look_after, page, waiting)


def _look_after(page: AppSession, waiting: _Waiting) -> None:
    """Hand over what has waited for the longest, and look again for as long as the rerun lasts."""
    waiting.is_looked_after = False
    _hand_over(page, waiting)


def _send(page: AppSession) -> None:
    """Send what waits for a page's browser; where that has gone, it waits until it comes back."""
    runtime = Runtime.instance()
    reader = runtime._session_mgr.get_active_session_info(page.id)
    if reader is None:
        return
    try:
        for message in page.flush_browser_queue():
            runtime._send_message(reader, message)
    except SessionClientDisconnectedError:
        runtime.disconnect_session(page.id, client=reader.client)

"""How soon each message of Streamlit's goes on: with the next ones of its rerun, or at once."""

from enum import Enum, auto

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

CHART = "chart"
"""What Streamlit calls the component of `ui/figure.py`."""

LONGEST_WAIT = 0.1
"""Seconds that a piece waits for the next ones: what takes longer still comes piece by piece."""


class Pace(Enum):
    """How soon a message goes on to the browser."""

    START = auto()
    """The first of a rerun: it goes with what comes next."""
    PIECE = auto()
    """It goes with what comes next, in a rerun; at once outside of one."""
    CHART = auto()
    """At once, and first of all that the browser draws."""
    END = auto()
    """The last of a rerun: nothing more is to come."""
    AT_ONCE = auto()
    """No part of a rerun."""


PIECES = {
    "session_status_changed",
    "session_event",
    "navigation",
    "page_info_changed",
    "page_config_changed",
    "delta",
}


def pace(sent: ForwardMsg) -> Pace:
    """Return how soon a message of Streamlit's goes on."""
    kind = sent.WhichOneof("type")
    if kind == "delta" and sent.delta.new_element.bidi_component.component_name == CHART:
        return Pace.CHART
    if kind == "script_finished":
        # A callback that asks for parts alone ends its run early; the parts come right after it.
        is_early = sent.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return Pace.PIECE if is_early else Pace.END
    if kind == "new_session":
        return Pace.START
    return Pace.PIECE if kind in PIECES else Pace.AT_ONCE

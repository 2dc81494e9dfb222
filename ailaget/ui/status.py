"""What came of an action, said once where it was done: seen, heard, and where the focus may stand.

`front/status.js` says it aloud, and moves the focus there where what had it went away.
"""

from html import escape
from typing import Literal

import streamlit as st

_SAID, _NUMBER, _COUNTED = "status_said", "status_number", "status_counted"

Kind = Literal["success", "warning", "count"]


def say(text: str, at: str, kind: Kind = "success", link: tuple[str, str] | None = None) -> None:
    """Remember what is to be said at a place of the page at its next run; for callbacks.

    `link` is an address and its words.
    """
    shown = escape(text)
    if link is not None:
        shown += f' <a href="{escape(link[0])}" target="_self">{escape(link[1])}</a>'
    st.session_state[_SAID] = (at, kind, shown)


def show_status(at: str) -> None:
    """Show once what was said at a place, which keeps its room whether or not anything was."""
    place = st.container()
    said_at, kind, shown = st.session_state.get(_SAID, ("", "", ""))
    if said_at == at:
        del st.session_state[_SAID]
        place.html(status_html(shown, kind))


def status_html(shown: str, kind: Kind) -> str:
    """Return what is said, as HTML, with a number that tells it from what was said before."""
    number = st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    return f'<p class="status {kind}" tabindex="-1" data-status="{number}">{shown}</p>'


def show_count(text: str, at: str, chosen: object) -> None:
    """Show how many there are; said aloud where another choice than `chosen` was shown before.

    The focus stays in the control that was used.
    """
    key = f"{_COUNTED}_{at}"
    before = st.session_state.get(key)
    st.session_state[key] = chosen
    if before is None or before == chosen:
        st.html(count_html(text))
    else:
        st.html(status_html(_counted(text), "count"))


def count_anew(at: str) -> None:
    """Have the next count at a place said aloud: what is counted has just come; for callbacks."""
    st.session_state[f"{_COUNTED}_{at}"] = ""


def has_come(at: str) -> bool:
    """Tell once whether what was to be counted at a place has just come: it may have no count."""
    key = f"{_COUNTED}_{at}"
    is_new = st.session_state.get(key) == ""
    if is_new:
        st.session_state[key] = None
    return is_new


def count_html(text: str) -> str:
    """Return how many there are, as it looks whether or not it is said aloud."""
    return f'<p class="count">{_counted(text)}</p>'


def _counted(text: str) -> str:
    return f"<strong>{escape(text)}</strong>"

"""The parts of a page that a control draws anew, while the controls themselves stand still.

A rerun of the whole page sends every control again, and the browser draws each of them again before
it comes to the chart. A part is a fragment that a control's callback reruns by name.
"""

from collections.abc import Callable

import streamlit as st

from ailaget.ui import data

VIEW = "view"
"""The part that holds what the page shows; a page without it is always drawn whole."""

_DRAWN = "parts_drawn"
_BUILD = "parts_build"

Draw = Callable[[], None]


def begin() -> None:
    """Forget the parts of the page before: a whole page begins."""
    st.session_state[_DRAWN] = []
    st.session_state[_BUILD] = data.source().build


def draw_part(key: str, draw: Draw) -> None:
    """Draw a part of the page that `redraw` can draw anew; a key is used once on a page."""

    def drawn() -> None:
        with data.looked_up_once():
            draw()

    st.session_state[_DRAWN].append(key)
    st.fragment(drawn, key=key)()


def redraw() -> None:
    """Draw the parts anew and nothing else; ends the callback of the control that was changed.

    The whole page is drawn where it has no view of its own, and when the database is another than
    the controls were made from.
    """
    parts = st.session_state.get(_DRAWN, [])
    if VIEW in parts and st.session_state[_BUILD] == data.source().build:
        # What the reader waits for comes first.
        st.rerun(sorted(parts, key=lambda part: part != VIEW))


def redraw_page() -> None:
    """Draw the whole page anew; ends a callback in a part that moves a control outside of it."""
    st.rerun()

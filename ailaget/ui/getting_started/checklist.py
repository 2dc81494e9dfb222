"""The checklist: what a municipality has ticked stands in the link, and nowhere else."""

from collections.abc import Sequence

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui import address, parts
from ailaget.ui.frame import here
from ailaget.ui.getting_started.html import guide_html
from ailaget.ui.plain import plain
from ailaget.ui.status import say, show_status
from ailaget.views.getting_started.material import GuideStep


def show_checklist(steps: Sequence[GuideStep], name: str, t: Texts) -> None:
    """Show steps of the guide, each with a box to tick; `name` tells the list from others."""
    listed = tuple(step.key for step in steps)
    for step in steps:
        widget = f"done_{name}_{step.key}"
        st.session_state[widget] = step.key in here().done
        # `front/ailaget.js` reads the box's language from the key of what it lies in.
        with st.container(key=f"in_{step.title.language}_{widget}"):
            st.checkbox(
                plain(step.title.text),
                key=widget,
                on_change=_tick,
                args=(step.key, widget, name, listed, t),
            )
        st.html(guide_html(step, t))
    show_status(_place(name))


def _tick(key: str, widget: str, name: str, listed: Sequence[str], t: Texts) -> None:
    others = tuple(each for each in here().done if each != key)
    done = (*others, key) if st.session_state[widget] else others
    address.change(done=done)
    n = len(set(done) & set(listed))
    say(t("getting_started.ticked", n=t.number(n), of=t.number(len(listed))), _place(name))
    parts.redraw()


def _place(name: str) -> str:
    return f"checklist_{name}"

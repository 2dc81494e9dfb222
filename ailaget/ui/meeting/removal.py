"""What is hard to undo in the records: one click asks, a second one does it."""

from collections.abc import Callable
from html import escape
from typing import Literal

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui.meeting.council import on_click
from ailaget.ui.plain import plain
from ailaget.ui.status import say, status_html

ASKED, IS_NEW = "council_removal", "council_removal_is_new"


def removal(
    key: str,
    label: str,
    question: str,
    act: Callable[[], None],
    t: Texts,
    *,
    at: str,
    kind: str = "remove",
    look: Literal["secondary", "tertiary"] = "tertiary",
) -> None:
    """Show the button that asks, or once it was pressed the question with its two answers.

    `kind` is remove, strike, unfreeze, approve or delete: what the answers are called, and what is
    said of it after, at the place `at`. The button's `look` is that of a link, but where it stands
    among no others: there only a frame shows that it is one.
    """
    if st.session_state.get(ASKED) != key:
        st.button(plain(label), key=key, type=look, on_click=_ask, args=(key,))
        return
    # The button that asked is gone: the focus stands at the question, once.
    if st.session_state.pop(IS_NEW, False):
        st.html(status_html(escape(question), "warning"), width="content")
    else:
        st.text(question, width="content")
    done = t(f"council.{kind}_done")
    yes = on_click(lambda: _do(act, done), at)
    st.button(t(f"council.{kind}_yes"), key=f"{key}_yes", on_click=yes)
    st.button(
        t("council.approve_no" if kind == "approve" else "council.remove_no"),
        key=f"{key}_no",
        on_click=_leave,
        args=(t("council.nothing_changed"), at),
    )


def _ask(key: str) -> None:
    st.session_state[ASKED], st.session_state[IS_NEW] = key, True


def _leave(message: str, at: str) -> None:
    st.session_state[ASKED] = None
    say(message, at)


def _do(act: Callable[[], None], done: str) -> str:
    st.session_state[ASKED] = None
    act()
    return done

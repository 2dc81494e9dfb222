"""Removing from the records, or striking out in them: one click asks, a second one does it."""

from collections.abc import Callable

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui.meeting.council import on_click
from ailaget.ui.plain import plain

ASKED = "council_removal"


def removal(
    key: str,
    label: str,
    question: str,
    act: Callable[[], None],
    t: Texts,
    *,
    kind: str = "remove",
) -> None:
    """Show the button that asks, or once it was pressed the question with its two answers.

    `kind` is remove or strike: what the answers are called, and what is said of it after.
    """
    if st.session_state.get(ASKED) != key:
        st.button(plain(label), key=key, type="tertiary", on_click=_ask, args=(key,))
        return
    st.text(question, width="content")
    done = t(f"council.{kind}_done")
    st.button(t(f"council.{kind}_yes"), key=f"{key}_yes", on_click=on_click(lambda: _do(act, done)))
    st.button(t("council.remove_no"), key=f"{key}_no", type="tertiary", on_click=_ask, args=(None,))


def _ask(key: str | None) -> None:
    st.session_state[ASKED] = key


def _do(act: Callable[[], None], done: str) -> str:
    _ask(None)
    act()
    return done

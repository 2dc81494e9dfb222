"""The choices of the pages that list entries: each of any number of options, and words to find."""

from collections.abc import Callable, Iterable

import streamlit as st

from ailaget.practice import KINDS, rules_of
from ailaget.practice.words import option_text
from ailaget.texts import Texts, at_beginning
from ailaget.ui import address, controls, parts
from ailaget.ui.page_top import Button
from ailaget.ui.plain import plain
from ailaget.views.base.choices import LONGEST_SEARCH, USUAL, searched
from ailaget.views.base.selection import Selection

Control = Callable[[Texts], None]

SEARCH = "control_search"


def choose_field(kind: str, key: str, name: str) -> Control:
    """Return the control of a key that chooses entries of a kind by a field of theirs."""
    rule = rules_of(KINDS[kind])[name]

    def choose(t: Texts) -> None:
        controls.choose_some(
            key,
            t(f"practice.field.{name}"),
            lambda option: at_beginning(option_text(rule, option, t)),
            t("filter.all"),
        )

    return choose


def choose_search(t: Texts) -> None:
    """Show the field for words to search for."""
    st.session_state[SEARCH] = address.in_force().search or ""
    st.text_input(
        plain(t("practice.search")),
        key=SEARCH,
        max_chars=LONGEST_SEARCH,
        placeholder=t("practice.search_placeholder"),
        on_change=_searched,
    )


def clear_buttons(keys: Iterable[str], selection: Selection) -> list[Button]:
    """Return one click that takes away all that was chosen here, where anything was."""
    usual = {key: USUAL[key] for key in keys}
    if all(getattr(selection, key) == nothing for key, nothing in usual.items()):
        return []
    return [Button(selection.t("practice.clear"), usual)]


def _searched() -> None:
    address.change(search=searched(st.session_state[SEARCH]) or None)
    parts.redraw()

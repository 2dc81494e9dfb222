"""One entry by itself on its page: chosen from a list or by a link, to link to and to take up."""

from collections.abc import Iterable

import streamlit as st

from ailaget.practice import Entry
from ailaget.texts import Texts
from ailaget.ui import address, parts
from ailaget.ui.charts import table_downloads
from ailaget.ui.frame import chosen, here
from ailaget.ui.plain import plain
from ailaget.ui.practice.cards import cards_html
from ailaget.ui.status import say, show_status
from ailaget.views.base.selection import Selection
from ailaget.views.entries.listing import entry_name
from ailaget.views.entries.single import CARDS

NARROW = 560  # pixels: room for a title, not the width of the page


def show_single(kind: str, entries: Iterable[Entry], t: Texts) -> None:
    """Show the choice of one of a page's entries; the chosen one on its card, with the ways out."""
    shown = {entry.id: entry for entry in entries}
    names = {key: entry_name(entry, t) for key, entry in shown.items()}
    widget = f"single_{kind}"
    st.session_state[widget] = here().entry if here().entry in shown else None
    st.selectbox(
        plain(t(f"practice.single.{kind}")),
        sorted(shown, key=lambda key: t.sort_key(names[key])),
        format_func=names.__getitem__,
        key=widget,
        index=None,
        placeholder=t("practice.single.placeholder"),
        filter_mode="contains",
        on_change=_chosen,
        args=(widget, names, t),
        width=NARROW,
    )
    show_status(widget)
    if entry := shown.get(here().entry or ""):
        _show(kind, entry, chosen(), t)


def _show(kind: str, entry: Entry, selection: Selection, t: Texts) -> None:
    card = CARDS[kind](entry, selection)
    st.html(cards_html((card,), here(), t))
    table_downloads(f"entry_{kind}", t)


def _chosen(widget: str, names: dict[str, str], t: Texts) -> None:
    key = st.session_state[widget]
    address.change(entry=key)
    if key:
        say(t("practice.single.shown", name=names[key]), widget)
    parts.redraw()

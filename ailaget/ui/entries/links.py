"""Whether entries' sources still stand where they stood: asked by a button, and never by itself."""

import streamlit as st

from ailaget.council.links import LinkState, check_links
from ailaget.practice import Entry
from ailaget.texts import Texts
from ailaget.ui.entries.listing import states_of
from ailaget.ui.table_html import table_html
from ailaget.views.base.result import Column, Table
from ailaget.views.entries.listing import entry_name


def show_links(kind: str, t: Texts) -> None:
    """Show the button that asks, and what came of it."""
    entries = [each.entry for each in states_of(kind) if each.entry.source_url]
    st.markdown(t("entries.links_text"))
    if not st.button(t.count("entries.check_links", len(entries)), key=f"links_{kind}"):
        return
    with st.spinner(t("entries.checking_links")):
        states = check_links(entry.source_url for entry in entries)
    table = links_table(entries, states, t)
    works = sum(state.outcome == "works" for state in states)
    title = t("entries.links_found", n=t.number(works), of=t.number(len(states)))
    st.html(table_html(table, t, title, is_sortable=False))


def links_table(entries: list[Entry], states: list[LinkState], t: Texts) -> Table:
    """Return a row for each address that does not lead to its page, with who names it."""
    columns = (
        Column("outcome", t("entries.column_outcome")),
        Column("address", t("practice.field.source_url")),
        Column("to", t("entries.column_moved")),
        Column("entries", t("entries.column_entries")),
    )
    rows = [
        (
            outcome_words(state, t),
            state.address,
            state.to,
            t.listing(entry_name(e, t) for e in entries if e.source_url == state.address),
        )
        for state in states
        if state.outcome != "works"
    ]
    return Table(columns, rows)


def outcome_words(state: LinkState, t: Texts) -> str:
    """Return what came of asking for an address."""
    return t(f"entries.link_{state.outcome}", status=state.status)

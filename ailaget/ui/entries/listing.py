"""All entries of a kind, as readers and as editors see them."""

from collections import Counter
from datetime import date

import streamlit as st

from ailaget.council.practice import EntryState, entry_states
from ailaget.practice import KINDS
from ailaget.texts import Texts
from ailaget.ui import controls, data
from ailaget.ui.charts import table_downloads
from ailaget.ui.editing import may_edit
from ailaget.ui.plain import plain
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.views.entries.listing import confidence_words, entries_table


def choose_kind(t: Texts) -> None:
    """Show the choice of a kind of entries."""
    controls.choose(
        "kind", t("entries.kind"), lambda kind: t(f"practice.kind.{kind}"), options=list(KINDS)
    )


def states_of(kind: str) -> list[EntryState]:
    """Return every entry of a kind with its state."""
    return data.records(entry_states, kind)


def show_entries(kind: str, t: Texts) -> None:
    """Show the entries of a kind: those that readers see, to editors all."""
    entries = data.source().entries(kind)
    rows = [(entry, "") for entry in entries]
    if may_edit():
        states = states_of(kind)
        rows = [(each.entry, state_words(each, t)) for each in states]
        counts = Counter(each.state for each in states)
        parts = [t(f"entries.count_{state}", n=t.number(n)) for state, n in counts.items()]
        st.caption(t("entries.counts", counts=plain(t.listing(parts))))
    counted = t("entries.caption", kind=t(f"practice.kind.{kind}"), n=t.number(len(rows)))
    caption = f"{counted} {confidence_words(t)}"
    show_table(table_html(entries_table(rows, t, date.today()), t, caption), key="entries")
    table_downloads("entries", t)


def state_words(each: EntryState, t: Texts) -> str:
    """Return an entry's state; of one that readers see an earlier wording of, that too."""
    state = t(f"practice.state.{each.state}")
    is_changed = each.in_force is not None and each.in_force != each.entry
    return t("entries.earlier_shown", state=state) if is_changed else state

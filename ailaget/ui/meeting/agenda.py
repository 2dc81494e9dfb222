"""The agenda: its views in order, a view put on it, and one view with all that belongs to it."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from ailaget.council.agenda import add_item, move_item, remove_item
from ailaget.council.notes import read_note
from ailaget.council.outcomes import actions, decisions
from ailaget.council.schema import Action, AgendaItem, Decision, Meeting
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import address, data
from ailaget.ui.address import Address
from ailaget.ui.charts import show_chart
from ailaget.ui.controls import choose
from ailaget.ui.download_menu import menu_html
from ailaget.ui.editing import may_edit
from ailaget.ui.frame import here, reader_theme
from ailaget.ui.meeting.council import (
    address_of,
    chart_of,
    freeze_item,
    gone_wave,
    item_in_force,
    on_click,
    without_chart,
)
from ailaget.ui.meeting.note import show_municipality_notes, show_note
from ailaget.ui.meeting.outcomes import show_outcomes
from ailaget.ui.meeting.removal import removal
from ailaget.ui.navigation import link_to
from ailaget.ui.plain import plain
from ailaget.ui.table_html import table_html
from ailaget.ui.view_words import chart_name, view_words
from ailaget.views.base.result import Chart
from ailaget.views.catalogue import CHARTS


def show_agenda(meeting: Meeting, t: Texts) -> None:
    """Show the agenda at the left, and at the right the view that is looked at."""
    item = item_in_force(meeting, here())
    list_side, item_side = st.columns([2, 5], gap="large")
    with list_side:
        if item is None:
            st.caption(t("council.agenda_empty"))
        else:
            _choose_item(meeting, item, t)
        if may_edit():
            _add(meeting, here(), t)
        show_note(meeting, None, t)
        show_municipality_notes(meeting, t)
    with item_side:
        if item is not None:
            _show_item(meeting, item, t)


def item_words(item: AgendaItem, t: Texts) -> str:
    """Return an item's view in words, and whether it is frozen."""
    label = view_words(item.chart, address_of(item, t.language), t)
    return label if item.frozen is None else t("council.frozen_item", item=label)


def _choose_item(meeting: Meeting, item: AgendaItem, t: Texts) -> None:
    labels = {
        str(agenda_item.id): t("council.numbered", number=number, item=item_words(agenda_item, t))
        for number, agenda_item in enumerate(meeting.items, start=1)
    }
    choose(
        "item",
        t("council.agenda"),
        labels.__getitem__,
        options=list(labels),
        value=str(item.id),
        widget=st.radio,
    )


def _add(meeting: Meeting, current: Address, t: Texts) -> None:
    with st.expander(t("council.add_item"), expanded=not meeting.items or bool(current.chart)):
        choose(
            "chart",
            t("council.chart"),
            lambda key: chart_name(key, t),
            options=list(CHARTS),
            value=current.chart or "map",
        )
        st.caption(
            t("council.add_help", view=plain(view_words(current.chart or "map", current, t)))
        )
        st.button(t("council.add"), on_click=on_click(lambda: _put_on(meeting, current)))


def _put_on(meeting: Meeting, current: Address) -> None:
    item = add_item(workspace(), meeting.id, current.chart or "map", current.view_query())
    address.change(item=str(item), chart=None)


def _show_item(meeting: Meeting, item: AgendaItem, t: Texts) -> None:
    chart = chart_of(item, t.language, reader_theme())
    if gone := gone_wave(item, t):
        st.info(plain(gone))
    if chart is None:
        st.info(plain(without_chart(item, t)))
    elif chart.figure.data or chart.figure.layout.annotations:
        show_chart(chart, ways_out=False)
    else:
        st.header(plain(chart.title), anchor=False)
        st.html(table_html(chart.table, t, chart.attribution))
    if chart is not None:
        st.html(f"{_state(item, t)}{_ways_out(item, chart, t)}")
    if may_edit():
        _edit_item(meeting, item, chart, t)
    show_note(meeting, item, t)
    show_outcomes(meeting, item, t)


def _state(item: AgendaItem, t: Texts) -> str:
    """Return what is shown: frozen when and from what data, or as it is; and the way to today's."""
    view = replace(address_of(item, t.language), meeting=here().meeting, item=str(item.id))
    link = f'<a href="{escape(link_to(item.chart, view))}" target="_self">'
    state = t("council.live")
    if item.frozen is not None:
        frozen = item.frozen
        state = t(
            "council.frozen",
            day=t.day(frozen.frozen_at.date()),
            wave=t.wave(frozen.wave),
            build=frozen.build.removeprefix("ailaget-").removesuffix(".duckdb"),
        )
    return f'<p class="state">{escape(state)} {link}{escape(t("council.to_view"))}</a></p>'


def _ways_out(item: AgendaItem, chart: Chart, t: Texts) -> str:
    """Return the menu of a picture's files: as it was frozen, else as it is today."""
    if item.frozen is None:
        query = address_of(item, t.language).link(wave=chart.wave)
        menu = menu_html(f"export/{item.chart}", query, t)
    else:
        menu = menu_html(f"frozen/{item.id}", Address(lang=t.language).link(), t)
    return f'<div class="downloads">{menu}</div>'


def _edit_item(meeting: Meeting, item: AgendaItem, chart: Chart | None, t: Texts) -> None:
    place, last = meeting.items.index(item), len(meeting.items) - 1
    with st.container(horizontal=True):
        if item.frozen is None:
            if chart is not None:
                st.button(t("council.freeze"), on_click=on_click(lambda: _freeze(item, t)))
            _remove_button(item, t)
        if place > 0:
            st.button(t("council.earlier"), on_click=on_click(lambda: _move(item, -1)))
        if place < last:
            st.button(t("council.later"), on_click=on_click(lambda: _move(item, 1)))


def _remove_button(item: AgendaItem, t: Texts) -> None:
    """Show the button that takes a view off the agenda; where more goes with it, it asks."""
    lost = _lost_with(item, t)
    if not lost:
        st.button(t("council.remove"), type="tertiary", on_click=on_click(lambda: _remove(item)))
        return
    act, question = partial(_remove, item), " ".join([t("council.remove_view"), *lost])
    removal(f"remove_item_{item.id}", t("council.remove"), question, act, t)


def _lost_with(item: AgendaItem, t: Texts) -> list[str]:
    """Return what else is lost when a view is taken off, in sentences."""
    note = data.records(read_note, item.meeting_id, item.id)
    outcomes: list[Decision | Action] = [*data.records(decisions), *data.records(actions)]
    sentences = {
        "council.remove_note": bool(note.text or note.aside),
        "council.remove_ties": any(outcome.item_id == item.id for outcome in outcomes),
    }
    return [t(key) for key, is_lost in sentences.items() if is_lost]


def _freeze(item: AgendaItem, t: Texts) -> str:
    freeze_item(item)
    return t("council.is_frozen_now")


def _remove(item: AgendaItem) -> None:
    remove_item(workspace(), item.id)
    address.change(item=None)


def _move(item: AgendaItem, steps: int) -> None:
    move_item(workspace(), item.id, steps)

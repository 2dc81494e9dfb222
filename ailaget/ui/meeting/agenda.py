"""The agenda: its items in order, and one of them with all that belongs to it."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from ailaget.council.agenda import move_item, remove_item
from ailaget.council.freezing import unfreeze_item
from ailaget.council.meetings import VIEW
from ailaget.council.notes import read_note
from ailaget.council.outcomes import actions, decisions
from ailaget.council.schema import Action, AgendaItem, Decision, Meeting
from ailaget.exports.formats import FORMATS, WITHOUT_FIGURE
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import address, data
from ailaget.ui.address import Address
from ailaget.ui.charts import show_chart
from ailaget.ui.controls import choose
from ailaget.ui.download_menu import menu_html
from ailaget.ui.figures import finding_html
from ailaget.ui.frame import here, reader_theme
from ailaget.ui.low_response import low_exhibit_html
from ailaget.ui.meeting.adding import AGENDA, add_forms
from ailaget.ui.meeting.council import (
    address_of,
    chart_of,
    counted_views,
    freeze_item,
    freeze_items,
    gone_note,
    item_heading,
    item_in_force,
    may_change,
    on_click,
    unfrozen,
    without_chart,
)
from ailaget.ui.meeting.note import show_municipality_notes, show_note
from ailaget.ui.meeting.outcomes import show_outcomes
from ailaget.ui.meeting.removal import removal
from ailaget.ui.meeting.standing import show_standing
from ailaget.ui.navigation import link_to
from ailaget.ui.plain import plain
from ailaget.ui.status import show_status
from ailaget.ui.table_html import table_html
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import without_mark
from ailaget.views.catalogue import LISTED, TABLES

ITEM = "item"
"""Where on the page what comes of a change of an item is said."""


def show_agenda(meeting: Meeting, t: Texts) -> None:
    """Show what can be added, the agenda at the left, and at the right the item looked at."""
    item = item_in_force(meeting, here())
    if may_change(meeting):
        with st.expander(t("council.add_item"), expanded=True):
            add_forms(meeting, t)
        show_status(AGENDA)
    list_side, item_side = st.columns([2, 5], gap="large")
    with list_side:
        if item is None:
            st.caption(t("council.agenda_empty"))
        else:
            _choose_item(meeting, item, t)
        if may_change(meeting):
            _freeze_all_button(meeting, t)
        show_note(meeting, None, t)
        show_municipality_notes(meeting, t)
    with item_side:
        if item is not None:
            _show_item(meeting, item, t)


def item_words(item: AgendaItem, t: Texts) -> str:
    """Return an item in words, and whether it is frozen."""
    label = item_heading(item, t)
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


def _freeze_all_button(meeting: Meeting, t: Texts) -> None:
    waiting = unfrozen(meeting)
    if len(waiting) > 1:
        label = t("council.freeze_all", what=_counted(waiting, t))
        act = on_click(lambda: _freeze_all(waiting, t), AGENDA)
        st.button(plain(label), key="freeze_all", on_click=act)


def _freeze_all(items: list[AgendaItem], t: Texts) -> str:
    freeze_items(items)
    return t("council.all_frozen", what=_counted(items, t))


def _counted(items: list[AgendaItem], t: Texts) -> str:
    return counted_views([str(item.chart) for item in items], t)


def _show_item(meeting: Meeting, item: AgendaItem, t: Texts) -> None:
    chart = None
    if item.kind == VIEW:
        chart = chart_of(item, t.language, reader_theme())
        _show_view(item, chart, t)
    else:
        st.header(plain(item_heading(item, t)), anchor=False)
        show_standing(meeting, item.kind, t)
    if may_change(meeting):
        _edit_item(meeting, item, chart, t)
    show_status(ITEM)
    show_note(meeting, item, t)
    show_outcomes(meeting, item, t)


def _show_view(item: AgendaItem, chart: Chart | None, t: Texts) -> None:
    if gone := gone_note(item, t):
        st.info(plain(gone))
    if chart is None:
        st.info(plain(without_chart(item, t)))
        return
    if band := low_exhibit_html(chart, t):
        st.html(band)
    headline, chip = without_mark(chart.headline, t)
    if chart.figure.data or chart.figure.layout.annotations:
        st.html(finding_html(headline, chip))
        show_chart(chart, heading=False, ways_out=False)
    else:
        st.html(finding_html(chart.title, chip))
        st.html(table_html(chart.table, t, chart.attribution))
    st.html(f"{_state(item, t)}{_ways_out(item, chart, t)}")


def _state(item: AgendaItem, t: Texts) -> str:
    """Return what is shown: frozen when and from what data, or as it is; and the way to today's."""
    view = replace(address_of(item, t.language), meeting=here().meeting, item=str(item.id))
    link = f'<a href="{escape(link_to(item.chart, view))}" target="_self">'
    state = _words("live", item, t)
    if item.frozen is not None:
        frozen = item.frozen
        state = t(
            "council.frozen",
            day=t.day(frozen.frozen_at.date()),
            wave=t.wave(frozen.wave),
        )
    return f'<p class="state">{escape(state)} {link}{escape(_words("to_view", item, t))}</a></p>'


def _words(key: str, item: AgendaItem, t: Texts) -> str:
    """Return a sentence about an item: a table or an entry of practice is called no chart."""
    return t(f"council.{key}{'_listed' if item.chart in TABLES else ''}")


def _ways_out(item: AgendaItem, chart: Chart, t: Texts) -> str:
    """Return the menu of a picture's files: as it was frozen, else as it is today."""
    kinds = WITHOUT_FIGURE if item.chart in LISTED else FORMATS
    if item.frozen is None:
        query = address_of(item, t.language).link(wave=chart.wave)
        menu = menu_html(f"export/{item.chart}", query, t, kinds)
    else:
        menu = menu_html(f"frozen/{item.id}", Address(lang=t.language).link(), t, kinds)
    return f'<div class="downloads">{menu}</div>'


def _edit_item(meeting: Meeting, item: AgendaItem, chart: Chart | None, t: Texts) -> None:
    place, last = meeting.items.index(item), len(meeting.items) - 1
    with st.container(horizontal=True):
        if item.frozen is not None:
            _unfreeze_button(item, t)
        else:
            if chart is not None:
                label = _words("freeze", item, t)
                st.button(plain(label), on_click=on_click(lambda: _freeze(item, t), ITEM))
            _remove_button(item, t)
        if place > 0:
            st.button(
                t("council.earlier"), on_click=on_click(lambda: _move(item, -1, place, t), ITEM)
            )
        if place < last:
            st.button(
                t("council.later"), on_click=on_click(lambda: _move(item, 1, place + 2, t), ITEM)
            )


def _unfreeze_button(item: AgendaItem, t: Texts) -> None:
    removal(
        f"unfreeze_item_{item.id}",
        t("council.unfreeze"),
        _words("unfreeze_question", item, t),
        lambda: unfreeze_item(workspace(), item.id),
        t,
        at=ITEM,
        kind="unfreeze",
    )


def _remove_button(item: AgendaItem, t: Texts) -> None:
    """Show the button that takes an item off the agenda; where more goes with it, it asks."""
    lost = _lost_with(item, t)
    if not lost:
        act = on_click(lambda: _remove(item, t), AGENDA)
        st.button(t("council.remove"), type="tertiary", on_click=act)
        return
    act_after = partial(_take_off, item)
    question = " ".join([t("council.remove_view"), *lost])
    removal(f"remove_item_{item.id}", t("council.remove"), question, act_after, t, at=AGENDA)


def _lost_with(item: AgendaItem, t: Texts) -> list[str]:
    """Return what else is lost when an item is taken off, in sentences."""
    note = data.records(read_note, item.meeting_id, item.id)
    outcomes: list[Decision | Action] = [*data.records(decisions), *data.records(actions)]
    sentences = {
        "council.remove_note": bool(note.text or note.aside),
        "council.remove_ties": any(outcome.item_id == item.id for outcome in outcomes),
    }
    return [t(key) for key, is_lost in sentences.items() if is_lost]


def _freeze(item: AgendaItem, t: Texts) -> str:
    freeze_item(item)
    return _words("is_frozen_now", item, t)


def _remove(item: AgendaItem, t: Texts) -> str:
    _take_off(item)
    return t("council.remove_done")


def _take_off(item: AgendaItem) -> None:
    remove_item(workspace(), item.id)
    address.change(item=None)


def _move(item: AgendaItem, steps: int, place: int, t: Texts) -> str:
    move_item(workspace(), item.id, steps)
    return t("council.moved", place=t.number(place))

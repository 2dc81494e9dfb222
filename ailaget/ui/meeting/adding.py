"""What is put on an agenda: charts from a list or from where they stand, texts, and what recurs."""

from datetime import date

import streamlit as st

from ailaget.council.agenda import (
    LONGEST_TEXT,
    STANDING,
    add_items,
    add_standing,
    add_text,
    copy_agenda,
)
from ailaget.council.schema import Meeting
from ailaget.errors import AilagetError
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import address
from ailaget.ui.address import Address
from ailaget.ui.controls import with_plain_spaces
from ailaget.ui.frame import here
from ailaget.ui.meeting.council import all_meetings, counted_views, meeting_to_plan, on_click
from ailaget.ui.meeting.facts import meeting_labels, meeting_words
from ailaget.ui.meeting.rounds import begin_anew, this_round
from ailaget.ui.meeting.unfilled import ask_for, refusal_of
from ailaget.ui.navigation import ORDER
from ailaget.ui.plain import named, plain
from ailaget.ui.status import say, show_status
from ailaget.ui.view_words import chart_name, filter_names, view_words
from ailaget.views.catalogue import ITEMS, OF_ENTRY, entry_of

AGENDA = "agenda"
"""Where on the page Möte what comes of a change of the agenda is said."""

CHARTS, TEXT = "charts_to_add", "text_to_add"
"""The forms."""


def add_forms(meeting: Meeting, t: Texts) -> None:
    """Show the ways to put something on a meeting's agenda; a link may propose a chart."""
    proposed = here().chart
    charts_side, others_side = st.columns([3, 2], gap="large")
    with charts_side, st.form(key := this_round(CHARTS), border=False):
        st.multiselect(
            t("council.charts"),
            charts_in_order(),
            [proposed] if proposed else None,
            format_func=lambda chart: with_plain_spaces(chart_in_list(chart, t)),
            key=f"{key}_chosen",
            placeholder=t("council.charts_placeholder"),
            filter_mode="contains",
            select_all=False,
        )
        names = t.listing(filter_names(here(), t)) or t("now_shown.everyone")
        st.caption(t("council.add_help", names=plain(names)))
        add = on_click(lambda: _add_charts(meeting, here(), t), AGENDA)
        st.form_submit_button(t("council.add"), on_click=add)
        show_status(refusal_of(CHARTS))
    with others_side, st.form(key := this_round(TEXT), border=False):
        st.text_input(t("council.text_item"), key=f"{key}_words", max_chars=LONGEST_TEXT)
        add = on_click(lambda: _add_text(meeting, t), AGENDA)
        st.form_submit_button(t("council.add_text"), on_click=add)
        show_status(refusal_of(TEXT))
    with others_side, st.container(horizontal=True):
        if set(STANDING) - {item.kind for item in meeting.items}:
            add = on_click(lambda: _add_standing(meeting, t), AGENDA)
            st.button(t("council.add_standing"), on_click=add)
        if (earlier := _meeting_before(meeting)) is not None:
            copy = on_click(lambda: _copy(meeting, earlier, t), AGENDA)
            st.button(t("council.copy_agenda"), on_click=copy)


def charts_in_order() -> list[str]:
    """Return every chart, by its page in the order of the menu, then as the catalogue has them.

    A single entry of practice is put on the agenda where it stands: there it is chosen.
    """
    pages = list(ORDER.values())
    charts = [chart for chart in ITEMS if entry_of(chart).about != OF_ENTRY]
    return sorted(charts, key=lambda chart: pages.index(entry_of(chart).page))


def chart_in_list(chart: str, t: Texts) -> str:
    """Return a chart's page and name, as in a list to choose from."""
    titles = {path: t(f"{page}.title") for page, path in ORDER.items()}
    return t("council.chart_in_list", page=titles[entry_of(chart).page], chart=chart_name(chart, t))


def put_on_next_agenda(chart: str, current: Address, at: str, t: Texts) -> None:
    """Put a chart, as it is looked at, on the agenda of the meeting that is planned; say which."""
    meeting = meeting_to_plan(current, date.today())
    if meeting is None:
        to_page = f"{ORDER['meeting']}{current.link(item=None)}"
        say(t("council.no_meeting_to_plan"), at, "warning", (to_page, t("council.to_meetings")))
        return
    try:
        item, *_ = add_items(workspace(), meeting.id, [(chart, current.view_query(chart))])
    except AilagetError as error:
        say(t.error(error, shown=named), at, "warning")
        return
    link = current.link(meeting=str(meeting.id), item=str(item), part="agenda")
    message = t("council.put_on", view=view_words(chart, current, t), meeting=_which(meeting, t))
    say(message, at, link=(f"{ORDER['meeting']}{link}", t("council.to_the_agenda")))


def _which(meeting: Meeting, t: Texts) -> str:
    """Return a meeting by its day, which says enough where it is the only one that day."""
    is_alone = sum(other.day == meeting.day for other in all_meetings()) == 1
    return t.day(meeting.day) if is_alone else meeting_labels(t)[str(meeting.id)]


def _meeting_before(meeting: Meeting) -> Meeting | None:
    """Return the latest other meeting that is no later and has an agenda to copy."""
    others = (
        other
        for other in all_meetings()
        if other.items and other.id != meeting.id and other.day <= meeting.day
    )
    return next(others, None)


def _add_charts(meeting: Meeting, current: Address, t: Texts) -> str:
    charts = st.session_state[f"{this_round(CHARTS)}_chosen"]
    ask_for(CHARTS, {t("council.charts"): charts}, t)
    views = [(chart, current.view_query(chart)) for chart in charts]
    first, *_ = add_items(workspace(), meeting.id, views)
    address.change(item=str(first), chart=None)
    begin_anew(CHARTS)
    return t("council.added", what=counted_views(charts, t))


def _add_text(meeting: Meeting, t: Texts) -> str:
    words = st.session_state[f"{this_round(TEXT)}_words"]
    ask_for(TEXT, {t("council.text_item"): words}, t)
    item = add_text(workspace(), meeting.id, words)
    address.change(item=str(item))
    begin_anew(TEXT)
    return t("council.text_added")


def _add_standing(meeting: Meeting, t: Texts) -> str:
    add_standing(workspace(), meeting.id)
    return t("council.standing_added")


def _copy(meeting: Meeting, earlier: Meeting, t: Texts) -> str:
    copy_agenda(workspace(), meeting.id, earlier.id)
    return t("council.copied", meeting=meeting_words(earlier, t))

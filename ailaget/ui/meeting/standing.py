"""The items that every meeting has: what stands under each, on the page, a slide and in minutes."""

from html import escape

import streamlit as st

from ailaget.council.outcomes import is_overdue
from ailaget.council.schema import Action, Meeting
from ailaget.texts import Texts
from ailaget.ui.meeting.as_of_meeting import waiting_then
from ailaget.ui.meeting.changes_since import comparison, show_comparison
from ailaget.ui.meeting.council import all_meetings
from ailaget.ui.meeting.facts import meeting_words
from ailaget.ui.meeting.outcome_words import action_html


def show_standing(meeting: Meeting, kind: str, t: Texts) -> None:
    """Show what stands under an item that every meeting has; nothing under any other."""
    if kind == "previous":
        st.text(previous_words(meeting, t))
    elif kind == "since":
        shown = comparison(meeting, t)
        if shown is None:
            st.info(t("since.nothing_earlier"))
        else:
            show_comparison(shown, t)
    elif kind == "actions":
        _show_actions(in_order_of_due(waiting_then(meeting)), meeting, t)
    elif kind == "next":
        st.text(next_words(meeting, t))


def previous_words(meeting: Meeting, t: Texts) -> str:
    """Return whether the minutes of the meeting before are approved, and when they were."""
    before = _before(meeting)
    if before is None:
        return t("council.no_previous")
    if before.approved_on is None:
        return t("council.previous_open", day=t.day(before.day))
    approved = t.day(before.approved_on)
    return t("council.previous_approved", day=t.day(before.day), approved=approved)


def next_words(meeting: Meeting, t: Texts) -> str:
    """Return when and where the next meeting is; that it is not settled where there is none."""
    after = _after(meeting)
    if after is None:
        return t("council.no_next")
    return t("council.next_meeting", meeting=meeting_words(after, t))


def in_order_of_due(actions: list[Action]) -> list[Action]:
    """Return actions, what is due first first, so that what is overdue leads."""
    return sorted(
        actions, key=lambda action: (action.due is None, action.due or action.meeting.day)
    )


def open_actions_html(meeting: Meeting, t: Texts, link: str) -> str:
    """Return how many actions wait at a meeting, and how many of them are overdue, with a link."""
    waiting = waiting_then(meeting)
    overdue = sum(is_overdue(action, meeting.day) for action in waiting)
    if not waiting:
        return ""
    shown = escape(t.count("council.waiting", len(waiting)))
    if overdue:
        late = escape(t.count("council.of_them_overdue", overdue))
        shown += f' <strong class="overdue">{late}</strong>'
    to_list = f'<a href="{escape(link)}" target="_self">{escape(t("council.see_actions"))}</a>'
    return f'<p class="state">{shown} {to_list}</p>'


def _show_actions(waiting: list[Action], meeting: Meeting, t: Texts) -> None:
    if not waiting:
        st.caption(t("council.no_open_actions"))
        return
    items = "".join(f"<li>{action_html(action, t, meeting.day)}</li>" for action in waiting)
    st.html(f'<ul class="lead">{items}</ul>')


def _before(meeting: Meeting) -> Meeting | None:
    """Return the meeting before; None where there is none."""
    order = all_meetings()
    place = [other.id for other in order].index(meeting.id)
    return next(iter(order[place + 1 :]), None)


def _after(meeting: Meeting) -> Meeting | None:
    """Return the first meeting on a later day; None where there is none."""
    return next((other for other in reversed(all_meetings()) if other.day > meeting.day), None)

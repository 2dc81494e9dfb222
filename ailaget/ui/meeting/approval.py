"""What ends a meeting: its minutes are approved, or it was a mistake and is taken away."""

from datetime import date
from functools import partial

import streamlit as st

from ailaget.council.meetings import (
    NotAllFrozen,
    approve_meeting,
    delete_meeting,
    deleted_meetings,
    restore_meeting,
)
from ailaget.council.minutes import minutes_json
from ailaget.council.schema import Meeting
from ailaget.store.workspace import workspace
from ailaget.texts import LANGUAGES, Texts, texts
from ailaget.ui import address, data
from ailaget.ui.meeting.council import (
    all_meetings,
    counted_views,
    keep_how_things_stand,
    on_click,
    unfrozen,
)
from ailaget.ui.meeting.facts import meeting_words
from ailaget.ui.meeting.minutes_text import gathered
from ailaget.ui.meeting.removal import removal
from ailaget.ui.plain import plain

MEETING = "meeting"
"""Where on the page what comes of a change of a whole meeting is said."""


def end_meeting(meeting: Meeting, t: Texts) -> None:
    """Show the ways to approve an open meeting's minutes, and to delete it."""
    if waiting := unfrozen(meeting):
        counted = counted_views([str(item.chart) for item in waiting], t)
        st.caption(plain(t.count("council.approve_waits", len(waiting), what=counted)))
    else:
        st.caption(t("council.approve_help"))
        _approve_button(meeting, t)
    with st.container(horizontal=True, vertical_alignment="center"):
        removal(
            f"delete_{meeting.id}",
            t("council.delete"),
            t("council.delete_question", meeting=meeting_words(meeting, t)),
            partial(_delete, meeting),
            t,
            at=MEETING,
            kind="delete",
            look="secondary",
        )


def _approve_button(meeting: Meeting, t: Texts) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        removal(
            f"approve_{meeting.id}",
            t("council.approve"),
            t("council.approve_question"),
            partial(_approve, meeting),
            t,
            at=MEETING,
            kind="approve",
            look="secondary",
        )


def show_deleted(t: Texts) -> None:
    """Show the meetings that were deleted, with the day, each with a way back."""
    deleted = data.records(deleted_meetings)
    if not deleted:
        return
    with st.expander(t.count("council.deleted", len(deleted))):
        for meeting in deleted:
            with st.container(horizontal=True, vertical_alignment="center"):
                day = t.day(meeting.deleted_on) if meeting.deleted_on else ""
                st.text(t("council.deleted_on", meeting=meeting_words(meeting, t), day=day))
                st.button(
                    plain(t("council.restore")),
                    key=f"restore_meeting_{meeting.id}",
                    type="tertiary",
                    on_click=on_click(partial(_restore, meeting, t), MEETING),
                )


def _approve(meeting: Meeting) -> None:
    if unfrozen(meeting):
        raise NotAllFrozen
    keep_how_things_stand(meeting)
    (as_kept,) = (other for other in all_meetings() if other.id == meeting.id)
    minutes = {language: minutes_json(gathered(as_kept, texts(language))) for language in LANGUAGES}
    approve_meeting(workspace(), meeting.id, date.today(), minutes)


def _delete(meeting: Meeting) -> None:
    delete_meeting(workspace(), meeting.id, date.today())
    address.change(meeting=None, item=None)


def _restore(meeting: Meeting, t: Texts) -> str:
    restore_meeting(workspace(), meeting.id)
    address.change(meeting=str(meeting.id), item=None)
    return t("council.meeting_restored")

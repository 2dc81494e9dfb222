"""What does the council look at, what has changed since last time, and what do we do together?"""

import streamlit as st

from ailaget.ui import controls
from ailaget.ui.address import PARTS
from ailaget.ui.editing import may_edit, why_not
from ailaget.ui.frame import here, reader_texts
from ailaget.ui.meeting.agenda import show_agenda
from ailaget.ui.meeting.approval import MEETING, end_meeting, show_deleted
from ailaget.ui.meeting.as_of_meeting import mark_html
from ailaget.ui.meeting.changes_since import show_since
from ailaget.ui.meeting.council import may_change, meeting_in_force
from ailaget.ui.meeting.facts import (
    NEW,
    edit_facts,
    facts_html,
    meeting_labels,
    new_meeting,
    ways_out_html,
)
from ailaget.ui.meeting.goals import show_goals
from ailaget.ui.meeting.outcomes import show_open_actions
from ailaget.ui.meeting.rounds import this_round
from ailaget.ui.meeting.standing import open_actions_html
from ailaget.ui.plain import in_markdown
from ailaget.ui.status import show_status

SHOW = {
    "agenda": show_agenda,
    "since": show_since,
    "outcomes": show_open_actions,
    "goals": show_goals,
}

t = reader_texts()
meeting = meeting_in_force(here())
show_status(MEETING)
if not may_edit():
    st.caption(in_markdown(why_not("council.may_not", t)))
if meeting is None:
    st.info(t("council.no_meetings"))
else:
    labels = meeting_labels(t)
    controls.choose(
        "meeting",
        t("council.choose"),
        labels.__getitem__,
        options=list(labels),
        value=str(meeting.id),
    )
    to_outcomes = here().link(part="outcomes")
    st.html(
        mark_html(meeting, t)
        + facts_html(meeting, t)
        + ways_out_html(meeting, here(), t)
        + open_actions_html(meeting, t, to_outcomes)
    )
if may_edit():
    with st.expander(t("council.new"), expanded=meeting is None, key=f"{this_round(NEW)}_folded"):
        new_meeting(t)
    if meeting is not None and may_change(meeting):
        with st.expander(t("council.edit")):
            edit_facts(meeting, t)
        with st.expander(t("council.end")):
            end_meeting(meeting, t)
    show_deleted(t)
if meeting is not None:
    tabs = controls.choose_part(here(), t)
    with tabs[PARTS.index(here().part)]:
        SHOW[here().part](meeting, t)

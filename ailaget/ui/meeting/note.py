"""A note on a meeting or a view: read by all, written by two at once without loss."""

from html import escape

import streamlit as st

from ailaget.council.notes import LONGEST_NOTE, NoteState, read_note, save_note
from ailaget.council.tables import AgendaItem, Meeting
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.editing import may_edit
from ailaget.ui.meeting.council import on_click

HEIGHT = 130
"""Pixels of the box that is written in."""


def show_note(meeting: Meeting, item: AgendaItem | None, t: Texts) -> None:
    """Show the note, and to those who may edit the box that it is written in."""
    note = data.records(read_note, meeting.id, item.id if item else None)
    st.subheader(t("council.note_item" if item else "council.note_meeting"), anchor=False)
    if note.aside:
        st.warning(t("council.both_kept"))
        st.html(_quoted(t("council.stands"), note.text))
        for text in note.aside:
            st.html(_quoted(t("council.set_aside"), text))
    if may_edit():
        _edit(meeting, item, note, t)
    elif note.text:
        st.html(_quoted("", note.text))
    else:
        st.caption(t("council.no_note"))


def _edit(meeting: Meeting, item: AgendaItem | None, note: NoteState, t: Texts) -> None:
    key = f"note_{meeting.id}_{item.id if item else 0}"
    # The version that this writer began from: it stays while others write.
    began_at, text = st.session_state.setdefault(f"{key}_began", (note.version, _both(note)))
    box = f"{key}_{began_at}"
    if note.version != began_at and not note.aside:
        st.warning(t("council.changed_meanwhile"))
        st.html(_quoted(t("council.stands"), note.text))
    with st.form(f"{key}_form_{began_at}", border=False):
        st.text_area(
            t("council.note_label"),
            text,
            key=box,
            height=HEIGHT,
            max_chars=LONGEST_NOTE,
            label_visibility="collapsed",
        )
        st.form_submit_button(
            t("council.save_note"),
            on_click=on_click(lambda: _save(meeting, item, key, began_at, t)),
        )


def _save(meeting: Meeting, item: AgendaItem | None, key: str, began_at: int, t: Texts) -> str:
    text = st.session_state[f"{key}_{began_at}"]
    saved = save_note(workspace(), meeting.id, item.id if item else None, text, began_at)
    st.session_state[f"{key}_began"] = (saved.note.version, _both(saved.note))
    return t("council.note_saved" if saved.stands else "council.note_set_aside")


def _both(note: NoteState) -> str:
    """Return what a writer begins from: the text that stands, then those set aside."""
    return "\n\n".join([text for text in (note.text, *note.aside) if text])


def _quoted(heading: str, text: str) -> str:
    label = f"<strong>{escape(heading)}</strong>" if heading else ""
    return f'<blockquote class="note">{label}<p>{escape(text)}</p></blockquote>'

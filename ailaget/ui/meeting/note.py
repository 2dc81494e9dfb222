"""A note on a meeting or a view: read by all, written by two at once without loss."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from ailaget.council.meetings import VIEW
from ailaget.council.notes import LONGEST_NOTE, NoteState, read_note, save_note, written_notes
from ailaget.council.schema import AgendaItem, Meeting
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.meeting.council import may_change, on_click
from ailaget.ui.plain import plain
from ailaget.ui.status import show_status
from ailaget.ui.view_words import municipalities_in_order, municipality_name

HEIGHT = 130
"""Pixels of the box that is written in."""


@dataclass(frozen=True)
class On:
    """What a note is on: a meeting, and there an item, which may be a view, or a municipality."""

    meeting: int
    item: int | None = None
    municipality: str | None = None
    is_view: bool = False

    @property
    def kind(self) -> str:
        """What the note is on: where it is read depends on it."""
        if self.municipality:
            return "municipality"
        return "item" if self.is_view else "meeting"

    @property
    def key(self) -> str:
        """The note's own part of the widgets' keys."""
        place = f"_{self.municipality}" if self.municipality else ""
        return f"note_{self.meeting}_{self.item or 0}{place}"


def show_note(meeting: Meeting, item: AgendaItem | None, t: Texts) -> None:
    """Show the note, and to those who may edit the box that it is written in."""
    if item:
        st.subheader(t("council.note_item"), anchor=False)
    else:
        st.header(t("council.note_meeting"), anchor=False)
    on = On(meeting.id, item.id, is_view=item.kind == VIEW) if item else On(meeting.id)
    _show(on, meeting, t)


def show_municipality_notes(meeting: Meeting, t: Texts) -> None:
    """Show a meeting's notes on municipalities, one at a time; who may edit can write on any."""
    written = [
        note.municipality
        for note in data.records(written_notes)
        if note.meeting.id == meeting.id and note.municipality
    ]
    codes = municipalities_in_order(t) if may_change(meeting) else written
    if not codes:
        return
    with st.expander(t("council.note_municipality"), expanded=bool(written)):
        noted = st.container()
        if written:
            names = t.listing(sorted(map(municipality_name, written), key=t.sort_key))
            noted.caption(t("council.noted_municipalities", names=plain(names)))
        code = st.selectbox(
            t("filter.municipality"),
            codes,
            format_func=municipality_name,
            key=f"note_{meeting.id}_municipality",
            index=None,
            placeholder=t("council.no_municipality"),
            filter_mode="contains",
        )
        if code:
            _show(On(meeting.id, municipality=code), meeting, t)


def _show(on: On, meeting: Meeting, t: Texts) -> None:
    note = data.records(read_note, on.meeting, on.item, on.municipality)
    if note.aside:
        st.warning(t("council.both_kept"))
        st.html(_quoted(t("council.stands"), note.text))
        for text in note.aside:
            st.html(_quoted(t("council.set_aside"), text))
    if may_change(meeting):
        _edit(on, note, t)
    elif note.text:
        st.html(_quoted("", note.text))
    else:
        st.caption(t("council.no_note"))


def _edit(on: On, note: NoteState, t: Texts) -> None:
    key = on.key
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
        st.caption(t(f"council.note_is_seen_{on.kind}"))
        save = on_click(lambda: _save(on, began_at, t), key)
        st.form_submit_button(t("council.save_note"), on_click=save)
    show_status(key)


def _save(on: On, began_at: int, t: Texts) -> str:
    text = st.session_state[f"{on.key}_{began_at}"]
    saved = save_note(
        workspace(), on.meeting, on.item, text, began_at, on.municipality, data=data.in_view()
    )
    st.session_state[f"{on.key}_began"] = (saved.note.version, _both(saved.note))
    return t("council.note_saved" if saved.stands else "council.note_set_aside")


def _both(note: NoteState) -> str:
    """Return what a writer begins from: the text that stands, then those set aside."""
    return "\n\n".join([text for text in (note.text, *note.aside) if text])


def _quoted(heading: str, text: str) -> str:
    label = f"<strong>{escape(heading)}</strong>" if heading else ""
    return f'<blockquote class="note">{label}<p>{escape(text)}</p></blockquote>'

"""When and where a meeting is and who is there: shown to all, set by those who may edit."""

from collections import Counter
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from ailaget.council.agenda import add_standing, copy_agenda
from ailaget.council.meetings import (
    LONGEST_PLACE,
    PLACES,
    ROLES,
    MeetingFacts,
    Person,
    change_meeting,
    create_meeting,
)
from ailaget.council.schema import Meeting, Presence
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import address
from ailaget.ui.address import Address
from ailaget.ui.download_menu import link_html
from ailaget.ui.meeting.council import all_meetings, on_click
from ailaget.ui.meeting.rounds import begin_anew, this_round
from ailaget.ui.meeting.unfilled import ask_for, refusal_of
from ailaget.ui.navigation import ORDER
from ailaget.ui.plain import plain
from ailaget.ui.status import show_status
from ailaget.ui.view_words import municipalities_in_order, municipality_name

FACTS = "facts"
"""Where on the page what comes of a change of the facts is said."""

NEW, PRESENT = "new_meeting", "present"
"""The forms of a new meeting and of those present."""

STARTS = ("standing", "copied", "empty")
"""What the agenda of a new meeting may begin as."""


def meeting_words(meeting: Meeting, t: Texts) -> str:
    """Return a meeting's date and place, as in a list of meetings."""
    return t("council.meeting", day=t.day(meeting.day), place=place_words(meeting, t))


def meeting_labels(t: Texts) -> dict[str, str]:
    """Return every meeting by its id, the latest first: those of one day and place by number."""
    labels = {str(meeting.id): meeting_words(meeting, t) for meeting in all_meetings()}
    alike = Counter(labels.values())
    numbers: Counter[str] = Counter()
    for key in sorted(labels, key=int):
        label = labels[key]
        if alike[label] > 1:
            numbers[label] += 1
            labels[key] = t("council.meeting_number", meeting=label, number=numbers[label])
    return labels


def place_words(meeting: Meeting, t: Texts) -> str:
    """Return where a meeting is: in its own words where there are such."""
    return meeting.place_words or t(f"council.place_{meeting.place}")


def person_words(role: str, municipality: str | None, t: Texts) -> str:
    """Return somebody by role, and by municipality where there is one."""
    role_label = t(f"council.role_{role}")
    if municipality is None:
        return role_label
    return t("council.person", role=role_label, municipality=municipality_name(municipality))


def facts_html(meeting: Meeting, t: Texts) -> str:
    """Return who is present, in one line, and that the minutes are approved once they are."""
    people = [person_words(presence.role, presence.municipality, t) for presence in meeting.present]
    names = t.listing(people) if people else t("council.nobody_yet")
    approved = ""
    if meeting.approved_on is not None:
        day = t.day(meeting.approved_on)
        approved = (
            f'<p class="present"><strong>{escape(t("council.approved", day=day))}</strong></p>'
        )
    label = escape(t("council.present"))
    return f'{approved}<p class="present"><strong>{label}</strong> {escape(names)}</p>'


def ways_out_html(meeting: Meeting, current: Address, t: Texts) -> str:
    """Return the links to the presentation and to the minutes."""
    view = replace(current, meeting=str(meeting.id))
    link = escape(f"{ORDER['meeting']}{view.link()}&present=1")
    shown = f'<a href="{link}" target="_self">{escape(t("council.present_it"))}</a>'
    for ending in ("docx", "pdf", "html"):
        address = f"minutes/{meeting.id}.{ending}?lang={t.language}"
        shown += link_html(address, t(f"minutes.as_{ending}"), t)
    return f'<div class="downloads">{shown}</div>'


def new_meeting(t: Texts) -> None:
    """Show the form of a new meeting; those present last time are taken along."""
    earlier = all_meetings()
    starts = [start for start in STARTS if start != "copied" or (earlier and earlier[0].items)]
    with st.form(this_round(NEW), border=False):
        _when_and_where(None, t)
        st.radio(
            t("council.start"),
            starts,
            format_func=lambda start: t(f"council.start_{start}"),
            key="new_meeting_start",
            horizontal=True,
        )
        create = on_click(lambda: _create(t), "meeting")
        st.form_submit_button(t("council.create"), on_click=create)
        show_status(refusal_of(NEW))


def edit_facts(meeting: Meeting, t: Texts) -> None:
    """Show the form of an existing meeting, and of those present."""
    with st.form(f"facts_{meeting.id}", border=False):
        _when_and_where(meeting, t)
        save = on_click(lambda: _save(meeting, t), FACTS)
        st.form_submit_button(t("council.save"), on_click=save)
        show_status(refusal_of(FACTS))
    st.markdown(t("council.present_help"))
    for presence in meeting.present:
        _one_present(meeting, presence, t)
    with st.form(key := this_round(PRESENT), border=False):
        choose_person(key, t, t("council.role"))
        arrive = on_click(lambda: _arrive(meeting, t), FACTS)
        st.form_submit_button(t("council.add_person"), on_click=arrive)
        show_status(refusal_of(PRESENT))
    show_status(FACTS)


def choose_person(key: str, t: Texts, label: str, nobody: str = "") -> None:
    """Show the choice of a role and of a municipality, for a form; `chosen_person` reads it.

    `label` says who it is. Nobody is chosen until somebody is; `nobody` says so where that may
    stay (`chosen_if_any`).
    """
    role_side, place_side = st.columns(2)
    role_side.selectbox(
        plain(label),
        ROLES,
        format_func=lambda role: t(f"council.role_{role}"),
        key=f"{key}_role",
        index=None,
        placeholder=nobody or t("council.choose_role"),
    )
    place_side.selectbox(
        t("filter.municipality"),
        municipalities_in_order(t),
        format_func=municipality_name,
        key=f"{key}_municipality",
        index=None,
        placeholder=t("council.no_municipality"),
        filter_mode="contains",
    )


def chosen_municipality(key: str) -> str | None:
    """Return the municipality that has been chosen in a form; None where none has."""
    municipality: str | None = st.session_state[f"{key}_municipality"]
    return municipality


def chosen_person(key: str) -> Person | None:
    """Return who has been chosen in a form; None where no role is."""
    role: str | None = st.session_state[f"{key}_role"]
    return None if role is None else Person(role, chosen_municipality(key))


def _when_and_where(meeting: Meeting | None, t: Texts) -> None:
    key = f"facts_{meeting.id if meeting else 'new'}"
    day_side, place_side, words_side = st.columns([2, 2, 3])
    day = meeting.day if meeting else date.today()
    day_side.date_input(t("council.day"), day, key=f"{key}_day", format="YYYY-MM-DD")
    place_side.selectbox(
        t("council.place"),
        PLACES,
        index=PLACES.index(meeting.place) if meeting else 0,
        format_func=lambda place: t(f"council.place_{place}"),
        key=f"{key}_place",
    )
    place_text = meeting.place_words if meeting else ""
    words_side.text_input(
        t("council.place_words"), place_text, key=f"{key}_words", max_chars=LONGEST_PLACE
    )


def _facts(form: str, key: str, present: list[Presence], t: Texts) -> MeetingFacts:
    """Return what has been written in a form; raises Unfilled."""
    state = st.session_state
    ask_for(form, {t("council.day"): state[f"facts_{key}_day"]}, t)
    return MeetingFacts(
        day=state[f"facts_{key}_day"],
        place=state[f"facts_{key}_place"],
        place_words=state[f"facts_{key}_words"],
        present=tuple(Person(presence.role, presence.municipality) for presence in present),
    )


def _create(t: Texts) -> str:
    earlier = all_meetings()
    facts = _facts(NEW, "new", earlier[0].present if earlier else [], t)
    meeting_id = create_meeting(workspace(), facts)
    start = st.session_state["new_meeting_start"]
    if start == "standing":
        add_standing(workspace(), meeting_id)
    elif start == "copied":
        copy_agenda(workspace(), meeting_id, earlier[0].id)
    address.change(meeting=str(meeting_id), item=None)
    begin_anew(NEW)
    return t("council.created", day=t.day(facts.day))


def _save(meeting: Meeting, t: Texts) -> str:
    facts = _facts(FACTS, str(meeting.id), meeting.present, t)
    change_meeting(workspace(), meeting.id, facts)
    return t("council.saved")


def _arrive(meeting: Meeting, t: Texts) -> str:
    key = this_round(PRESENT)
    person = chosen_person(key)
    ask_for(PRESENT, {t("council.role"): person}, t)
    assert person is not None  # else it was asked for
    _set_present(meeting, [*_people(meeting), person])
    begin_anew(PRESENT)
    return t("council.arrived", who=person_words(person.role, person.municipality, t))


def _people(meeting: Meeting) -> list[Person]:
    return [Person(presence.role, presence.municipality) for presence in meeting.present]


def _set_present(meeting: Meeting, people: list[Person]) -> None:
    facts = MeetingFacts(meeting.day, meeting.place, meeting.place_words, tuple(people))
    change_meeting(workspace(), meeting.id, facts)


def _one_present(meeting: Meeting, presence: Presence, t: Texts) -> None:
    person = Person(presence.role, presence.municipality)
    label = person_words(presence.role, presence.municipality, t)
    others = [other for other in _people(meeting) if other != person]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(label)
        st.button(
            t("council.leave"),
            key=f"leave_{presence.id}",
            help=t("council.leave_help", who=plain(label)),
            type="tertiary",
            on_click=on_click(lambda: _leave(meeting, others, label, t), FACTS),
        )


def _leave(meeting: Meeting, others: list[Person], label: str, t: Texts) -> str:
    _set_present(meeting, others)
    return t("council.left", who=label)

"""Notes: two who write at once lose nothing, and the second is told and shown both."""

import multiprocessing
from datetime import date

import pytest
from sqlalchemy import select

from ailaget.council.notes import NoteState, read_note, save_note
from ailaget.council.records import reading, writing
from ailaget.council.schema import Meeting, NoteText
from ailaget.store.workspace import Workspace

WRITERS, ROUNDS = 2, 25


@pytest.fixture
def place(any_place: Workspace) -> Workspace:
    with writing(any_place) as session:
        session.add(Meeting(day=date(2026, 11, 3), place="video", place_words=""))
    return any_place


def test_a_note_is_empty_until_somebody_writes(place: Workspace) -> None:
    assert read_note(place, 1) == NoteState("", 0)


def test_what_is_saved_stands(place: Workspace) -> None:
    assert save_note(place, 1, None, " Först \n", 0).stands
    assert save_note(place, 1, None, "Sedan", 1).note == NoteState("Sedan", 2)
    assert read_note(place, 1) == NoteState("Sedan", 2)


def test_the_second_of_two_is_told_and_shown_both(place: Workspace) -> None:
    save_note(place, 1, None, "Den ena", 0)
    second = save_note(place, 1, None, "Den andra", 0)
    assert not second.stands
    assert second.note == NoteState("Den ena", 2, ("Den andra",))
    assert read_note(place, 1) == second.note


def test_whoever_has_not_seen_what_was_set_aside_does_not_settle_it(place: Workspace) -> None:
    first = save_note(place, 1, None, "Den ena", 0)
    save_note(place, 1, None, "Den andra", 0)
    third = save_note(place, 1, None, "Den ena, längre", first.note.version)
    assert not third.stands
    assert third.note.aside == ("Den andra", "Den ena, längre")


def test_whoever_has_seen_both_settles_them(place: Workspace) -> None:
    save_note(place, 1, None, "Den ena", 0)
    both = save_note(place, 1, None, "Den andra", 0).note
    assert save_note(place, 1, None, "Båda", both.version).note == NoteState("Båda", 3)


def test_the_text_that_stands_can_be_left_as_it_is(place: Workspace) -> None:
    save_note(place, 1, None, "Den ena", 0)
    both = save_note(place, 1, None, "Den andra", 0).note
    settled = save_note(place, 1, None, "Den ena", both.version)
    assert settled.stands
    assert settled.note.text == "Den ena"
    assert settled.note.aside == ()


@pytest.mark.parametrize("text", ["Den ena", "Den andra"])
def test_the_same_text_twice_changes_nothing(place: Workspace, text: str) -> None:
    save_note(place, 1, None, "Den ena", 0)
    before = save_note(place, 1, None, "Den andra", 0).note
    assert save_note(place, 1, None, text, 0).note == before


def test_a_note_on_the_meeting_is_not_that_of_an_item(place: Workspace) -> None:
    save_note(place, 1, None, "Om mötet", 0)
    assert read_note(place, 1, 1) == NoteState("", 0)


def write(given: tuple[Workspace, str]) -> int:
    """Save texts one after another, each from what this writer last read; count what stood."""
    place, name = given
    stood = 0
    for number in range(ROUNDS):
        seen = read_note(place, 1).version
        stood += save_note(place, 1, None, f"{name} {number}", seen).stands
    return stood


def test_two_processes_that_write_the_same_note_lose_nothing(place: Workspace) -> None:
    names = [f"Skribent {number}" for number in range(WRITERS)]
    with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
        stood = pool.map(write, [(place, name) for name in names])
    with reading(place) as session:
        kept = list(session.scalars(select(NoteText).order_by(NoteText.version)))
    assert {text.text for text in kept} == {
        f"{name} {number}" for name in names for number in range(ROUNDS)
    }
    assert [text.version for text in kept] == list(range(1, WRITERS * ROUNDS + 1))
    assert sum(text.stands for text in kept) == sum(stood)
    assert all(text.stands == (text.began_at == text.version - 1) for text in kept)

"""What is written keeps which data its writer had, and says so beside others."""

from datetime import date
from pathlib import Path

import pytest

from ailaget.council.made_on import UNKNOWN, Data, data_of, difference
from ailaget.council.meetings import MeetingFacts, Person, create_meeting
from ailaget.council.notes import save_note, written_notes
from ailaget.council.outcomes import Tie, actions, agree, decide, decisions
from ailaget.council.schema import AgendaItem, FrozenFigure, Meeting
from ailaget.store.workspace import Workspace

DEMO, REAL, LATER = Data("a", True), Data("b", False), Data("c", False)


@pytest.mark.parametrize(
    ("made", "today", "expected"),
    [
        (DEMO, DEMO, None),
        (REAL, REAL, None),
        (DEMO, REAL, "demo"),
        (REAL, LATER, "other"),
        (DEMO, Data("d", True), "other"),
        (UNKNOWN, REAL, "unknown"),
        (Data(None, True), REAL, "demo"),
    ],
)
def test_another_version_is_told_from_the_same(made: Data, today: Data, expected: str) -> None:
    assert difference(made, today) == expected


def test_what_is_written_keeps_the_data_that_its_writer_had(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    decide(place, Tie(1, data=DEMO), "Vi börjar")
    agree(place, Tie(1, data=DEMO), "Ring runt", Person("skr"), None)
    save_note(place, 1, None, "Få svar", 0, data=DEMO)
    save_note(place, 1, None, "Fler svar", 1, data=REAL)
    (decision,), (action,), (note,) = decisions(place), actions(place), written_notes(place)
    assert (decision.build, decision.is_demo, action.build, action.is_demo) == (
        "a",
        True,
        "a",
        True,
    )
    assert note.data == REAL


def test_what_was_written_before_has_the_data_of_its_frozen_chart_or_of_its_meeting() -> None:
    plain = Meeting(day=date(2026, 11, 3), place="video", snapshot=None)
    kept = Meeting(day=date(2026, 11, 3), place="video", snapshot='{"build": "a", "is_demo": true}')
    frozen = AgendaItem(chart="map", address="", frozen=FrozenFigure(build="b"))
    assert data_of(REAL, kept, frozen) == REAL
    assert data_of(UNKNOWN, plain, None) == UNKNOWN
    assert data_of(UNKNOWN, kept, None) == DEMO
    assert data_of(UNKNOWN, kept, frozen) == Data("b", True)

"""Decisions and actions: what is struck out is kept with its day, and can be restored."""

import json
from datetime import date

import pytest

from ailaget.council.meetings import MeetingFacts, NoSuchRecord, Person, create_meeting
from ailaget.council.outcomes import (
    Tie,
    actions,
    agree,
    decide,
    decisions,
    strike,
    struck_actions,
    struck_decisions,
)
from ailaget.council.records_export import records_json
from ailaget.council.schema import Action, Decision
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts

DAY = date(2026, 11, 4)


@pytest.fixture
def place(any_place: Workspace) -> Workspace:
    create_meeting(any_place, MeetingFacts(date(2026, 11, 3), "video"))
    decide(any_place, Tie(1), "Vi börjar")
    decide(any_place, Tie(1), "Vi väntar")
    agree(any_place, Tie(1), "Ring runt", Person("skr"), None)
    return any_place


def test_what_is_struck_is_kept_with_its_day_and_no_longer_in_force(place: Workspace) -> None:
    strike(place, Decision, 1, DAY)
    strike(place, Action, 1, DAY)
    assert [one.text for one in decisions(place)] == ["Vi väntar"]
    assert actions(place) == []
    assert [(one.text, one.struck_on) for one in struck_decisions(place)] == [("Vi börjar", DAY)]
    assert [(one.text, one.struck_on) for one in struck_actions(place)] == [("Ring runt", DAY)]


def test_what_is_struck_is_in_the_records_as_json(place: Workspace) -> None:
    strike(place, Decision, 1, DAY)
    found = json.loads(records_json(place))
    assert [one["struck_on"] for one in found["decision"]] == ["2026-11-04", None]
    assert [one["struck_on"] for one in found["action"]] == [None]


def test_what_is_restored_is_as_it_was(place: Workspace) -> None:
    before = records_json(place)
    strike(place, Decision, 1, DAY)
    assert records_json(place) != before
    strike(place, Decision, 1, None)
    assert records_json(place) == before


@pytest.mark.parametrize("kind", [Decision, Action])
def test_what_is_gone_is_told(place: Workspace, kind: type[Decision] | type[Action]) -> None:
    with pytest.raises(NoSuchRecord) as error:
        strike(place, kind, 99, DAY)
    for language in LANGUAGES:
        assert texts(language).error(error.value) != str(error.value)

"""A decision becomes the draft of a step, once, and says that the council recommends it."""

from datetime import date

import pytest

from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.council.outcomes import Tie, decide, decisions
from ailaget.council.practice import entry_states, set_state
from ailaget.council.recommending import recommend
from ailaget.practice import Step, shipped
from ailaget.practice.words import marks, source_text
from ailaget.store.practice import published_entries
from ailaget.store.workspace import Workspace
from ailaget.texts import texts

T = texts("sv")


@pytest.fixture
def place(any_place: Workspace) -> Workspace:
    return any_place


def decided(place: Workspace, text: str) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    decide(place, Tie(meeting), text)


def draft(place: Workspace, key: str) -> Step:
    (state,) = [state for state in entry_states(place, "steps") if state.entry.key == key]
    assert state.state == "draft"
    assert isinstance(state.entry, Step)
    return state.entry


def test_a_decision_is_a_draft_until_an_editor_publishes_it(place: Workspace) -> None:
    decided(place, "Alla kommuner ska ha en förteckning över sin AI.")
    key = recommend(place, decisions(place)[0], T)
    step = draft(place, key)
    assert step.step["sv"] == "Alla kommuner ska ha en förteckning över sin AI."
    assert step.why["sv"].startswith("AI-rådet rekommenderar: Alla kommuner")
    assert "AI-rådets möte den 3 november 2026" in source_text(step, T)
    assert "Granskad av AI-rådet." in marks(step, T, date(2026, 11, 28))
    assert step.order == max(each.order for each in shipped("steps")) + 1
    assert key not in {entry.key for entry in published_entries(place, "steps")}
    set_state(place, "steps", key, "published")
    assert key in {entry.key for entry in published_entries(place, "steps")}


def test_the_same_decision_is_made_a_step_once(place: Workspace) -> None:
    decided(place, "Dela en jurist.")
    first = recommend(place, decisions(place)[0], T)
    assert recommend(place, decisions(place)[0], T) == first
    assert len(entry_states(place, "steps")) == len(shipped("steps")) + 1


def test_a_long_decision_is_a_short_step_with_all_its_words_below(place: Workspace) -> None:
    text = "Varje kommun ska " + "pröva och " * 20 + "utvärdera."
    decided(place, text)
    step = draft(place, recommend(place, decisions(place)[0], T))
    assert len(step.step["sv"]) <= 120
    assert step.step["sv"].endswith("…")
    assert text in step.why["sv"]

"""An approved meeting is locked, whoever writes; one made by mistake is kept and can come back."""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import ailaget.council
from ailaget.council.agenda import (
    MOST_ITEMS,
    STANDING,
    AgendaFull,
    NoText,
    add_item,
    add_items,
    add_standing,
    add_text,
    copy_agenda,
    move_item,
    remove_item,
)
from ailaget.council.freezing import freeze_item, frozen_chart, unfreeze_item
from ailaget.council.goals import Progress, ToldGoal, drop_goal, facts_of, goals, set_goal
from ailaget.council.meetings import (
    HoldsSomething,
    IsApproved,
    MeetingFacts,
    NoSuchRecord,
    NotAllFrozen,
    Person,
    approve_meeting,
    approved_minutes,
    change_meeting,
    create_meeting,
    delete_meeting,
    deleted_meetings,
    meetings,
    restore_meeting,
)
from ailaget.council.notes import read_note, save_note, written_notes
from ailaget.council.outcomes import (
    Tie,
    actions,
    agree,
    decide,
    decisions,
    set_done,
    strike,
    struck_decisions,
)
from ailaget.council.records_export import records_json
from ailaget.council.schema import Action, Decision, Goal, Meeting
from ailaget.council.snapshots import (
    Snapshot,
    forget_goal,
    keep_goal,
    keep_snapshot,
    read_snapshot,
)
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

DAY, LATER = date(2026, 11, 3), date(2026, 12, 1)
FACTS = MeetingFacts(DAY, "video")
SNAPSHOT = Snapshot("2026-10", True, "b", "2026-11-03", 290, (), {}, {}, told=())


@pytest.fixture(scope="module")
def chart(demo_workspace: Workspace) -> Chart:
    database = open_database(demo_workspace)
    made = CHARTS["movers"](database, Selection("2026-10", True))
    database.close()
    return made


@pytest.fixture
def place(any_place: Workspace, chart: Chart) -> Workspace:
    """Return records with a meeting of a frozen view, a text, a note, a decision and an action."""
    create_meeting(any_place, FACTS)
    freeze_item(any_place, add_item(any_place, 1, "movers", ""), {"sv": chart}, "ailaget-1.duckdb")
    add_text(any_place, 1, "Kommande utlysningar")
    save_note(any_place, 1, None, "Vi hann klart", 0)
    decide(any_place, Tie(1), "Vi börjar", Person("skr"), LATER)
    agree(any_place, Tie(1), "Ring runt", Person("skr"), LATER)
    set_goal(any_place, goal())
    keep_snapshot(any_place, 1, SNAPSHOT)
    return any_place


def goal() -> Goal:
    return Goal(meeting_id=1, indicator="maturity", measure="all", threshold=20.0, due="2027-10")


def meeting(place: Workspace, number: int = 1) -> Meeting:
    (wanted,) = [each for each in meetings(place) if each.id == number]
    return wanted


def told() -> ToldGoal:
    return ToldGoal(facts_of(goal()), Progress("2026-10", 2, 3, 1, 30.0, "not_yet"))


WRITING: dict[str, Callable[[Workspace], object]] = {
    "change_meeting": lambda place: change_meeting(place, 1, FACTS),
    "approve_meeting": lambda place: approve_meeting(place, 1, LATER, {}),
    "delete_meeting": lambda place: delete_meeting(place, 1, LATER),
    "add_items": lambda place: add_items(place, 1, [("map", "")]),
    "add_text": lambda place: add_text(place, 1, "Mera"),
    "add_standing": lambda place: add_standing(place, 1),
    "copy_agenda": lambda place: copy_agenda(place, 1, 1),
    "move_item": lambda place: move_item(place, 1, 1),
    "remove_item": lambda place: remove_item(place, 2),
    "freeze_item": lambda place: freeze_item(place, 1, {"sv": frozen(place)}, "b"),
    "unfreeze_item": lambda place: unfreeze_item(place, 1),
    "save_note": lambda place: save_note(place, 1, None, "Annat", 1),
    "decide": lambda place: decide(place, Tie(1), "Mera"),
    "agree": lambda place: agree(place, Tie(1), "Mera", Person("skr"), None),
    "strike": lambda place: strike(place, Decision, 1, LATER),
    "keep_snapshot": lambda place: keep_snapshot(place, 1, SNAPSHOT),
    "set_goal": lambda place: set_goal(place, goal()),
    "keep_goal": lambda place: keep_goal(place, 1, told()),
    "forget_goal": lambda place: forget_goal(place, 1, goal()),
}
"""Each way to write of a meeting."""

OF_NO_OPEN_MEETING = {
    "create_meeting": "there is none yet",
    "restore_meeting": "an approved one is never deleted",
    "set_done": "what was agreed is done after the meeting",
    **dict.fromkeys(
        ("save_draft", "set_state", "take_in"), "entries of practice are of no meeting"
    ),
    "drop_goal": "a goal is the council's, and the minutes keep it",
}


def frozen(place: Workspace) -> Chart:
    kept = frozen_chart(place, 1, "sv")
    assert kept is not None
    return kept


@pytest.mark.parametrize("name", WRITING)
def test_nothing_of_an_approved_meeting_is_changed(place: Workspace, name: str) -> None:
    approve_meeting(place, 1, LATER, {"sv": "{}"})
    before = records_json(place)
    with pytest.raises(IsApproved):
        WRITING[name](place)
    assert records_json(place) == before


def test_every_way_to_write_is_among_them() -> None:
    """Whatever opens the records for writing is tried, or is said why not."""
    writers = set()
    for path in Path(ailaget.council.__file__).parent.glob("*.py"):
        for function in ast.parse(path.read_text("utf-8")).body:
            if isinstance(function, ast.FunctionDef) and "with writing(" in ast.unparse(function):
                writers.add(function.name)
    private = {name for name in writers if name.startswith("_")}
    # `_change` is what keep_goal and forget_goal do, `_fill_folder` makes a new folder of its own.
    assert private == {"_change", "_fill_folder"}
    through_change = {"keep_goal", "forget_goal"}
    assert writers - private == (WRITING.keys() - through_change) | OF_NO_OPEN_MEETING.keys()


def test_an_action_is_done_and_a_goal_dropped_after_the_meeting_is_approved(
    place: Workspace,
) -> None:
    approve_meeting(place, 1, LATER, {"sv": "{}"})
    set_done(place, 1, LATER)
    drop_goal(place, 1)
    assert (actions(place)[0].done_on, goals(place)) == (LATER, [])


def test_the_minutes_are_approved_once_every_chart_is_frozen(place: Workspace) -> None:
    item = add_item(place, 1, "map", "")
    with pytest.raises(NotAllFrozen):
        approve_meeting(place, 1, LATER, {"sv": "{}"})
    assert approved_minutes(place, 1) is None
    remove_item(place, item)
    approve_meeting(place, 1, LATER, {"sv": "{}"})
    assert meeting(place).approved_on == LATER
    assert approved_minutes(place, 1) == {"sv": "{}"}


def test_a_freeze_is_undone_and_the_last_one_takes_how_things_stood(
    place: Workspace, chart: Chart
) -> None:
    other = add_item(place, 1, "map", "")
    freeze_item(place, other, {"sv": chart}, "ailaget-1.duckdb")
    unfreeze_item(place, other)
    assert frozen_chart(place, other, "sv") is None
    assert read_snapshot(str(meeting(place).snapshot)) == SNAPSHOT
    unfreeze_item(place, 1)
    assert meeting(place).snapshot is None
    freeze_item(place, 1, {"sv": chart}, "ailaget-2.duckdb")
    assert meeting(place).items[0].frozen is not None


def test_a_meeting_by_mistake_is_kept_with_its_note_and_comes_back(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    create_meeting(place, FACTS)
    add_item(place, 1, "map", "county=17")
    save_note(place, 1, None, "Fel dag", 0)
    decide(place, Tie(1), "Fel beslut")
    strike(place, Decision, 1, DAY)
    delete_meeting(place, 1, LATER)
    assert (meetings(place), written_notes(place)) == ([], [])
    assert [each.deleted_on for each in deleted_meetings(place)] == [LATER]
    for write in (
        lambda: add_item(place, 1, "map", ""),
        lambda: save_note(place, 1, None, "Annat", 1),
        lambda: strike(place, Decision, 1, None),
    ):
        with pytest.raises(NoSuchRecord):
            write()
    restore_meeting(place, 1)
    assert [item.address for item in meeting(place).items] == ["county=17"]
    assert read_note(place, 1).text == "Fel dag"
    assert [each.text for each in struck_decisions(place)] == ["Fel beslut"]
    with pytest.raises(NoSuchRecord):
        restore_meeting(place, 7)


def test_a_meeting_that_came_to_something_is_not_deleted(place: Workspace) -> None:
    for undo in (
        lambda: unfreeze_item(place, 1),
        lambda: strike(place, Decision, 1, DAY),
        lambda: strike(place, Action, 1, DAY),
        lambda: drop_goal(place, 1),
    ):
        with pytest.raises(HoldsSomething):
            delete_meeting(place, 1, LATER)
        undo()
    delete_meeting(place, 1, LATER)
    assert meetings(place) == []


def test_a_decision_has_an_owner_and_a_day(place: Workspace) -> None:
    (decision,) = decisions(place)
    assert (decision.owner_role, decision.owner_municipality, decision.due) == ("skr", None, LATER)


def kinds(place: Workspace, number: int = 1) -> list[str]:
    return [item.words or item.chart or item.kind for item in meeting(place, number).items]


def test_standing_items_open_and_close_and_others_come_between(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    create_meeting(place, FACTS)
    add_item(place, 1, "map", "")
    add_standing(place, 1)
    add_standing(place, 1)
    add_text(place, 1, "  Kommande \n utlysningar ")
    ids = add_items(place, 1, [("movers", ""), ("map", ""), ("moran", "")])
    assert kinds(place) == [
        *("previous", "since", "actions"),
        *("map", "Kommande utlysningar", "movers", "moran"),
        *("other", "next"),
    ]
    assert [item.position for item in meeting(place).items] == list(range(1, 10))
    assert ids[1] == 1
    with pytest.raises(NoText):
        add_text(place, 1, " ")


def test_an_agenda_is_copied_in_its_order_with_the_newest_wave(place: Workspace) -> None:
    add_standing(place, 1)
    add_item(place, 1, "map", "wave=2025-10&county=17&county=20")
    create_meeting(place, MeetingFacts(LATER, "video"))
    for _ in range(2):
        copy_agenda(place, 2, 1)
    assert kinds(place, 2) == kinds(place)
    copied = meeting(place, 2).items
    assert all(item.frozen is None for item in copied)
    assert [item.address for item in copied if item.chart == "map"] == ["county=17&county=20"]


def test_an_agenda_has_an_end(place: Workspace) -> None:
    add_items(place, 1, [("map", f"county={number}") for number in range(MOST_ITEMS - 2)])
    for more in (
        lambda: add_text(place, 1, "Mera"),
        lambda: add_standing(place, 1, STANDING[:1]),
        lambda: add_item(place, 1, "moran", ""),
    ):
        with pytest.raises(AgendaFull):
            more()
    assert len(meeting(place).items) == MOST_ITEMS

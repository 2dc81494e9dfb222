"""Since last time: answers, figures, levels and goals that differ, and nothing that does not."""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from ailaget import geography
from ailaget.council.changes_since import since
from ailaget.council.goals import Progress, ToldGoal, facts_of
from ailaget.council.meetings import MeetingFacts, create_meeting, meetings
from ailaget.council.schema import Goal
from ailaget.council.snapshots import (
    Snapshot,
    forget_goal,
    keep_goal,
    keep_snapshot,
    read_snapshot,
    take_snapshot,
)
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts

sv = texts("sv")
GOAL = Goal(id=1, indicator="maturity", measure="all", threshold=20.0, due="2027-10")


def snapshot(
    maturity: dict[str, float], goals: dict[str, str] | None = None, sure: float | None = None
) -> Snapshot:
    values = {code: (value, value, 1.0, 1.0) for code, value in maturity.items()}
    empty = {key: {} for key in ("has_full_time_ai", "has_ai_position", "ai_fte_per_100k")}
    return Snapshot(
        "2026-10",
        False,
        "b",
        "2026-11-03",
        290,
        tuple(maturity),
        {**empty, "maturity": values},
        goals or {},
        sure=sure,
    )


def told(before: Snapshot, after: Snapshot) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for line in since(before, after, [GOAL], sv):
        lines.setdefault(line.kind, []).append(line.whole(sv))
    return lines


def test_the_same_twice_differs_in_nothing() -> None:
    one = snapshot({"1781": 30.0, "0180": 70.0})
    assert told(one, one) == {"answers": ["Inget har ändrats."]}


def test_figures_of_two_definitions_are_not_compared() -> None:
    before = snapshot({"1781": 19.0, "0180": 30.0}, {"1": "behind"})
    after = replace(
        snapshot({"1781": 61.0, "0180": 70.0}, {"1": "reached"}), definitions={"maturity": 2}
    )
    assert told(before, after) == {
        "definition": [
            "AI-mognad: räknas på ett nytt sätt sedan dess. Talen då och nu går inte att jämföra."
        ]
    }
    assert set(told(replace(before, definitions={"maturity": 2}), after)) >= {"headline", "climbed"}


def test_a_snapshot_from_before_there_were_versions_is_of_the_first() -> None:
    kept = asdict(snapshot({"1781": 19.0}))
    del kept["definitions"], kept["sure"]
    assert read_snapshot(json.dumps(kept)).definition_of("maturity") == 1
    assert read_snapshot(json.dumps(kept)).sure is None


def test_new_and_lost_answers_are_named() -> None:
    lines = told(snapshot({"1781": 30.0}), snapshot({"0180": 30.0}))
    assert lines["answers"] == [
        "1 kommun har svarat nu men inte då: Stockholm",
        "1 kommun svarade då men inte nu: Kristinehamn",
    ]
    assert "headline" not in lines


def test_a_level_is_climbed_or_fallen_by_those_with_both() -> None:
    before = snapshot({"1781": 19.9, "0180": 60.0, "2026": 41.0, "0114": 70.0})
    after = snapshot({"1781": 20.0, "0180": 59.9, "2026": 59.0, "0115": 10.0})
    lines = told(before, after)
    assert lines["climbed"] == [
        sv("since.sure_unknown"),
        "1 kommun har gått upp från I början till En bit på väg: Kristinehamn",
    ]
    assert lines["fell"] == [
        sv("since.sure_unknown"),
        "1 kommun har gått ned från Långt på väg till Halvvägs: Stockholm",
    ]


CODES = [place.code for place in geography.municipalities()]


def test_who_has_surely_moved_is_counted_and_who_only_has_another_level_apart() -> None:
    """Five have risen by just as much as is sure; one has another level by the answers alone."""
    before = snapshot(dict.fromkeys(CODES[:7], 19.0))
    after = snapshot(dict.fromkeys(CODES[:5], 36.0) | {CODES[5]: 20.0, CODES[6]: 2.0}, sure=17.0)
    lines = told(before, after)
    names = [geography.municipality(code).name for code in CODES]
    assert lines["climbed"] == [
        f"5 av 7 kommuner har säkert stigit (minst 17,0 poäng): {sv.listing(in_order(names[:5]))}",
        "1 kommun till har gått upp minst en nivå, fast ändringen kan vara mätfel: " + names[5],
    ]
    assert lines["fell"] == [f"1 av 7 kommuner har säkert sjunkit (minst 17,0 poäng): {names[6]}"]
    less = snapshot(dict.fromkeys(CODES[:5], 35.9) | {CODES[5]: 20.0, CODES[6]: 2.0}, sure=17.0)
    assert told(before, less)["climbed"][:2] == [
        "Ingen av 7 kommuner har säkert stigit (minst 17,0 poäng)",
        sv("since.sure_few"),
    ]


def test_of_fewer_than_five_who_has_another_level_is_told_beside_and_so_is_why() -> None:
    before = snapshot(dict.fromkeys(CODES[:6], 19.0), sure=17.0)
    after = snapshot(dict.fromkeys(CODES[:4], 36.0) | dict.fromkeys(CODES[4:6], 20.0))
    first, why, level = told(before, after)["climbed"]
    assert first.startswith("4 av 6 kommuner har säkert stigit (minst 17,0 poäng): ")
    assert why == sv("since.sure_few")
    assert level.startswith("6 kommuner har gått upp från I början till En bit på väg: ")


def in_order(names: list[str]) -> list[str]:
    return sorted(names, key=sv.sort_key)


def test_all_who_climbed_alike_stand_in_one_line_in_swedish_order() -> None:
    codes = [place.code for place in geography.municipalities()]
    before, after = (dict.fromkeys(codes, value) for value in (10.0, 30.0))
    (_, line) = told(snapshot(before), snapshot(after))["climbed"]
    said, _, names = line.partition(": ")
    assert said == "290 kommuner har gått upp från I början till En bit på väg"
    found = names.replace(" och ", ", ").split(", ")
    assert len(found) == 290
    assert found == sorted(found, key=sv.sort_key)


def test_a_goal_leads_to_its_own_places_and_no_others() -> None:
    before, after = (snapshot({"1781": 30.0}, {"1": state}) for state in ("not_yet", "reached"))
    for scope, key in (("17", "county"), ("C8", "skr_group"), ("lt10k", "size_class")):
        own = Goal(
            id=1, indicator="maturity", measure="all", threshold=20.0, due="2027-10", scope=scope
        )
        (line,) = since(before, after, [own], sv)
        others = dict.fromkeys(("county", "skr_group", "size_class"), ())
        assert {name: line.keys[name] for name in others} == {**others, key: (scope,)}


def test_headline_figures_are_compared_among_the_same_municipalities() -> None:
    lines = told(snapshot({"1781": 30.0}), snapshot({"1781": 35.0, "0180": 99.0}))
    (median,) = [line for line in lines["headline"] if line.startswith(sv("overview.maturity"))]
    assert "från 30,0 till 35,0, bland 1 som" in median


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (27.64, 37.46, "från 27,6 till 37,5, bland 1"),
        (27.64, 27.66, "från 27,6 till 27,7, bland 1"),
        (27.56, 27.64, None),
    ],
)
def test_a_headline_figure_differs_where_what_is_shown_of_it_does(
    before: float, after: float, words: str | None
) -> None:
    lines = told(snapshot({"1781": before}), snapshot({"1781": after})).get("headline", [])
    medians = [line for line in lines if line.startswith(sv("overview.maturity"))]
    assert len(medians) == (words is not None)
    assert all(str(words) in median and "+" not in median for median in medians)


@pytest.mark.parametrize(
    ("states", "kind"),
    [(("not_yet", "reached"), "goal_reached"), (("reached", "not_yet"), "goal_slipped")],
)
def test_goals_are_reached_or_slip(states: tuple[str, str], kind: str) -> None:
    before, after = (snapshot({"1781": 30.0}, {"1": state}) for state in states)
    assert [line[:4] for line in told(before, after)[kind]] in (["Nått"], ["Inte"])
    assert kind not in told(snapshot({"1781": 30.0}), after)


def test_demonstration_data_is_compared_with_nothing() -> None:
    real = snapshot({"1781": 30.0})
    assert told(replace(real, is_demo=True), real) == {"answers": [sv("since.other_data")]}


def test_a_snapshot_of_a_wave_is_kept_with_its_meeting(demo_workspace: Workspace) -> None:
    database = open_database(demo_workspace)
    taken = take_snapshot(database, "2026-10", [GOAL], build=database.build)
    earlier = take_snapshot(database, "2025-10", [GOAL])
    database.close()
    assert len(taken.answered) == 241
    assert taken.goals == {"1": "not_yet"}
    place = Workspace(demo_workspace.root / "kept")
    create_meeting(place, MeetingFacts(date_of(taken.day), "video"))
    keep_snapshot(place, 1, taken)
    text = meetings(place)[0].snapshot
    assert text is not None
    assert read_snapshot(text) == taken
    for language in LANGUAGES:
        lines = since(earlier, taken, [GOAL], texts(language))
        assert {"answers", "headline", "climbed", "fell"} <= {line.kind for line in lines}
        least = texts(language).number(taken.sure, 1)
        (risen, *_) = [line.words for line in lines if line.kind == "climbed"]
        assert least in risen and str(sure_rises(earlier, taken)) in risen


def test_what_a_meeting_has_kept_stays_but_for_goals_of_its_own(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    told = ToldGoal(facts_of(GOAL), Progress("2026-10", 2, 3, 1, 30.0, "not_yet"))
    keep_goal(place, 1, told)
    assert meetings(place)[0].snapshot is None
    first = replace(snapshot({"1781": 30.0}), told=())
    keep_snapshot(place, 1, first)
    keep_snapshot(place, 1, snapshot({"0180": 99.0}))
    assert kept(place) == first
    keep_goal(place, 1, told)
    assert kept(place).told == (told,)
    assert kept(place).state_of(GOAL) == "not_yet"
    forget_goal(place, 1, GOAL)
    assert kept(place) == first


def test_another_goal_that_came_to_bear_the_id_of_a_dropped_one_is_not_the_same() -> None:
    one = ToldGoal(facts_of(GOAL), Progress("2026-10", 2, 3, 1, 30.0, "reached"))
    other = Goal(id=1, indicator="maturity", measure="all", threshold=60.0, due="2027-10")
    assert replace(snapshot({}), told=(one,)).state_of(other) is None


def test_what_was_kept_before_goals_were_kept_whole_is_read() -> None:
    before = snapshot({"1781": 30.0}, {"1": "not_yet"})
    parts = asdict(before)
    del parts["told"]
    assert read_snapshot(json.dumps(parts)) == before
    assert before.state_of(GOAL) == "not_yet"


def sure_rises(before: Snapshot, after: Snapshot) -> int:
    was, now = before.figures["maturity"], after.figures["maturity"]
    assert after.sure is not None
    return sum(now[code][0] - was[code][0] >= after.sure for code in now.keys() & was.keys())


def kept(place: Workspace) -> Snapshot:
    return read_snapshot(str(meetings(place)[0].snapshot))


def date_of(day: str) -> date:
    return date.fromisoformat(day)

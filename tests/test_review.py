"""Review before it counts: readers of a published wave see a change only once it is published."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ailaget.__main__ import main
from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import publish_wave, withdraw_wave
from ailaget.store.database import current_build, open_database
from ailaget.store.decisions import PUBLISH, VERSION
from ailaget.store.versions import WaveContent, history
from ailaget.store.workspace import Workspace, workspace
from tests.conftest import copied, write_csv
from tests.journals import decide, decide_duplicates, remember_alias

WAVE = "2027-03"
ROWS = [
    {"Kommun": "Mora", "uc_bred": 1},
    {"Kommun": "Malmö", "uc_bred": 2},
    {"Kommun": "Malmö", "uc_bred": 4},
    {"Kommun": "Jerfälla", "uc_bred": 8},
]
SurveyFile = Callable[..., Path]
Step = Callable[[Workspace, SurveyFile], None]


@pytest.fixture(scope="module")
def filled(empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a folder with one published real wave in which only Mora's answer was taken."""
    folder = tmp_path_factory.mktemp("filled")
    place = copied(empty_workspace, folder / "var")
    load(place, write_csv(folder / f"a_{WAVE}.csv", ROWS), publish=True)
    return place


@pytest.fixture
def place(filled: Workspace) -> Workspace:
    """Return a copy of it, the test's own."""
    return copied(filled, workspace().root)


def rows_of(place: Workspace, statement: str) -> list[tuple[Any, ...]]:
    database = open_database(place)
    with database.connection.cursor() as cursor:
        found = cursor.execute(statement).fetchall()
    database.close()
    return found


def seen(place: Workspace) -> dict[str, float]:
    """Return what the contract tables say of the published wave, which is what readers see."""
    answers = (
        "select municipality, value from answer"
        " inner join wave using (wave) where state = 'published' and not is_demo"
    )
    visible = "select municipality, value from visible_answer"
    assert sorted(rows_of(place, answers)) == sorted(rows_of(place, visible))
    return dict(rows_of(place, visible))


def is_waiting(place: Workspace) -> bool:
    return rows_of(place, "select has_waiting from every_wave") == [(True,)]


def load_into(place: Workspace, survey_file: SurveyFile) -> None:
    later = [{"Kommun": "Mora", "uc_bred": 5}, {"Kommun": "Falun", "uc_bred": 6}]
    assert main(["load", str(survey_file(later, f"b_{WAVE}.csv"))]) == 0


def choose_alias(place: Workspace, _: SurveyFile) -> None:
    remember_alias(place, "Jerfälla", "0123", "ann")


def choose_rule(place: Workspace, _: SurveyFile) -> None:
    decide_duplicates(place, WAVE, "sum", "ann")


def choose_rule_by_load(place: Workspace, survey_file: SurveyFile) -> None:
    file = survey_file(ROWS, f"a_{WAVE}.csv")
    assert main(["load", str(file), "--duplicates", "sum"]) == 3


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (load_into, {"2062": 5, "2080": 6}),
        (choose_alias, {"2062": 1, "0123": 8}),
        (choose_rule, {"2062": 1, "1280": 6}),
        (choose_rule_by_load, {"2062": 1, "1280": 6}),
    ],
)
def test_a_change_to_a_published_wave_waits_until_it_is_published(
    place: Workspace,
    survey_file: SurveyFile,
    tmp_path: Path,
    change: Step,
    after: dict[str, float],
) -> None:
    assert seen(place) == {"2062": 1}
    assert not is_waiting(place)
    change(place, survey_file)
    assert main(["build"]) == 0
    assert seen(place) == {"2062": 1}
    assert is_waiting(place)
    assert main(["doctor"]) == 0

    again = Workspace(tmp_path / "rebuilt")
    shutil.copytree(place.archive, again.archive)
    shutil.copy(place.decisions, again.decisions)
    assert build(again) == current_build(place)
    assert seen(again) == {"2062": 1}

    assert main(["publish", WAVE]) == 0
    assert seen(place) == after
    assert not is_waiting(place)
    assert rows_of(place, "select wave, state, is_demo from wave") == [(WAVE, "published", False)]


def test_a_load_says_that_it_waits_and_counts_against_what_waits(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    load_into(place, survey_file)
    assert f"python -m ailaget publish {WAVE}" in capsys.readouterr().out
    report, file = tmp_path / "r.json", tmp_path / f"b_{WAVE}.csv"
    assert main(["load", str(file), "--report", str(report)]) == 0
    counts = json.loads(report.read_text("utf-8"))
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, 2)
    assert len(place.state().received) == 2
    main(["publish", WAVE])
    capsys.readouterr()
    assert main(["load", str(file)]) == 0
    assert "ailaget publish" not in capsys.readouterr().out


def test_publishing_a_load_shows_it_at_once_with_what_waits(
    place: Workspace, survey_file: SurveyFile
) -> None:
    choose_alias(place, survey_file)
    file = survey_file([{"Kommun": "Falun", "uc_bred": 6}], f"b_{WAVE}.csv")
    assert main(["load", str(file), "--publish"]) == 0
    assert seen(place) == {"2062": 1, "0123": 8, "2080": 6}
    before = place.state().decisions
    assert main(["load", str(file), "--publish"]) == 0
    assert place.state().decisions == before


def test_a_wave_that_is_withdrawn_is_a_draft_with_everything_in_it(
    place: Workspace, survey_file: SurveyFile
) -> None:
    load_into(place, survey_file)
    withdraw_wave(place, WAVE)
    assert seen(place) == {}
    assert dict(rows_of(place, "select municipality, value from answer")) == {"2062": 5, "2080": 6}
    publish_wave(place, WAVE)
    assert seen(place) == {"2062": 5, "2080": 6}


def test_a_decision_about_another_wave_makes_nothing_wait(
    place: Workspace, survey_file: SurveyFile
) -> None:
    remember_alias(place, "Gägnef", "2026", "ann")
    decide_duplicates(place, "2028-03", "sum", "ann")
    build(place)
    assert not is_waiting(place)


def test_the_wave_before_marks_nothing_before_it_is_published(
    place: Workspace, survey_file: SurveyFile
) -> None:
    before = survey_file([{"Kommun": "Mora", "fte_ai_total": 2}], "b_2026-03.csv")
    now = survey_file([{"Kommun": "Mora", "fte_ai_total": 60}], f"c_{WAVE}.csv")
    load(place, before)
    load(place, now, publish=True)
    marks = "select previous_value from every_warning where reason = 'large_change'"
    assert rows_of(place, marks) == []
    publish_wave(place, "2026-03")
    assert rows_of(place, marks) == [(2.0,)]


def test_a_journal_of_before_keeps_what_readers_saw_and_lets_later_files_wait(
    place: Workspace, survey_file: SurveyFile
) -> None:
    """Its publications named no files, and what came after them was shown at once."""
    lines = place.state().decisions
    place.decisions.write_bytes(b"")
    for line in lines:
        kept = {k: v for k, v in line.items() if k not in ("kind", "by", "at")}
        old = {"wave": WAVE} if line["kind"] == PUBLISH else kept
        decide(place, line["kind"], line["by"], **old)
    load_later = survey_file([{"Kommun": "Falun", "uc_bred": 6}], f"b_{WAVE}.csv")
    shutil.rmtree(place.databases)
    build(place)
    assert seen(place) == {"2062": 1}
    load(place, load_later)
    assert seen(place) == {"2062": 1}
    journal = place.state().decisions
    build(place)
    assert place.state().decisions == journal
    assert sum(line["kind"] == PUBLISH for line in journal) == 2


def test_a_file_that_waited_in_a_journal_of_before_still_waits(
    place: Workspace, survey_file: SurveyFile
) -> None:
    load_into(place, survey_file)
    kept = [line for line in place.state().decisions if line["kind"] != PUBLISH]
    place.decisions.write_bytes(b"")
    for line in kept:
        decide(place, line["kind"], line["by"])
    decide(place, PUBLISH, "ann", wave=WAVE)
    decide(place, VERSION, "ann", wave=WAVE, files=[0], of=2, is_waiting=True)
    build(place)
    assert seen(place) == {"2062": 1}
    past = history(place.state(), WAVE)
    assert (past.published, past.draft) == (WaveContent((0,)), WaveContent((0, 1)))
    publish_wave(place, WAVE)
    assert seen(place) == {"2062": 5, "2080": 6}

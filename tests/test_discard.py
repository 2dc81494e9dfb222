"""A draft is discarded: nothing received is lost, and it can be loaded again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.__main__ import main
from ailaget.errors import UnknownKey
from ailaget.ingest.contents import waves_in_draft, waves_in_force, waves_waiting
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import NoDraft, discard_draft, publish_version, publish_wave
from ailaget.store.database import open_database
from ailaget.store.decisions import HOLD_BACK, LATEST_COMPLETE, duplicate_rules
from ailaget.store.versions import WaveContent, history
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from tests.journals import decide_duplicates, remember_alias

WAVE = "2026-10"
SurveyFile = Callable[..., Path]


@pytest.fixture
def place(empty_place: Workspace) -> Workspace:
    return empty_place


@pytest.fixture
def files(survey_file: SurveyFile) -> list[Path]:
    rows = [{"kommunkod": "0114", "ai_strategi": value} for value in (1, 2, 3)]
    return [survey_file([row], f"{n}_{WAVE}.csv") for n, row in enumerate(rows)]


def seen(place: Workspace) -> list[float]:
    """Return what readers see of the one municipality's answer."""
    database = open_database(place)
    rows = database.query("municipality_answers", municipality="0114")
    database.close()
    return list(rows.loc[rows["question"] == "ai_strategi", "value"])


def waiting(place: Workspace) -> set[str]:
    return waves_waiting(place, place.state(), waves_in_force(place, place.state()))


def test_a_draft_that_nobody_sees_is_gone_and_its_files_stay(
    place: Workspace, files: list[Path]
) -> None:
    for file in files[:2]:
        load(place, file)
    discard_draft(place, WAVE, "who")
    past = history(place.state(), WAVE)
    assert (past.draft, past.published) == (WaveContent(()), None)
    assert [version.made.files for version in past.versions] == [(0,), (0, 1)]
    assert len(place.state().received) == 2
    assert all((place.archive / entry.sha256).exists() for entry in place.state().received)
    last = place.state().decisions[-1]
    assert last.items() >= {"kind": "discard", "wave": WAVE, "by": "who"}.items()
    assert waves_in_force(place, place.state()) == waves_in_draft(place, place.state()) == {}
    database = open_database(place)
    assert list(database.query("wave_states")["wave"]) == []
    database.close()
    for attempt in (publish_wave, discard_draft):
        with pytest.raises(NoDraft):
            attempt(place, WAVE)


def test_what_was_discarded_is_loaded_again_or_chosen_as_a_version(
    place: Workspace, files: list[Path]
) -> None:
    load(place, files[0])
    load(place, files[1])
    discard_draft(place, WAVE)
    again = load(place, files[0], publish=True)
    assert (again.new, again.changed) == (1, 0)
    assert history(place.state(), WAVE).draft == WaveContent((2,))
    assert seen(place) == [1]
    publish_version(place, WAVE, WaveContent((0, 1)), "who")
    assert seen(place) == [2]


def test_what_readers_see_stays_and_what_waits_is_discarded(
    place: Workspace, files: list[Path]
) -> None:
    load(place, files[0], publish=True)
    load(place, files[1])
    assert waiting(place) == {WAVE}
    discard_draft(place, WAVE)
    assert waiting(place) == set()
    past = history(place.state(), WAVE)
    assert past.draft == past.published == WaveContent((0,))
    assert seen(place) == [1]
    load(place, files[2])  # what comes later is added to what readers see
    assert history(place.state(), WAVE).draft == WaveContent((0, 2))
    publish_wave(place, WAVE)
    assert seen(place) == [3]


def test_a_rule_that_waits_is_discarded_with_the_draft(place: Workspace, files: list[Path]) -> None:
    load(place, files[0], publish=True)
    decide_duplicates(place, WAVE, LATEST_COMPLETE, "who")
    remember_alias(place, "Upplands Vasby", "0114", "who")
    discard_draft(place, WAVE)
    past = history(place.state(), WAVE)
    assert duplicate_rules(place.state().decisions)[WAVE] == HOLD_BACK
    assert past.draft == past.published
    remember_alias(place, "Upplands Wäsby", "0114", "who")  # a later decision makes a draft again
    assert history(place.state(), WAVE).draft != past.published


def test_other_waves_and_demonstration_data_are_left_alone(
    place: Workspace, files: list[Path], survey_file: SurveyFile, demo_workspace: Workspace
) -> None:
    other = survey_file([{"kommunkod": "0114", "ai_strategi": 0}], "b_2025-10.csv")
    load(place, files[0])
    load(place, other)
    before = history(place.state(), "2025-10")
    discard_draft(place, WAVE)
    assert history(place.state(), "2025-10") == before
    with pytest.raises(NoDraft):
        discard_draft(demo_workspace, WAVE)
    with pytest.raises(UnknownKey):
        discard_draft(place, "2024-10")


def test_the_command_discards_and_says_so(
    place: Workspace, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    load(place, files[0])
    assert main(["discard", WAVE]) == 0
    assert texts("sv")("load.discarded", wave=WAVE) in capsys.readouterr().out
    assert main(["discard", WAVE]) == 2
    assert WAVE in capsys.readouterr().err

"""Versions of a wave: a load makes one, one that waits is not in force, any can come back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.ingest.building import build
from ailaget.ingest.loading import load, publish_wave
from ailaget.ingest.preview import KEPT_PREVIEWS, after_publishing, after_withdrawing
from ailaget.store.archive import received_files
from ailaget.store.database import current_build, open_database
from ailaget.store.decisions import decisions
from ailaget.store.versions import choose_version, files_in_force, history
from ailaget.store.workspace import Workspace, workspace

WAVE = "2027-03"
SurveyFile = Callable[..., Path]


@pytest.fixture
def place(survey_file: SurveyFile) -> Workspace:
    """Return a folder with one real wave of which three files have come; the newest says 3."""
    place = workspace()
    build(place, empty=True)
    for value in (1, 2, 3):
        file = survey_file([{"kommunkod": "0114", "ai_strategi": value}], f"{value}_{WAVE}.csv")
        load(place, file, by=f"editor {value}")
    return place


def strategy(place: Workspace) -> list[float]:
    database = open_database(place)
    rows = database.query("municipality_answers", municipality="0114")
    database.close()
    return list(rows.loc[rows["question"] == "ai_strategi", "value"])


def test_every_load_makes_a_version_with_who_and_what(place: Workspace) -> None:
    made = history(place, WAVE)
    assert [version.files for version in made.versions] == [(0,), (0, 1), (0, 1, 2)]
    assert [version.by for version in made.versions] == ["editor 1", "editor 2", "editor 3"]
    assert [version.name for version in made.versions] == [f"{n}_{WAVE}.csv" for n in (1, 2, 3)]
    assert made.in_force == (0, 1, 2)
    assert made.waiting is None


def test_an_earlier_version_comes_back_and_nothing_is_deleted(place: Workspace) -> None:
    publish_wave(place, WAVE)
    assert strategy(place) == [3]
    choose_version(place, WAVE, (0,), "who")
    build(place)
    assert strategy(place) == [1]
    assert len(received_files(place)) == 3
    assert history(place, WAVE).versions[-1].name is None
    choose_version(place, WAVE, (0, 1, 2), "who")
    build(place)
    assert strategy(place) == [3]


def test_a_file_that_comes_later_is_added_to_the_version_in_force(
    place: Workspace, survey_file: SurveyFile
) -> None:
    choose_version(place, WAVE, (0,), "who")
    load(place, survey_file([{"kommunkod": "0115", "ai_strategi": 0}], f"4_{WAVE}.csv"))
    assert history(place, WAVE).in_force == (0, 3)
    names = [entry.name for entry in files_in_force(place)]
    assert names == [f"1_{WAVE}.csv", f"4_{WAVE}.csv"]


def test_a_waiting_file_is_a_version_but_not_in_force(place: Workspace) -> None:
    choose_version(place, WAVE, (0, 1), "who", is_waiting=True)
    made = history(place, WAVE)
    assert made.in_force == (0, 1)
    assert made.waiting is not None and made.waiting.files == (0, 1, 2)
    assert made.waiting == made.versions[-1]


def test_a_second_waiting_file_is_read_on_top_of_the_first(
    place: Workspace, survey_file: SurveyFile
) -> None:
    choose_version(place, WAVE, (0, 1), "who", is_waiting=True)
    load(place, survey_file([{"kommunkod": "0115", "ai_strategi": 0}], f"4_{WAVE}.csv"))
    choose_version(place, WAVE, (0, 1), "who", is_waiting=True)
    made = history(place, WAVE)
    assert made.in_force == (0, 1)
    assert made.waiting is not None and made.waiting.files == (0, 1, 2, 3)


def test_other_waves_and_demonstration_data_are_left_alone(demo_workspace: Workspace) -> None:
    assert files_in_force(demo_workspace) == received_files(demo_workspace)
    assert history(demo_workspace, "2026-10").versions == ()


def test_a_preview_shows_what_would_be_and_changes_nothing(place: Workspace) -> None:
    before = (current_build(place), decisions(place))
    database = after_publishing(place, WAVE, (0, 1))
    rows = database.query("municipality_answers", municipality="0114")
    database.close()
    assert list(rows["value"]) == [2]
    assert (current_build(place), decisions(place)) == before
    assert strategy(place) == []


def test_a_preview_of_withdrawing_hides_the_wave(place: Workspace) -> None:
    publish_wave(place, WAVE)
    database = after_withdrawing(place, WAVE)
    waves = database.query("waves")
    database.close()
    assert waves.empty
    assert strategy(place) == [3]


def test_old_previews_are_swept(place: Workspace) -> None:
    choices = ((0,), (1,), (2,), (0, 1), (1, 2), (0, 2))
    for files in choices:
        after_publishing(place, WAVE, files).close()
    assert len(list((place.root / "preview").iterdir())) == KEPT_PREVIEWS

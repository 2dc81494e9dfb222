"""Versions of a wave: a load makes one, a publication shows one, any can come back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.errors import UnknownKey
from ailaget.ingest.loading import load
from ailaget.ingest.preview import KEPT_PREVIEWS, after_publishing, after_withdrawing
from ailaget.ingest.publishing import publish_version, publish_wave
from ailaget.store.database import current_build, open_database
from ailaget.store.versions import WaveContent, histories, history
from ailaget.store.workspace import Workspace, workspace
from tests.conftest import copied, write_csv
from tests.journals import decide_duplicates

WAVE = "2027-03"
SurveyFile = Callable[..., Path]


@pytest.fixture(scope="module")
def filled(empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a folder with one real wave of which three files have come; the newest says 3."""
    folder = tmp_path_factory.mktemp("filled")
    place = copied(empty_workspace, folder / "var")
    for value in (1, 2, 3):
        rows = [{"kommunkod": "0114", "ai_strategi": value}]
        file = write_csv(folder / f"{value}_{WAVE}.csv", rows)
        load(place, file, by=f"editor {value}")
    return place


@pytest.fixture
def place(filled: Workspace) -> Workspace:
    """Return a copy of it, the test's own."""
    return copied(filled, workspace().root)


def answer(place: Workspace, question: str) -> list[float]:
    """Return what readers see of one municipality's answer."""
    database = open_database(place)
    rows = database.query("municipality_answers", municipality="0114")
    database.close()
    return list(rows.loc[rows["question"] == question, "value"])


def strategy(place: Workspace) -> list[float]:
    return answer(place, "ai_strategi")


def test_every_load_makes_a_version_with_who_and_what(place: Workspace) -> None:
    made = history(place.state(), WAVE)
    assert [version.made.files for version in made.versions] == [(0,), (0, 1), (0, 1, 2)]
    assert [version.by for version in made.versions] == ["editor 1", "editor 2", "editor 3"]
    assert [version.name for version in made.versions] == [f"{n}_{WAVE}.csv" for n in (1, 2, 3)]
    assert made.draft == WaveContent((0, 1, 2))
    assert made.published is None


def test_an_earlier_version_comes_back_and_nothing_is_deleted(place: Workspace) -> None:
    publish_wave(place, WAVE)
    assert strategy(place) == [3]
    publish_version(place, WAVE, WaveContent((0,)), "who")
    assert strategy(place) == [1]
    assert len(place.state().received) == 3
    assert history(place.state(), WAVE).versions[-1].name is None
    publish_version(place, WAVE, WaveContent((0, 1, 2)), "who")
    assert strategy(place) == [3]


def test_a_file_that_comes_later_is_added_to_the_version_chosen(
    place: Workspace, survey_file: SurveyFile
) -> None:
    publish_version(place, WAVE, WaveContent((0,)), "who")
    load(place, survey_file([{"kommunkod": "0115", "ai_strategi": 0}], f"4_{WAVE}.csv"))
    past = history(place.state(), WAVE)
    assert (past.published, past.draft) == (WaveContent((0,)), WaveContent((0, 3)))
    assert strategy(place) == [1]
    publish_version(place, WAVE, WaveContent((0,)), "who")  # what waited is left out
    assert history(place.state(), WAVE).draft == WaveContent((0,))


def test_a_publication_comes_back_with_the_decisions_that_it_was_made_with(
    place: Workspace, survey_file: SurveyFile
) -> None:
    rows = [{"kommunkod": "0114", "ai_strategi": "", "uc_bred": n} for n in (2, 3)]
    load(place, survey_file(rows, f"4_{WAVE}.csv"), duplicates="sum", publish=True)
    first = history(place.state(), WAVE).published
    assert (first, answer(place, "uc_bred")) == (WaveContent((0, 1, 2, 3)), [5])
    decide_duplicates(place, WAVE, "mean", "who")
    publish_wave(place, WAVE)
    assert answer(place, "uc_bred") == [2.5]
    earlier = next(
        v.made for v in history(place.state(), WAVE).versions if v.made.decided is not None
    )
    publish_version(place, WAVE, earlier, "who")
    assert answer(place, "uc_bred") == [5]
    assert history(place.state(), WAVE).published == earlier


@pytest.mark.parametrize("files", [(), (3,), (-1,)])
def test_a_version_of_files_that_never_came_is_refused(
    place: Workspace, files: tuple[int, ...]
) -> None:
    with pytest.raises(UnknownKey):
        publish_version(place, WAVE, WaveContent(files))
    assert history(place.state(), WAVE).published is None


def test_other_waves_and_demonstration_data_are_left_alone(demo_workspace: Workspace) -> None:
    known = histories(demo_workspace.state())
    assert {is_demo for _, is_demo in known} == {True}
    assert all(past.published == past.draft == WaveContent((0,)) for past in known.values())
    assert history(demo_workspace.state(), "2026-10").versions == ()


def test_a_preview_shows_what_would_be_and_changes_nothing(place: Workspace) -> None:
    before = (current_build(place), place.state().decisions)
    database = after_publishing(place, WAVE, WaveContent((0, 1)))
    rows = database.query("municipality_answers", municipality="0114")
    database.close()
    assert list(rows["value"]) == [2]
    assert (current_build(place), place.state().decisions) == before
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
        after_publishing(place, WAVE, WaveContent(files)).close()
    assert len(list((place.root / "preview").iterdir())) == KEPT_PREVIEWS

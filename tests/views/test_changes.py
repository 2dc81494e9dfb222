"""What publishing would change: answers counted, headline figures before and after."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.ingest.disclosure import protected_changes
from ailaget.ingest.loading import load
from ailaget.ingest.preview import after_publishing, after_withdrawing
from ailaget.store.database import open_database
from ailaget.store.versions import WaveContent
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.upload.changes import Changes, changes_view
from tests.conftest import copied, write_csv

WAVE = "2027-03"
SurveyFile = Callable[..., Path]
ROWS = [
    {"kommunkod": "0114", "ai_strategi": 1, "ai_heltid": 3, "dpia": 1},
    {"kommunkod": "0115", "ai_strategi": 2, "ai_heltid": 0, "dpia": 2},
]


def review(place: Workspace, files: tuple[int, ...] | None, language: str = "sv") -> Changes:
    """Review publishing these files, or withdrawing where there are none."""
    now = open_database(place)
    then = (
        after_withdrawing(place, WAVE)
        if files is None
        else after_publishing(place, WAVE, WaveContent(files))
    )
    made = None if files is None else WaveContent(files)
    protected = protected_changes(place, WAVE, made)
    found = changes_view(now, then, WAVE, texts(language), protected)
    now.close()
    then.close()
    return found


def counts(changes: Changes) -> dict[str, tuple[object, ...]]:
    return {str(name): tuple(numbers) for name, *numbers in changes.municipalities.rows}


@pytest.fixture(scope="module")
def published_once(own_empty_place: Workspace) -> Workspace:
    survey = write_csv(own_empty_place.root.parent / f"a_{WAVE}.csv", ROWS)
    load(own_empty_place, survey, publish=True)
    return own_empty_place


@pytest.fixture
def published(published_once: Workspace) -> Workspace:
    """Return a folder of the test's own where the answers are published."""
    return copied(published_once, workspace().root)


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_demonstration_data_every_answer_is_new(
    survey_file: SurveyFile, language: str
) -> None:
    place, t = workspace(), texts(language)
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"))
    found = review(place, (0,), language)
    assert counts(found) == {"Upplands Väsby": (3, 0, 0), "Vallentuna": (3, 0, 0)}
    assert t("review.demo_hidden") in found.sentences
    assert t("review.wave_appears", wave=t.wave(WAVE)) in found.sentences
    assert [column.label for column in found.headlines.columns][1] == t("review.before_none")
    figures = {row[0]: row[1:] for row in found.headlines.rows}
    assert figures[t("overview.has_full_time_ai")] == ("–", t("enough.share", some=1, n=2))


def test_what_a_new_file_changes_is_told_answer_by_answer(
    published: Workspace, survey_file: SurveyFile
) -> None:
    changed = [
        {"kommunkod": "0114", "ai_strategi": 3, "ai_heltid": 3, "dpia": 2},
        {"kommunkod": "0117", "ai_strategi": 0, "ai_heltid": 0, "dpia": 0},
    ]
    load(published, survey_file(changed, f"b_{WAVE}.csv"), publish=True)
    back = review(published, (0,))
    assert counts(back) == {"Upplands Väsby": (0, 2, 0), "Österåker": (0, 0, 3)}
    assert (
        "Upplands Väsby",
        "AI-strategi eller AI i digital strategi",
        "Infört och följs upp",
        "Påbörjat",
    ) in back.details.rows
    assert all(
        str(question).startswith(("AI-strategi", "Minst")) for _, question, *_ in back.details.rows
    )


def test_a_protected_answer_is_counted_but_never_told(
    published: Workspace, survey_file: SurveyFile
) -> None:
    load(published, survey_file([{**ROWS[0], "dpia": 3}], f"b_{WAVE}.csv"), publish=True)
    back = review(published, (0,))
    assert counts(back) == {"Upplands Väsby": (0, 1, 0)}
    assert list(back.details.rows) == []


def test_headline_figures_move(published: Workspace, survey_file: SurveyFile) -> None:
    load(published, survey_file([{**ROWS[0], "ai_heltid": 0}], f"b_{WAVE}.csv"), publish=True)
    figures = {row[0]: row[1:] for row in review(published, (0,)).headlines.rows}
    t = texts("sv")
    assert figures[t("overview.has_full_time_ai")] == tuple(
        t("enough.share", some=some, n=2) for some in (0, 1)
    )


def test_withdrawing_takes_every_answer_away(published: Workspace) -> None:
    t, found = texts("sv"), review(published, None)
    assert counts(found) == {"Upplands Väsby": (0, 0, 3), "Vallentuna": (0, 0, 3)}
    assert t("review.wave_disappears", wave=t.wave(WAVE)) in found.sentences
    assert t("review.nothing_left") in found.sentences


def test_publishing_the_same_again_changes_nothing(published: Workspace) -> None:
    found = review(published, (0,))
    assert not found.is_any
    assert texts("sv")("review.no_answers_change") in found.sentences

"""A first wave of many answers: nothing is said, drawn or explained that takes an earlier one."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ailaget.codebook import DATA
from ailaget.ingest.loading import load
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHART_ENTRIES

WAVE = "2026-10"
FIRST = Selection(WAVE, is_demo=False, municipality="2026", region="20")
MEASURES = ("maturity", "ai_fte_per_100k", "has_full_time_ai")

SINCE = {
    "sv": r"ändr|tidigare|\bsedan\b|\bökat\b|ringen|\d mätomgång",
    "en": r"chang|earlier|\bsince\b|\brisen\b|the ring\b|\d waves?\b",
}
"""What asks for an earlier wave, in headings, subtitles and keys."""

ONLY = {"sv": "en mätomgång", "en": "one wave"}
"""What says that there is none."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a database whose only wave is a real one, of as many answers as a demonstration wave."""
    place = Workspace(tmp_path_factory.mktemp("first") / "var")
    load(place, DATA / "surveys" / f"demo_{WAVE}.csv", wave=WAVE, publish=True)
    database = open_database(place)
    yield database
    database.close()


def said(chart: Chart) -> list[str]:
    """Return what a reader meets at once: the heading, and every word that is drawn."""
    drawn = chart.figure.layout
    subtitle = drawn.title.subtitle.text if drawn.title.subtitle else ""
    notes = [note.text for note in drawn.annotations or () if note.text]
    names = [trace.name for trace in chart.figure.data if trace.name]
    texts = [chart.headline, subtitle or "", *notes, *names]
    return [re.sub(r"<br>|\s+", " ", text) for text in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_subtitle_or_key_speaks_of_a_change(first: Database, language: str) -> None:
    looked, told = 0, set()
    for key, entry in CHART_ENTRIES.items():
        for indicator in MEASURES:
            chart = entry.make(first, replace(FIRST, indicator=indicator, language=language))
            for text in said(chart):
                looked += 1
                if ONLY[language] not in text and re.search(SINCE[language], text):
                    told.add(f"{key}: {text}")
    assert looked > 1000
    # The name of a figure of others: of inhabitants, whom there were before.
    assert {text for text in told if not re.search("Befolknings|Population", text)} == set()


def test_where_nothing_is_known_of_a_change_a_heading_says_what_holds_now(first: Database) -> None:
    shown = CHART_ENTRIES["explanations_concentration"].make(first, FIRST)
    assert re.fullmatch(
        r"AI-mognad: mer hos kommuner med många invånare \(0,\d\d\)", shown.headline
    )


@pytest.mark.parametrize(("wave", "has_earlier"), [("2024-10", False), ("2026-10", True)])
def test_only_answers_that_there_were_are_said_to_have_been_weighed(
    demo: Database, wave: str, *, has_earlier: bool
) -> None:
    caveat = CHART_ENTRIES["silent"].make(demo, Selection(wave, is_demo=False)).caveat
    assert ("tidigare svar" in caveat) == has_earlier
    assert "Skalan går från 0 till 100." in caveat

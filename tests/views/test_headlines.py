"""Every heading is read at a glance: at most a hundred signs; per cent and none are words."""

import re
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from typing import Any

import pytest

from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES, texts
from ailaget.views.base.selection import LONGEST, Selection
from ailaget.views.catalogue import CHART_ENTRIES, TABLE_ENTRIES
from ailaget.views.entries.single import KEYS as SINGLE_ENTRIES
from tests.views.undrawn import undrawn

SELECTIONS: Mapping[str, Mapping[str, Any]] = {
    "the country": {"wave": "2026-10", "region": "14", "weighted": True},
    "counties": {"wave": "2025-10", "level": "county", "by": "county", "region": "C8"},
    "one county": {"wave": "2026-10", "county": ("20",)},
    "one group of few": {"wave": "2026-10", "skr_group": ("A1",)},
    "low response": {"wave": "2024-10", "county": ("24",)},
    "a close view": {"wave": "2026-10", "view": "malmo", "by": "size_class", "region": "C7"},
}

YES_OR_NO = {indicator.key for indicator in codebook().indicators.values() if indicator.is_share}


def headings(source: Database, chosen: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Give each chart's key, its indicator and its heading."""
    invented = texts(language)("demo.sentence", sentence="")  # of the regions' demonstration waves
    for key, entry in CHART_ENTRIES.items():
        indicators = list(codebook().indicators) if "indicator" in entry.about else ["maturity"]
        for indicator in indicators:
            common = {"indicator": indicator, "municipality": "1480", "question": "ai_strategi"}
            selection = Selection(
                **{**common, **SELECTIONS[chosen]}, is_demo=False, language=language
            )
            yield key, indicator, entry.make(source, selection).headline.removesuffix(invented)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", SELECTIONS)
def test_no_heading_is_long_and_none_has_a_sign_for_per_cent(
    demo: Database, chosen: str, language: str
) -> None:
    wrong = []
    # Every chart is drawn in the language that readers have first.
    with nullcontext() if language == DEFAULT_LANGUAGE else undrawn():
        for key, indicator, headline in headings(demo, chosen, language):
            is_prefixed = headline.lower().startswith(("i demonstrationsdata", "in demonstration"))
            says_zero_of = indicator in YES_OR_NO and re.search(r": 0 (av|of) ", headline)
            if len(headline) > LONGEST or "%" in headline or is_prefixed or says_zero_of:
                wrong.append(f"{key}, {indicator}, {len(headline)}: {headline}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_table_has_a_long_heading(demo: Database, language: str) -> None:
    """A single entry is headed by its own title, whatever its length."""
    wrong = []
    for key, entry in TABLE_ENTRIES.items():
        if key in SINGLE_ENTRIES:
            continue
        for municipality in ("1480", "1781"):
            common = {"municipality": municipality, "region": "14", "is_demo": False}
            exhibit = entry.make(demo, Selection("2026-10", language=language, **common))
            if exhibit is not None and len(exhibit.headline) > LONGEST:
                wrong.append(f"{key}, {len(exhibit.headline)}: {exhibit.headline}")
    assert not wrong, "\n".join(wrong)


def test_the_fullest_that_fits_is_chosen_and_few_answers_leave_less_room() -> None:
    selection = Selection("2026-10", is_demo=False)
    full, short = "a" * LONGEST, "b" * 70
    assert selection.fitting([full, short]) == full
    assert selection.fitting([full + "a", short]) == short
    assert selection.fitting([full, short], 38, 96) == short
    says_so = f"{'a' * 80} bland 38 kommuner"
    assert selection.fitting([says_so, short], 38, 96) == says_so
    assert selection.fitting(["a" * 120, "b" * 110]) == "b" * 110


@pytest.mark.parametrize(("language", "word"), [("sv", "procent"), ("en", "per cent")])
def test_per_cent_is_a_word_in_a_sentence(language: str, word: str) -> None:
    t = texts(language)
    assert t.in_words(f"{t.percent(0.15)} av 231") == f"15 {word} av 231"

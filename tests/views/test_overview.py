"""The start page: true sentences and cards for the whole country, for few, and for one."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.panel import panel
from ailaget.views.base.result import KeyFigure
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, group_value
from ailaget.views.overview.largest_changes import largest_changes_view
from ailaget.views.overview.nonresponse import overview_silent
from ailaget.views.overview.summary import (
    Overview,
    counted_sentences,
    is_before_on_scale,
    overview_view,
)
from tests.remembered import cached_view, remembered
from tests.views.planted import CODES, Planted, choose, everyone

GOTLAND: dict[str, Any] = {"county": ("09",)}
NOBODY_BOTH: dict[str, Any] = {"county": ("08",), "skr_group": ("B4",)}
SENTENCES = 3


@pytest.fixture(scope="module")
def single(single_workspace: Workspace) -> Iterator[Database]:
    database = remembered(single_workspace)
    yield database
    database.connection.close()


def chosen(**choices: Any) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": True, **choices})


def card(found: Overview, key: str, language: str = "sv") -> KeyFigure:
    label = texts(language)(f"overview.{key}")
    return next(figure for figure in found.key_figures if figure.label == label)


def test_the_form_of_a_count_may_follow_another_number_than_it_says() -> None:
    t = texts("sv")
    assert t.count("overview.basis", 1, n=0, of=1) == "0 av 1 kommun har värde"
    assert t.count("overview.basis", 3, n=1, of=3) == "1 av 3 kommuner har värde"


@pytest.mark.parametrize(
    ("own", "shared", "expected"),
    [
        (0, 0, "Ingen av de 4 {who} har en egen eller delad heltidstjänst"),
        (4, 0, "Alla 4 {who} har en egen heltidstjänst för AI."),
        (2, 0, "2 av de 4 {who} har en egen heltidstjänst för AI. Ingen delar"),
        (0, 1, "Ingen av de 4 {who} har en egen heltidstjänst för AI. En delar"),
        (1, 2, "1 av de 4 {who} har en egen heltidstjänst för AI. 2 delar en"),
    ],
)
def test_nobody_everybody_and_nobody_more_have_words_of_their_own(
    own: int, shared: int, expected: str
) -> None:
    sentence = overview_view(staffed(own, shared), choose()).sentences[0]
    assert sentence.startswith(expected.format(who="kommuner som har svarat på frågan"))


@pytest.mark.parametrize(("own", "words"), [(1, "has a full-time"), (2, "have a full-time")])
def test_one_of_several_has_its_own_verb_in_english(own: int, words: str) -> None:
    sentence = overview_view(staffed(own, 0), choose(language="en")).sentences[0]
    assert sentence.startswith(f"{own} of the 4 municipalities that answered the question {words}")


def staffed(own: int, shared: int) -> Planted:
    """Return what four have answered: so many with a position of their own, so many sharing one."""

    def answers(yes: int) -> dict[str, float | None]:
        return {code: float(at < yes) for at, code in enumerate(CODES[:4])}

    return Planted({"has_full_time_ai": answers(own), "has_ai_position": answers(own + shared)})


def counted(source: Database, selection: Selection) -> tuple[str, ...]:
    """Return what is counted where no fact is carried."""
    keys = ("maturity", "has_full_time_ai", "has_ai_position")
    return counted_sentences({key: chosen_rows(source, selection, key) for key in keys}, selection)


def test_every_filter_gives_at_most_three_sentences(demo: Database) -> None:
    filters: list[dict[str, Any]] = [{}, GOTLAND, NOBODY_BOTH]
    filters += [{"county": (county.code,)} for county in geography.counties()]
    filters += [{"size_class": (size.key,)} for size in geography.size_classes()]
    filters += [{"skr_group": (group.code,)} for group in geography.skr_groups()]
    for one in filters:
        sentences = cached_view(overview_view, demo, chosen(**one)).sentences
        assert 1 <= len(set(sentences)) == len(sentences) <= SENTENCES, one
        assert len(set(counted(demo, chosen(**one)))) == SENTENCES, one


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_municipality_has_no_gap_and_is_called_by_its_name(
    demo: Database, language: str
) -> None:
    found = cached_view(overview_view, demo, chosen(**GOTLAND, language=language))
    gap = card(found, "gap", language)
    assert (gap.value, gap.direction) == ("–", None)
    assert gap.change == texts(language)("overview.gap_few")
    assert all("Gotland" in sentence for sentence in found.sentences)
    said = " ".join([*found.sentences, *(f"{f.basis} {f.change}" for f in found.key_figures)])
    assert not re.search(r"\b1 (kommuner|municipalities)\b|de 1 |the 1 ", said), said


def test_that_nobody_answered_both_times_is_not_that_there_is_no_earlier_wave(
    demo: Database, single: Database
) -> None:
    t = texts("sv")
    both = panel(chosen_rows(demo, chosen(**NOBODY_BOTH), "maturity"))
    assert both.empty
    found = cached_view(overview_view, demo, chosen(**NOBODY_BOTH))
    assert card(found, "maturity").change == t("overview.change_nobody")
    assert "både i oktober 2025 och i oktober 2026" in counted(demo, chosen(**NOBODY_BOTH))[-1]
    for first in (chosen(wave="2024-10"), chosen(is_demo=False)):
        source = demo if first.is_demo else single
        alone = overview_view(source, first)
        assert card(alone, "ai_fte_per_100k").change == t("overview.no_change")
        assert "ingen tidigare mätomgång" in counted(source, first)[-1]
    assert largest_changes_view(single, chosen(is_demo=False)).headline == t("empty.one_wave")


def test_a_change_is_one_number_of_those_with_a_value_both_times(demo: Database) -> None:
    both = panel(chosen_rows(demo, chosen(), "maturity"))
    medians = [round(both[f"{prefix}value"].median(), 1) for prefix in ("previous_", "")]
    change = card(cached_view(overview_view, demo, chosen()), "maturity").change
    risen = texts("sv").number(medians[1] - medians[0], 1, sign=True)
    assert change == f"{risen} sedan okt. 2025, samma {len(both)} kommuner"


def test_a_change_that_does_not_fit_the_level_beside_it_tells_its_way_alone() -> None:
    """With others' level beside it, a share of 8 % had risen by 10 percentage points."""
    source = Planted(
        {"has_full_time_ai": everyone(0.0) | dict.fromkeys(CODES[:23], 1.0)},
        {"has_full_time_ai": dict.fromkeys(CODES[:200], 0.0)},
    )
    selection, t = choose(), texts("sv")
    rows = chosen_rows(source, selection, "has_full_time_ai")
    found = card(overview_view(source, selection), "has_full_time_ai")
    assert (found.value, found.direction) == (t.percent(group_value(rows)), 1)
    assert found.change == t.count("overview.change_rose", len(panel(rows)), wave="okt. 2025")
    assert not is_before_on_scale(0.08, 0.10, codebook().indicator("has_full_time_ai"))
    assert is_before_on_scale(0.15, 0.03, codebook().indicator("has_full_time_ai"))


FILTERS: list[dict[str, Any]] = [
    {},
    *({"county": (county.code,)} for county in geography.counties()),
    *({"size_class": (size.key,)} for size in geography.size_classes()),
    *({"skr_group": (group.code,)} for group in geography.skr_groups()),
]


@pytest.mark.parametrize("wave", ["2025-10", "2026-10"])
def test_no_card_has_a_level_and_a_change_that_contradict_each_other(
    demo: Database, wave: str
) -> None:
    """The change is of those with a value both times, the level of all: they need not agree."""
    seen = set()
    for filter_ in FILTERS:
        for each in cached_view(overview_view, demo, chosen(wave=wave, **filter_)).key_figures[1:]:
            change, level = each.change, each.value.removesuffix("\N{NO-BREAK SPACE}%")
            if ends := re.match(r"Från .+ till (.+?) sedan", change):
                assert ends[1] == each.value, (filter_, each)
                seen.add("ends")
            elif size := re.match(r"[+−][\d,]+", change):
                was = numeral(level) - numeral(size[0])
                assert was >= 0 and (was <= 100 or "invånare" in each.label), (filter_, each)
                seen.add("size")
    assert "size" in seen


def numeral(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))


def test_a_gap_between_tenths_needs_ten(demo: Database) -> None:
    seen = set()
    for county in ("03", "08", "10", "14"):
        rows = chosen_rows(demo, chosen(county=(county,)), "maturity")
        n = int(rows["value"].notna().sum())
        found = cached_view(overview_view, demo, chosen(county=(county,)))
        assert (card(found, "gap").value == "–") == (n < 10)
        seen.add(n < 10)
    assert seen == {True, False}


@pytest.mark.parametrize("choices", [{}, {"county": ("17",)}, {"size_class": ("lt10k",)}])
def test_the_silent_are_taken_away_as_the_page_names_them(
    demo: Database, choices: dict[str, Any]
) -> None:
    selection = chosen(**choices)
    page, file = cached_view(overview_view, demo, selection), overview_silent(demo, selection)
    assert file is not None
    assert tuple(row[1] for row in file.table.rows) == page.silent
    assert file.of == page.of
    assert file.n == page.of - len(page.silent)
    for code, name, county, people in file.table.rows:
        place = geography.municipality(str(code))
        assert (name, county) == (place.name, geography.county(place.county).name)
        assert people in place.population.values()


def test_where_everybody_answered_there_is_no_file_of_the_silent(demo: Database) -> None:
    assert overview_silent(demo, chosen(**GOTLAND)) is None

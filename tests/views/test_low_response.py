"""Where less than half have answered, it is said first: in headings, on pages and in files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ailaget.codebook import DATA
from ailaget.council.minutes import MinutesPicture
from ailaget.exports.metadata import export_metadata
from ailaget.ingest.loading import load
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.low_response import low_exhibit_html
from ailaget.views.base.frozen import freeze, thaw
from ailaget.views.base.groupings import OwnAreas
from ailaget.views.base.selection import LONGEST, Selection, is_low
from ailaget.views.catalogue import CHART_ENTRIES, CHARTS
from ailaget.views.overview.response import low_response_view
from tests.remembered import remembered
from tests.views.undrawn import undrawn

T = texts("sv")
VASTERBOTTEN = Selection("2024-10", is_demo=False, county=("24",), indicator="has_full_time_ai")


@pytest.mark.parametrize(
    ("n", "of", "expected"), [(6, 15, True), (7, 14, False), (4, 15, False), (0, 9, False)]
)
def test_low_is_less_than_half_of_all_but_of_enough_to_say_anything(
    n: int, of: int, *, expected: bool
) -> None:
    assert is_low(n, of) == expected


def test_a_filter_that_few_have_answered_says_how_few(demo: Database) -> None:
    text = low_response_view(demo, VASTERBOTTEN)
    assert text.startswith("6 av 15 kommuner har svarat (40 procent)")
    assert low_response_view(demo, Selection("2026-10", is_demo=False)) == ""


def test_a_heading_and_its_file_begin_with_whom_it_is_of(demo: Database) -> None:
    chart = CHARTS["map"](demo, VASTERBOTTEN)
    assert (chart.n, chart.of) == (5, 15)
    assert "de 5 kommuner som har svarat på frågan" in chart.headline
    ranked = CHARTS["region_ranking"](demo, replace(VASTERBOTTEN, region="24"))
    assert not is_low(ranked.n, ranked.of) or ranked.headline.startswith("Bara ")
    gap = CHARTS["size_gap"](demo, Selection("2026-10", is_demo=False))
    assert (gap.n, gap.of) == (38, 96)
    assert gap.headline.startswith("Bland de 38 – stora och små: skillnaden")
    metadata = export_metadata(chart, VASTERBOTTEN, "build")
    assert metadata.low_response.startswith("Låg svarsandel: 5 av 15 har ett värde (33")
    assert "33 procent" in metadata.low_response
    assert (T("metadata.low_response"), metadata.low_response) in metadata.lines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heading_and_what_stands_above_it_tell_of_the_same_measure(
    demo: Database, language: str
) -> None:
    """The gap has two measures: whom the heading is of is named in every way out, by its own."""
    t, selection = texts(language), Selection("2026-10", is_demo=False, language=language)
    gap = CHARTS["size_gap"](demo, selection)
    metadata = export_metadata(gap, selection, "build")
    minutes = MinutesPicture(1, "", "", gap)
    for said in (
        metadata.low_response,
        metadata.footer()[0],
        gap.alt,
        low_exhibit_html(gap, t),
        minutes.low_response(t),
    ):
        for measure, n in (("maturity", "38"), ("staff", "43")):
            name = t(f"size_gap.in_{measure}")
            counted = t("low_response.each_measure", n=n, of="96", measure=name, rate="|")
            assert counted.partition(" (")[0] in said
    assert thaw(freeze(gap)).n_each == gap.n_each


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_before_a_long_heading_is_short(language: str) -> None:
    selection, t = Selection("2026-10", is_demo=False, language=language), texts(language)
    full = t("low_response.heading", n=38, headline="")
    for headline in ("x" * (LONGEST - len(full)), "x" * (LONGEST - len(full) + 1)):
        led = selection.led(headline, 38, 96)
        assert led.endswith(headline) and " 38 " in led and len(led) <= LONGEST
        assert led.startswith(full) == (len(full) + len(headline) <= LONGEST)


@pytest.mark.parametrize(
    ("chart", "code", "is_of_itself"),
    [
        ("municipality_trend", "0562", True),
        ("getting_started_levels", "0562", True),
        ("municipality_comparison", "0881", True),  # it has not answered
        ("municipality_comparison", "0562", False),
    ],
)
def test_a_heading_of_one_municipality_is_of_nobody_else(
    demo: Database, monkeypatch: pytest.MonkeyPatch, chart: str, code: str, *, is_of_itself: bool
) -> None:
    monkeypatch.setattr("ailaget.views.base.selection.is_low", lambda n, of: n < of)
    shown = CHARTS[chart](demo, Selection("2024-10", is_demo=False, municipality=code))
    assert shown.n < shown.of
    assert shown.headline.startswith("Bland de ") != is_of_itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_whom_a_heading_is_of_stands_first_and_without_a_colon(language: str) -> None:
    """Most headings have a colon of their own, and a second one would not be read at a glance."""
    before, _, after = texts(language)("low_response.heading", n=38, headline="|").partition("|")
    assert before.endswith(" – ") and ":" not in before and not after


@pytest.mark.parametrize(
    ("language", "headline", "expected"),
    [
        (
            "sv",
            "Skillnaden mellan stora och små har vuxit",
            "skillnaden mellan stora och små har vuxit",
        ),
        ("sv", "I Norrbottens län svarade fem", "i Norrbottens län svarade fem"),
        ("sv", "Alla ligger lika", "alla ligger lika"),  # not the municipality of Ale
        ("sv", "AI-mognad: högst i Norrköping", "AI-mognad: högst i Norrköping"),
        ("sv", "Mognad: kompetens skiljer mest", "mognad: kompetens skiljer mest"),
        ("sv", "Mora har gått upp mest", "Mora har gått upp mest"),
        ("sv", "Moras tal är lägst", "Moras tal är lägst"),
        ("sv", "Västra Götalands län ligger efter", "Västra Götalands län ligger efter"),
        ("sv", "Region Skåne ligger före", "Region Skåne ligger före"),
        ("sv", "12 av 19 har stigit", "12 av 19 har stigit"),
        ("sv", "Väst ligger lägst", "Väst ligger lägst"),
        (
            "en",
            "The gap between large and small has grown",
            "the gap between large and small has grown",
        ),
        ("en", "Uppsala County is behind", "Uppsala County is behind"),
        ("en", "Nov 2025 to Nov 2026: 17.5 to 26.3", "Nov 2025 to Nov 2026: 17.5 to 26.3"),
        ("en", "September 2025 was the first", "September 2025 was the first"),
        ("en", "Mayors are higher", "mayors are higher"),
    ],
)
def test_a_heading_goes_on_with_a_small_letter_unless_with_a_name(
    language: str, headline: str, expected: str
) -> None:
    own = OwnAreas("forbund", "Förbund", "", "", "", "", {"V": "Väst"}, {}, 0, ())
    selection = replace(VASTERBOTTEN, language=language, by_set=own)
    assert selection.led(headline, 38, 96).endswith(f" – {expected}")


@pytest.mark.parametrize(
    ("language", "headline", "counts"),
    [
        ("sv", "23 av 38 kommuner har stigit", True),
        ("sv", "Medelvärdet är 20,1 (n = 38)", True),
        ("sv", "12 av 19 har stigit, av de 38.", True),
        ("sv", "En av tio når 38,9 eller mer", False),
        ("sv", "En av tio når 1,38 eller mer", False),
        ("sv", "Stockholm har 1 038 anställda, Mora 38 100", False),
        ("sv", "”Nej” är vanligast (38 %)", False),
        ("sv", "”Nej” svarar 38 procent", False),
        ("sv", "Högst i Mora (38), lägst i Kil (2)", False),
        ("sv", "Medelvärdet är 38–40", False),
        ("sv", "Stigit med +38 poäng", False),
        ("en", "One in ten reaches 38.9 or more", False),
        ("en", "“No” is most common (38 per cent)", False),
        ("en", "23 of the 38 have risen", True),
    ],
)
def test_a_heading_says_whom_it_is_of_by_a_count_and_by_no_value(
    language: str, headline: str, *, counts: bool
) -> None:
    """One of ten at 54.9 or more says nothing of how many have answered, though 54 have."""
    heading = replace(VASTERBOTTEN, language=language).led(headline, 38, 96)
    assert heading.startswith(("Bland de", "Among the")) != counts


def test_enough_answers_are_not_excused(demo: Database) -> None:
    everyone = Selection("2026-10", is_demo=False)
    chart = CHARTS["map"](demo, everyone)
    assert not chart.headline.startswith("Bland de")
    metadata = export_metadata(chart, everyone, "build")
    assert metadata.low_response == "" and len(metadata.footer()) == 3


@pytest.fixture(scope="module")
def few(own_empty_place: Workspace) -> Iterator[Database]:
    """Give two waves that a quarter of the municipalities have answered, and of them not all."""
    for wave, most in (("2025-10", 70), ("2026-10", 60)):
        header, *answers = (
            (DATA / "surveys" / f"demo_{wave}.csv").read_text("utf-8-sig").split("\n")
        )
        survey = own_empty_place.root.parent / f"svar_{wave}.csv"
        survey.write_text("\n".join([header, *answers[::4][:most]]), "utf-8")
        load(own_empty_place, Path(survey), wave=wave, publish=True)
    database = remembered(own_empty_place)
    yield database
    database.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "chosen",
    [
        {"municipality": "1715", "region": "14"},
        {"municipality": "0114", "region": "C7", "by": "size_class", "level": "county"},
    ],
)
def test_no_heading_is_too_long_with_whom_it_is_of_before_it(
    few: Database, chosen: dict[str, str], language: str
) -> None:
    selection = Selection("2026-10", is_demo=False, language=language, **chosen)
    headlines = []
    with undrawn():
        for entry in CHART_ENTRIES.values():
            indicators = ("maturity", "has_full_time_ai", "ai_fte_per_100k")
            for indicator in indicators if "indicator" in entry.about else indicators[:1]:
                chart = entry.make(
                    few, replace(selection, indicator=indicator, question="ai_strategi")
                )
                headlines.append(chart.headline)
    begun = texts(language)("low_response.heading_short", n="", headline="").split()[0]
    assert sum(each.startswith(begun) for each in headlines) > len(headlines) / 5
    assert [each for each in headlines if len(each) > LONGEST] == []

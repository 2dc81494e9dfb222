"""The page Goda exempel: every example is reached, and none is called what it is not."""

from dataclasses import replace
from typing import Any

import pytest

from ailaget import geography
from ailaget.practice import Example, shipped
from ailaget.practice.words import source_text
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.examples.choosing import CHOSEN, chosen_examples
from ailaget.views.examples.listing import Examples, examples_table, examples_view
from ailaget.views.examples.where import where_view
from ailaget.views.municipality.ahead import ALIKE
from ailaget.views.municipality.peers import peers_of
from ailaget.views.municipality.wave import municipality_wave
from ailaget.views.practice.cards import Card
from ailaget.views.practice.search import matches
from tests.practice.planted import OLD, PlantedSource, like_the_first, only_in_swedish

T = texts("sv")
ALL = [entry for entry in shipped("examples") if isinstance(entry, Example)]
CHOOSING = Selection(wave="2026-10", is_demo=True, today="2026-11-28")
SOLLENTUNA, SUNDSVALL = "0163", "2281"


def cards(examples: Examples) -> list[Card]:
    return [card for group in examples.groups for card in group.cards]


def keys(source: Database | PlantedSource, selection: Selection) -> set[str]:
    return {entry.key for entry in chosen_examples(source, selection)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("municipality", [None, SOLLENTUNA, "2026"])
def test_every_example_is_on_the_page_once_with_its_source_and_dates(
    demo: Database, language: str, municipality: str | None
) -> None:
    selection = replace(CHOOSING, language=language, municipality=municipality)
    shown = cards(examples_view(demo, selection))
    assert sorted(card.key for card in shown) == sorted(entry.key for entry in ALL)
    by_key = {entry.key: entry for entry in ALL}
    for card in shown:
        entry = by_key[card.key]
        assert card.source == source_text(entry, selection.t)
        assert selection.t.day(entry.read_on) in card.source
        assert card.source_url == entry.source_url
        assert card.marks


@pytest.mark.parametrize("key", CHOSEN)
def test_each_choice_leaves_those_that_have_it(demo: Database, key: str) -> None:
    options = {
        option
        for entry in ALL
        for value in [getattr(entry, CHOSEN[key])]
        for option in (value if isinstance(value, tuple) else (value,))
    }
    reached: set[str] = set()
    for option in options:
        some = keys(demo, replace(CHOOSING, **{key: (option,)}))
        assert some
        reached |= some
    assert reached == {entry.key for entry in ALL}


def test_the_shared_filter_narrows_by_county_group_and_size(demo: Database) -> None:
    county = keys(demo, replace(CHOOSING, county=("22",)))
    assert county == {
        entry.key for entry in ALL if geography.municipality(entry.municipality).county == "22"
    }
    small = chosen_examples(demo, replace(CHOOSING, size_class=("lt10k",)))
    assert {entry.municipality for entry in small} == {"2260"}
    none = examples_view(demo, replace(CHOOSING, county=("09",)))
    assert (none.count, cards(none)) == ("0 av 41 exempel. Valt: Gotlands län", [])
    assert none.groups[0].note == T("examples.nothing")


@pytest.mark.parametrize(
    ("query", "language", "municipality"),
    [
        ("bygglov", "sv", "0182"),  # as the beginning of a compound
        ("socialsekreterarna", "sv", "0120"),  # in another form
        ("biblioteken", "sv", "1080"),
        ("skolan", "sv", "0180"),  # Snowball keeps the ending of "skolan"
        ("sundsvall plattformar", "sv", SUNDSVALL),  # both words, wherever they stand
        ("schools", "en", "0484"),  # of the area, in English
        ("robots", "en", "1287"),
        ("västernorrland", "en", SUNDSVALL),
    ],
)
def test_words_are_found_whatever_their_form(
    demo: Database, query: str, language: str, municipality: str
) -> None:
    selection = replace(CHOOSING, search=query, language=language)
    found = chosen_examples(demo, selection)
    assert municipality in {entry.municipality for entry in found}
    assert len(found) < len(ALL)


def test_short_words_are_whole_words() -> None:
    assert matches("ai", [("AI hjälper", "sv")])
    assert not matches("ai", [("AIDA tolkar", "sv")])
    assert not matches("kommunalförbund", [("kommunen", "sv")])
    assert not matches("bygglov finns inte", [("bygglov", "sv")])


def test_those_alike_come_after_ones_own_the_most_alike_first(demo: Database) -> None:
    selection = replace(CHOOSING, municipality=SOLLENTUNA)
    own, alike, *_ = examples_view(demo, selection).groups
    assert [card.code for card in own.cards] == [SOLLENTUNA]
    here = municipality_wave(demo, selection)
    assert here is not None
    peers = peers_of(demo, here, selection, nearest=289)
    wanted = [peer.code for peer in peers if peer.unlikeness <= ALIKE]
    shown = list(dict.fromkeys(card.code for card in alike.cards))
    having = {entry.municipality for entry in ALL if entry.stage != "stopped"}
    assert shown == [code for code in wanted if code in having]


def test_what_was_stopped_stands_apart_with_its_reason(demo: Database) -> None:
    stopped = examples_view(demo, CHOOSING).groups[-1]
    assert stopped.heading == T("examples.stopped_title")
    assert {card.code for card in stopped.cards} == {"0580", "0486"}
    label = T("practice.field.why_stopped")
    assert all(label in {line.label for line in card.lines} for card in stopped.cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_robot_is_no_ai_and_only_what_was_measured_is_an_effect(
    demo: Database, language: str
) -> None:
    t = texts(language)
    by_key = {entry.key: entry for entry in ALL}
    for card in cards(examples_view(demo, replace(CHOOSING, language=language))):
        entry, labels = by_key[card.key], {line.label for line in card.lines}
        assert (t("practice.technology.robot") in card.tags) == (entry.technology == "robot")
        assert (t("practice.technology.ai") in card.tags) == (entry.technology == "ai")
        is_measured = entry.effect_is_measured == "yes"
        assert (t("examples.effect_measured") in labels) == is_measured
        assert (t("examples.effect_not_measured") in labels) == (
            bool(entry.effect) and not is_measured
        )


def test_a_text_in_swedish_alone_says_so_and_one_that_is_old_too(demo: Database) -> None:
    swedish = only_in_swedish(like_the_first("examples", read_on=OLD))
    entry = replace(swedish, title={"sv": "Ett", "en": "One"})
    source = PlantedSource(demo, {"examples": (entry,)})
    (card,) = cards(examples_view(source, replace(CHOOSING, language="en")))
    assert (card.title.text, card.title.language) == ("One", "")
    assert {line.language for line in card.lines} == {"sv"}
    t = texts("en")
    assert {t("practice.stale"), t("practice.only_swedish")} < set(card.marks)


def marks_of(data: Any) -> Any:
    """Return the marks on the map, and none of its legend."""
    drawn = [trace for trace in data if trace.type == "scattergeo" and len(trace.lon) > 1]
    return next(trace for trace in drawn if trace.marker.symbol == "circle")


def test_the_map_and_its_table_count_the_same(demo: Database) -> None:
    table = where_view(demo, CHOOSING).table
    assert sum(int(row[2] or 0) for row in table.rows) == len(ALL)
    assert sum(int(row[3] or 0) for row in table.rows) == 2
    chart = where_view(demo, CHOOSING)
    marks = marks_of(chart.figure.data)
    assert len(marks.lon) == len(table.rows) == 35
    assert chart.headline == "41 exempel från 35 kommuner"
    assert "demo" not in chart.attribution and not chart.of_answers


def test_a_name_on_the_map_stands_on_the_marks(demo: Database) -> None:
    data = where_view(demo, replace(CHOOSING, municipality="0180")).figure.data
    names = [
        place
        for place, trace in enumerate(data)
        if trace.type == "scattergeo" and trace.mode == "text"
    ]
    marks = next(place for place, trace in enumerate(data) if trace is marks_of(data))
    assert names and marks < names[0]


def test_the_map_tells_what_each_municipality_has(demo: Database) -> None:
    areas = where_view(demo, replace(CHOOSING, county=("22",))).figure.data[0]
    hover = dict(zip(areas.locations, areas.text, strict=True))
    assert hover[SUNDSVALL] == "2 exempel"
    assert hover["2280"] == "Ett exempel"
    assert hover["2262"] == "0 exempel"


def test_the_table_has_every_field_of_every_example(demo: Database) -> None:
    exhibit = examples_table(demo, CHOOSING)
    assert len(exhibit.table.rows) == len(ALL)
    urls = [column.key for column in exhibit.table.columns].index("source_url")
    assert {row[urls] for row in exhibit.table.rows} == {entry.source_url for entry in ALL}
    some = examples_table(demo, replace(CHOOSING, area=("school",), search="lärare"))
    assert some.headline == (
        "3 av 41 exempel. Valt: Område: Skola och förskola; sökning på ”lärare”"
    )

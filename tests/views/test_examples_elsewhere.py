"""Examples on Karta, Region and Kommun: the same that the page of examples has."""

from dataclasses import replace

from ailaget import geography
from ailaget.practice import Example, shipped
from ailaget.store.database import Database
from ailaget.views.base.selection import Selection
from ailaget.views.examples.elsewhere import cards_from, examples_of, with_examples
from ailaget.views.map.choropleth import map_view
from ailaget.views.region.scope import of_region

ALL = [entry for entry in shipped("examples") if isinstance(entry, Example)]
CHOOSING = Selection(wave="2026-10", is_demo=True, today="2026-11-28")


def column(demo: Database, selection: Selection) -> dict[str, str]:
    """Return what the map's table says of each area that has any."""
    table = with_examples(map_view(demo, selection).table, demo, selection)
    keys = [each.key for each in table.columns]
    name, place = keys.index("name"), keys.index("examples")
    return {str(row[name]): str(row[place]) for row in table.rows if row[place]}


def test_the_maps_table_counts_each_municipality_s_examples(demo: Database) -> None:
    shown = column(demo, CHOOSING)
    assert len(shown) == 35
    assert (shown["Värmdö"], shown["Sundsvall"], shown["Lund"]) == ("3", "2", "1")


def test_by_county_it_counts_those_of_the_county(demo: Database) -> None:
    shown = column(demo, replace(CHOOSING, level="county"))
    assert sum(map(int, shown.values())) == len(ALL)
    inside = [e for e in ALL if geography.municipality(e.municipality).county == "01"]
    assert shown["Stockholms län"] == str(len(inside))
    small = column(demo, replace(CHOOSING, level="county", size_class=("lt10k",)))
    assert small == {"Västernorrlands län": "2"}


def test_the_map_s_own_files_are_as_they_were(demo: Database) -> None:
    assert "examples" not in [each.key for each in map_view(demo, CHOOSING).table.columns]


def test_a_region_counts_all_of_it_whatever_was_chosen_among_the_examples(demo: Database) -> None:
    chosen = replace(CHOOSING, region="22", area=("law",), search="xyz", size_class=("lt10k",))
    assert len(examples_of(demo, of_region(chosen))) == 5
    inside = {e.municipality for e in examples_of(demo, of_region(replace(chosen, region="A")))}
    assert inside and all(geography.municipality(code).skr_group_2023[0] == "A" for code in inside)


def test_a_municipality_s_own_examples_come_before_those_ahead(demo: Database) -> None:
    cards = cards_from(demo, CHOOSING, ["2281", "0120", "2026"])
    assert [card.code for card in cards] == ["2281"] * 2 + ["0120"] * 3
    assert cards_from(demo, CHOOSING, ["2026"]) == ()

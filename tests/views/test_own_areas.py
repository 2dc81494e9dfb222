"""Areas of one's own beside counties and SKR groups: the same figures, and nothing protected."""

from dataclasses import replace

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.views.base.groupings import GROUPINGS
from ailaget.views.base.own_areas import area_sets, own_region_labels, with_own_areas
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import FEW, Selection
from ailaget.views.catalogue import ITEMS, entry_of
from ailaget.views.inequality.basis import basis_of
from ailaget.views.inequality.between import between_of, between_view
from ailaget.views.inequality.groups import groups_view
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.grouping import choices_of_click, grouping_of
from ailaget.views.region.answers import region_answers_view
from ailaget.views.region.funnel import region_funnel_view
from ailaget.views.region.profile import region_view
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.region.scope import region_of, scope_of
from ailaget.views.region.spread import region_spread_view
from tests.areas import FEW_OF_THEM, LEVEL, SPLIT, WEST
from tests.views.planted import choose

WEST_REGION, FEW_REGION = f"{LEVEL}.V", f"{LEVEL}.F"


@pytest.fixture
def source(areas_database: Database) -> Database:
    return areas_database


def chosen(source: Database, **choices: object) -> Selection:
    return with_own_areas(source, choose(**{"wave": "2026-10", "is_demo": True, **choices}))


def cells(chart: Chart) -> list[dict[str, object]]:
    keys = [column.key for column in chart.table.columns]
    return [dict(zip(keys, row, strict=True)) for row in chart.table.rows]


def test_an_area_is_a_region_with_its_own_municipalities_against_all_others(
    source: Database,
) -> None:
    selection = chosen(source, region=WEST_REGION)
    scope = scope_of(selection)
    assert (scope.code, scope.kind, scope.mark) == (WEST_REGION, "areas", "county")
    region = region_view(source, selection)
    assert region.of == len(WEST)
    assert "Väst" in region.sentences[0]
    spread = region_spread_view(source, selection)
    sides = [row["group"] for row in cells(spread)]
    assert (sides.count("Väst"), len(sides)) == (len(WEST), len(geography.municipalities()))


@pytest.mark.parametrize("indicator", codebook().indicators)
def test_an_areas_figure_is_the_same_on_every_page(source: Database, indicator: str) -> None:
    on_map = map_view(source, chosen(source, indicator=indicator, level=LEVEL))
    ranked = region_ranking_view(source, chosen(source, indicator=indicator, region=WEST_REGION))
    grouped = groups_view(source, chosen(source, indicator=indicator, by=LEVEL))
    shown = {row["name"]: (row["value"], row["n"], row["of"]) for row in cells(on_map)}
    assert {r["region"]: (r["value"], r["n"], r["of"]) for r in cells(ranked)} == shown
    by_group = {row["name"]: (row["mean"], row["n"], row["of"]) for row in cells(grouped)}
    outside = by_group.pop("Utanför Förbund")
    assert outside[2] == len(geography.municipalities()) - 10
    for name, (value, n, of) in shown.items():
        assert by_group[name] == (pytest.approx(value) if n else None, n, of)
    assert [row["key"] for row in cells(grouped)] == ["F", "V", ""]
    assert (ranked.n, ranked.of) == (on_map.n, on_map.of)


def test_an_area_with_few_answers_has_no_place(source: Database) -> None:
    selection = chosen(source, region=FEW_REGION)
    ranked = region_ranking_view(source, selection)
    (few,) = (row for row in cells(ranked) if row["region"] == "Få")
    assert isinstance(few["n"], int) and few["n"] < FEW
    assert "ingen placering" in ranked.headline
    assert "gränser från Källan" in ranked.caveat
    assert "En gräns går genom Alingsås" in ranked.caveat


def test_nothing_protected_is_told_of_an_area(source: Database) -> None:
    """A protected count is of SKR groups and the country alone, so no difference has one."""
    protected = [q.key for q in codebook().questions.values() if not q.is_open]
    assert protected
    for question in protected:
        for region in (WEST_REGION, FEW_REGION):
            chart = region_answers_view(
                source, chosen(source, region=region, question=question, county=("14",))
            )
            whole = region_answers_view(source, chosen(source, region="14", question=question))
            assert chart.headline.startswith("Skyddade frågor visas inte för egna områden")
            assert [row[3:] for row in chart.table.rows] == [row[3:] for row in whole.table.rows]
            assert all(row[1] == ".." for row in chart.table.rows)


def test_every_chart_of_a_grouping_and_of_a_region_takes_an_own_set(source: Database) -> None:
    for key, make in ITEMS.items():
        entry = entry_of(key)
        if "by" in entry.choices or "region" in entry.about:
            for indicator in ("maturity", "has_full_time_ai", "ai_fte_per_100k"):
                exhibit = make(
                    source,
                    chosen(source, by=LEVEL, region=WEST_REGION, indicator=indicator),
                )
                assert exhibit.headline and LEVEL not in str(exhibit.table.rows), key


def test_an_own_grouping_stands_beside_the_usual_ones_of_the_same_municipalities(
    source: Database,
) -> None:
    basis = basis_of(source, chosen(source, by=LEVEL))
    shares = between_of(basis).shares
    assert list(shares) == [*GROUPINGS, LEVEL]
    assert shares[LEVEL].groups == 3
    assert basis.of == len(geography.municipalities())
    labels = [row[0] for row in between_view(source, chosen(source, by=LEVEL)).table.rows]
    assert labels[-1] == "Förbund"


def test_all_areas_together_are_not_called_the_country(source: Database) -> None:
    chart = region_ranking_view(source, chosen(source, region=WEST_REGION))
    words = str(chart.figure.to_json())
    assert "alla omr" in words and "hela landet" not in words
    funnel = region_funnel_view(source, chosen(source, region=WEST_REGION))
    assert "hela landet" not in str(funnel.figure.to_json())


def test_what_is_no_more_is_as_if_it_had_not_been_chosen(source: Database) -> None:
    gone = chosen(source, region="areas.gone.V", by="areas.gone")
    assert (gone.region, gone.by, gone.region_set, gone.by_set) == (None, "skr_group", None, None)
    unknown = chosen(source, region=f"{LEVEL}.X")
    assert region_of(unknown) == region_of(chosen(source))
    labels = own_region_labels(source, gone.t)
    assert labels == {FEW_REGION: "Få (Förbund)", WEST_REGION: "Väst (Förbund)"}
    assert {own.key for own in area_sets(source)} == {"forbund"}


def test_a_click_on_an_area_chooses_that_area_and_never_a_municipality(source: Database) -> None:
    at_level = chosen(source, level=LEVEL)
    grouping = grouping_of(source, at_level)
    assert grouping is not None
    inside, elsewhere = WEST[0], FEW_OF_THEM[0]
    assert choices_of_click(grouping, "V", inside) == {
        "region": WEST_REGION,
        "municipality": inside,
    }
    assert choices_of_click(grouping, "V", elsewhere) == {
        "region": WEST_REGION,
        "municipality": None,
    }
    # A code that looks like a municipality's is an area's all the same.
    alike = replace(grouping, names={"1480": "Väst"}, area_of=dict.fromkeys(WEST, "1480"))
    assert choices_of_click(alike, "1480", None)["region"] == f"{LEVEL}.1480"
    assert choices_of_click(alike, "1480", None)["municipality"] is None
    counties = grouping_of(source, chosen(source, level="county"))
    assert choices_of_click(counties, "14", None) == {"region": "14", "municipality": None}
    assert choices_of_click(None, "1480", elsewhere) == {"municipality": "1480"}


@pytest.mark.parametrize(
    ("choices", "name"),
    [
        ({"region": WEST_REGION}, "Väst"),
        ({"region": WEST_REGION, "municipality": SPLIT}, "Få"),
        ({"region": "14"}, None),
        ({}, None),
    ],
)
def test_the_map_goes_to_the_chosen_area(
    source: Database, choices: dict[str, str], name: str | None
) -> None:
    figure = map_view(source, chosen(source, level=LEVEL, **choices)).figure
    texts = [text for trace in figure.data for text in trace.text or () if "<b>" in text]
    assert texts == ([f"<b>{name}</b>"] if name else [])
    assert ("chosen" in figure.layout.meta) == (name is not None)


def test_an_areas_link_leads_back_to_it(source: Database) -> None:
    from ailaget.ui.address import Address, parse

    address = Address(region=f"{LEVEL}.Norra & Södra", by=LEVEL)
    assert parse(address.params(), []) == address

"""The page Regionerna: the regions, with their county's municipalities as another thing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil
from pathlib import Path

import pytest

from ailaget import geography
from ailaget.ingest.loading import load
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.respondents import RespondentsSource
from ailaget.views.base.rows import all_rows
from ailaget.views.base.selection import LONGEST, Selection, group_value
from ailaget.views.regions.basis import focus_of_regions, regions_basis, regions_selection
from ailaget.views.regions.map import regions_map_view
from ailaget.views.regions.page import regions_view, to_regions
from ailaget.views.regions.ranking import regions_ranking_view

NEWEST = Selection("2026-10", is_demo=True)
INDICATORS = ("maturity", "ai_fte_per_100k", "has_full_time_ai", "ai_fte")


@pytest.fixture(scope="module")
def demo(demo_workspace: Workspace) -> Iterator[Database]:
    database = open_database(demo_workspace)
    yield database
    database.close()


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_region_stands_in_the_table_with_its_own_value_and_its_countys_beside(
    demo: Database, indicator: str
) -> None:
    chosen = replace(NEWEST, indicator=indicator)
    table = regions_ranking_view(demo, chosen).table
    assert sorted(table.codes) == [region.code for region in geography.regions()]
    own = all_rows(RespondentsSource(demo), "2026-10", indicator).set_index("municipality")["value"]
    everybody = all_rows(demo, "2026-10", indicator)
    keys = [column.key for column in table.columns]
    for code, row in zip(table.codes, table.rows, strict=True):
        cells = dict(zip(keys, row, strict=True))
        if isinstance(cells["value"], float):
            assert cells["value"] == own[code]
        inside = everybody[everybody["county"] == code]
        assert cells["beside"] == group_value(inside)
        assert (cells["n"], cells["of"]) == (inside["value"].notna().sum(), len(inside))
        if cells["low"] is not None:
            assert cells["low"] <= cells["beside"] <= cells["high"]
        else:
            assert cells["n"] < 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", INDICATORS)
def test_both_charts_say_n_and_are_marked_where_invented(
    demo: Database, language: str, indicator: str
) -> None:
    chosen = replace(NEWEST, indicator=indicator, language=language)
    t = texts(language)
    for chart in (regions_map_view(demo, chosen), regions_ranking_view(demo, chosen)):
        assert chart.of == 21
        assert 0 < chart.n <= 18  # type: ignore[operator]
        assert chart.headline.endswith(")")  # the mark
        assert len(chart.headline) <= LONGEST + len(t("demo.sentence", sentence=""))
        assert t("source.demo", wave=t.wave("2026-10"), today="")[:30] in chart.attribution
        assert t("demo.watermark") in str(chart.figure.layout)
        assert chart.table.rows


def test_the_filter_of_municipalities_changes_nothing_of_the_regions(demo: Database) -> None:
    narrowed = replace(NEWEST, county=("25",), size_class=("lt10k",), skr_group=("C8",))
    assert (
        regions_ranking_view(demo, narrowed).table.rows
        == regions_ranking_view(demo, NEWEST).table.rows
    )


def test_the_regions_wave_is_the_newest_that_is_not_later_than_the_chosen(demo: Database) -> None:
    for wave in ("2024-10", "2025-10", "2026-10"):
        own = regions_selection(demo, replace(NEWEST, wave=wave))
        assert own is not None
        assert own.wave == wave
    first = regions_basis(demo, replace(NEWEST, wave="2024-10"))
    assert first is not None
    assert first.previous_wave is None
    assert first.rows["change"].isna().all()


def test_what_is_per_employee_says_that_it_is_not_known_of_regions(demo: Database) -> None:
    chosen = replace(NEWEST, indicator="ai_fte_per_1000_employees")
    for chart in (regions_map_view(demo, chosen), regions_ranking_view(demo, chosen)):
        assert chart.headline == texts("sv")("regions.no_employees")
        assert not chart.table.rows


@pytest.mark.parametrize("indicator", ["maturity", "maturity_ethics"])
def test_a_change_is_among_those_in_both_waves_and_names_what_is_sure(
    demo: Database, indicator: str
) -> None:
    chosen = replace(NEWEST, indicator=indicator)
    basis = regions_basis(demo, chosen)
    assert basis is not None
    both = basis.rows["value"].notna() & basis.rows["previous_value"].notna()
    assert (basis.rows["change"].notna() == both).all()
    assert basis.detectable is not None
    # Of the measure that is shown, and never less than it is: 17.2 is no sure change of 17.
    assert f"det här måttet har gått minst {ceil(basis.detectable)} poäng" in (
        regions_ranking_view(demo, chosen).caveat
    )


def test_a_region_leads_to_its_county_and_a_county_to_its_region(demo: Database) -> None:
    chosen = replace(NEWEST, region="25")
    assert regions_view(demo, chosen).to_county == "Se kommunerna i Norrbottens län"
    assert to_regions(chosen).startswith("Region Norrbotten ")
    assert to_regions(replace(NEWEST, region="C8")) == ""
    assert focus_of_regions(replace(NEWEST, region="C8", municipality="2584")) == "25"
    assert focus_of_regions(replace(NEWEST, skr_group=("C8",))) in {
        region.code for region in geography.regions()
    }


def test_gotland_is_told_apart_as_region_and_as_municipality(demo: Database) -> None:
    basis = regions_basis(demo, NEWEST)
    assert basis is not None
    assert (basis.beside["09"].n, basis.beside["09"].of) == (1, 1)
    assert basis.beside["09"].interval.low is None
    own = basis.rows.set_index("municipality").loc["09", "value"]
    assert own != basis.beside["09"].interval.estimate
    assert "Region Gotland är en kommun" in regions_ranking_view(demo, NEWEST).caveat


def test_real_answers_of_regions_stand_beside_no_invented_ones_of_municipalities(
    demo_copy: Callable[[Path], Workspace], survey_file: Callable[..., Path], tmp_path: Path
) -> None:
    place = demo_copy(tmp_path / "var")
    rows = [{"Region": "Region Skåne", "fte_ai_total": 4}, {"Region": "Gotland", "ai_heltid": 3}]
    load(place, survey_file(rows, "r_2026-10.csv"), publish=True)
    database = open_database(place)
    chosen = replace(NEWEST, indicator="ai_fte")
    basis = regions_basis(database, chosen)
    assert basis is not None
    assert (basis.beside, basis.beside_wave) == ({}, None)
    chart = regions_ranking_view(database, chosen)
    assert chart.attribution.startswith("Källa: AI-läget, regionernas svar oktober 2026. Uttaget ")
    assert "påhitta" not in f"{chart.headline}{chart.caveat}{chart.attribution}".casefold()
    assert not regions_view(database, chosen).is_demo
    database.close()


def test_without_a_wave_of_regions_the_page_says_what_to_do(single_workspace: Workspace) -> None:
    database = open_database(single_workspace)
    chosen = Selection("2026-10", is_demo=False)
    assert regions_view(database, chosen).key_figures == ()
    assert regions_map_view(database, chosen).headline == texts("sv")("regions.no_waves")
    database.close()


def test_a_wave_of_the_regions_own_can_be_chosen_whatever_the_municipalities(
    demo: Database,
) -> None:
    for wave in ("2024-10", "2025-10", "2026-10"):
        chosen = replace(NEWEST, regions_wave=wave)
        own = regions_selection(demo, chosen)
        assert own is not None and own.wave == wave
        page = regions_view(demo, chosen)
        assert (page.wave, page.waves) == (wave, ("2026-10", "2025-10", "2024-10"))
        chart = regions_ranking_view(demo, chosen)
        assert chart.wave == wave
        assert wave in chart.file_stem
        values = all_rows(RespondentsSource(demo), wave, "maturity")["value"]
        assert chart.n == values.notna().sum()
    gone = regions_selection(demo, replace(NEWEST, regions_wave="2023-10"))
    assert gone is not None and gone.wave == "2026-10"

"""The page Regionerna shows areas of one's own that answered, as it shows the regions."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.exports.metadata import export_metadata
from ailaget.ingest.areas.loading import load_areas
from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.store.database import Database, open_database, query_of
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.own_areas import area_sets, is_gone, with_own_areas
from ailaget.views.base.selection import Selection
from ailaget.views.regions.map import regions_map_view
from ailaget.views.regions.page import MOST_NAMED, regions_view
from ailaget.views.regions.ranking import MOST_DRAWN, regions_ranking_view
from ailaget.views.upload.changes import changes_view
from tests.answering import CHOICES, KEY, NAMES, SIDE, SOUTH, WAVE, WEST, answering_file
from tests.conftest import write_csv

CHOSEN = Selection("2026-11", is_demo=False, areas=KEY, region=f"areas.{KEY}.0302")
VIEWS = (regions_map_view, regions_ranking_view)
FIRST = {"0301": 3, "0302": 1, "0303": 2, "0304": 5}
OF_INDICATOR = {
    "wave": "2026-11",
    "indicator": "ai_fte_per_100k",
    "counties": [],
    "skr_groups": [],
    "size_classes": [],
}
SECOND = {"0301": 4, "0302": 1.5, "0303": 2, "0305": 6, "0306": 3}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a working folder with two waves of Nordmark's municipalities, and no others."""
    folder = tmp_path_factory.mktemp("nordmark")
    place = Workspace(folder / "var")
    build(place, empty=True)
    load_areas(place, answering_file(folder), CHOICES)
    for wave, answers in (("2025-11", FIRST), ("2026-11", SECOND)):
        rows = [
            {"kode": code, "fte_ai_total": value, "ai_heltid": 3 if value > 2 else 0}
            for code, value in answers.items()
        ]
        load(place, write_csv(folder / f"n_{wave}.csv", rows), publish=True)
    return place


@pytest.fixture(scope="module")
def database(place: Workspace) -> Iterator[Database]:
    opened = open_database(place)
    yield opened
    opened.close()


def test_every_area_stands_in_the_table_with_its_value_place_and_change(
    database: Database,
) -> None:
    table = regions_ranking_view(database, replace(CHOSEN, indicator="ai_fte")).table
    assert [column.key for column in table.columns] == [
        "place",
        "region",
        "value",
        "change",
        "note",
    ]
    rows = dict(zip(table.codes, table.rows, strict=True))
    assert rows.keys() == NAMES.keys()
    assert rows["0305"][:3] == ("1–2", "Åslia", 6)
    assert rows["0301"][3] == "+1,00"
    assert rows["0304"][2] is None
    assert table.columns[1].label == "Område"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["maturity", "ai_fte", "has_full_time_ai"])
def test_both_charts_say_n_whose_they_are_and_whose_the_boundaries_are(
    database: Database, view: type, language: str, indicator: str
) -> None:
    chosen = replace(CHOSEN, indicator=indicator, language=language)
    chart = view(database, chosen)
    assert chart.of == len(NAMES)
    assert chart.n == (0 if indicator == "maturity" else len(SECOND))
    assert "Nordmark" in chart.attribution
    assert texts(language)("answering.boundaries", source="Påhittad", terms="CC0 1.0") in (
        chart.caveat
    )
    said = f"{chart.title}{chart.headline}{chart.caveat}{chart.attribution}{chart.alt}"
    assert "region" not in said.casefold()
    assert "290" not in said
    facts = export_metadata(chart, chosen, "build")
    assert "Gotland" not in str(facts)
    assert facts.filter == texts(language)("metadata.filter_areas")
    drawn = str(chart.figure.layout).replace("<br>", " ")
    assert "Nordmark" in drawn and texts(language)("source.real")[:25] not in drawn
    assert KEY in facts.stem


def test_the_map_is_of_the_sets_own_shapes_and_of_where_they_lie(database: Database) -> None:
    figure = regions_map_view(database, replace(CHOSEN, indicator="ai_fte")).figure
    shapes = database.query("respondent_sets")["boundary_name"].iloc[0]
    traces = [trace for trace in figure.data if trace.type == "choropleth"]
    assert {trace.geojson for trace in traces} == {f"geo/{shapes}"}
    assert set(traces[0].locations) == set(NAMES)
    assert list(traces[-1].locations) == ["0302"]  # in focus
    south, north = figure.layout.geo.lataxis.range
    west, east = figure.layout.geo.lonaxis.range
    assert SOUTH - 1 < south < SOUTH < SOUTH + 2 * SIDE < north < SOUTH + 2
    assert WEST - 1 < west < WEST < WEST + 3 * SIDE < east < WEST + 3


def test_what_nobody_here_knows_how_many_live_or_work_in_is_not_reckoned(
    database: Database,
) -> None:
    why = {"ai_fte_per_100k": "no_inhabitants", "ai_fte_per_1000_employees": "no_employees"}
    for indicator, reason in why.items():
        assert codebook().indicator(indicator).formula.startswith("per_")
        for view in VIEWS:
            chart = view(database, replace(CHOSEN, indicator=indicator))
            assert chart.headline == texts("sv")(f"answering.{reason}", title="Nordmark")
            assert not chart.table.rows


def test_per_inhabitant_is_reckoned_where_the_file_says_how_many_live_there(
    tmp_path: Path,
) -> None:
    place = Workspace(tmp_path / "var")
    build(place, empty=True)
    boundaries = answering_file(tmp_path, invanare_2025=[50_000, 200_000, None, 10_000, 20_000, 1])
    load_areas(place, boundaries, replace(CHOICES, population="invanare_2025"))
    rows = [{"kode": code, "fte_ai_total": 2} for code in ("0301", "0302", "0303")]
    load(place, write_csv(tmp_path / "n_2026-11.csv", rows), publish=True)
    database = open_database(place)
    chosen = replace(CHOSEN, indicator="ai_fte_per_100k")
    assert regions_ranking_view(database, chosen).table.rows
    # Two in 50,000 are four in 100,000; of whom nothing is known there is no value, and not zero.
    values = database.query(query_of(KEY, "indicator_values"), **OF_INDICATOR)
    by_code = values.set_index("municipality")["value"]
    assert by_code["0301"] == 4
    assert by_code["0302"] == 1
    assert pd.isna(by_code["0303"])
    assert len(regions_view(database, chosen).key_figures) == 4
    database.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_who_answered_and_who_did_not(database: Database, language: str) -> None:
    page = regions_view(database, replace(CHOSEN, indicator="ai_fte", language=language))
    assert (page.code, page.wave, page.waves) == ("0302", "2026-11", ("2026-11", "2025-11"))
    assert next(figure.value for figure in page.key_figures) == texts(language).percent(5 / 6)
    assert len(page.key_figures) == 3  # of inhabitants nothing is known
    assert "Sørholt" in page.silent
    assert page.to_county == ""
    assert page.sentences[0].startswith("Grånes")
    assert not page.is_demo


def test_of_many_areas_the_ends_are_drawn_and_the_table_has_all(
    tmp_path: Path,
) -> None:
    place = Workspace(tmp_path / "var")
    build(place, empty=True)
    codes = [f"D{number:03d}" for number in range(2 * MOST_DRAWN)]
    load_areas(place, answering_file(tmp_path, codes), CHOICES)
    rows = [{"kode": code, "fte_ai_total": n} for n, code in enumerate(codes) if n % 3]
    load(place, write_csv(tmp_path / "n_2026-11.csv", rows), publish=True)
    database = open_database(place)
    chosen = replace(CHOSEN, indicator="ai_fte", region=f"areas.{KEY}.D050")
    chart = regions_ranking_view(database, chosen)
    assert len(chart.table.rows) == len(codes)
    assert chart.native is not None and len(chart.native.table.rows) == MOST_DRAWN + 1
    assert chart.native.table.rows[0][0] == codes[-1]
    assert "D050" in [row[0] for row in chart.native.table.rows]
    title = json.dumps(chart.figure.layout.title.to_plotly_json(), ensure_ascii=False)
    assert "De 30 högsta" in title.replace("<br>", " ").replace("\xa0", " ")
    silent = regions_view(database, chosen).silent
    assert silent.count("D0") <= MOST_NAMED and "40 av 120" in silent
    database.close()


def test_few_that_answered_are_no_reference_and_no_sure_change(
    database: Database,
) -> None:
    earlier = replace(CHOSEN, indicator="ai_fte", regions_wave="2025-11")
    assert "n = 4" not in str(regions_ranking_view(database, earlier).figure.layout)
    now = replace(CHOSEN, indicator="ai_fte")
    assert "n = 5" in str(regions_ranking_view(database, now).figure.layout)
    maturity, position = (each.change for each in regions_view(database, now).key_figures[1:])
    assert maturity == texts("sv")("answering.change_nobody")
    assert "för få" in position  # three in both waves


def test_an_area_is_looked_at_only_beside_its_own_set(database: Database) -> None:
    assert with_own_areas(database, CHOSEN).region == CHOSEN.region
    assert with_own_areas(database, replace(CHOSEN, areas="regions")).region is None
    assert regions_view(database, replace(CHOSEN, region="areas.nordmark.9")).code == "0301"
    assert regions_view(database, replace(CHOSEN, areas="nobody")).respondents.is_regions
    assert not is_gone(database, CHOSEN.region)
    assert is_gone(database, "areas.nobody")
    assert area_sets(database) == []  # they are no level of municipalities


def test_what_publishing_would_change_is_told_of_the_areas(
    place: Workspace, database: Database, tmp_path: Path
) -> None:
    empty = Workspace(tmp_path / "var")
    build(empty, empty=True)
    load_areas(empty, answering_file(tmp_path), CHOICES)
    before = open_database(empty)
    protected = [("0301", "dpia", "new")]
    changes = changes_view(before, database, WAVE, texts("sv"), protected)
    assert changes.sentences[0] == (
        "Mätomgången november 2026 (områdena nordmark) blir synlig för läsarna."
    )
    assert {row[0] for row in changes.municipalities.rows} == {NAMES[code] for code in SECOND}
    assert texts("sv")("load.protected_of_areas") in changes.sentences
    before.close()

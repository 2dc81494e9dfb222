"""Areas of one's own on the map: a group's figure with its n, and nothing said of few."""

import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from ailaget import geography
from ailaget.__main__ import main
from ailaget.codebook import codebook
from ailaget.errors import UnknownKey
from ailaget.exports.names import file_stem
from ailaget.ingest.areas.choosing import AreasRefused
from ailaget.ingest.areas.loading import drop_areas, load_areas
from ailaget.ingest.areas.words import areas_lines
from ailaget.ingest.building import build
from ailaget.ingest.doctor import examine
from ailaget.store.builds import current_build
from ailaget.store.database import Database, open_database
from ailaget.store.decisions import AREAS
from ailaget.store.maps import map_file
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import texts
from ailaget.views.base.frozen import freeze, map_files
from ailaget.views.base.selection import FEW
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.grouping import grouping_of, levels
from ailaget.views.map.waves import map_waves_view
from tests.areas import CHOICES, FEW_OF_THEM, LEVEL, SPLIT, WEST, areas_file
from tests.views.planted import choose

WAVE = "2026-10"


@pytest.fixture
def place(areas_workspace: Workspace) -> Workspace:
    return areas_workspace


@pytest.fixture
def source(areas_database: Database) -> Database:
    return areas_database


def test_a_set_of_areas_is_a_level_of_the_map(source: Database) -> None:
    assert levels(source) == ["municipality", "county", LEVEL]
    sets = source.query("area_sets").iloc[0]
    assert sets[["title", "source", "licence", "areas", "municipalities", "split"]].tolist() == [
        "Förbund",
        "Källan",
        "CC0 1.0",
        2,
        10,
        1,
    ]
    members = source.query("area_members", area_set="forbund").set_index("municipality")
    assert members.loc[SPLIT, ["area", "is_split"]].tolist() == ["F", True]
    areas = source.query("areas", area_set="forbund").set_index("area")
    assert areas["municipalities"].to_dict() == {"F": 3, "V": 7}
    assert (areas["area_km2"] > 500).all()


@pytest.mark.parametrize("indicator", codebook().indicators)
def test_an_areas_figure_is_that_of_its_municipalities_with_its_n(
    source: Database, indicator: str
) -> None:
    chart = map_view(source, choose(indicator=indicator, level=LEVEL))
    keys = [column.key for column in chart.table.columns]
    rows = {row[keys.index("name")]: dict(zip(keys, row, strict=True)) for row in chart.table.rows}
    every = source.query(
        "indicator_values",
        wave=WAVE, indicator=indicator, counties=[], skr_groups=[], size_classes=[],
    ).set_index("municipality")  # fmt: skip
    for name, codes in (("Väst", WEST), ("Få", (*FEW_OF_THEM, SPLIT))):
        inside = every.loc[list(codes)]
        valued = inside[inside["value"].notna()]
        assert (rows[name]["n"], rows[name]["of"]) == (len(valued), len(codes))
        if len(valued):
            expected = valued["factor"].iloc[0] * (
                valued["numerator"].sum() / valued["denominator"].sum()
            )
            assert rows[name]["value"] == pytest.approx(expected)
        if 0 < len(valued) < FEW:
            assert rows[name]["note"] == "få svar"
    assert (chart.n, chart.of) == (sum(r["n"] for r in rows.values()), 10)


def test_areas_with_few_answers_are_not_compared_and_all_is_said_below(source: Database) -> None:
    chart = map_view(source, choose(level=LEVEL))
    assert "Få" not in chart.headline.replace("Få svar", "")
    assert "280 kommuner hör inte till något område" in chart.caveat
    assert "En gräns går genom Alingsås" in chart.caveat
    assert "gränser från Källan (CC0 1.0)" in chart.caveat


def test_no_figure_by_own_areas_is_made_of_a_protected_question() -> None:
    protected = {q.key for q in codebook().questions.values() if q.visibility != "open"}
    asked = {item.question for i in codebook().indicators.values() for item in i.items}
    asked |= {i.question for i in codebook().indicators.values() if i.question}
    assert protected and not protected & asked


def test_a_filter_narrows_an_area_and_nobody_within_it_is_said(source: Database) -> None:
    chart = map_view(source, choose(level=LEVEL, county=("17",)))
    assert chart.of == 0
    west = map_view(source, choose(level=LEVEL, county=("13",)))
    assert west.of == 0 or len(west.table.rows) == 1


def test_maps_of_every_wave_and_a_chosen_municipality(source: Database) -> None:
    chart = map_waves_view(source, choose(level=LEVEL, municipality="1480"))
    assert [row[0] for row in chart.table.rows] == ["Få", "Väst"]
    chosen = map_view(source, choose(level=LEVEL, municipality="1480"))
    texts = [text for trace in chosen.figure.data for text in trace.text or ()]
    assert "<b>Väst</b>" in texts


def test_a_set_that_is_no_more_is_shown_by_municipality(source: Database) -> None:
    chart = map_view(source, choose(level="areas.gone"))
    assert len(chart.table.rows) == len(geography.municipalities())


def test_the_map_file_is_found_by_figures_files_and_what_is_frozen(
    place: Workspace, source: Database
) -> None:
    chart = map_view(source, choose(level=LEVEL))
    names = map_files(freeze(chart))
    own = {name for name in names if name.startswith("areas-")}
    assert len(own) == 2  # the areas as whole municipalities, and the boundaries as they came
    for name in own:
        path = map_file(place, name)
        assert path is not None
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        named = {each["id"]: each["properties"]["name"] for each in features}
        assert named == {"V": "Väst", "F": "Få"}
    assert "forbund" in file_stem(chart, choose(level=LEVEL))


def test_the_boundaries_as_they_came_are_drawn_and_told_of(
    place: Workspace, source: Database
) -> None:
    """A split municipality is coloured whole, and the line runs through it."""
    own = grouping_of(source, choose(level=LEVEL))
    assert own is not None
    shapes = {
        name: gpd.read_file(place.kept_maps / name).set_index("id").geometry.to_crs(3035)
        for name in (own.map_name, own.boundary_name)
    }
    west, few = (
        shapely.area(shapely.symmetric_difference(*(each[code] for each in shapes.values())))
        for code in ("V", "F")
    )
    assert west < 0.01 * shapes[own.map_name]["V"].area
    assert few > 0.03 * shapes[own.map_name]["F"].area
    for make in (map_view, map_waves_view):
        traces = make(source, choose(level=LEVEL)).figure.data
        lines = [each for each in traces if each["geojson"] == f"geo/{own.boundary_name}"]
        assert lines and all(set(each.locations) == {"V", "F"} for each in lines)
        assert "Gräns i filen: Förbund" in {each.name for each in traces if each.showlegend}
    plain = map_view(source, choose(level="county")).figure.data
    assert not any("Gräns i filen" in (each.name or "") for each in plain)


def test_what_is_lost_of_the_maps_is_made_again_from_the_archive(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    build(place, empty=True)
    load_areas(place, areas_file(tmp_path), CHOICES, by="Ada")
    drawn = {path: path.read_bytes() for path in place.kept_maps.glob("areas-*")}
    assert len(drawn) == 2  # whole municipalities, and the boundaries as they came
    for path in drawn:
        path.unlink()
    (place.databases / str(current_build(place))).unlink()
    build(place)
    assert {path: path.read_bytes() for path in place.kept_maps.glob("areas-*")} == drawn
    assert {each.state for each in examine(place)} == {"ok"}
    drop_areas(place, "forbund", "Ada")
    opened = open_database(place)
    assert levels(opened) == ["municipality", "county"]
    opened.close()
    with pytest.raises(UnknownKey):
        drop_areas(place, "forbund", "Ada")


def decided(place: Workspace) -> int:
    return sum(each["kind"] == AREAS for each in place.state().decisions)


def test_the_same_file_by_the_same_words_changes_nothing_and_a_dropped_one_comes_back(
    tmp_path: Path,
) -> None:
    place, file = Workspace(tmp_path / "var"), areas_file(tmp_path)
    build(place, empty=True)
    first = load_areas(place, file, replace(CHOICES, read_on="2026-11-01"), by="Ada")
    assert (first.replaced, first.is_repeated, decided(place)) == (None, False, 1)
    again = load_areas(place, file, replace(CHOICES, read_on="2026-11-02"), by="Bo")
    assert again.is_repeated and decided(place) == 1
    assert "Inget är ändrat" in next(iter(areas_lines(again, texts("sv"), dry_run=False)))
    drop_areas(place, "forbund", "Ada")
    back = load_areas(place, file, CHOICES, by="Ada")
    assert (back.replaced, back.is_repeated, decided(place)) == (None, False, 2)
    other = load_areas(place, file, replace(CHOICES, licence="CC BY 4.0"), by="Ada")
    assert other.replaced is not None and not other.is_repeated and decided(place) == 3
    assert "Ersatte Förbund ur filen forbund.gpkg" in "".join(
        areas_lines(other, texts("sv"), dry_run=False)
    )
    back_again = load_areas(place, file, CHOICES, by="Ada")
    assert not back_again.is_repeated and decided(place) == 4


def test_a_set_that_stands_is_hidden_by_no_other_that_only_sounds_like_it(tmp_path: Path) -> None:
    place, file = Workspace(tmp_path / "var"), areas_file(tmp_path)
    build(place, empty=True)
    load_areas(place, file, CHOICES, by="Ada")
    sounds_like = replace(CHOICES, title="Förbund!")
    for dry_run in (True, False):
        with pytest.raises(AreasRefused, match="key_taken"):
            load_areas(place, file, sounds_like, by="Bo", dry_run=dry_run)
    with pytest.raises(AreasRefused, match="title_taken"):
        load_areas(place, file, replace(CHOICES, key="another"), by="Bo")
    assert decided(place) == 1
    renamed = load_areas(place, file, replace(sounds_like, key="forbund"), by="Bo")
    assert renamed.replaced is not None and renamed.replaced.areas.title == "Förbund"


def test_the_command_asks_then_takes_the_areas_in_and_writes_a_report(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    build(workspace(), empty=True)
    file, report = str(areas_file(tmp_path)), tmp_path / "report.json"
    said = ["--title", "Förbund", "--source", "Källan", "--licence", "CC0 1.0"]
    assert main(["areas", file]) == 3
    asked = capsys.readouterr().out
    assert '--title "Kommunalförbund"' in asked
    assert main(["areas", file, *said, "--dry-run"]) == 0
    assert "Inget är ändrat" in capsys.readouterr().out
    assert main(["areas", file, *said, "--report", str(report)]) == 0
    assert "Alingsås delas av en gräns" in capsys.readouterr().out
    written = json.loads(report.read_text(encoding="utf-8"))
    assert {each["municipality"] for each in written["members"] if each["area"] == "V"} == set(WEST)
    for wrong in ([], [file, "--key", "Å"], [file, "--digits", "två"], [file, "--read-on", "x"]):
        assert main(["areas", *wrong]) == 2
    assert main(["areas", "--drop", "forbund"]) == 0

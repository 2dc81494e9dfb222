"""Boundaries as others write them: what is mended is said, and what is unclear is asked."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from ailaget import geography
from ailaget.ingest.areas import opening
from ailaget.ingest.areas.choosing import AreaChoices, AreasRefused
from ailaget.ingest.areas.contents import Interpreted, interpret
from ailaget.ingest.areas.loading import load_areas
from ailaget.ingest.areas.opening import received
from ailaget.ingest.areas.words import areas_lines
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts

WHO = {"title": "Förbund", "source": "Jag", "licence": "CC0 1.0"}
SWEREF = 3006
WEST, NORTH = 320_000.0, 6_400_000.0
KM = 1000.0


def square(x: float, y: float = 0, side: float = 20) -> Polygon:
    """A square with its corner so many kilometres east and north of Göteborg."""
    left, low = WEST + x * KM, NORTH + y * KM
    return box(left, low, left + side * KM, low + side * KM)


def frame(codes: list[Any], shapes: list[Any], crs: int | None = SWEREF, **more: Any) -> Any:
    names = [f"Område {n}" for n in range(len(codes))]
    return gpd.GeoDataFrame({"kod": codes, "namn": names, **more}, geometry=shapes, crs=crs)


def take(path: Path, **said: str) -> Interpreted:
    data, _ = received(path)
    return interpret(data, AreaChoices(**{**WHO, **said}))


def taken(path: Path, **said: str) -> Any:
    """Return the areas of a file of which nothing is asked."""
    read = take(path, **said)
    assert read.asked == []
    assert read.areas is not None
    return read.areas


def remarks(read: Interpreted) -> dict[str, Any]:
    return {key: params.get("n", params) for key, params in read.remarks}


def asked(read: Interpreted) -> list[str]:
    assert read.areas is None
    return [question.kind for question in read.asked]


@pytest.fixture(params=["areas.gpkg", "areas.geojson", "areas.shp"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / request.param


def test_every_format_gives_the_same_areas_in_square_kilometres(path: Path) -> None:
    frame(["A", "Å"], [square(0), square(20)], namn=["Ängö", "Åby"]).to_file(path)
    areas = taken(path)
    assert areas.names == {"A": "Ängö", "Å": "Åby"}
    # SWEREF 99 TM is 0.04 % too small on its meridian: the areas are those of the ground.
    assert areas.centres["A"].area_km2 == pytest.approx(400, abs=0.8)
    assert areas.centres["A"].area_km2 != pytest.approx(400, abs=0.01)
    (border,) = areas.borders
    assert (border.area, border.neighbour, border.contact) == ("A", "Å", "line")
    assert border.km == pytest.approx(20, abs=0.1)


def test_a_shape_that_crosses_itself_becomes_both_parts_that_it_encloses(path: Path) -> None:
    left, low = WEST, NORTH
    right, high = left + 20 * KM, low + 20 * KM
    bow_tie = Polygon([(left, low), (right, high), (right, low), (left, high)])
    frame(["A", "B"], [bow_tie, square(40)]).to_file(path)
    read = take(path)
    assert read.areas is not None
    assert remarks(read)["invalid"] == 1
    assert read.areas.centres["A"].area_km2 == pytest.approx(200, rel=0.002)
    assert shapely.is_valid(read.areas.boundaries.to_numpy()).all()


def test_rows_of_one_code_are_one_area_of_several_parts(path: Path) -> None:
    islands = MultiPolygon([square(0, side=5), square(10, side=5)])
    rows = frame(["A", "B", "A"], [islands, square(40), square(20, side=5)])
    rows["namn"] = ["A", "B", "A"]
    rows.to_file(path)
    read = take(path)
    assert read.areas is not None
    assert remarks(read)["joined"] == 1
    assert len(shapely.get_parts(read.areas.boundaries["A"])) == 3
    assert read.areas.centres["A"].area_km2 == pytest.approx(75, rel=0.002)


def test_one_code_with_two_names_is_asked_about(path: Path) -> None:
    frame(["A", "A"], [square(0), square(20)]).to_file(path)
    assert asked(take(path)) == ["repeated"]
    assert taken(path, repeated="join").names == {"A": "Område 0"}


def test_areas_without_a_code_are_asked_about_and_never_left_out_in_silence(path: Path) -> None:
    frame(["A", None], [square(0), square(20)]).to_file(path)
    read = take(path)
    assert asked(read) == ["without_code"]
    assert read.asked[0].options == ("Område 1",)
    left_out = take(path, without_code="skip")
    assert remarks(left_out)["without_code"] == 1


def test_heights_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    frame(["A", "B"], [shapely.force_3d(square(0), 7), square(20)]).to_file(path)
    read = take(path)
    assert read.areas is not None
    assert remarks(read)["with_height"] >= 1
    assert not shapely.has_z(read.areas.boundaries.to_numpy()).any()


def test_areas_without_any_surface_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    frame(["A", "B", "C"], [square(0), None, Point(WEST, NORTH)]).to_file(path)
    left_out = remarks(take(path))
    assert (left_out["empty"], left_out["without_area"]) == (1, 1)


def test_areas_that_overlap_are_said_to_and_simplified_one_by_one(path: Path) -> None:
    frame(["A", "B"], [square(0), square(15)]).to_file(path)
    assert remarks(take(path))["disputed"] == 2


def test_neighbours_keep_the_border_that_they_share_when_they_are_simplified(
    tmp_path: Path,
) -> None:
    steps = [(20 * KM + (3 if n % 2 else 0), n * 0.25) for n in range(80_000)]
    border = [(WEST + x, NORTH + y) for x, y in steps]
    west = Polygon([*border, (WEST, border[-1][1]), (WEST, NORTH)])
    east = Polygon([*border, (WEST + 40 * KM, border[-1][1]), (WEST + 40 * KM, NORTH)])
    path = tmp_path / "areas.gpkg"
    frame(["A", "B"], [west, east]).to_file(path)
    read = take(path)
    assert read.areas is not None
    assert remarks(read)["simplified"]["metres"] >= 25
    drawn = read.areas.boundaries.to_numpy()
    assert shapely.get_num_coordinates(drawn).sum() < 1000
    assert shapely.coverage_is_valid(drawn)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("name", ["areas.gpkg", "areas.shp", "areas.geojson"])
def test_a_file_without_coordinate_system_is_asked_about_with_what_would_fit(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    frame(["A"], [square(0)], crs=None).to_file(path)
    read = take(path)
    assert asked(read) == ["crs"]
    assert "EPSG:3006" in read.asked[0].options
    assert "EPSG:4326" not in read.asked[0].options
    assert taken(path, crs="EPSG:3006").centres["A"].lat == pytest.approx(57.8, abs=0.2)
    with pytest.raises(AreasRefused, match="unknown_crs"):
        take(path, crs="SWEREF-99")
    with pytest.raises(AreasRefused, match="outside_world"):
        take(path, crs="EPSG:4326")


def test_a_geojson_that_names_its_coordinate_system_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    frame(["A"], [square(0)]).to_file(path)
    assert "EPSG::3006" in path.read_text(encoding="utf-8")
    assert taken(path).centres["A"].lat == pytest.approx(57.8, abs=0.2)
    with pytest.raises(AreasRefused, match="crs_differs"):
        take(path, crs="EPSG:4326")


def test_a_geojson_whose_areas_have_numbers_of_their_own(tmp_path: Path) -> None:
    degrees = gpd.GeoSeries([square(0), square(20)], crs=SWEREF).to_crs(4326)
    features = [
        {
            "type": "Feature",
            "id": number,
            "properties": {"namn": f"Område {number}"},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for number, shape in zip((11, 12), degrees, strict=True)
    ]
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert asked(take(path)) == ["code"]
    assert taken(path, code="id").names == {"11": "Område 11", "12": "Område 12"}


def some_municipalities(codes: list[str]) -> gpd.GeoDataFrame:
    shapes = gpd.read_file(geography.geojson_path("municipalities")).set_index("id")
    here = shapes.loc[codes].to_crs(SWEREF)
    return frame(codes, list(here.geometry), namn=list(here["name"]))


def test_a_zero_that_a_shapefile_of_numbers_has_lost_is_put_back(tmp_path: Path) -> None:
    rows = some_municipalities(["0180", "1480"])
    rows["kod"] = rows["kod"].astype(int)
    path = tmp_path / "areas.shp"
    rows.to_file(path)
    read = take(path)
    assert read.areas is not None
    assert list(read.areas.names) == ["0180", "1480"]
    assert remarks(read)["zeros"] == 1


def test_a_zero_that_cannot_be_put_back_for_certain_is_asked_about(path: Path) -> None:
    frame([7, 112], [square(0), square(20)]).to_file(path)
    read = take(path)
    assert asked(read) == ["digits"]
    assert read.asked[0].options == ("3", "0")
    assert list(taken(path, digits="3").names) == ["007", "112"]
    assert list(taken(path, digits="0").names) == ["112", "7"]
    with pytest.raises(AreasRefused, match="longer_codes"):
        take(path, digits="2")


def test_numbers_with_a_gap_are_whole_numbers_still(path: Path) -> None:
    frame([101, None, 112], [square(0), square(20), square(40)]).to_file(path)
    assert list(taken(path, without_code="skip").names) == ["101", "112"]


@pytest.mark.filterwarnings("ignore:Normalized/laundered field name")
def test_a_name_that_a_shapefile_has_cut_off_is_found_by_its_whole_name(tmp_path: Path) -> None:
    path = tmp_path / "areas.shp"
    rows = frame(["A"], [square(0)]).rename(columns={"kod": "förbundskod_2026"})
    with pytest.warns(UserWarning, match="longer than 10"):
        rows.to_file(path)
    assert list(taken(path, code="förbundskod_2026").names) == ["A"]


@pytest.mark.filterwarnings("ignore:Normalized/laundered field name")
def test_two_names_that_are_cut_alike_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "areas.shp"
    rows = frame(["A"], [square(0)])[["namn", "kod", "geometry"]]
    rows = rows.rename(columns={"namn": "kommunalforbund_namn", "kod": "kommunalforbund_kod"})
    with pytest.warns(UserWarning, match="longer than 10"):
        rows.to_file(path)
    assert asked(take(path, code="kommunalforbund_kod", name="kommunalforbund_namn")) == ["code"]
    assert taken(path, code="kommunal_1", name="kommunalfo").names == {"A": "Område 0"}


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1"])
@pytest.mark.parametrize("has_cpg", [True, False])
def test_swedish_letters_survive_also_where_the_file_of_the_encoding_is_lost(
    tmp_path: Path, encoding: str, has_cpg: bool
) -> None:
    path = tmp_path / "areas.shp"
    frame(["A"], [square(0)], namn=["Åsarna på Öland är små"]).to_file(path, encoding=encoding)
    if not has_cpg:
        path.with_suffix(".cpg").unlink()
    assert taken(path).names == {"A": "Åsarna på Öland är små"}


def test_several_layers_are_asked_about_and_points_are_none(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    frame(["A"], [square(0)]).to_file(path, layer="förbund")
    frame(["B"], [square(0)]).to_file(path, layer="regioner")
    frame(["C"], [Point(WEST, NORTH)]).to_file(path, layer="orter")
    read = take(path)
    assert asked(read) == ["layer"]
    assert set(read.asked[0].options) == {"förbund", "regioner"}
    assert list(taken(path, layer="Regioner").names) == ["B"]


def test_the_columns_are_asked_about_with_an_example_of_each(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    frame(["A"], [square(0)]).rename(columns={"kod": "x", "namn": "y"}).to_file(path)
    read = take(path)
    assert asked(read) == ["code"]
    assert read.asked[0].options == ("x (A)", "y (Område 0)")
    assert asked(take(path, code="x")) == ["name"]
    assert taken(path, code="x", name="Y").names == {"A": "Område 0"}
    assert asked(take(path, code="z")) == ["code"]


def test_a_zip_may_hold_a_shapefile_in_a_folder_and_gives_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "areas.shp"
    frame(["A"], [square(0)]).to_file(path)
    data, name = received(path)
    assert (data, name) == (received(path)[0], "areas.zip")
    packed = tmp_path / "deep.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in tmp_path.glob("areas.*"):
            archive.write(part, f"Gränser 2026/{part.name.upper()}")
    assert list(taken(packed).names) == ["A"]


def test_a_shapefile_that_lacks_a_part_says_which(tmp_path: Path) -> None:
    path = tmp_path / "areas.shp"
    frame(["A"], [square(0)]).to_file(path)
    path.with_suffix(".dbf").unlink()
    with pytest.raises(AreasRefused) as refused:
        take(path)
    assert refused.value.params == {"name": "areas", "part": ".dbf"}


def test_what_is_too_much_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "areas.geojson"
    frame(["A"], [square(0)]).to_file(path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("areas.geojson", path.read_text(encoding="utf-8") + " " * 100_000)
    with monkeypatch.context() as patch:
        patch.setattr(opening, "MOST_UNPACKED", 50_000)
        with pytest.raises(AreasRefused, match="unpacks_too_large"):
            interpret(packed.getvalue(), AreaChoices(**WHO))
        patch.setattr(opening, "MOST_BYTES", 100)
        with pytest.raises(AreasRefused, match="too_large"):
            take(path)


@pytest.mark.parametrize("data", [b"", b"kod;namn\n1;a\n", b"PK\x03\x04 broken", b'{"a": 1}'])
def test_what_is_no_file_of_boundaries_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(AreasRefused):
        interpret(data, AreaChoices(**WHO))


def test_lines_are_no_areas(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    frame(["A"], [LineString(square(0).exterior)]).to_file(path)
    with pytest.raises(AreasRefused, match="no_areas"):
        take(path)


def test_a_municipality_belongs_where_more_than_half_of_it_lies(tmp_path: Path) -> None:
    here = some_municipalities(["1480", "1481", "1488"])
    split = here.geometry.iloc[2]
    west, south, east, north = split.bounds
    middle = west + 0.6 * (east - west)
    left = shapely.intersection(split, box(west, south, middle, north))
    right = shapely.difference(split, left)
    both = shapely.union_all([here.geometry.iloc[0], here.geometry.iloc[1], left])
    path = tmp_path / "areas.gpkg"
    frame(["A", "B"], [both, right]).to_file(path)
    read = take(path)
    assert read.areas is not None
    members = {each.municipality: each for each in read.areas.members}
    assert {code: each.area for code, each in members.items()} == dict.fromkeys(
        ("1480", "1481", "1488"), "A"
    )
    assert [code for code, each in members.items() if each.is_split] == ["1488"]
    assert members["1488"].share + dict(members["1488"].others)["B"] == pytest.approx(1, abs=0.01)
    assert next(each for key, each in read.remarks if key == "split")["code"] == "1488"
    assert remarks(read)["no_members"] == 1
    drawn = json.loads(read.areas.map_file)["features"]
    assert [(each["id"], each["properties"]["name"]) for each in drawn] == [("A", "Område 0")]


def test_a_municipality_in_two_areas_is_in_neither_and_the_file_is_to_be_mended(
    tmp_path: Path,
) -> None:
    """Which of them it was to count in nobody knows but who drew the areas."""
    here = some_municipalities(["1480", "1481", "1488"]).geometry
    first, second, third = here
    path = tmp_path / "areas.gpkg"
    both = [shapely.union_all([first, second]), shapely.union_all([second, third])]
    frame(["A", "B"], both).to_file(path)
    read = take(path)
    assert read.areas is not None
    members = {each.municipality: each.area for each in read.areas.members}
    assert members == {"1480": "A", "1481": None, "1488": "B"}
    (said,) = (params for key, params in read.remarks if key == "in_several")
    assert said == {"code": "1481", "over": "Område 0, Område 1"}
    assert "split" not in remarks(read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_belongs_nowhere_is_said_in_words(
    path: Path, empty_place: Workspace, language: str
) -> None:
    first, second, third = some_municipalities(["1480", "1481", "1488"]).geometry
    west, south, east, north = third.bounds
    less_than_half = shapely.intersection(third, box(west, south, west + (east - west) / 4, north))
    both = [shapely.union_all([first, second]), shapely.union_all([second, less_than_half])]
    frame(["A", "B"], both).to_file(path)
    loaded = load_areas(empty_place, path, AreaChoices(**WHO), dry_run=True)
    said = list(areas_lines(loaded, texts(language), dry_run=True))
    assert {key for key, _ in loaded.read.remarks} >= {"in_several", "halved"}
    (in_several,) = (line for line in said if "Mölndal" in line)
    assert "Område 0, Område 1" in in_several
    assert any("Trollhättan" in line for line in said)


def test_areas_of_one_name_are_told_apart_by_their_codes(path: Path) -> None:
    frame(["A", "B", "C"], [square(0), square(20), square(40)], namn=["X", "X", "Y"]).to_file(path)
    read = take(path)
    assert read.areas is not None
    assert read.areas.names == {"A": "X (A)", "B": "X (B)", "C": "Y"}
    assert ("alike", {"n": 2, "codes": "A, B"}) in read.remarks


def test_metres_that_are_said_to_be_degrees_and_the_reverse_are_asked_about(
    tmp_path: Path,
) -> None:
    for name, shape, said, right in (
        ("metres.gpkg", square(0), 4326, "EPSG:3006"),
        ("degrees.gpkg", box(12, 57, 12.5, 57.5), SWEREF, "EPSG:4326"),
    ):
        path = tmp_path / name
        frame(["A"], [shape], crs=said).to_file(path)
        read = take(path)
        assert asked(read) == ["crs"]
        assert right in read.asked[0].options
        assert 57 < taken(path, crs=right).centres["A"].lat < 58


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("data", [b"SQLite format 3\x00" + bytes(84), None], ids=["head", "half"])
def test_a_damaged_geopackage_is_refused_in_our_own_words_alone(
    tmp_path: Path, data: bytes | None, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "areas.gpkg"
    frame(["A"], [square(0)]).to_file(path)
    whole = path.read_bytes()
    with pytest.raises(AreasRefused, match="broken_file"):
        interpret(data or whole[: len(whole) // 2], AreaChoices(**WHO))
    assert capfd.readouterr() == ("", "")


@pytest.mark.filterwarnings("error")
def test_a_geojson_with_lines_and_empties_is_read_without_a_word_of_others(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shapes = [square(0), LineString(square(0).exterior), None, Polygon()]
    path = tmp_path / "areas.geojson"
    frame(["A", "B", "C", "D"], shapes).to_file(path)
    capfd.readouterr()
    left_out = {key: params.get("codes") for key, params in take(path).remarks}
    assert (left_out["without_area"], left_out["empty"]) == ("B", "C, D")
    assert capfd.readouterr() == ("", "")

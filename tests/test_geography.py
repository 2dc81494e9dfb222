"""Reference facts and map files: what they promise, and that they agree with each other."""

import hashlib
import itertools
import json
import math
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from ailaget import geography
from ailaget.errors import UnknownKey
from ailaget.geography import MapLayer
from ailaget.geography.extents import combined, country, extent_of, extents

LAYERS: tuple[MapLayer, ...] = ("municipalities", "counties")
ISLANDS = {"0125", "0186", "0980", "1407", "1419"}
GREAT_LAKES = 7
DRAWN_KM2 = 436_795


def features(layer: MapLayer) -> list[dict[str, Any]]:
    collection = json.loads(geography.geojson_path(layer).read_text("utf-8"))
    return list(collection["features"])


def polygons(feature: dict[str, Any]) -> list[list[list[list[float]]]]:
    geometry = feature["geometry"]
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def signed_area(ring: list[list[float]]) -> float:
    """Positive when counter-clockwise (the shoelace formula)."""
    pairs = itertools.pairwise(ring)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


@pytest.fixture(scope="module")
def coverage() -> list[shapely.Geometry]:
    return [shape(feature["geometry"]) for feature in features("municipalities")]


class TestReferenceFacts:
    def test_there_are_290_municipalities_in_21_counties(self) -> None:
        places = geography.municipalities()
        assert len({place.code for place in places}) == len(places) == 290
        assert all(len(place.code) == 4 for place in places)
        assert len(geography.counties()) == 21
        assert {place.county for place in places} == {each.code for each in geography.counties()}
        assert all(place.code.startswith(place.county) for place in places)

    def test_the_published_totals(self) -> None:
        population = [place.population[2025] for place in geography.municipalities()]
        assert sum(population) == 10_605_520
        assert sum(each <= 10_000 for each in population) == 76
        assert sum(each <= 15_000 for each in population) == 132
        assert sum(each > 50_000 for each in population) == 51
        assert sum(each > 100_000 for each in population) == 20

    def test_no_population_and_no_employee_count_is_missing(self) -> None:
        for place in geography.municipalities():
            assert sorted(place.population) == list(range(2020, 2026))
            assert all(place.population.values())
            assert place.employees_2017

    def test_33_municipalities_changed_group(self) -> None:
        places = geography.municipalities()
        assert sum(place.skr_group_2017 != place.skr_group_2023 for place in places) == 33
        groups = {group.code for group in geography.skr_groups()}
        assert groups == {"A1", "A2", "B3", "B4", "B5", "C6", "C7", "C8", "C9"}
        assert {place.skr_group_2017 for place in places} == groups
        assert {place.skr_group_2023 for place in places} == groups

    def test_every_group_belongs_to_a_main_group(self) -> None:
        assert [group.code for group in geography.skr_main_groups()] == ["A", "B", "C"]
        assert all(group.code[0] == group.main_group for group in geography.skr_groups())

    def test_a_municipality_can_be_hashed_and_pickled(self) -> None:
        place = geography.municipality("1781")
        assert pickle.loads(pickle.dumps(place)) == place
        assert len({place, geography.municipality("1781")}) == 1

    def test_unknown_codes_are_named(self) -> None:
        with pytest.raises(UnknownKey, match="9999"):
            geography.municipality("9999")
        with pytest.raises(UnknownKey, match="02"):
            geography.county("02")
        assert geography.county("17").short_name == "Värmland"


class TestByWave:
    def test_the_grouping_follows_the_wave(self) -> None:
        assert geography.grouping_of("2022-12") == 2017
        assert geography.grouping_of("2023-01") == 2023
        changed = [p for p in geography.municipalities() if p.skr_group_2017 != p.skr_group_2023]
        for place in changed:
            assert geography.skr_group_of(place, "2022-10") == place.skr_group_2017
            assert geography.skr_group_of(place, "2023-01") == place.skr_group_2023

    @pytest.mark.parametrize(
        ("wave", "year"),
        [("2024-10", 2023), ("2026-10", 2025), ("2031-01", 2025), ("2019-05", 2020)],
    )
    def test_population_is_of_the_year_before_else_the_nearest(self, wave: str, year: int) -> None:
        place = geography.municipality("1781")
        assert geography.population_for(place, wave) == (year, place.population[year])

    @pytest.mark.parametrize(
        ("population", "key"),
        [
            (0, "lt10k"),
            (9_999, "lt10k"),
            (10_000, "10_20k"),
            (19_999, "10_20k"),
            (20_000, "20_50k"),
            (50_000, "50_100k"),
            (99_999, "50_100k"),
            (100_000, "ge100k"),
            (1_000_000, "ge100k"),
        ],
    )
    def test_size_classes_begin_at_their_round_number(self, population: int, key: str) -> None:
        assert geography.size_class_of(population) == key

    def test_size_classes_leave_no_gap(self) -> None:
        classes = geography.size_classes()
        assert classes[0].minimum == 0
        assert classes[-1].maximum is None
        for smaller, larger in itertools.pairwise(classes):
            assert smaller.maximum is not None
            assert larger.minimum == smaller.maximum + 1


class TestForms:
    @pytest.mark.parametrize(
        ("code", "official"),
        [
            ("0114", "Upplands Väsby kommun"),
            ("0180", "Stockholms stad"),
            ("0880", "Kalmar kommun"),
            ("0980", "Region Gotland"),
            ("1280", "Malmö stad"),
            ("1421", "Orust kommun"),
            ("1480", "Göteborgs Stad"),
            ("2023", "Malung-Sälens kommun"),
            ("2080", "Falu kommun"),
            ("2085", "Ludvika kommun"),
            ("2309", "Krokoms kommun"),
            ("2326", "Bergs kommun"),
            ("2361", "Härjedalens kommun"),
            ("2514", "Kalix kommun"),
        ],
    )
    def test_official_names(self, code: str, official: str) -> None:
        place = geography.municipality(code)
        assert geography.official_name(place) == official
        assert geography.official_forms(place)[0] == place.name
        assert official in geography.official_forms(place)

    def test_fourteen_call_themselves_stad(self) -> None:
        names = [geography.official_name(place) for place in geography.municipalities()]
        assert sum(name.casefold().endswith(" stad") for name in names) == 14
        assert [n for n in names if not n.casefold().endswith((" stad", " kommun"))] == [
            "Region Gotland"
        ]

    @pytest.mark.parametrize(
        ("code", "form"),
        [
            ("0139", "Upplands Bro"),
            ("0880", "Kalmars kommun"),
            ("0980", "Gotlands kommun"),
            ("1781", "Kristinehamn kommun"),
            ("1781", "Kristinehamns stad"),
            ("2080", "Falun kommun"),
            ("2080", "Faluns kommun"),
            ("2514", "Kalixs kommun"),
        ],
    )
    def test_forms_seen_in_files_are_accepted(self, code: str, form: str) -> None:
        assert form in geography.official_forms(geography.municipality(code))

    def test_no_form_means_two_municipalities(self) -> None:
        owner: dict[str, str] = {}
        for place in geography.municipalities():
            for form in geography.official_forms(place):
                assert form == form.strip()
                assert owner.setdefault(form.casefold(), place.code) == place.code, form

    def test_no_form_is_repeated_within_a_municipality(self) -> None:
        for place in geography.municipalities():
            forms = [form.casefold() for form in geography.official_forms(place)]
            assert len(forms) == len(set(forms))


class TestMapFiles:
    def test_ids_and_names_are_those_of_the_reference(self) -> None:
        drawn = {each["id"]: each["properties"]["name"] for each in features("municipalities")}
        assert drawn == {place.code: place.name for place in geography.municipalities()}
        drawn = {each["id"]: each["properties"]["name"] for each in features("counties")}
        assert drawn == {each.code: each.name for each in geography.counties()}

    @pytest.mark.parametrize("layer", LAYERS)
    def test_the_hash_in_the_name_is_the_content(self, layer: MapLayer) -> None:
        path = geography.geojson_path(layer)
        assert path.stem == f"{layer}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"

    def test_the_municipalities_stay_small_to_send(self) -> None:
        assert geography.geojson_path("municipalities").stat().st_size < 260_000

    @pytest.mark.parametrize("layer", LAYERS)
    def test_exterior_rings_are_clockwise_and_holes_are_not(self, layer: MapLayer) -> None:
        for feature in features(layer):
            for exterior, *holes in polygons(feature):
                assert signed_area(exterior) < 0, feature["id"]
                assert all(signed_area(hole) > 0 for hole in holes), feature["id"]

    @pytest.mark.parametrize("layer", LAYERS)
    def test_coordinates_have_four_decimals_at_most(self, layer: MapLayer) -> None:
        text = geography.geojson_path(layer).read_text("utf-8")
        decimals = [len(found) for found in re.findall(r"\d\.(\d+)", text)]
        assert decimals
        assert max(decimals) <= 4
        assert "e-" not in text

    def test_the_coverage_has_no_overlap_and_no_gap(self, coverage: list[shapely.Geometry]) -> None:
        assert shapely.is_valid(coverage).all()
        assert shapely.coverage_is_valid(coverage)
        united = shapely.union_all(coverage)
        assert united.area == pytest.approx(sum(each.area for each in coverage), abs=1e-9)
        holes = [ring for part in shapely.get_parts(united) for ring in part.interiors]
        assert len(holes) == GREAT_LAKES
        smallest = min(shapely.Polygon(hole).area for hole in holes)
        assert smallest > 0.04, "a hole smaller than Siljan is a sliver between neighbours"

    def test_counties_are_made_of_their_municipalities(
        self, coverage: list[shapely.Geometry]
    ) -> None:
        outlines = [shape(each["geometry"]) for each in features("counties")]
        assert shapely.coverage_is_valid(outlines)
        united, whole = shapely.union_all(outlines), shapely.union_all(coverage)
        assert united.symmetric_difference(whole).area == pytest.approx(0, abs=1e-9)

    def test_the_area_is_that_of_the_source(self, coverage: list[shapely.Geometry]) -> None:
        pyproj = pytest.importorskip("pyproj")
        to_planar = pyproj.Transformer.from_crs(4326, 3006, always_xy=True)
        planar = shapely.transform(coverage, to_planar.transform, interleaved=False)
        total = shapely.area(planar).sum() / 1e6
        assert total == pytest.approx(DRAWN_KM2, abs=1)
        summed = sum(centre.area_km2 for centre in geography.centres().values())
        assert summed == pytest.approx(total, abs=5)

    def test_a_missing_map_is_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr("ailaget.geography.shapes.GEO", tmp_path)
        geography.geojson_path.cache_clear()
        with pytest.raises(geography.MissingMap):
            geography.geojson_path("counties")

    def test_the_base_map_has_every_layer_and_all_are_empty(self) -> None:
        world = json.loads(geography.BASE_MAP.read_text("utf-8"))
        assert world["type"] == "Topology"
        assert world["arcs"] == []
        layers = {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}
        assert set(world["objects"]) == layers
        assert all(each["geometries"] == [] for each in world["objects"].values())


class TestNeighbours:
    def test_centres_lie_inside_their_municipality(self, coverage: list[shapely.Geometry]) -> None:
        centres = geography.centres()
        assert len(centres) == 290
        for feature, area in zip(features("municipalities"), coverage, strict=True):
            centre = centres[feature["id"]]
            assert area.contains(shapely.Point(centre.lon, centre.lat)), feature["id"]

    def test_neighbours_are_mutual_and_never_oneself(self) -> None:
        near = geography.neighbours()
        assert list(near) == [place.code for place in geography.municipalities()]
        for code, others in near.items():
            assert code not in others
            assert all(code in near[other] for other in others)

    def test_neighbours_are_those_of_the_drawn_map(self, coverage: list[shapely.Geometry]) -> None:
        codes = [feature["id"] for feature in features("municipalities")]
        first, second = shapely.STRtree(coverage).query(coverage, predicate="intersects")
        touching = {(codes[i], codes[j]) for i, j in zip(first, second, strict=True) if i != j}
        assert touching == {(a, b) for a, near in geography.neighbours().items() for b in near}

    def test_rook_drops_what_meets_at_a_point_only(self) -> None:
        assert "2281" in geography.neighbours("queen")["2280"]
        assert "2281" not in geography.neighbours("rook")["2280"]

    def test_the_islands_are_exactly_five(self) -> None:
        assert set(geography.islands()) == ISLANDS
        assert {code for code, near in geography.neighbours("rook").items() if not near} == ISLANDS

    def test_bridges_join_every_municipality_to_the_rest(self) -> None:
        assert ISLANDS | {"0840"} == {bridge.code for bridge in geography.island_bridges()}
        links = {code: set(near) for code, near in geography.neighbours().items()}
        assert reachable(links, "0840") == {"0840", "0885"}
        for bridge in geography.island_bridges():
            assert bridge.link in {"bridge", "ferry"}
            assert bridge.name
            links[bridge.code].add(bridge.neighbour)
            links[bridge.neighbour].add(bridge.code)
        assert reachable(links, "0840") == set(links)


def reachable(links: dict[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting.extend(links[code])
    return reached


class TestExtents:
    def test_an_extent_is_what_the_drawn_points_reach_to(self) -> None:
        for layer in LAYERS:
            for feature in features(layer):
                west, south, east, north = shape(feature["geometry"]).bounds
                extent = extents(layer)[feature["id"]]
                reach = (extent.west, extent.south, extent.east, extent.north)
                assert reach == pytest.approx((west, south, east, north))

    def test_on_the_plane_the_meridian_stands_upright_and_distances_are_true(self) -> None:
        north, south = extent_of([(15.0, 69.0)]), extent_of([(15.0, 55.0)])
        assert north.left == south.left == 0
        assert north.top - south.top == pytest.approx(math.radians(14))
        # Snyder 1987, p. 58: x = artanh(cos(60 degrees) * sin(5 degrees)).
        assert extent_of([(20.0, 60.0)]).right == pytest.approx(0.043606, abs=1e-6)

    def test_the_country_is_what_its_municipalities_reach_to_together(self) -> None:
        together, whole = combined(extents("municipalities").values()), country()
        assert together.on_plane == pytest.approx(whole.on_plane, abs=2e-4)
        assert whole.meets(extents("municipalities")["0180"])
        assert not extents("counties")["25"].meets(extents("counties")["12"])

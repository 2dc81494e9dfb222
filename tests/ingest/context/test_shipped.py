"""The figures that come with the project are what `data/` says, and each says where it is from."""

import math
from collections import Counter

import pytest

from ailaget import geography
from ailaget.ingest.context import shipped
from ailaget.ingest.context.shipped import BrokenContext, shipped_figures, shipped_values
from ailaget.store.database import open_database
from scripts import prepare_context

TAX_BASE_2024 = ("tax_base", 2024)


def value_of(figure: str, code: str, year: int) -> float | None:
    return next(
        v.value
        for v in shipped_values()
        if (v.figure, v.municipality, v.year) == (figure, code, year)
    )


def test_the_values_are_those_that_the_script_makes() -> None:
    assert shipped.VALUES.read_text(encoding="utf-8") == prepare_context.content()


def test_each_figure_says_what_it_is_and_where_it_comes_from() -> None:
    for figure in shipped_figures():
        assert all(text for text in vars(figure).values() if text != figure.decimals), figure.key


def test_every_municipality_stands_once_for_each_figure_and_year() -> None:
    keys = Counter((v.figure, v.municipality, v.year) for v in shipped_values())
    assert set(keys.values()) == {1}
    by_year = Counter((v.figure, v.year) for v in shipped_values())
    assert set(by_year.values()) == {290}


def test_density_is_the_population_by_the_area_drawn() -> None:
    assert value_of("population", "0180", 2025) == 999239
    area = geography.centres()["0180"].area_km2
    assert value_of("population_density", "0180", 2025) == pytest.approx(999239 / area, abs=1e-4)


def test_a_large_municipality_is_at_no_distance_and_a_remote_one_is_far() -> None:
    assert value_of("distance_to_large", "0180", 2025) == 0
    far = value_of("distance_to_large", "2584", 2025)
    assert far is not None
    assert 200 < far < 350  # Kiruna to Luleå, in a straight line between centres


def test_the_distance_is_that_on_a_sphere() -> None:
    """Gotland's nearest of 50,000 is over water; haversine by hand, R = 6371.0 km."""
    here = geography.centres()["0980"]
    large = [p.code for p in geography.municipalities() if p.population[2025] >= 50_000]
    shortest = min(_haversine(here, geography.centres()[c]) for c in large if c != "0980")
    nearest = value_of("distance_to_large", "0980", 2025)
    assert nearest == 0 if "0980" in large else nearest == pytest.approx(shortest, rel=0.005)
    assert value_of("distance_to_large", "2523", 2025) == pytest.approx(
        min(_haversine(geography.centres()["2523"], geography.centres()[c]) for c in large),
        rel=0.005,
    )


def _haversine(a: geography.Centre, b: geography.Centre) -> float:
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = (
        math.sin((p - q) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(a.lon - b.lon) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(h))


def test_what_is_unknown_is_missing_and_not_zero() -> None:
    unknown = [p.code for p in geography.municipalities() if p.employees_2017 is None]
    missing = {v.municipality for v in shipped_values() if v.status == "missing"}
    assert missing == set(unknown)
    assert all(v.value is None for v in shipped_values() if v.status == "missing")


def test_a_broken_line_is_named(tmp_path, monkeypatch) -> None:
    broken = tmp_path / "values.csv"
    broken.write_text(
        "figure,municipality_code,year,value,status\npopulation,0114,2025,,value\n", "utf-8"
    )
    monkeypatch.setattr(shipped, "VALUES", broken)
    with pytest.raises(BrokenContext) as error:
        shipped_values.__wrapped__()
    assert error.value.params["line"] == 2


@pytest.mark.parametrize(("wave", "year"), [("2026-10", 2025), ("2024-10", 2023)])
def test_a_wave_is_measured_against_the_newest_year_before_it(demo_workspace, wave, year) -> None:
    database = open_database(demo_workspace)
    everything = {"counties": [], "skr_groups": [], "size_classes": []}
    rows = database.query("context_values", wave=wave, figures=["population"], **everything)
    database.close()
    assert set(rows["year"]) == {year}
    assert len(rows) == 290


def test_the_tax_base_is_that_which_statistics_sweden_gives_for_the_country() -> None:
    """SCB, TAB3600: 251,437 kronor in the country in 2024, and Danderyd's the largest of all."""
    at = {v.municipality: v.value for v in shipped_values() if (v.figure, v.year) == TAX_BASE_2024}
    # By the inhabitants at the beginning of the year of assessment: 2023 for the tax base of 2024.
    people = {place.code: place.population[2022] for place in geography.municipalities()}
    mean = sum(value * people[code] for code, value in at.items() if value) / sum(people.values())
    assert round(mean) == 251_437
    assert (at["0180"], at["0885"], at["0162"]) == (329_390, 212_862, 481_069)
    assert max(at.values(), key=lambda value: value or 0) == 481_069


def test_those_with_post_secondary_education_are_most_where_statistics_sweden_found_them() -> None:
    """SCB, TAB3981, 2024: the largest and the smallest of all municipalities, and Lund."""
    assert value_of("post_secondary", "0162", 2024) == 65.28
    assert value_of("post_secondary", "1281", 2024) == 64.9
    shares = [v.value for v in shipped_values() if (v.figure, v.year) == ("post_secondary", 2024)]
    assert min(share for share in shares if share) == value_of("post_secondary", "1782", 2024)
    assert max(share for share in shares if share) == 65.28

"""Makes `data/context/values.csv`: figures by municipality and year, of what `data/` holds.

Most are computed. Those that are published as they stand come from `published.csv`.

python -m scripts.prepare_context
"""

import csv
import io
from collections.abc import Iterator

import numpy as np

from ailaget import geography
from ailaget.ingest.context.shipped import VALUES
from ailaget.statistics.travel import straight_kilometres
from ailaget.views.municipality.peers import metres_on_plane

PUBLISHED = VALUES.with_name("published.csv")

LARGE = 50_000
"""Inhabitants from which a municipality counts as large."""

YEARS_OF_CHANGE = 5
EMPLOYEES_COUNTED = 2017
COLUMNS = ("figure", "municipality_code", "year", "value", "status")

Row = tuple[str, str, int, str, str]


def content() -> str:
    """Return the whole file, in the order of the figures, years and codes."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for rows in (population(), density(), change(), distance(), employees(), published()):
        writer.writerows(rows)
    return lines.getvalue()


def population() -> Iterator[Row]:
    """Yield the inhabitants of each municipality and year."""
    for year in _years():
        for place in geography.municipalities():
            yield _row("population", place.code, year, place.population.get(year), 0)


def density() -> Iterator[Row]:
    """Yield inhabitants per square kilometre of the area drawn."""
    areas = {code: centre.area_km2 for code, centre in geography.centres().items()}
    for year in _years():
        for place in geography.municipalities():
            people = place.population.get(year)
            value = None if people is None else people / areas[place.code]
            yield _row("population_density", place.code, year, value, 4)


def change() -> Iterator[Row]:
    """Yield the change of population over five years, in per cent, for years that have both."""
    for year in (year for year in _years() if year - YEARS_OF_CHANGE in _years()):
        for place in geography.municipalities():
            now, before = (place.population.get(y) for y in (year, year - YEARS_OF_CHANGE))
            value = 100 * (now / before - 1) if now is not None and before else None
            yield _row("population_change_5", place.code, year, value, 4)


def distance() -> Iterator[Row]:
    """Yield the kilometres to the nearest municipality that is large in that year, itself too."""
    places = geography.municipalities()
    plane = np.array([metres_on_plane(geography.centres()[place.code]) for place in places])
    kilometres = straight_kilometres(plane)
    for year in _years():
        large = [i for i, place in enumerate(places) if place.population.get(year, 0) >= LARGE]
        for place, nearest in zip(places, kilometres[:, large].min(axis=1), strict=True):
            yield _row("distance_to_large", place.code, year, float(nearest), 1)


def employees() -> Iterator[Row]:
    """Yield the employees of each municipality in the one year that is known."""
    for place in geography.municipalities():
        yield _row("municipal_employees", place.code, EMPLOYEES_COUNTED, place.employees_2017, 0)


def published() -> Iterator[Row]:
    """Yield the figures that their publisher gives by municipality, as they were written."""
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["figure"], row["municipality_code"], int(row["year"]), row["value"], "value"


def _years() -> list[int]:
    return sorted({year for place in geography.municipalities() for year in place.population})


def _row(figure: str, code: str, year: int, value: float | None, decimals: int) -> Row:
    if value is None:
        return figure, code, year, "", "missing"
    return figure, code, year, f"{value:.{decimals}f}", "value"


if __name__ == "__main__":
    VALUES.write_text(content(), encoding="utf-8")
    print(f"{VALUES.name}: {content().count(chr(10)) - 1} rows")

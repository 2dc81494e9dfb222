"""The figures that come with the product, from `data/context/`."""

import csv
import tomllib
from functools import cache

from ailaget import geography
from ailaget.codebook import DATA
from ailaget.errors import AilagetError
from ailaget.ingest.context.figures import STATUSES, VALUE, ContextValue, Figure

FIGURES = DATA / "context" / "figures.toml"
VALUES = DATA / "context" / "values.csv"


class BrokenContext(AilagetError):
    """A file of figures that comes with the product has a line that cannot be."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__("context.broken", file=file, line=line)


@cache
def shipped_figures() -> tuple[Figure, ...]:
    """Return the figures that come with the product, in their file's order."""
    raw = tomllib.loads(FIGURES.read_text(encoding="utf-8"))
    return tuple(Figure(**entry) for entry in raw["figure"])


@cache
def shipped_values() -> tuple[ContextValue, ...]:
    """Return their values; raises BrokenContext at the first line that cannot be."""
    figures = {figure.key for figure in shipped_figures()}
    codes = {place.code for place in geography.municipalities()}
    values = []
    with VALUES.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            place = f"{VALUES.name}:{reader.line_num}"
            number = float(row["value"]) if row["value"] else None
            value = ContextValue(
                row["figure"],
                row["municipality_code"],
                int(row["year"]),
                number,
                row["status"],
                place,
            )
            is_whole = value.status in STATUSES and (value.status == VALUE) == (number is not None)
            if not is_whole or value.figure not in figures or value.municipality not in codes:
                raise BrokenContext(VALUES.name, reader.line_num)
            values.append(value)
    return tuple(values)

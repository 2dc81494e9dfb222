"""Finds a table's delimiter, header row and decimal mark by looking at what it holds."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from ailaget.ingest.reading.heading import Known, is_blank, likeliest_header, usual_width
from ailaget.ingest.reading.normalisation import tidy

DELIMITERS = (";", "\t", ",")

_SEP_LINE = re.compile(r'"?sep=([;,|\t])"?;*', re.IGNORECASE)
_DECIMAL = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)([.,])([0-9]+) ?%?")
_THOUSANDS = 3


@dataclass(frozen=True)
class Dialect:
    """How a table is written; `header_row` counts the rows that are not blank, from 0."""

    delimiter: str
    header_row: int


def find_dialect(lines: Sequence[str], known: Known) -> Dialect:
    """Return the dialect under which most cells of one row are known headers.

    Where no delimiter gives any, the one that splits most rows into equally many cells is taken,
    and the first such row is the header. A first line ``sep=;``, as Microsoft
    Excel has it, decides.
    """
    declared = _SEP_LINE.fullmatch(lines[0].strip("\r\n\ufeff ")) if lines else None
    candidates = (declared.group(1),) if declared else DELIMITERS
    skip = 1 if declared else 0
    known = cache(known)
    scored = [_try(delimiter, lines, known, skip) for delimiter in candidates]
    return max(scored, key=lambda pair: pair[0])[1]


def _try(
    delimiter: str, lines: Sequence[str], known: Known, skip: int
) -> tuple[tuple[int, int, int], Dialect]:
    rows = [row for row in _rows(delimiter, lines) if not is_blank(row)]
    at, best = likeliest_header(rows, known)
    width, rows_so_wide = usual_width(rows[skip:])
    if best:
        return (best, rows_so_wide, width), Dialect(delimiter, at)
    header = next((i for i, row in enumerate(rows) if i >= skip and len(row) == width), 0)
    return (0, rows_so_wide if width > 1 else 0, width), Dialect(delimiter, header)


def _rows(delimiter: str, lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield what can be read; the reader itself refuses the rest and says where."""
    with suppress(csv.Error):
        yield from csv.reader(lines, delimiter=delimiter)


def find_decimal(cells: Iterable[str], delimiter: str) -> tuple[str, bool]:
    """Return the decimal mark of some cells, and whether they show it beyond doubt.

    ``1,234`` shows nothing: it may be a thousand or a little more than one. Without any evidence
    the mark is a point where the comma separates cells, else a comma, and is not certain.
    """
    seen: Counter[str] = Counter()
    for cell in cells:
        match = _DECIMAL.fullmatch(tidy(cell)) if "," in cell or "." in cell else None
        if match and (len(match.group(2)) != _THOUSANDS or _cannot_be_thousands(cell)):
            seen[match.group(1)] += 1
    if not seen:
        return ("." if delimiter == "," else ","), False
    return seen.most_common(1)[0][0], len(seen) == 1


def _cannot_be_thousands(cell: str) -> bool:
    digits = tidy(cell).lstrip("-")
    return digits.startswith("0") or " " in digits or len(re.split("[.,]", digits)[0]) > _THOUSANDS

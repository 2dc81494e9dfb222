"""Reads tables of figures in CSV and Excel: Kolada's, PxWeb's layouts, SKR's, and any other.

A table says its municipality in one column or two (code and name), and its year in a column, in the
headings of its columns ("2023", "Folkmängd 2023"), or nowhere: then that is asked. Columns of words
are dimensions to choose among, and columns of numbers figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ailaget.ingest.context.area_columns import AREAS, MOST, area_columns
from ailaget.ingest.context.areas import area_of
from ailaget.ingest.context.figures import VALUE
from ailaget.ingest.context.heading_levels import with_levels
from ailaget.ingest.context.json_stat import CONTENT_NAMES, TIME_NAMES
from ailaget.ingest.context.kolada_rows import is_kolada_rows, read_kolada_rows
from ailaget.ingest.context.names import GENDER, kolada_name
from ailaget.ingest.context.observations import (
    ContextFile,
    ContextRefused,
    Held,
    Observation,
    Series,
)
from ailaget.ingest.context.publishers import KOLADA, UNKNOWN, ZERO, Publisher, publisher_named
from ailaget.ingest.context.surroundings import UNITS, source_around, title_above, unit_below
from ailaget.ingest.context.year_headings import is_year, label_of, year_of
from ailaget.ingest.reading.numbers import DecimalMark, NotNumber, parse_number
from ailaget.ingest.reading.raw_table import RawTable, read_table
from ailaget.ingest.reading.words import column_names, fold_header
from ailaget.ingest.reading.worksheet import cell_address, column_letter

FORMAT = "table"
_UNNAMED = re.compile(r"\([A-Z]+\)|Unnamed: \d+")
"""A heading that is empty in the file, also where a data frame has been saved with it since."""
_ANY_VALUES = {"värde", "value", "varde", "visatvärde", "visat.värde"}
_VALUES = {*_ANY_VALUES, "antal"}
"""Headings of figures; the first say nothing of which figure it is."""
_BREAKDOWNS = {"kön", "ålder", "sex", "age"}
"""Headings of groups, also where all that stands below is numbers."""
_POWER_OF_TEN = re.compile(r"[-+]?\d+(?:[.,]\d*)?[eE][-+]?\d+")
_SERIES = {"nyckeltal", "kpi", "mått", "indikator", "indicator", "figure", "variabel"}
_GENDERS = {"kvinnor", "män", "totalt", "kvinna", "man", "båda könen", "women", "men", "total"}
_WIDER = {"län", "county", "länskod", "lan", "county code", "land", "country"}
"""Headings of what a municipality lies in: they part no figure."""
_SAMPLED = 200


@dataclass(frozen=True)
class Roles:
    """What each column of a table holds, by position."""

    areas: tuple[int, ...]
    year: int | None
    series: int | None
    unit: int | None
    values: tuple[int, ...]
    groups: tuple[int, ...]
    is_split: bool
    """Whether the columns of figures are headed by women, men and all, of one figure."""
    numbers: int | None = None
    """The column that numbers the rows, as R and pandas write it."""


def read_context_table(data: bytes, publisher: Publisher | None, sheet: str | None) -> ContextFile:
    """Return what a table says; raises LoadRefused and ContextRefused where it is none."""
    table = _rejoined(with_levels(_opened(data, sheet), is_year, _is_plain_number))
    # A column without a heading is known by its letter: nothing of it is left out in silence.
    header = [text.strip() or f"({column_letter(at)})" for at, text in enumerate(table.header)]
    # A sheet's own numbers are written with a point; which mark a text file has, its cells show.
    mark = (
        DecimalMark(".", True)
        if table.sheet
        else DecimalMark(table.decimal, table.decimal_is_certain)
    )
    if is_kolada_rows(table.header) and table.rows:
        return read_kolada_rows(table, mark)
    rows = _filled_down(table, header)
    by = publisher or publisher_named(source_around(table, rows), UNKNOWN)
    if not rows:
        raise ContextRefused("no_rows", line=table.header_line, found=", ".join(header))
    roles, notes = _without_notes(_roles(header, rows, by), header, rows)
    if not roles.areas:
        raise ContextRefused("no_area", dimensions=", ".join(filter(None, header)))
    if not roles.values:
        raise ContextRefused(
            "no_values", line=table.header_line, found=", ".join(filter(None, header))
        )
    header = _with_gender(header, roles, rows)
    unit = unit_below(table, rows)
    file = ContextFile(
        "excel" if table.sheet else "csv",
        by,
        {},
        (*(header[at] for at in roles.groups), *([GENDER] if roles.is_split else [])),
        [],
        lambda line, column: cell_address(column, line),
        needs_year=roles.year is None and not all(year_of(header[at]) for at in roles.values),
        labels={header[at]: {} for at in roles.groups},
    )
    title = title_above(table)
    file.remarks += [
        ("marked_year", {"heading": header[at], "year": marked.year})
        for at in roles.values
        if (marked := year_of(header[at])) and marked.mark
    ]
    file.remarks += [("note_column", {"heading": header[at]}) for at in notes]
    if roles.numbers is not None:
        file.remarks.append(("row_numbers", {"heading": header[roles.numbers]}))
    for line, row in zip(table.lines, rows, strict=True):
        if len(row) > len(header):
            place = cell_address(len(header), line)
            file.held.append(Held(place, row[len(header)].strip(), "too_many_cells"))
        else:
            _take(file, header, row, line, roles, mark, title)
    for key, series in file.series.items():
        file.series[key] = replace(series, unit=series.unit or unit)
    return file


def _with_gender(header: Sequence[str], roles: Roles, rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the headings, with its own for a nameless column of women and men."""
    named = list(header)
    with_figures = [row for row in rows if any(row[at].strip() for at in roles.values)]
    for at in roles.groups:
        words = {row[at].strip().casefold() for row in with_figures} - {""}
        if _UNNAMED.fullmatch(header[at]) and words <= _GENDERS and GENDER not in header:
            named[at] = GENDER
    return named


def _opened(data: bytes, sheet: str | None) -> RawTable:
    """Return the table under its headings: those with known names, else a row of years alone.

    A year by itself is no heading while the headings are looked for: 2021 and 2023 are codes of
    municipalities too, and a row of them would be taken for headings said once more.
    """
    table = read_table(data, known=is_context_header, sheet=sheet)
    if table.sheet is not None and len([cell for cell in table.header if cell.strip()]) == 1:
        # A word by itself, such as the unit below a table, heads nothing: that is read again.
        table = read_table(data, known=lambda _: False, sheet=sheet)
    if table.sheet is None or any(map(is_context_header, table.header)):
        return table
    for line, row in zip(table.lines[:_SAMPLED], table.rows, strict=False):
        said = [cell.strip() for cell in row if cell.strip()]
        if said and all(year_of(cell) for cell in said):
            return read_table(data, known=set(said).__contains__, sheet=sheet, header_line=line)
    return table


def _rejoined(table: RawTable) -> RawTable:
    """Return a table whose last heading is whole again, where its own comma had parted it.

    Some write a figure's name, such as "Köpeskilling, medelvärde", without quotation marks.
    """
    header = list(table.header)
    while table.delimiter == "," and len(header) > 1 and _ends_parted(header, table.rows):
        end = header.pop()
        header[-1] += f",{end}"
    if len(header) == len(table.header):
        return table
    return replace(table, header=tuple(header), rows=[row[: len(header)] for row in table.rows])


def _ends_parted(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last heading begins with a space and no row has anything under it.

    A year is a heading of its own: its figures may not be out yet.
    """
    end, below = header[-1], len(header) - 1
    if not end[:1].isspace() or year_of(end) or is_context_header(end):
        return False
    return not any(cell.strip() for row in rows for cell in row[below:])


def is_context_header(text: str) -> bool:
    """Whether a cell is a heading that such tables have, by its name."""
    folded = fold_header(text)
    names = column_names()
    words = AREAS | _VALUES | _SERIES | UNITS | TIME_NAMES | CONTENT_NAMES | _BREAKDOWNS
    return folded in words or folded in names.municipality


def _is_plain_number(text: str) -> bool:
    return _is_number(text, DecimalMark(".", True))


def _roles(header: Sequence[str], rows: Sequence[Sequence[str]], by: Publisher) -> Roles:
    # Notes below a table have one cell.
    full = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1] or list(rows)
    sample = full[:_SAMPLED]
    names = ["" if _UNNAMED.fullmatch(text) else fold_header(text) for text in header]
    areas = area_columns(names, sample, besides=TIME_NAMES | _VALUES)
    year = _first(names, TIME_NAMES, areas)
    series = _first(names, _SERIES | CONTENT_NAMES, areas)
    unit = _first(names, UNITS, areas)
    taken = {*areas, *(at for at in (year, series, unit) if at is not None)}
    taken |= {at for at, name in enumerate(names) if name in _WIDER}
    numbers = 0 if 0 not in taken and not names[0] and _numbers_rows(sample) else None
    taken |= {0} if numbers == 0 else set()
    rest = [at for at in range(len(header)) if at not in taken]
    # A column that is headed as figures is one, also where most of them are kept secret.
    named = [at for at in rest if names[at] in _VALUES]
    years = [at for at in rest if year is None and is_year(header[at])]
    values = [
        at
        for at in rest
        if at in years or (names[at] not in _BREAKDOWNS and _is_figures(at, sample, by))
    ]
    taken |= {*named, *values}
    groups = tuple(at for at in rest if at not in taken and _has_words(at, sample))
    # Where a column names the figure of each row, other numbers in the row are not of that figure.
    figures = tuple(named) if named and series is not None else tuple(sorted({*named, *values}))
    labels = {label_of(header[at], has_year=year is not None) for at in figures}
    is_split = len(labels) > 1 and {label.casefold() for label in labels} <= _GENDERS
    return Roles(areas, year, series, unit, figures, groups, is_split, numbers)


def _numbers_rows(sample: Sequence[Sequence[str]]) -> bool:
    """Whether the first column counts upwards, with gaps where rows have been taken away."""
    cells = [row[0].strip() for row in sample]
    if len(cells) < 2 or not all(cell.isdecimal() for cell in cells):  # noqa: PLR2004
        return False
    return all(int(before) < int(after) for before, after in pairwise(cells))


def _without_notes(
    roles: Roles, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Roles, tuple[int, ...]]:
    """Return the roles without columns that part no figure, and those columns.

    A column of words parts a figure where a municipality has several in a year. One that has a
    single word there, such as who governs it, says something of the row. A column of one word
    throughout says what all of the figures are of, and known groups are always asked about.
    """
    keys = [at for at in (*roles.areas, roles.year, roles.series) if at is not None]
    notes = []
    for at in roles.groups:
        word_of: dict[tuple[str, ...], str] = {}
        is_one = all(
            word_of.setdefault(tuple(row[key].strip() for key in keys), row[at].strip())
            == row[at].strip()
            for row in rows
        )
        words = {word.casefold() for word in word_of.values()}
        is_known = fold_header(header[at]) in _BREAKDOWNS or words <= _GENDERS
        if is_one and len(words) > 1 and not is_known:
            notes.append(at)
    groups = tuple(at for at in roles.groups if at not in notes)
    return replace(roles, groups=groups), tuple(notes)


def _first(names: Sequence[str], wanted: set[str], besides: Sequence[int]) -> int | None:
    return next((at for at, n in enumerate(names) if n in wanted and at not in besides), None)


def _is_figures(at: int, sample: Sequence[Sequence[str]], by: Publisher) -> bool:
    cells = [row[at] for row in sample if row[at].strip()]
    mark = DecimalMark(",", False)
    good = sum(by.status(cell) is not None or _is_number(cell, mark) for cell in cells)
    return bool(cells) and good >= MOST * len(cells)


def _is_number(cell: str, mark: DecimalMark) -> bool:
    try:
        parse_number(cell, mark, percent=True)
    except NotNumber as error:
        return error.reason == "ambiguous_number" or _is_power_of_ten(cell)
    return True


def _is_power_of_ten(cell: str) -> bool:
    """Whether a number is written as 1E+05: spreadsheets do so where they have rounded it."""
    return _POWER_OF_TEN.fullmatch(cell.strip()) is not None


def _has_words(at: int, sample: Sequence[Sequence[str]]) -> bool:
    return any(row[at].strip() for row in sample)


def _filled_down(table: RawTable, header: Sequence[str]) -> list[list[str]]:
    """Return the rows; PxWeb's Excel writes a repeated area only once, so the one above is meant.

    Rows below the table (notes, source) have words in the first cell alone, and end it.
    """
    rows = table.rows
    if table.sheet is None:
        return rows
    width = len(header)
    stub = next((at for at in range(width) if _is_figure_column(at, rows)), 0)
    last = [""] * stub
    filled = []
    for row in rows:
        cells = list(row)
        if any(cell.strip() for cell in cells[stub:]):
            for at in range(stub):
                if cells[at].strip():
                    last[at + 1 :] = [""] * (stub - at - 1)
                    last[at] = cells[at]
                cells[at] = cells[at] or last[at]
        filled.append(cells)
    return filled


def _is_figure_column(at: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = [row[at] for row in rows[:_SAMPLED] if len(row) > at and row[at].strip()]
    numbers = sum(map(_is_plain_number, cells))
    areas = sum(area_of(cell).code is not None for cell in cells[:20])
    return bool(cells) and numbers >= MOST * len(cells) and areas < MOST * len(cells[:20])


def _is_empty(area: str, row: Sequence[str], roles: Roles) -> bool:
    """Whether a row without figures is of a municipality, and says all but these: they are missing.

    A later edition that has withdrawn a figure says so with an empty cell. A note, or a heading of
    the rows below it, says less.
    """
    besides = (roles.year, roles.series, *roles.groups)
    is_said = all(row[at].strip() for at in besides if at is not None)
    return is_said and area_of(area).code is not None


def _take(
    file: ContextFile,
    header: Sequence[str],
    row: Sequence[str],
    line: int,
    roles: Roles,
    mark: DecimalMark,
    title: str,
) -> None:
    area = " ".join(row[at].strip() for at in roles.areas if row[at].strip())
    if not area or not (any(row[at].strip() for at in roles.values) or _is_empty(area, row, roles)):
        file.skipped["note"] += 1
        return
    groups = tuple(row[at].strip() for at in roles.groups)
    for at in roles.values:
        told = year_of(header[at])
        period = row[roles.year].strip() if roles.year is not None else told.year if told else ""
        label = label_of(header[at], has_year=roles.year is not None)
        of_whom = (*groups, label) if roles.is_split else groups
        if roles.is_split:
            label = ""
        if roles.series is not None:
            label = row[roles.series].strip()
        is_alone = len(roles.values) == 1
        if not label or fold_header(label) in (_VALUES if is_alone else _ANY_VALUES):
            label = title
            file.needs_name = not title
        code, label = kolada_name(label) if file.publisher is KOLADA else (label, label)
        key = code or "value"
        if key not in file.series:
            unit = row[roles.unit].strip() if roles.unit is not None else ""
            file.series[key] = Series(key, label, unit=unit)
        cell = row[at]
        status = file.publisher.status(cell)
        number = None
        if status is None:
            try:
                number, status = parse_number(cell, mark, percent=True), VALUE
            except NotNumber as error:
                reason = "power_of_ten" if _is_power_of_ten(cell) else error.reason
                file.held.append(Held(cell_address(at, line), cell.strip(), reason))
                continue
        elif status == ZERO:
            number, status = 0.0, VALUE
        file.observations.append(Observation(key, area, period, of_whom, number, status, line, at))

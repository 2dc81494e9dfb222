"""A received survey file without those who answered it, that is read just as it was.

Respondents' names, addresses, times and own words go. Headings, answers and municipalities stay in
their cells. The new file is read in every way that the old one has been, and must say the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ailaget.ingest.forgetting.needed import Cell, Marks, Need, needed_cells
from ailaget.ingest.forgetting.writing import text_file, workbook_file
from ailaget.ingest.matching.municipalities import fold_alias
from ailaget.ingest.reading.normalisation import tidy
from ailaget.ingest.reading.raw_table import RawTable, rows_as_written
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.reading.worksheet import SheetRow
from ailaget.ingest.survey import Opened, Survey, open_survey, read_survey
from ailaget.store.decisions import DUPLICATE_RULES
from ailaget.store.mappings import Confirmed
from ailaget.store.waves import asked_in

_SEPARATOR = "sep="
"""How a first line begins that tells the delimiter, as Excel has it."""


class ReadsOtherwise(ValueError):
    """A file without its respondents would not be read as it was: nothing of it is forgotten."""


@dataclass(frozen=True)
class ReadAs:
    """How a file has been read: its name, its wave, and what was confirmed about it."""

    name: str
    wave: str
    confirmed: Confirmed


@dataclass(frozen=True)
class Cleansed:
    """A file without its respondents: how many cells were forgotten, and of which columns.

    `data` is as it came where there was nothing to forget.
    """

    data: bytes
    cells: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class _Sheet:
    """One table of a file: its rows as written, and what is kept of them."""

    table: RawTable
    before: Sequence[SheetRow]
    after: Sequence[SheetRow]

    @property
    def changed(self) -> list[tuple[int, int]]:
        """The cells that are forgotten, as places in the rows."""
        return [
            (row, column)
            for row, (old, new) in enumerate(zip(self.before, self.after, strict=True))
            for column, cell in enumerate(old.cells)
            if cell.strip() and cell != new.cells[column]
        ]


def cleansed(data: bytes, readings: Sequence[ReadAs], aliases: Mapping[str, str]) -> Cleansed:
    """Return a file without its respondents.

    Parameters
    ----------
    data
        The file as received.
    readings
        Every way that it has been read; what any of them uses is kept.
    aliases
        What people decided that a municipality's text means: text -> code.

    Raises
    ------
    ReadsOtherwise
        Where some reading would not give the same answers from the same cells.
    """
    decided = {fold_alias(text): code for text, code in aliases.items()}
    opened = [
        open_survey(data, None, each.confirmed, asked, {asked: decided})
        for each in readings
        for asked in [asked_in(each.wave)]
    ]
    sheets = _sheets(data, readings, opened, decided)
    cells = sum(len(sheet.changed) for sheet in sheets.values())
    if None in sheets and not cells:  # a workbook has other sheets, and tells who wrote it
        return Cleansed(data, 0, ())
    before = [says(data, each, aliases) for each in readings]
    for each in (sheets, {name: _with_decimal(sheet) for name, sheet in sheets.items()}):
        written = _file(each)
        if _says_the_same(written, readings, aliases, before):
            return Cleansed(written, cells, _columns(sheets.values()))
    raise ReadsOtherwise


def _says_the_same(
    written: bytes,
    readings: Sequence[ReadAs],
    aliases: Mapping[str, str],
    before: Sequence[list[tuple[object, ...]]],
) -> bool:
    try:
        return [says(written, each, aliases) for each in readings] == before
    except LoadRefused:
        return False


def _columns(sheets: Iterable[_Sheet]) -> tuple[str, ...]:
    """Return the headings of the columns of which something is forgotten, each once."""
    headings = (
        sheet.table.header[column].strip()
        for sheet in sheets
        for column in sorted({column for _, column in sheet.changed})
        if column < len(sheet.table.header)
    )
    return tuple(dict.fromkeys(filter(None, headings)))


def _sheets(
    data: bytes,
    readings: Sequence[ReadAs],
    opened: Sequence[Opened],
    decided: Mapping[str, str],
) -> dict[str | None, _Sheet]:
    """Return each table that some reading is of, by its sheet; None for a text file.

    `decided` is what texts mean, folded.
    """
    marks = Marks()
    kept: dict[str | None, dict[Cell, Need]] = {}
    tables: dict[str | None, RawTable] = {}
    headings: dict[str | None, set[int]] = {}
    for reading, each in zip(readings, opened, strict=True):
        table = each.table
        tables.setdefault(table.sheet, table)
        headings.setdefault(table.sheet, set()).update(_heading(table))
        cells = kept.setdefault(table.sheet, {})
        for need in needed_cells(each, reading.confirmed, decided, each.book, marks):
            if need.is_as_written or need.at not in cells:
                cells[need.at] = need
    sheets = {}
    for sheet, table in tables.items():
        before = list(rows_as_written(data, table))
        after = [_kept(row, kept[sheet], headings[sheet]) for row in before]
        sheets[sheet] = _Sheet(table, before, list(_told_apart(before, after, marks)))
    return sheets


def _heading(table: RawTable) -> range:
    """Return the lines from a table's first heading to its first row."""
    last = table.lines[0] - 1 if table.lines else table.header_line
    return range(table.header_lines[0], last + 1)


def _kept(row: SheetRow, needs: Mapping[Cell, Need], headings: set[int]) -> SheetRow:
    is_separator = (
        row.line == 1 and row.cells[:1] and row.cells[0].casefold().startswith(_SEPARATOR)
    )
    if row.line in headings or is_separator:
        return row
    cells = []
    for column, written in enumerate(row.cells):
        need = needs.get((row.line, column))
        cells.append("" if need is None else written if need.is_as_written else need.text)
    return SheetRow(row.line, cells)


def _told_apart(
    before: Sequence[SheetRow], after: Sequence[SheetRow], marks: Marks
) -> Iterator[SheetRow]:
    """Yield the rows, with a mark in those that would be alike, or blank, and were not.

    Two rows that answer the same are two parts of one municipality where anything else in them
    differs, and one part written twice where nothing does.
    """
    keys = [tuple(map(tidy, row.cells)) for row in before]
    alike: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for key, row in zip(keys, after, strict=True):
        alike.setdefault(tuple(map(tidy, row.cells)), set()).add(key)
    for old, new, key in zip(before, after, keys, strict=True):
        gone = [i for i, c in enumerate(old.cells) if c.strip() and not new.cells[i].strip()]
        if gone and len(alike[tuple(map(tidy, new.cells))]) > 1:
            cells = [*new.cells]
            cells[gone[0]] = marks.of("\n".join(key))
            yield SheetRow(new.line, cells)
        else:
            yield new


def _with_decimal(sheet: _Sheet) -> _Sheet:
    """Return a table in which a forgotten cell has the decimal mark that all others showed."""
    row, column = max(sheet.changed, default=(-1, -1))
    if row < 0:
        return sheet
    rows = [*sheet.after]
    cells = [*rows[row].cells]
    cells[column] = cells[column] or f"0{sheet.table.decimal}5"
    rows[row] = SheetRow(rows[row].line, cells)
    return replace(sheet, after=rows)


def _file(sheets: Mapping[str | None, _Sheet]) -> bytes:
    text = sheets.get(None)
    if text is not None:
        return text_file(text.after, text.before, text.table.delimiter)
    return workbook_file({str(name): sheet.after for name, sheet in sheets.items()})


def says(data: bytes, reading: ReadAs, aliases: Mapping[str, str]) -> list[tuple[object, ...]]:
    """Return all that a file says, read in one way, under each rule for repeated answers."""
    return [
        _content(
            read_survey(
                data,
                reading.name,
                reading.wave,
                aliases,
                confirmed=reading.confirmed,
                duplicates=rule,
            )
        )
        for rule in DUPLICATE_RULES
    ]


def _content(survey: Survey) -> tuple[object, ...]:
    return (
        survey.sheet,
        survey.rows,
        survey.columns,
        [(answer, answer.cell) for answer in survey.answers],
        survey.accepted,
        survey.accepted_rows,
        survey.duplicates,
        survey.asked_numbers,
        [row.line for row in survey.held_back],
        [(each.cell, each.question) for each in survey.unknown_values],
        [(w.cell, w.question, w.reason, w.before) for w in survey.warnings],
    )

"""Reads a text file or a sheet into rows of text, each with the physical line where it starts."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from ailaget.ingest.reading.dialect import find_decimal, find_dialect
from ailaget.ingest.reading.encoding import Encoding, detect_encoding
from ailaget.ingest.reading.heading import Known, find_heading, is_blank, likeliest_header
from ailaget.ingest.reading.markup import with_letters, without_markup
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.reading.sheets import OpenedSheet, Sample, open_sheet
from ailaget.ingest.reading.workbook import is_workbook
from ailaget.ingest.reading.worksheet import SheetRow

MOST_BYTES = 50 * 1024 * 1024
MOST_COLUMNS = 2_000
MOST_ROWS = 500_000
MOST_LINES = 5_000_000
MOST_CELLS = 8_000_000
MOST_IN_A_LINE = 4_000_000
MOST_IN_A_CELL = 32_767
"""Characters of a cell that are kept, as many as Excel holds. A picture in text form is longer, and
no answer; what is cut ends with ``…``, so that it cannot be read as another one."""
MOST_SHARED = 1_000_000
"""Distinct texts of which equal cells share one copy; beyond it each cell has its own."""
_SAMPLED_LINES = 100
# Python's own bound is 131 072 characters: one picture in text form would refuse the whole file.
csv.field_size_limit(MOST_IN_A_LINE)
XLSX = "xlsx"


@dataclass(frozen=True)
class RawTable:
    """A file's cells as text, in the order of the file.

    `rows` are the lines of data that are not blank, and `lines` the physical line (from 1; a
    sheet's row number) on which each starts. A short row is filled with empty cells; a row longer
    than the header has more cells than its columns can hold, and is left so. `preamble` are the
    rows above the header, `header_lines` the lines of the header, two where two rows name the
    columns together, and `header_line` the last of them. `decimal_is_certain` is False where the
    file's numbers do not show which mark it uses. `sheet` is None for a text file, and
    `delimiter` empty for a sheet. `others` are the first rows of the file's other sheets.
    """

    encoding: str
    delimiter: str
    decimal: str
    decimal_is_certain: bool
    header: tuple[str, ...]
    header_lines: tuple[int, ...]
    rows: list[list[str]]
    lines: list[int]
    preamble: tuple[tuple[str, ...], ...]
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    others: Mapping[str, Sample] = field(default_factory=dict)

    @property
    def header_line(self) -> int:
        """The line on which the header stands, the last where it takes two."""
        return self.header_lines[-1]


@dataclass
class _Cells:
    """Rows that are not blank and where each starts; equal cells share one text."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    pool: dict[str, str] = field(default_factory=dict)
    widest: int = 0

    def add(self, row: list[str], line: int) -> None:
        """Take a row, unless it makes the table larger than any survey is."""
        pool = self.pool
        shared = pool.setdefault if len(pool) < MOST_SHARED else pool.get
        row = [cell if len(cell) <= MOST_IN_A_CELL else f"{cell[:MOST_IN_A_CELL]}…" for cell in row]
        row = [without_markup(cell) if "&" in cell or "<" in cell else cell for cell in row]
        self.rows.append(list(map(shared, row, row)))
        self.lines.append(line)
        self.widest = max(self.widest, len(row))
        _check_size(len(self.rows), self.widest, line)

    def row_at(self, line: int | None, otherwise: int) -> int:
        """Return the row that starts on a line, if one is asked for and there."""
        return self.lines.index(line) if line in self.lines else otherwise

    def texts(self) -> Iterable[str]:
        """Return every distinct text, or every cell where there are too many to tell."""
        return self.pool if len(self.pool) < MOST_SHARED else chain.from_iterable(self.rows)


def _nothing_known(_: str) -> bool:
    return False


def read_table(
    data: bytes,
    known: Known = _nothing_known,
    sheet: str | None = None,
    header_line: int | None = None,
) -> RawTable:
    """Read a delimited text file, or a sheet of an Excel file.

    Parameters
    ----------
    data
        The file as received: text in UTF-8, UTF-16, Windows-1252, Latin-1, MacRoman or
        CP850; ``;``, ``,`` or tab; LF, CRLF or CR, also mixed; or xlsx.
    known
        Tells whether a text is a header that the caller knows: the row with most of them is the
        header, and all above it is preamble.
    sheet
        The sheet to read; else the one with most known headers.
    header_line
        The line of the header; else it is looked for.

    Raises
    ------
    LoadRefused
        The file is empty, too large, no table, damaged, or its quotation marks do not pair.
    """
    if len(data) > MOST_BYTES:
        raise LoadRefused(
            "too_large", megabytes=len(data) // 1_000_000, limit=MOST_BYTES // 1_000_000
        )
    if is_workbook(data):
        opened = open_sheet(data, known, MOST_COLUMNS, sheet)
        cells = _cells_of(opened.rows)
        at, _ = likeliest_header(cells.rows[:_SAMPLED_LINES], known)
        at = cells.row_at(header_line, at)
        return _table(cells, at, known, XLSX, "", opened)
    encoding = detect_encoding(data)
    dialect = find_dialect(list(islice(_lines(data, encoding), _SAMPLED_LINES)), known)
    cells = _cells_of(_text_rows(_lines(data, encoding), dialect.delimiter))
    at = cells.row_at(header_line, dialect.header_row)
    return _table(cells, at, known, encoding.name, dialect.delimiter)


def _table(
    cells: _Cells,
    header_row: int,
    known: Known,
    encoding: str,
    delimiter: str,
    sheet: OpenedSheet | None = None,
) -> RawTable:
    rows, lines = cells.rows, cells.lines
    heading = find_heading(rows, min(header_row, len(rows) - 1), known)
    preamble = tuple(tuple(row) for row in rows[: heading.first])
    header_lines = tuple(lines[heading.first : heading.end])
    # A sheet's own numbers are written with a point, and in no other way.
    decimal, is_certain = find_decimal(cells.texts(), delimiter or ",")
    del rows[: heading.end], lines[: heading.end]
    header = _with_row_names(heading.texts, rows) if sheet is None else heading.texts
    _fit(rows, len(header))
    return RawTable(
        encoding=encoding,
        delimiter=delimiter,
        decimal=decimal,
        decimal_is_certain=is_certain and sheet is None,
        header=header,
        header_lines=header_lines,
        rows=rows,
        lines=lines,
        preamble=preamble,
        sheet=sheet.name if sheet else None,
        sheets=sheet.names if sheet else (),
        others=sheet.others if sheet else {},
    )


def rows_as_written(data: bytes, table: RawTable) -> Iterator[SheetRow]:
    """Yield every row that a table was made of, blank ones and headings too, cells as written."""
    if table.sheet is not None:
        yield from open_sheet(data, _nothing_known, MOST_COLUMNS, table.sheet).rows
    else:
        yield from _text_rows(_lines(data, detect_encoding(data)), table.delimiter)


def _cells_of(rows: Iterable[SheetRow]) -> _Cells:
    """Return the rows that are not blank."""
    cells = _Cells()
    for row in rows:
        if not is_blank(row.cells):
            cells.add(row.cells, row.line)
    if not cells.rows:
        raise LoadRefused("empty_file")
    return cells


def _lines(data: bytes, encoding: Encoding) -> Iterator[str]:
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding.codec, errors="replace", newline="")
    for number, line in enumerate(text, start=1):
        if len(line) > MOST_IN_A_LINE:
            raise LoadRefused("line_too_long", line=number, limit=MOST_IN_A_LINE)
        if number > MOST_LINES:
            raise LoadRefused("too_many_rows", limit=MOST_LINES)
        # A file that has passed through two programs may begin with two byte order marks.
        yield with_letters(line.lstrip("\ufeff") if number == 1 else line)


def _text_rows(lines: Iterable[str], delimiter: str) -> Iterator[SheetRow]:
    """Yield a text's rows.

    Reading is strict: a stray quotation mark would swallow the lines up to the next one.
    """
    start = 1
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield SheetRow(start, row)
            start = reader.line_num + 1
    except csv.Error as error:
        raise LoadRefused("broken_quotes", line=start) from error


def _check_size(rows: int, widest: int, line: int) -> None:
    """Refuse what no survey is; short rows are filled, so the widest row counts for all."""
    if widest > MOST_COLUMNS:
        raise LoadRefused("too_many_columns", line=line, columns=widest, limit=MOST_COLUMNS)
    if rows > MOST_ROWS:
        raise LoadRefused("too_many_rows", limit=MOST_ROWS)
    if rows * widest > MOST_CELLS:
        raise LoadRefused("too_many_cells", rows=rows, columns=widest, limit=MOST_CELLS)


def _with_row_names(header: tuple[str, ...], rows: list[list[str]]) -> tuple[str, ...]:
    """Return a header with a place for row names, where rows begin with them: 1, 2, 3 and on.

    R's ``write.table`` writes them before the first column, and nothing above them; its
    ``read.table`` knows them by the header that is one cell shorter than the rows.
    """
    width = len(header) + 1
    numbered = all(len(row) == width and row[0] == str(n) for n, row in enumerate(rows, start=1))
    return ("", *header) if rows and numbered else header


def _fit(rows: list[list[str]], width: int) -> None:
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        elif len(row) > width and is_blank(row[width:]):
            del row[width:]

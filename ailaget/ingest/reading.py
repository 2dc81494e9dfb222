"""Reads a delimited text file into rows of text, each with the physical line on which it starts."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ailaget.ingest.dialect import Known, find_decimal, find_dialect, is_blank
from ailaget.ingest.encoding import Encoding, detect_encoding
from ailaget.ingest.refusals import LoadRefused

MOST_BYTES = 200_000_000
MOST_COLUMNS = 2_000
MOST_ROWS = 500_000
MOST_LINES = 5_000_000
MOST_CELLS = 25_000_000
MOST_IN_A_LINE = 4_000_000
_SAMPLED_LINES = 100


@dataclass(frozen=True)
class Table:
    """A file's cells as text, in the order of the file.

    `rows` are the lines of data that are not blank, and `lines` the physical line (from 1) on which
    each starts. A short row is filled with empty cells; a row longer than the header has more cells
    than its columns can hold, and is left so. `preamble` are the rows above the header.
    `decimal_is_certain` is False where the file's numbers do not show which mark it uses.
    """

    encoding: str
    delimiter: str
    decimal: str
    decimal_is_certain: bool
    header: tuple[str, ...]
    header_line: int
    rows: list[list[str]]
    lines: list[int]
    preamble: tuple[tuple[str, ...], ...]


def _nothing_known(_: str) -> bool:
    return False


def read_table(data: bytes, known: Known = _nothing_known) -> Table:
    """Read a delimited text file.

    Parameters
    ----------
    data
        The file as received: UTF-8, UTF-16, Windows-1252 or Latin-1; ``;``, ``,`` or tab; LF, CRLF
        or CR, also mixed.
    known
        Tells whether a text is a header that the caller knows: the row with most of them is the
        header, and all above it is preamble.

    Raises
    ------
    LoadRefused
        The file is empty, too large, not a text, or its quotation marks do not pair.
    """
    if len(data) > MOST_BYTES:
        raise LoadRefused(
            "too_large", megabytes=len(data) // 1_000_000, limit=MOST_BYTES // 1_000_000
        )
    encoding = detect_encoding(data)
    dialect = find_dialect(list(islice(_lines(data, encoding), _SAMPLED_LINES)), known)
    pool: dict[str, str] = {}
    rows, lines = _read_rows(_lines(data, encoding), dialect.delimiter, pool)
    at = min(dialect.header_row, len(rows) - 1)
    header = rows[at]
    body = rows[at + 1 :]
    _fit(body, len(header))
    decimal, is_certain = find_decimal(pool, dialect.delimiter)
    return Table(
        encoding=encoding.name,
        delimiter=dialect.delimiter,
        decimal=decimal,
        decimal_is_certain=is_certain,
        header=tuple(header),
        header_line=lines[at],
        rows=body,
        lines=lines[at + 1 :],
        preamble=tuple(tuple(row) for row in rows[:at]),
    )


def _lines(data: bytes, encoding: Encoding) -> Iterator[str]:
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding.codec, errors="replace", newline="")
    for number, line in enumerate(text, start=1):
        if len(line) > MOST_IN_A_LINE:
            raise LoadRefused("line_too_long", line=number, limit=MOST_IN_A_LINE)
        if number > MOST_LINES:
            raise LoadRefused("too_many_rows", limit=MOST_LINES)
        yield line


def _read_rows(
    lines: Iterable[str], delimiter: str, pool: dict[str, str]
) -> tuple[list[list[str]], list[int]]:
    """Return the rows that are not blank and where each starts; equal cells share one text.

    Reading is strict: a stray quotation mark would swallow the lines up to the next one.
    """
    rows: list[list[str]] = []
    starts: list[int] = []
    share = pool.setdefault
    start, widest = 1, 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if not is_blank(row):
                rows.append(list(map(share, row, row)))
                starts.append(start)
                widest = max(widest, len(row))
                _check_size(len(rows), widest, start)
            start = reader.line_num + 1
    except csv.Error as error:
        raise LoadRefused("broken_quotes", line=start) from error
    if not rows:
        raise LoadRefused("empty_file")
    return rows, starts


def _check_size(rows: int, widest: int, line: int) -> None:
    """Refuse what no survey is; short rows are filled, so the widest row counts for all."""
    if widest > MOST_COLUMNS:
        raise LoadRefused("too_many_columns", line=line, columns=widest, limit=MOST_COLUMNS)
    if rows > MOST_ROWS:
        raise LoadRefused("too_many_rows", limit=MOST_ROWS)
    if rows * widest > MOST_CELLS:
        raise LoadRefused("too_many_cells", rows=rows, columns=widest, limit=MOST_CELLS)


def _fit(rows: list[list[str]], width: int) -> None:
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        elif len(row) > width and is_blank(row[width:]):
            del row[width:]

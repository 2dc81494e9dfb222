"""Streams the rows of one sheet of an Excel file, every cell as the text that people see."""

from collections.abc import Iterator
from dataclasses import dataclass

from ailaget.ingest.reading.cell_escapes import unescaped
from ailaget.ingest.reading.cell_formats import CellFormats
from ailaget.ingest.reading.package import MOST_TEXT, Attributes, Package, local, too_large_unpacked
from ailaget.ingest.reading.refusals import LoadRefused

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"
_MOST_LETTERS = 3
_MOST_IN_A_CELL = 40_000
"""Excel itself holds 32 767 characters in a cell."""


@dataclass(frozen=True)
class SheetRow:
    """One row: its number in the sheet, from 1, and its cells from column A."""

    line: int
    cells: list[str]


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def column_index(letters: str) -> int:
    """Return the index, from 0, of a column by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * len(_LETTERS) + _LETTERS.index(letter) + 1
    return number - 1


def cell_address(index: int, line: int) -> str:
    """Return a cell's address, such as ``C14``, by its column from 0 and its line from 1."""
    return f"{column_letter(index)}{line}"


def sheet_rows(
    package: Package, part: str, shared: list[str], formats: CellFormats, most_columns: int
) -> Iterator[SheetRow]:
    """Yield the rows that hold anything, in the sheet's order; raises LoadRefused.

    A formula whose result was never computed is given as the formula, so that it is not taken for
    an empty cell.
    """
    reader = _SheetReader(shared, formats, most_columns)
    for _ in package.parsed(part, reader.start, reader.end, reader.text):
        yield from reader.taken()


class _SheetReader:
    """Makes rows of a sheet's elements; an element is known by its name without prefix."""

    def __init__(self, shared: list[str], formats: CellFormats, most_columns: int) -> None:
        self._shared, self._formats, self._most_columns = shared, formats, most_columns
        self._rows: list[SheetRow] = []
        self._columns: dict[str, int] = {}
        self._line = self._texts = 0
        self._row: list[str] = []
        self._next = 0
        self._kind, self._style = "n", "0"
        self._value: list[str] = []
        self._formula: list[str] = []
        self._into: list[str] | None = None
        self._has_formula = self._in_phonetic = False

    def taken(self) -> list[SheetRow]:
        """Return the rows read since last time."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: Attributes) -> None:
        """Take note of where the text that follows belongs."""
        name = local(name) if ":" in name else name
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self._in_phonetic):
            self._into = self._value
        elif name == "f":
            self._into, self._has_formula = self._formula, True
        elif name == "rPh":
            self._in_phonetic = True
        elif name == "row":
            number = attributes.get("r")
            self._line = int(number) if number else self._line + 1
            self._row, self._next = [], 0

    def text(self, text: str) -> None:
        """Keep the text of the cell that is being read."""
        if self._into is not None:
            self._into.append(text)
            self._texts += len(text)
            if self._texts > MOST_TEXT:
                raise too_large_unpacked()

    def end(self, name: str) -> None:
        """Close a cell or a row."""
        name = local(name) if ":" in name else name
        if name in ("v", "t", "f"):
            self._into = None
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self._in_phonetic = False
        elif name == "row" and self._row:
            self._rows.append(SheetRow(self._line, self._row))

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference:
            letters = reference.rstrip(_DIGITS)
            index = self._columns.get(letters)
            if index is None:
                if len(letters) > _MOST_LETTERS:
                    raise LoadRefused("broken_workbook")
                index = self._columns[letters] = column_index(letters)
            self._next = index
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._value.clear()
        self._formula.clear()
        self._has_formula = False

    def _end_cell(self) -> None:
        index, self._next = self._next, self._next + 1
        raw = "".join(self._value)
        if not raw:
            if not self._has_formula or self._kind == "str":
                return
            text = "=" + "".join(self._formula)
        elif self._kind == "s":
            text = self._shared[int(raw)]
        elif self._kind == "n":
            text = self._formats.text(raw, self._style)
        elif self._kind == "b":
            text = "TRUE" if raw.strip() == "1" else "FALSE"
        else:
            text = unescaped(raw)
        if index >= self._most_columns and text.strip():
            raise LoadRefused(
                "too_many_columns", line=self._line, columns=index + 1, limit=self._most_columns
            )
        if len(text) > _MOST_IN_A_CELL:
            raise LoadRefused("line_too_long", line=self._line, limit=_MOST_IN_A_CELL)
        if index < self._most_columns:
            missing = index - len(self._row)
            if missing > 0:
                self._row.extend([""] * missing)
            if missing < 0:
                self._row[index] = text
            else:
                self._row.append(text)

"""An Excel file: which sheets it has, and the rows of each, every cell as text."""

from collections.abc import Iterator
from dataclasses import dataclass

from ailaget.ingest.reading.cell_escapes import unescaped
from ailaget.ingest.reading.cell_formats import CellFormats, read_formats
from ailaget.ingest.reading.package import (
    MOST_TEXT,
    Attributes,
    Package,
    local,
    named_errors,
    too_large_unpacked,
)
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.reading.worksheet import SheetRow, sheet_rows

_ZIP = b"PK\x03\x04"
_MAIN = "xl/workbook.xml"
_MAIN_KIND = "officeDocument"
_TYPES = b"[Content_Types].xml"
_OTHER_OFFICE = (b"word/", b"word\\", b"ppt/", b"ppt\\")
_MACROS = "vbaproject.bin"
_MOST_SHARED = 3_000_000
_MOST_SHEETS = 200


@dataclass(frozen=True)
class Sheet:
    """A sheet's name, its part of the package, and whether a person sees it in Excel."""

    name: str
    part: str
    is_visible: bool


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Excel file of the kind that can be read (xlsx)."""
    if not data.startswith(_ZIP):
        return False
    is_office = _TYPES in data and not any(folder in data for folder in _OTHER_OFFICE)
    return is_office or b"xl/" in data or b"xl\\" in data


class ExcelFile:
    """An opened Excel file; raises LoadRefused where it is damaged, too large or has macros."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        parts = self._package.names()
        if any(name.lower().endswith(_MACROS) for name in parts):
            raise LoadRefused("has_macros")
        with named_errors():
            self._main = self._related("", _MAIN_KIND) or _MAIN
            if self._main.endswith(".bin") or "xl/workbook.bin" in parts:
                raise LoadRefused("is_xlsb")
            if self._main not in self._package:
                raise LoadRefused("broken_workbook")
            self.sheets, from_1904 = self._read_sheets()
            part = self._related(self._main, "styles")
            self._formats: CellFormats = read_formats(self._package, part, from_1904=from_1904)
        self._shared: list[str] | None = None

    def _related(self, part: str, kind: str) -> str | None:
        """Return the part of a kind that a part refers to, whatever it is called.

        Where a reference does not say its kind, the name tells.
        """
        usual = f"{kind}.xml".casefold()
        for relation in self._package.relations(part):
            is_usual = not relation.kind and relation.part.casefold().endswith(usual)
            if (relation.kind == kind or is_usual) and relation.part in self._package:
                return relation.part
        return None

    def rows(self, sheet: Sheet, most_columns: int) -> Iterator[SheetRow]:
        """Yield a sheet's rows that hold anything."""
        with named_errors():
            if self._shared is None:
                self._shared = self._read_shared()
            yield from sheet_rows(
                self._package, sheet.part, self._shared, self._formats, most_columns
            )

    def _read_sheets(self) -> tuple[tuple[Sheet, ...], bool]:
        targets = {each.id: each for each in self._package.relations(self._main)}
        sheets: list[Sheet] = []
        from_1904 = False

        def start(name: str, attributes: Attributes) -> None:
            nonlocal from_1904
            if name == "sheet":
                ids = [value for key, value in attributes.items() if local(key) == "id"]
                target = targets.get(ids[0] if ids else "")
                is_visible = attributes.get("state", "visible") == "visible"
                if target and target.kind != "chartsheet" and target.part in self._package:
                    sheets.append(Sheet(attributes["name"], target.part, is_visible))
            elif name == "workbookPr":
                from_1904 = attributes.get("date1904", "0") in ("1", "true")

        self._package.parse(self._main, start)
        if not sheets or len(sheets) > _MOST_SHEETS:
            raise LoadRefused("broken_workbook")
        return tuple(sheets), from_1904

    def _read_shared(self) -> list[str]:
        """Return the texts that cells share, without phonetic guides."""
        part = self._related(self._main, "sharedStrings")
        texts: list[str] = []
        if part is None:
            return texts
        pieces: list[str] = []
        is_text = in_phonetic = False
        total = 0

        def start(name: str, _: Attributes) -> None:
            nonlocal is_text, in_phonetic
            name = local(name)
            in_phonetic = in_phonetic or name == "rPh"
            is_text = name == "t" and not in_phonetic

        def end(name: str) -> None:
            nonlocal is_text, in_phonetic
            name = local(name)
            is_text = False
            if name == "rPh":
                in_phonetic = False
            elif name == "si":
                texts.append(unescaped("".join(pieces)))
                pieces.clear()
                if len(texts) > _MOST_SHARED:
                    raise too_large_unpacked()

        def text(piece: str) -> None:
            nonlocal total
            if is_text:
                pieces.append(piece)
                total += len(piece)
                if total > MOST_TEXT:
                    raise too_large_unpacked()

        for _ in self._package.parsed(part, start, end, text):
            continue
        return texts

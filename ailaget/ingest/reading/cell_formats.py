"""Writes an Excel file's numbers as text: dates, per cent, and numbers that mean one thing."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

from ailaget.ingest.reading.package import Attributes, Package

_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_BUILT_IN_PERCENT = {9, 10}
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_THREE_DECIMALS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_NUMBER, _DATE, _PERCENT = "number", "date", "percent"


class CellFormats:
    """What the styles of a workbook make of its numbers."""

    def __init__(self, kinds: list[str], *, from_1904: bool = False) -> None:
        self._kinds = {str(style): kind for style, kind in enumerate(kinds)}
        self._epoch = _EPOCH_1904 if from_1904 else _EPOCH

    def text(self, raw: str, style: str) -> str:
        """Return a number cell's text, from the digits in the file and the cell's style."""
        kind = self._kinds.get(style, _NUMBER)
        if kind == _NUMBER:
            return raw if raw.isdecimal() and raw.isascii() else _plain(raw)
        return self._date(raw) if kind == _DATE else _percent(raw)

    def _date(self, raw: str) -> str:
        try:
            serial = float(raw)
            moment = self._epoch + timedelta(seconds=round(serial * 86_400))
        except (ValueError, OverflowError):
            return _plain(raw)
        if 0 <= serial < 1:
            return moment.strftime("%H:%M:%S")
        if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
            return moment.date().isoformat()
        return moment.isoformat(sep=" ", timespec="seconds")


def read_formats(package: Package, part: str | None, *, from_1904: bool) -> CellFormats:
    """Read the styles of a workbook; without any, every number is a plain one."""
    codes: dict[int, str] = {}
    kinds: list[str] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt":
            codes[int(attributes["numFmtId"])] = _kind_of(attributes.get("formatCode", ""))
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = int(attributes.get("numFmtId", 0))
            kinds.append(codes.get(number) or _built_in(number))

    if part is not None and part in package:
        package.parse(part, start)
    return CellFormats(kinds, from_1904=from_1904)


def _built_in(number: int) -> str:
    if number in _BUILT_IN_DATES:
        return _DATE
    return _PERCENT if number in _BUILT_IN_PERCENT else _NUMBER


def _kind_of(code: str) -> str:
    bare = _NOT_FORMAT.sub("", code.partition(";")[0])
    if "%" in bare:
        return _PERCENT
    if "general" in bare.casefold() or "standard" in bare.casefold():
        return _NUMBER
    return _DATE if _DATE_LETTERS.search(bare) else _NUMBER


def _plain(raw: str) -> str:
    """Return the number to Excel's 15 digits, without exponent.

    ``1.234`` is written ``1.2340``: in a cell of text it might be a thousand, here it is not.
    """
    try:
        text = format(Decimal(f"{float(raw):.15g}"), "f")
    except (ValueError, ArithmeticError):
        return raw
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text + "0" if _THREE_DECIMALS.fullmatch(text) else text


def _percent(raw: str) -> str:
    try:
        return f"{_plain(str(Decimal(raw) * 100))} %"
    except ArithmeticError:
        return raw

"""Reads PX files, as PxWeb and PC-Axis write them (scb.se, PX file format, AXIS-VERSION 2013).

A file is keywords, each ``KEYWORD[language]("variable","value")="text","text";``, and last its
data, in the order of the stub's variables and then the heading's. Own reading, for pyaxis makes
".", "..", "..." and "-" into four different things.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ailaget.ingest.context.area_names import area_texts
from ailaget.ingest.context.figures import MISSING, VALUE
from ailaget.ingest.context.json_stat import AREA_NAMES, CONTENT_NAMES, TIME_NAMES
from ailaget.ingest.context.observations import ContextFile, ContextRefused, Observation, Series
from ailaget.ingest.context.publishers import PX, ZERO, Publisher, publisher_named
from ailaget.ingest.reading.encoding import detect_encoding

FORMAT = "px"
_START = re.compile(
    rb"(\xef\xbb\xbf)?\s*(CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|MATRIX|TITLE)\s*(\[\w+\])?\s*="
)
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([\w-]+)"', re.IGNORECASE)
_KEYWORD = re.compile(
    r"\s*([A-Z][A-Z0-9-]*)\s*(?:\[([\w-]+)\])?\s*(?:\(([^=]*?)\))?\s*=", re.DOTALL
)
_TEXT = re.compile(r'"([^"]*)"')
_TOKEN = re.compile(r'"([^"]*)"|([^\s,;"]+)')
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


@dataclass(frozen=True)
class PxTable:
    """The keywords of a file: texts by keyword, variable and value; and its data cells.

    Only the file's own language counts, with keywords that name none.
    """

    said: Mapping[tuple[str, str], tuple[str, ...]]
    cells: Sequence[str]
    line: int

    def texts(self, keyword: str, variable: str = "") -> tuple[str, ...]:
        """Return what a keyword says, of a variable or of the whole table."""
        return self.said.get((keyword, variable), ())

    def text(self, keyword: str, variable: str = "") -> str:
        """Return what a keyword says as one text; long ones are written in pieces."""
        return "".join(self.texts(keyword, variable))


def is_px(data: bytes) -> bool:
    """Whether the bytes are a PX file."""
    return bool(_START.match(data[:4096]))


def read_px(data: bytes) -> ContextFile:
    """Return what a PX file says; raises ContextRefused where it is not whole."""
    table = parse_px(_decoded(data))
    variables = [*table.texts("STUB"), *table.texts("HEADING")]
    if not variables:
        raise ContextRefused("px_lacks", keyword="STUB, HEADING")
    codes = [_codes(table, variable) for variable in variables]
    labels = [_labels(table, variable, own) for variable, own in zip(variables, codes, strict=True)]
    size = math.prod(len(each) for each in codes)
    has_keys = any(("KEYS", variable) in table.said for variable in variables)
    cells = _keyed(table, variables, labels) if has_keys else table.cells
    if len(cells) != size:
        raise ContextRefused("px_cells", line=table.line, said=size, held=len(cells))
    area, time, content = _places(table, variables)
    if area is None:
        raise ContextRefused("no_area", dimensions=", ".join(variables))
    others = [at for at in range(len(variables)) if at not in (area, time, content)]
    publisher = publisher_named(table.text("SOURCE"), PX)
    file = ContextFile(
        FORMAT,
        publisher,
        {},
        tuple(variables[at] for at in others),
        [],
        lambda cell, _: f"DATA[{cell}]",
        source_date=_date(table),
        labels={variables[at]: labels[at] for at in others},
        needs_year=time is None,
    )
    texts = area_texts(codes[area], labels[area])
    single = table.text("MATRIX") or "value"
    for cell, keys in enumerate(product(*codes)):
        series = keys[content] if content is not None else single
        if series not in file.series:
            label = labels[content][series] if content is not None else ""
            variable = variables[content] if content is not None else ""
            file.series[series] = _series(series, label, variable, table)
        number, status = _value(cells[cell], publisher, table, cell)
        period = labels[time][keys[time]] if time is not None else ""
        area_text = texts[keys[area]]
        groups = tuple(keys[at] for at in others)
        file.observations.append(
            Observation(series, area_text, period, groups, number, status, cell, 0)
        )
    return file


def _keyed(
    table: PxTable, variables: Sequence[str], labels: Sequence[Mapping[str, str]]
) -> list[str]:
    """Return all cells of a file whose rows begin with their keys.

    Rows of nothing but zeros are left out of such a file (scb.se, Data in the PX-file). Raises
    ContextRefused for a row that is not whole, or of a key that is none.
    """
    stub = len(table.texts("STUB"))
    width = math.prod(len(each) for each in labels[stub:])
    if len(table.cells) % (stub + width):
        whole = -(-len(table.cells) // (stub + width)) * (stub + width)
        raise ContextRefused("px_cells", line=table.line, said=whole, held=len(table.cells))
    places = []
    for variable, own in zip(variables[:stub], labels[:stub], strict=True):
        is_coded = table.text("KEYS", variable) == "CODES"
        places.append({key: at for at, key in enumerate(own if is_coded else own.values())})
    cells = ["0"] * math.prod(len(each) for each in labels)
    for start in range(0, len(table.cells), stub + width):
        row = 0
        for key, known in zip(table.cells[start : start + stub], places, strict=True):
            if key not in known:
                raise ContextRefused("px_key", line=table.line, text=key[:40])
            row = row * len(known) + known[key]
        own_cells = table.cells[start + stub : start + stub + width]
        cells[row * width : (row + 1) * width] = own_cells
    return cells


def parse_px(text: str) -> PxTable:
    """Return the keywords and cells of a file; raises ContextRefused with the wrong line."""
    said: dict[tuple[str, str], tuple[str, ...]] = {}
    language = ""
    at = 0
    while match := _KEYWORD.match(text, at):
        keyword, spoken, key = match[1], match[2], match[3]
        if keyword == "DATA":
            line = text.count("\n", 0, match.end()) + 1
            return PxTable(said, *_cells(text[match.end() :], line))
        end = _end_of(text, match.end())
        values = text[match.end() : end]
        if keyword == "LANGUAGE":
            language = _texts(values)[0]
        if not spoken or spoken == language:
            variable = ",".join(_TEXT.findall(key or ""))
            said[keyword, variable] = tuple(_texts(values))
        at = end + 1
    line = text.count("\n", 0, at) + 1
    if text[at:].strip():
        raise ContextRefused("px_broken", line=line, text=text[at:].strip()[:40])
    raise ContextRefused("px_lacks", keyword="DATA")


def _end_of(text: str, at: int) -> int:
    """Return where a keyword's values end: at the first semicolon outside quotation marks."""
    inside = False
    for position in range(at, len(text)):
        sign = text[position]
        if sign == '"':
            inside = not inside
        elif sign == ";" and not inside:
            return position
    raise ContextRefused("px_broken", line=text.count("\n", 0, at) + 1, text=text[at:][:40].strip())


def _texts(values: str) -> list[str]:
    """Return the texts of a keyword; pieces with no comma between them are one text."""
    if values.lstrip().startswith("TLIST"):
        values = values.partition(")")[2]
    if '"' not in values:
        return [part.strip() for part in values.split(",") if part.strip()]
    texts: list[str] = []
    last = 0
    for match in _TEXT.finditer(values):
        between = values[last : match.start()]
        if texts and "," not in between:
            texts[-1] += match[1]
        else:
            texts.append(match[1])
        last = match.end()
    return texts


def _cells(data: str, line: int) -> tuple[list[str], int]:
    """Return the data cells; a comma parts them too, and decimals have a point (PX 2013)."""
    cells = [match[1] if match[2] is None else match[2] for match in _TOKEN.finditer(data)]
    return cells, line


def _decoded(data: bytes) -> str:
    page = _CODEPAGE.search(data[:4096])
    codec = page[1].decode("ascii").casefold() if page else ""
    try:
        return data.decode("utf-8-sig" if codec in ("", "utf-8") else codec)
    except (LookupError, UnicodeDecodeError):
        return data.decode(detect_encoding(data).codec, "replace")


def _codes(table: PxTable, variable: str) -> list[str]:
    codes = list(table.texts("CODES", variable) or table.texts("VALUES", variable))
    if not codes:
        raise ContextRefused("px_lacks", keyword=f'VALUES("{variable}")')
    return codes


def _labels(table: PxTable, variable: str, codes: Sequence[str]) -> dict[str, str]:
    """Return a variable's values in words, by code; raises ContextRefused for fewer words."""
    words = table.texts("VALUES", variable) or codes
    if len(words) != len(codes):
        keyword = f'VALUES("{variable}")'
        raise ContextRefused("px_words", keyword=keyword, said=len(codes), held=len(words))
    return dict(zip(codes, words, strict=True))


def _places(table: PxTable, variables: Sequence[str]) -> tuple[int | None, int | None, int | None]:
    """Return which variables are the area, the time and the contents."""
    contents = table.text("CONTVARIABLE")
    content = (
        variables.index(contents) if contents in variables else _named(variables, CONTENT_NAMES)
    )
    timed = [at for at, name in enumerate(variables) if ("TIMEVAL", name) in table.said]
    time = timed[0] if timed else _named(variables, TIME_NAMES)
    mapped = [at for at, name in enumerate(variables) if table.texts("MAP", name)]
    return (mapped[0] if mapped else _named(variables, AREA_NAMES)), time, content


def _named(variables: Sequence[str], names: set[str]) -> int | None:
    return next((at for at, name in enumerate(variables) if name.casefold() in names), None)


def _value(text: str, publisher: Publisher, table: PxTable, cell: int) -> tuple[float | None, str]:
    try:
        number = float(text)
    except ValueError:
        sign = publisher.status(text)
        if sign is None:
            raise ContextRefused("px_cell", line=table.line, cell=cell, text=text[:40]) from None
        return (0.0, VALUE) if sign == ZERO else (None, sign)
    return (number, VALUE) if math.isfinite(number) else (None, MISSING)


def _series(key: str, label: str, variable: str, table: PxTable) -> Series:
    unit = table.text("UNITS", label) or table.text("UNITS")
    # A precision is of a value of a variable, a unit of what stands for the value.
    precision = table.text("PRECISION", f"{variable},{label}")
    decimals = precision or table.text("SHOWDECIMALS") or table.text("DECIMALS")
    title = label or table.text("CONTENTS") or key
    return Series(
        key,
        title,
        unit=unit,
        decimals=int(decimals) if decimals.isdecimal() else None,
        note=table.text("DESCRIPTION") or table.text("TITLE"),
    )


def _date(table: PxTable) -> str:
    """Return when the table was last changed, as an ISO date; the format has CCYYMMDD hh:mm."""
    said = [
        value
        for (keyword, _), texts in table.said.items()
        if keyword == "LAST-UPDATED"
        for value in texts
    ]
    dates = sorted("-".join(m.groups()) for text in said if (m := _ISO.match(text)))
    return dates[-1] if dates else ""

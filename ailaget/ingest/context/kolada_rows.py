"""Reads tables that R and pandas have made of Kolada's answers: a row for each of their values.

Their columns are the answers' own words: ``kpi``, ``municipality``, ``period`` or ``year``,
``gender``, ``value``, and ``count``, ``status`` and ``isdeleted`` where they were kept. rKolada
adds the municipality's name, code and sort. Signs, groups and what the source has taken away are
then the same as in the answers themselves.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ailaget.ingest.context.kolada import read_kolada
from ailaget.ingest.context.observations import ContextFile
from ailaget.ingest.context.publishers import KOLADA
from ailaget.ingest.reading.numbers import DecimalMark, NotNumber, parse_number
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import fold_header
from ailaget.ingest.reading.worksheet import cell_address

_AREA, _TIME = ("municipalityid", "municipality", "ouid", "ou"), ("period", "year")
_TITLE = ("kpititle", "title", "kpiname")
_TRUE = {"true", "1", "t"}


def is_kolada_rows(header: Sequence[str]) -> bool:
    """Whether a table's headings are the words of Kolada's answers."""
    names = set(map(fold_header, header))
    return {"kpi", "gender", "value"} <= names and bool(names & set(_TIME) and names & set(_AREA))


def read_kolada_rows(table: RawTable, mark: DecimalMark) -> ContextFile:
    """Return what such a table says, as `read_kolada` says it of the answers."""
    at = {name: i for i, name in reversed(list(enumerate(map(fold_header, table.header))))}
    titles: dict[str, str] = {}
    records = []
    for row in table.rows:
        cells = {name: row[i].strip() for name, i in at.items() if i < len(row)}
        records.append(_record(cells, mark))
        title = _first(cells, _TITLE)
        if title:
            titles[records[-1]["kpi"]] = title
    named = [{"id": kpi, "title": title} for kpi, title in titles.items()]
    file = read_kolada([{"values": records}, {"values": named}])
    file.format = "excel" if table.sheet else "csv"
    column, lines = at["value"], table.lines
    file.place = lambda record, _group: cell_address(column, lines[record])
    file.held = [each._replace(place=_at_value(each.place, column, lines)) for each in file.held]
    return file


def _at_value(place: str, column: int, lines: Sequence[int]) -> str:
    """Return where in the table the value of ``values[3].values[0]`` stands."""
    return cell_address(column, lines[int(place.removeprefix("values[").partition("]")[0])])


def _record(cells: Mapping[str, str], mark: DecimalMark) -> dict[str, Any]:
    """Return the record of an answer that a row was made of."""
    area = next((name for name in _AREA if cells.get(name)), "municipality")
    value = {
        "gender": cells.get("gender", ""),
        "value": _number(cells.get("value", ""), mark),
        "status": cells.get("status", ""),
        "isdeleted": cells.get("isdeleted", "").casefold() in _TRUE,
    }
    return {
        "kpi": cells["kpi"],
        "ou" if area.startswith("ou") else "municipality": cells.get(area, ""),
        "period": _first(cells, _TIME),
        "values": [value],
    }


def _number(cell: str, mark: DecimalMark) -> float | str | None:
    """Return a cell's number, None where it has none, and its text where it is neither."""
    if KOLADA.status(cell) is not None:
        return None
    try:
        return parse_number(cell, mark, percent=True)
    except NotNumber:
        return cell


def _first(cells: Mapping[str, str], names: Sequence[str]) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")

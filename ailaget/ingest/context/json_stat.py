"""Reads JSON-stat 2 and 1, and the older JSON of PxWeb, as Statistics Sweden's API gives them.

Values are placed by the sizes of the dimensions, in row-major order, and each dimension's own order
of categories (json-stat.org/format): an array with null, or an object with positions as keys. Own
reading, for pyjstat places values by the order of rows, and a hole moves all that comes after it.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from ailaget.ingest.context.area_names import area_texts
from ailaget.ingest.context.figures import MISSING, VALUE
from ailaget.ingest.context.observations import ContextFile, ContextRefused, Observation, Series
from ailaget.ingest.context.publishers import PX, ZERO, Publisher, publisher_named

_YEAR = re.compile(r"[0-9]{4}")

FORMAT, OLDER = "json_stat", "pxweb_json"
TIME_NAMES = {"tid", "time", "år", "year", "period"}
AREA_NAMES = {"region", "kommun", "municipality", "area", "geo", "regionkod"}
CONTENT_NAMES = {"contentscode", "tabellinnehåll", "contents", "metric", "statistic"}


def is_json_stat(content: object) -> bool:
    """Whether what a JSON file holds is a table of JSON-stat, or of PxWeb's older JSON."""
    return isinstance(content, Mapping) and (_dataset(content) is not None or _is_older(content))


def read_json_stat(content: Mapping[str, Any]) -> ContextFile:
    """Return what a table says; raises ContextRefused where it is not whole."""
    table = _dataset(content)
    if table is None:
        return _older(content)
    dimensions: Mapping[str, Any] = table["dimension"]
    ids: list[str] = list(table.get("id") or dimensions.get("id") or ())
    roles = table.get("role") or dimensions.get("role") or {}
    categories = [_categories(dimensions[key]) for key in ids]
    sizes = [len(each) for each in categories]
    said = list(table.get("size") or dimensions.get("size") or sizes)
    if said != sizes:
        raise ContextRefused("sizes_disagree", said=str(said), held=str(sizes))
    area = _find(ids, dimensions, roles.get("geo"), AREA_NAMES)
    time = _find(ids, dimensions, roles.get("time"), TIME_NAMES)
    content_at = _find(ids, dimensions, roles.get("metric"), CONTENT_NAMES)
    if area is None:
        raise ContextRefused("no_area", dimensions=", ".join(ids))
    others = [at for at in range(len(ids)) if at not in (area, time, content_at)]
    labels = [_labels(dimensions[key], keys) for key, keys in zip(ids, categories, strict=True)]
    names = {at: str(dimensions[ids[at]].get("label") or ids[at]) for at in range(len(ids))}
    publisher = publisher_named(str(table.get("source") or ""), PX)
    file = ContextFile(
        FORMAT,
        publisher,
        {},
        tuple(names[at] for at in others),
        [],
        lambda position, _: f"value[{position}]",
        source_date=str(table.get("updated") or "")[:10],
        labels={names[at]: labels[at] for at in others},
        needs_year=time is None,
    )
    single = str(table.get("label") or ids[0])
    table_key = _table_key(table)
    texts = area_texts(categories[area], labels[area])
    values, statuses = _cells(table, math.prod(sizes))
    unknown: Counter[str] = Counter()
    for position, keys in enumerate(product(*categories)):
        series = keys[content_at] if content_at is not None else table_key or "value"
        if series not in file.series:
            meant = None if content_at is None else dimensions[ids[content_at]]
            file.series[series] = _series(series, meant, single, table)
        value, word = values.get(position), statuses.get(position)
        number, status = _value(value, word, publisher)
        if number is None:
            _count_unknown(unknown, word if word is not None else str(value or ""), publisher)
        period = _period(keys[time], labels[time]) if time is not None else ""
        groups = tuple(keys[at] for at in others)
        area_text = texts[keys[area]]
        file.observations.append(
            Observation(series, area_text, period, groups, number, status, position, 0)
        )
    file.remarks += [("unknown_status", {"word": w, "n": n}) for w, n in unknown.items()]
    return file


def _period(key: str, labels: Mapping[str, str]) -> str:
    """Return a year as its code, or in its words where the code is but its number."""
    label = labels.get(key, key)
    return label if len(key) != len("2023") and _YEAR.fullmatch(label) else key


def _count_unknown(unknown: Counter[str], word: str, publisher: Publisher) -> None:
    """Count a sign for no number that the publisher does not have: it is taken for missing."""
    if publisher.status(word) is None:
        unknown[word] += 1


def _dataset(content: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the table itself: version 1 wraps it in its name, and may hold several.

    Raises ContextRefused for several: which of them is meant is not known.
    """
    if _is_table(content):
        return content
    tables = {name: table for name, table in content.items() if _is_table(table)}
    if len(tables) > 1:
        raise ContextRefused("several_tables", n=len(tables), names=", ".join(tables))
    return next(iter(tables.values()), None)


def _is_table(content: object) -> bool:
    return isinstance(content, Mapping) and "dimension" in content and "value" in content


def _categories(dimension: Mapping[str, Any]) -> list[str]:
    """Return a dimension's categories in their order; one category needs no index."""
    category = dimension["category"]
    index = category.get("index")
    if index is None:
        return list(category["label"])
    in_order = index if isinstance(index, list) else sorted(index, key=lambda key: index[key])
    return [str(key) for key in in_order]


def _labels(dimension: Mapping[str, Any], keys: Sequence[str]) -> dict[str, str]:
    said = dimension["category"].get("label") or {}
    return {key: str(said.get(key, key)) for key in keys}


def _find(
    ids: Sequence[str], dimensions: Mapping[str, Any], role: Sequence[str] | None, names: set[str]
) -> int | None:
    """Return which dimension has a role, by the table's word or else by its name."""
    for at, key in enumerate(ids):
        if key in (role or ()):
            return at
    for at, key in enumerate(ids):
        if {key.casefold(), str(dimensions[key].get("label") or "").casefold()} & names:
            return at
    return None


def _cells(table: Mapping[str, Any], size: int) -> tuple[dict[int, Any], dict[int, str]]:
    """Return values and statuses by position; raises ContextRefused for too many or few."""
    values, statuses = table["value"], table.get("status")
    if isinstance(values, list):
        if len(values) != size:
            raise ContextRefused("cells_disagree", said=size, held=len(values))
        placed = dict(enumerate(values))
    else:
        placed = {int(position): value for position, value in values.items()}
        if placed and max(placed) >= size:
            raise ContextRefused("cells_disagree", said=size, held=max(placed) + 1)
    if isinstance(statuses, list):
        return placed, {at: str(word) for at, word in enumerate(statuses) if word is not None}
    if isinstance(statuses, Mapping):
        return placed, {int(at): str(word) for at, word in statuses.items() if word is not None}
    return placed, dict.fromkeys(range(size), str(statuses)) if statuses else {}


def _value(value: Any, word: str | None, publisher: Publisher) -> tuple[float | None, str]:
    """Return a cell's number, which may be written as text, or why there is none, by its sign."""
    number = _number(value)
    if number is not None:
        return number, VALUE
    sign = publisher.status(word if word is not None else str(value or "")) or MISSING
    return (0.0, VALUE) if sign == ZERO else (None, sign)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _table_key(table: Mapping[str, Any]) -> str:
    px = (table.get("extension") or {}).get("px") or {}
    return str(px.get("tableid") or "")


def _series(
    key: str, dimension: Mapping[str, Any] | None, single: str, table: Mapping[str, Any]
) -> Series:
    if dimension is None:
        return Series(key, single)
    category = dimension["category"]
    unit = (category.get("unit") or {}).get(key) or {}
    return Series(
        key,
        str((category.get("label") or {}).get(key, key)),
        unit=str(unit.get("base") or unit.get("label") or ""),
        decimals=unit.get("decimals"),
        note=str(table.get("label") or ""),
    )


def _is_older(content: Mapping[str, Any]) -> bool:
    columns, data = content.get("columns"), content.get("data")
    return (
        isinstance(columns, list)
        and isinstance(data, list)
        and all(isinstance(each, Mapping) and "code" in each for each in columns)
    )


def _older(content: Mapping[str, Any]) -> ContextFile:
    """Return what PxWeb's older JSON says: a row of keys and values for each combination."""
    dims = [c for c in content["columns"] if c.get("type", "d") != "c"]
    contents = [c for c in content["columns"] if c.get("type", "d") == "c"]
    named = {str(c["code"]): {"label": c.get("text", "")} for c in dims}
    ids = [str(c["code"]) for c in dims]
    typed = [str(c["code"]) for c in dims if c.get("type") == "t"]
    area, time = _find(ids, named, None, AREA_NAMES), _find(ids, named, typed, TIME_NAMES)
    if area is None:
        raise ContextRefused("no_area", dimensions=", ".join(ids))
    others = [at for at in range(len(ids)) if at not in (area, time)]
    file = ContextFile(
        OLDER,
        _publisher(content.get("metadata")),
        {str(c["code"]): Series(str(c["code"]), str(c.get("text") or c["code"])) for c in contents},
        tuple(str(dims[at].get("text") or ids[at]) for at in others),
        [],
        lambda row, column: f"data[{row}].values[{column}]",
        source_date=_updated(content.get("metadata")),
        needs_year=time is None,
    )
    rows = [(list(map(str, entry["key"])), entry["values"]) for entry in content["data"]]
    for row, (keys, values) in enumerate(rows):
        if len(keys) != len(ids) or len(values) != len(contents):
            raise ContextRefused("row_disagrees", row=row)
    area_texts(list(dict.fromkeys(keys[area] for keys, _ in rows)), {})
    for row, (keys, values) in enumerate(rows):
        for column, (of, text) in enumerate(zip(contents, values, strict=True)):
            number, status = _value(text, None, file.publisher)
            period = keys[time] if time is not None else ""
            groups = tuple(keys[at] for at in others)
            file.observations.append(
                Observation(
                    str(of["code"]), keys[area], period, groups, number, status, row, column
                )
            )
    return file


def _publisher(metadata: Sequence[Mapping[str, Any]] | None) -> Publisher:
    return publisher_named(str(metadata[0].get("source") or ""), PX) if metadata else PX


def _updated(metadata: Sequence[Mapping[str, Any]] | None) -> str:
    return str(metadata[0].get("updated") or "")[:10] if metadata else ""

"""An exhibit's table as other programs take it: each column says by itself what it holds.

On a page a column stands under a title and beside a unit; in a file it is read alone, by its name.
"""

import re
from dataclasses import replace
from math import copysign

from ailaget.codebook import codebook
from ailaget.exports.metadata import ExportMetadata
from ailaget.texts import rounded, within_sentence
from ailaget.views.base.result import Cell, Column, Exhibit, Table
from ailaget.views.base.selection import unit_text

PLAIN = ("p", "q", "unlikeness")
"""Columns of numbers that have no unit, whatever that of the whole is."""

OWN = ("value", "before", "after", "change", "lag", "fitted")
"""Columns of what the chosen indicator is of a municipality; so are those of a wave."""

MADE = ("change", "lag", "fitted")
"""Those of them that are made of several values."""

WAVE = re.compile(r"\d{4}-\d\d", re.ASCII)
REASONS = ("note", "label")
"""Columns that say why a value is missing, the first that a table has."""

DECIMALS = 4
"""Of what has been reckoned: more say nothing, and none is a digit of the computer's own."""


def data_table(exhibit: Exhibit, metadata: ExportMetadata) -> Table:
    """Return a table with each municipality's code first, and what a value's absence is due to.

    The reason stands right after the last value; a column's name says its measure and its unit.
    Where there are no rows, the one row says why.
    """
    table, t = exhibit.table, metadata.t
    if not table.rows:
        return why_empty(metadata)
    labels = _labels(table, metadata)
    columns = [
        replace(each, label=label) for each, label in zip(table.columns, labels, strict=True)
    ]
    rows = _rounded(table, metadata)
    order = _order(table)
    columns, rows = [columns[i] for i in order], [tuple(row[i] for i in order) for row in rows]
    for key, reasons in table.reasons.items():
        place = next(i for i, column in enumerate(columns) if column.key == key) + 1
        label = t("data_table.reason", column=columns[place - 1].label)
        columns.insert(place, Column(f"{key}_reason", label))
        rows = [
            (*row[:place], reason, *row[place:]) for row, reason in zip(rows, reasons, strict=True)
        ]
    if table.of_municipalities and columns[0].key == "code":
        columns[0] = replace(columns[0], label=t("data_table.code"))
    elif table.of_municipalities:
        columns.insert(0, Column("code", t("data_table.code")))
        rows = [(code, *row) for code, row in zip(table.codes, rows, strict=True)]
    return replace(table, columns=tuple(columns), rows=rows)


def _rounded(table: Table, metadata: ExportMetadata) -> list[tuple[Cell, ...]]:
    """Return the rows, what has been reckoned with a few decimals and answers as they are."""
    is_answer = [_is_answer(column, table, metadata) for column in table.columns]
    return [
        tuple(
            _with_few_decimals(cell, column) if isinstance(cell, float) and not keep else cell
            for cell, column, keep in zip(row, table.columns, is_answer, strict=True)
        )
        for row in table.rows
    ]


def _with_few_decimals(number: float, column: Column) -> float:
    """Return a number with a few decimals, shown as it is with all: 18.74996 is no 18.75."""
    shown = column.decimals + 2 * (column.kind == "share")
    few = rounded(number, DECIMALS)
    if rounded(few, shown) == rounded(number, shown):
        return few
    return rounded(few - copysign(10**-DECIMALS, few), DECIMALS)


def _is_answer(column: Column, table: Table, metadata: ExportMetadata) -> bool:
    """Return whether a column holds what municipalities answered, and nothing made of it."""
    book = codebook()
    if column.key in book.indicators:
        return book.indicators[column.key].formula == "value"
    answered = [each.label for each in book.indicators.values() if each.formula == "value"]
    is_own = table.of_municipalities and _is_value(column) and column.key not in MADE
    named = [label[metadata.language] for label in answered]
    return column.key in book.questions or (is_own and metadata.measure in named)


def why_empty(metadata: ExportMetadata) -> Table:
    """Return what stands in a file of nothing: the words that say why there is nothing."""
    column = Column("finding", metadata.t("metadata.finding"))
    return Table((column,), [(metadata.headline or metadata.title,)])


def _order(table: Table) -> list[int]:
    """Return the columns' places, the reason of what is missing right after the last value."""
    order = list(range(len(table.columns)))
    keys = [column.key for column in table.columns]
    reason = next((keys.index(key) for key in REASONS if key in keys), None)
    values = [place for place in order if _is_value(table.columns[place])]
    if not table.of_municipalities or reason is None or not values:
        return order
    others = [place for place in order if place != reason]
    after = others.index(max(values)) + 1
    return [*others[:after], reason, *others[after:]]


def _labels(table: Table, metadata: ExportMetadata) -> list[str]:
    """Return the columns' names, no two alike: an n says of which column it is."""
    labels = [_label(column, table, metadata) for column in table.columns]
    return [
        f"{label} ({labels[place - 1]})" if labels.count(label) > 1 and place else label
        for place, label in enumerate(labels)
    ]


def _label(column: Column, table: Table, metadata: ExportMetadata) -> str:
    """Return a column's name with its measure and unit, where they are not in it already."""
    unit, label, measure = _unit(column, table, metadata), column.label, metadata.measure
    if label in (column.unit, metadata.unit.split(",")[0]):
        label = measure or label
    elif measure and measure != label and table.of_municipalities and _is_value(column):
        is_bare = label == metadata.t("column.value")
        label = measure if is_bare else f"{measure}, {within_sentence(label)}"
    if unit and unit.lower() not in label.lower():
        label = f"{label} ({unit})"
    return label.replace("\N{NO-BREAK SPACE}", " ")


def _unit(column: Column, table: Table, metadata: ExportMetadata) -> str:
    """Return the unit of a column's numbers; empty where each row, or nothing, has one."""
    if column.unit:
        return column.unit
    if column.kind == "share":
        return metadata.t("data_table.share")
    if column.key in (indicators := codebook().indicators):
        return unit_text(metadata.t, indicators[column.key])
    has_own = any(each.key == "unit" for each in table.columns)
    is_number = column.kind == "number" and column.key not in PLAIN
    if has_own or ";" in metadata.unit:
        return ""
    is_own = table.of_municipalities and _is_value(column)
    if is_own and column.kind == "text":
        return metadata.t("unit.yes_no")
    is_of_whole = is_number or is_own
    return metadata.unit.split(",")[0] if is_of_whole else ""


def _is_value(column: Column) -> bool:
    return column.key in OWN or bool(WAVE.fullmatch(column.key))

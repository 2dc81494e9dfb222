"""What is said of one municipality's staffing and maturity, when pointing and in the table."""

from typing import Any

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.texts import Texts
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.row_records import row_records
from ailaget.views.base.selection import Selection, unit_text, value_text
from ailaget.views.inequality.two_at_once_rows import MATURITY, STAFFING, Both

ORDER = ("low_high", "high_low", "high_high", "low_low", "")
"""The quadrants in the order of the table: what differs comes first."""


def hover_text(row: dict[str, Any], t: Texts) -> str:
    """Return both values in words, and the quadrant."""
    words = [
        t("two_at_once.hover", label=t(f"two_at_once.hover_{name}"), value=_value(row, name, t))
        for name in ("up", "right")
    ]
    if row["quadrant"]:
        words.append(t(f"two_at_once.{row['quadrant']}"))
    return "<br>".join(words)


def _indicator(name: str) -> Indicator:
    return codebook().indicator(STAFFING if name == "up" else MATURITY)


def _value(row: dict[str, Any], name: str, t: Texts) -> str:
    if pd.isna(row[name]):
        return t(f"status.{row[f'{name}_status']}")
    return value_text(t, _indicator(name), row[name])


def both_table(both: Both, selection: Selection) -> Table:
    """Return everyone in the filter, those in whom the two differ first."""
    t = selection.t
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("staffing", unit_text(t, _indicator("up")), "number", _indicator("up").decimals),
        Column("maturity", _indicator("right").label[t.language], "number", 1),
        Column("quadrant", t("two_at_once.column_quadrant"), collapsed=CELL),
        Column("note", t("column.note"), collapsed=CELL),
    )
    order = {key: place for place, key in enumerate(ORDER)}
    rows = row_records(both.rows)
    rows.sort(key=lambda row: (order[row["quadrant"]], t.sort_key(row["name"])))
    records = [_record(row, t) for row in rows]
    return Table(columns, records, tuple(row["code"] for row in rows), focus=selection.municipality)


def _record(row: dict[str, Any], t: Texts) -> tuple[Cell, ...]:
    up, right = (None if pd.isna(row[name]) else float(row[name]) for name in ("up", "right"))
    if row["quadrant"]:
        return (row["name"], up, right, t(f"two_at_once.{row['quadrant']}"), "")
    notes = [
        t("two_at_once.hover", label=t(f"two_at_once.hover_{name}"), value=_value(row, name, t))
        for name, value in (("up", up), ("right", right))
        if value is None
    ]
    return (row["name"], up, right, "", ". ".join(notes))

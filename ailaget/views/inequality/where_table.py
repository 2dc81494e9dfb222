"""The table of clusters: who belongs to one comes first, then whoever came nearest."""

from typing import Any

import pandas as pd

from ailaget.charts.moran import CLUSTERS, UNCERTAIN
from ailaget.charts.style import palette
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.row_records import row_records
from ailaget.views.base.selection import Selection, value_text
from ailaget.views.inequality.where_rows import ORDER, Where


def cluster_colours(theme: str) -> dict[str, str]:
    """Return the colour of every label."""
    colours = palette(theme)
    certain = {key: colours.diverging[place] for key, place in CLUSTERS.items()}
    uncertain = UNCERTAIN["dark" if theme == "dark" else "light"]
    return {**certain, "not_significant": uncertain, "no_neighbours": colours.context}


def where_table(where: Where, selection: Selection) -> Table:
    """Return the municipalities of the filter, by label and then by how sure it is."""
    t, indicator = selection.t, where.indicator
    order = {key: place for place, key in enumerate(ORDER)}
    rows = where.rows[where.rows["inside"]].assign(
        place=lambda table: table["label"].map(order),
        sorted_name=lambda table: [t.sort_key(name) for name in table["name"]],
    )
    listed = rows.sort_values(["place", "q", "p", "sorted_name"], na_position="last")
    kind = "share" if indicator.is_share else "number"
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("label", t("where.column_label")),
        Column(
            "value",
            t("where.column_own"),
            "text" if indicator.is_share else "number",
            indicator.decimals,
        ),
        Column("lag", t("where.column_lag"), kind, max(indicator.decimals, 1)),
        folding(Column("near", t("where.column_near"), "integer"), t),
        Column("p", "p", "number", 4, collapsed=f"p = {CELL}"),
        Column("q", "q", "number", 3, collapsed=f"q = {CELL}"),
    )
    colours = cluster_colours(selection.theme)
    records = [_record(row, where, t) for row in row_records(listed)]
    swatches = ["" if pd.isna(label) else colours[label] for label in listed["label"]]
    return Table(columns, records, tuple(listed["code"]), swatches, selection.municipality)


def _record(row: dict[str, Any], where: Where, t: Texts) -> tuple[Cell, ...]:
    if pd.isna(row["value"]):
        return (row["name"], t(f"status.{row['status']}"), None, None, None, None, None)
    value: Cell = float(row["value"])
    if where.indicator.is_share:
        value = value_text(t, where.indicator, row["value"])
    lag, p, q = (None if pd.isna(row[key]) else float(row[key]) for key in ("lag", "p", "q"))
    return (row["name"], t(f"where.{row['label']}"), value, lag, int(row["near"]), p, q)

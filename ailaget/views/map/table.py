"""The table beside the map: the same areas, ranked, each with its colour."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.texts import Texts
from ailaget.views.base.classes import Classified
from ailaget.views.base.goals import goals_among, is_below
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.selection import FEW, Selection, own_unit_text, value_text
from ailaget.views.map.areas import Areas
from ailaget.views.map.grouping import COUNTY, Grouping


def map_table(
    areas: Areas,
    classified: Classified,
    indicator: Indicator,
    selection: Selection,
    asked: pd.DataFrame,
    grouping: Grouping | None,
) -> Table:
    """Return the areas from the highest value to the lowest, the silent ones last.

    `asked` are the indicator's rows by municipality, in which goals are looked for, with the
    `mark` of who has not answered all that the indicator asks.
    """
    t, rows = selection.t, areas.rows
    is_grouped = grouping is not None
    # Plain records: a frame's cells one by one cost more than all the rest.
    notes = _few(areas, t) if is_grouped else _below(asked, indicator, selection)
    listed = rows.assign(position=classified.position.to_numpy(), note=notes).to_dict("records")
    listed.sort(key=lambda row: _order(row, t))
    records = [_record(row, indicator, selection, is_grouped=is_grouped) for row in listed]
    swatches = [
        "" if pd.isna(row["position"]) else classified.classes[int(row["position"])].colour
        for row in listed
    ]
    columns = [
        Column("rank", t("column.rank"), "place"),
        Column("name", t(name_key(grouping)), "name"),
        Column(
            "value",
            _unit(indicator, selection, is_grouped=is_grouped),
            _kind(indicator, is_grouped=is_grouped),
            indicator.decimals,
            t("column.value"),
        ),
        *([Column("n", "n", "integer"), Column("of", t("column.of"), "integer")] * is_grouped),
        Column("note", t("column.note"), collapsed=CELL if is_grouped else ""),
    ]
    codes = () if is_grouped else tuple(row["area"] for row in listed)
    return Table(tuple(columns), records, codes, swatches, selection.municipality)


def _order(row: dict[Hashable, Any], t: Texts) -> tuple[bool, float, str]:
    is_missing = pd.isna(row["value"])
    return is_missing, 0.0 if is_missing else -row["value"], t.sort_key(row["name"])


def _record(
    row: dict[Hashable, Any], indicator: Indicator, selection: Selection, *, is_grouped: bool
) -> tuple[Cell, ...]:
    t = selection.t
    counts: list[Cell] = [int(row["n"]), int(row["of"])] if is_grouped else []
    if pd.isna(row["value"]):
        return (None, row["name"], None, *counts, t(f"status.{row['status']}"))
    best, worst = row["best"], row["worst"]
    place = str(best) if best == worst else f"{best}–{worst}"
    value: Cell = float(row["value"])
    if indicator.is_share and not is_grouped:
        value = value_text(t, indicator, row["value"])
    return (place, row["name"], value, *counts, row["note"])


def _few(areas: Areas, t: Texts) -> list[str]:
    asked = zip(areas.rows["n"], areas.rows["of"], strict=True)
    return ["" if n >= FEW else t("map.one" if n == of == 1 else "map.few") for n, of in asked]


def _below(asked: pd.DataFrame, indicator: Indicator, selection: Selection) -> list[str]:
    """Return of how many questions each is, where not of all, and which goals it is under.

    The goals are those for all and for a gap; a yes or no says so itself.
    """
    t = selection.t
    notes = [str(mark) for mark in asked["mark"]]
    for goal in () if indicator.is_share else goals_among(asked, selection):
        if goal.measure == "all" or goal.most is not None:
            text = t("goal.under", value=t.number(goal.value, indicator.decimals))
            pairs = zip(notes, is_below(goal, asked), strict=True)
            notes = [f"{note}, {text}".removeprefix(", ") if low else note for note, low in pairs]
    return notes


def _unit(indicator: Indicator, selection: Selection, *, is_grouped: bool) -> str:
    """Return the heading over the values; narrow, so that an area's name has room beside it."""
    if indicator.is_share and is_grouped:
        return selection.t("map.share_yes")
    return own_unit_text(selection.t, indicator)


def name_key(grouping: Grouping | None) -> str:
    """Return the key of the heading over the names."""
    if grouping is None:
        return "column.municipality"
    return "column.county" if grouping.kind == COUNTY else "column.area"


def _kind(indicator: Indicator, *, is_grouped: bool) -> str:
    if not indicator.is_share:
        return "number"
    return "share" if is_grouped else "text"

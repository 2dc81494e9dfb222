"""The list of who is left behind: best neighbour, rank interval, and the reasons in words."""

from typing import Any

import pandas as pd

from ailaget.codebook import codebook
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.row_records import row_records
from ailaget.views.base.selection import Selection
from ailaget.views.inequality.left_behind_rows import LISTED, UNKNOWN, LeftBehind


def neighbour_text(row: dict[str, Any], found: LeftBehind, t: Texts) -> str:
    """Return the best neighbour with its value and level."""
    if pd.isna(row["best"]):
        return t("left_behind.silent_neighbours")
    level = codebook().level_of(row["best"]).label[t.language]
    value = t.number(row["best"], found.indicator.decimals)
    return t("left_behind.neighbour_is", name=row["best_name"], value=value, level=level)


def rank_text(row: dict[str, Any], t: Texts) -> str:
    """Return the rank as an interval."""
    best, worst = (t.number(row[f"{end}_rank"]) for end in ("best", "worst"))
    return best if best == worst else (t("classes.range", low=best, high=worst))


def left_behind_table(found: LeftBehind, selection: Selection) -> Table:
    """Return those who are listed, lowest first, and then those who cannot be judged."""
    t, decimals = selection.t, found.indicator.decimals
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("value", found.indicator.label[t.language], "number", decimals),
        Column("change", t("column.change"), "number", decimals),
        folding(Column("neighbour", t("left_behind.neighbour")), t),
        Column("rank", t("column.rank"), "place"),
        Column("note", t("left_behind.reasons"), collapsed=CELL),
    )
    rows = pd.concat([found.part(LISTED), found.part(UNKNOWN)])
    records = [_record(row, found, selection) for row in row_records(rows)]
    return Table(columns, records, tuple(rows["code"]), focus=selection.municipality)


def marked_table(found: LeftBehind, selection: Selection) -> Table:
    """Return what Excel and PowerPoint draw: who cannot be judged is marked, and not counted."""
    t, indicator = selection.t, found.indicator
    columns = (
        Column("marked", t("column.municipality"), "name"),
        Column("value", indicator.label[t.language], "number", indicator.decimals),
    )
    rows: list[tuple[Cell, ...]] = [
        (name if part == LISTED else t("left_behind.marked_unknown", name=name), float(value))
        for part in (LISTED, UNKNOWN)
        for name, value in found.part(part)[["name", "value"]].to_numpy()
    ]
    return Table(columns, rows)


def _no_model(row: dict[str, Any], found: LeftBehind, t: Texts) -> str:
    """Return that no neighbour has reached the level, and how many of them it is not known of."""
    answering, near = row["neighbours_answering"], row["neighbours"]
    if not near:
        return t("left_behind.reason_no_neighbour")
    kind = "silent" if not answering else "alone" if answering == near else "alone_some"
    counts = {"n": t.number(answering), "silent": t.number(near - answering)}
    return t(f"left_behind.reason_{kind}", level=found.level.label[t.language], **counts)


def _record(row: dict[str, Any], found: LeftBehind, selection: Selection) -> tuple[Cell, ...]:
    t = selection.t
    limit = t.number(found.limit, found.indicator.decimals)
    reasons = [t("left_behind.reason_low", share=t.percent(selection.bottom), limit=limit)]
    if pd.isna(row["change"]):
        reasons.append(t("left_behind.reason_no_earlier"))
    else:
        change = t.number(row["change"], found.indicator.decimals, sign=True)
        reasons.append(t("left_behind.reason_still", change=change))
    reasons.append(_no_model(row, found, t))
    change_value = None if pd.isna(row["change"]) else float(row["change"])
    return (
        row["name"],
        float(row["value"]),
        change_value,
        neighbour_text(row, found, t),
        rank_text(row, t),
        " ".join(reasons),
    )

"""Figures of others as tables for the page Ladda upp: those in force, and what was not taken."""

import math
from collections.abc import Sequence

import pandas as pd

from ailaget.ingest.context.observations import Held
from ailaget.ingest.context.words import held_reason
from ailaget.practice.words import period_text
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.context_figures import in_language
from ailaget.views.base.result import Column, Table
from ailaget.views.base.rows import row_records

MOST_SHOWN = 200
"""Cells that the page lists; the command line's report has all of them."""


def context_table(figures: pd.DataFrame, t: Texts) -> Table:
    """Return the figures in force: what each is, of which years, and where it comes from."""
    keys = ("unit", "years", "municipalities", "source", "licence", "dates")
    kinds = {"municipalities": "integer"}
    others = [Column(k, t(f"context.column.{k}"), kinds.get(k, "text")) for k in keys]
    columns = (
        Column("figure", t("context.column.figure"), "name"),
        *(column if column.key == "years" else folding(column, t) for column in others),
    )
    rows = [
        (
            row[f"label_{t.language}"],
            row[f"unit_{t.language}"] or t("context.no_unit"),
            _years(row["first_year"], row["last_year"]),
            int(row["municipalities"]),
            in_language(row, "source", t.language),
            in_language(row, "licence", t.language),
            _dates(row["source_date"], row["read_on"], t),
        )
        for row in row_records(figures)
    ]
    return Table(columns, rows)


def held_table(held: Sequence[Held], t: Texts) -> Table:
    """Return the cells that are not taken: where each stands, what it says, and why."""
    columns = tuple(Column(key, t(f"context.column.{key}")) for key in ("place", "text", "reason"))
    return Table(columns, [(h.place, h.text, held_reason(h, t)) for h in held[:MOST_SHOWN]])


def _years(first: float, last: float) -> str:
    if math.isnan(first):
        return ""
    return f"{int(first)}" if first == last else f"{int(first)}–{int(last)}"


def _dates(published: str, read: str, t: Texts) -> str:
    days = {"published": published, "read": read}
    return " ".join(
        t(f"context.date.{key}", date=period_text(day, t)) for key, day in days.items() if day
    )

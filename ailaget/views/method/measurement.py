"""How exactly each index measures: alpha, error, the least sure change, and what is left out."""

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.measurement import (
    incomplete_of,
    items_of,
    measured,
    parts_of_maturity,
    takes_other_level,
)
from ailaget.views.base.result import Cell, Column, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.method.response import Section


def measurement_section(source: Source, selection: Selection) -> Section:
    """Return a row for maturity and each of its parts, of all that answered the wave."""
    t, wave = selection.t, selection.wave
    rows = source.query("wave_indicators", wave=wave)
    items = items_of(source.query("index_items", wave=wave))
    maturity = codebook().indicator("maturity")
    parts = codebook().dimension_indicators()
    answers = {
        part.key: items[part.key].scores
        if part.key in items
        else pd.DataFrame(columns=[item.question for item in part.items])
        for part in parts
    }
    answers[maturity.key] = parts_of_maturity(rows)
    valued = rows[rows["value"].notna()].groupby("indicator", observed=True)["value"].count()
    records = [
        _row(
            index,
            answers[index.key],
            int(valued.get(index.key, 0)),
            incomplete_of(source, wave, index),
            t,
        )
        for index in (maturity, *parts)
    ]
    columns = (
        Column("index", t("column.measure"), "name"),
        folding(Column("items", t("measurement.items"), "integer"), t),
        folding(Column("alpha", t("measurement.alpha"), "number", 2), t),
        folding(Column("error", t("measurement.error"), "number", 1), t),
        folding(Column("detectable", t("measurement.detectable"), "number", 1), t),
        folding(Column("n", "n", "integer"), t),
        folding(Column("incomplete", t("measurement.incomplete"), "integer"), t),
        folding(Column("other_level", t("measurement.other_level"), "share", 0), t),
    )
    return Section(
        t("measurement.heading"),
        t("measurement.text", wave=t.wave(wave)),
        Table(columns, records),
        t("measurement.caption", wave=t.wave(wave)),
        "measurement",
    )


def _row(
    index: Indicator, answers: pd.DataFrame, valued: int, incomplete: pd.DataFrame, t: Texts
) -> tuple[Cell, ...]:
    exact = measured(answers)
    precision: list[Cell] = [None] * 3
    if exact is not None:
        precision = [exact.alpha, exact.error, exact.detectable]
    other = int(takes_other_level(incomplete).sum()) / valued if valued else None
    n = int(answers.notna().all(axis=1).sum())
    return (index.label[t.language], answers.shape[1], *precision, n, len(incomplete), other)

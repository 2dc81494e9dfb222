"""How exactly each index measures: alpha, error, the least sure change, and what is left out."""

from collections import defaultdict
from dataclasses import replace

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.measurement import Incomplete, incomplete, measured, parts_of_maturity
from ailaget.views.base.result import Cell, Column, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.method.response import Section
from ailaget.views.municipality.answer_words import GivenAnswer, item_score

NOT_APPLICABLE = "not_applicable"


def measurement_section(source: Source, selection: Selection) -> Section:
    """Return a row for maturity and each of its parts, of all that answered the wave."""
    t = selection.t
    rows = source.query("wave_indicators", wave=selection.wave)
    answers = answers_of(source, selection.wave)
    maturity = codebook().indicator("maturity")
    parts = codebook().dimension_indicators()
    scores = {part.key: _scores(part, answers) for part in parts}
    gaps = {
        part.key: incomplete(scores[part.key], _applies(part, answers), _values(rows, part))
        for part in parts
    }
    records = [_row(maturity, parts_of_maturity(rows), None, t)]
    records += [_row(part, scores[part.key], gaps[part.key], t) for part in parts]
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
        t("measurement.text", wave=t.wave(selection.wave)),
        Table(columns, records),
        t("measurement.caption", wave=t.wave(selection.wave)),
        "measurement",
    )


def _row(
    indicator: Indicator, items: pd.DataFrame, gaps: Incomplete | None, t: Texts
) -> tuple[Cell, ...]:
    found = measured(items)
    precision: list[Cell] = [None] * 3
    if found is not None:
        precision = [found.alpha, found.error, found.detectable]
    left_out: list[Cell] = [None] * 2 if gaps is None else [gaps.incomplete, _share(gaps)]
    n = int(items.notna().all(axis=1).sum())
    return (indicator.label[t.language], items.shape[1], *precision, n, *left_out)


def _share(gaps: Incomplete) -> float | None:
    return gaps.other_level / gaps.n if gaps.n else None


def _values(rows: pd.DataFrame, part: Indicator) -> "pd.Series[float]":
    own = rows[rows["indicator"] == part.key]
    return own.set_index("municipality")["value"].astype(float)


def answers_of(source: Source, wave: str) -> dict[str, dict[str, GivenAnswer]]:
    """Return all open answers of a wave by municipality and question."""
    rows = source.query("wave_answers", wave=wave)
    found: dict[str, dict[str, GivenAnswer]] = defaultdict(dict)
    columns = ("municipality", "question", "value", "choice", "status")
    for code, question, value, choice, status in zip(*map(rows.get, columns), strict=True):
        given = found[code].get(question, GivenAnswer(status, None if pd.isna(value) else value))
        if pd.notna(choice):
            given = replace(given, options=(*given.options, choice))
        found[code][question] = given
    return found


def _scores(part: Indicator, answers: dict[str, dict[str, GivenAnswer]]) -> pd.DataFrame:
    """Return an index's items by municipality, from 0 to 100; NaN where there is no answer."""
    items = {
        item.question: {
            code: item_score(item, own.get(item.question)) for code, own in answers.items()
        }
        for item in part.items
    }
    return pd.DataFrame(items, dtype=float).rename_axis("municipality")


def _applies(part: Indicator, answers: dict[str, dict[str, GivenAnswer]]) -> pd.DataFrame:
    """Return whether each item applies: all but what was answered with not applicable."""
    items = {
        item.question: {
            code: own.get(item.question, GivenAnswer("unanswered")).status != NOT_APPLICABLE
            for code, own in answers.items()
        }
        for item in part.items
    }
    return pd.DataFrame(items, dtype=bool).rename_axis("municipality")

"""Who is left behind: in the bottom, standing still, and without a neighbour to learn from."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.left_behind import LeftBehindLabels, left_behind_chart
from ailaget.codebook import codebook
from ailaget.statistics.sample import TooFewValues
from ailaget.views.left_behind_rows import LISTED, UNKNOWN, LeftBehind, index_of, left_behind_of
from ailaget.views.neighbourhood import definition_words, neighbour_method
from ailaget.views.result import Cell, Chart, Column, Table
from ailaget.views.selection import Selection, Source, unit_text
from ailaget.views.worded import worded_chart

KEY = "left_behind"
MOST_DRAWN = 25
"""Rows of the figure; the table has everyone."""

MOST_NAMED = 6
"""Names that a sentence can hold."""


def left_behind_view(source: Source, selection: Selection) -> Chart:
    """Return those who meet all three conditions, and apart those of whom it cannot be known.

    The conditions are applied to the whole country; the filter decides who is listed.
    """
    t, indicator = selection.t, index_of(selection)
    title = t("left_behind.title", indicator=indicator.label[t.language])
    try:
        found = left_behind_of(source, selection)
    except TooFewValues:
        of = len(geography.municipalities())
        words = t("empty.no_answers")
        return worded_chart(KEY, title, words, selection, unit=unit_text(t, indicator), of=of)
    finding = selection.marked(_finding(found, selection))
    basis = selection.basis(found.n, found.of)
    return Chart(
        key=KEY,
        title=title,
        finding=finding,
        figure=_figure(found, title, selection),
        table=_table(found, selection),
        alt=t("left_behind.alt", title=title, basis=basis, finding=finding),
        source=selection.source_line(),
        caveat=_caveat(found, selection),
        n=found.n,
        of=found.of,
        file_stem=t("left_behind.file", indicator=indicator.key, wave=selection.wave),
        wave=selection.wave,
        unit=unit_text(t, indicator),
    )


def _finding(found: LeftBehind, selection: Selection) -> str:
    t, listed = selection.t, found.part(LISTED)
    if found.previous_wave is None:
        return t("left_behind.one_wave")
    if listed.empty:
        return t("left_behind.finding_none")
    sentence = t.count("left_behind.finding", len(listed))
    if len(listed) > MOST_NAMED:
        return sentence
    names = t.listing(sorted(listed["name"], key=t.sort_key))
    return t("left_behind.finding_named", sentence=sentence, names=names)


def _figure(found: LeftBehind, title: str, selection: Selection) -> go.Figure:
    t, rows = selection.t, found.rows
    drawn = pd.concat([found.part(LISTED), found.part(UNKNOWN)]).head(MOST_DRAWN)
    table = drawn.assign(
        label=drawn["name"],
        before=drawn["previous"],
        before_text=[t.number(value, 1) for value in drawn["previous"]],
        value_text=[t.number(value, 1) for value in drawn["value"]],
        neighbour=drawn["best"],
        neighbour_text=[_neighbour(row, found, t) for row in drawn.to_dict("records")],
        rank_text=[_rank(row, t) for row in drawn.to_dict("records")],
    )
    level = found.level.label[t.language]
    words = {"level": level, "minimum": t.number(found.level.minimum)}
    before = t("left_behind.no_earlier")
    if found.previous_wave is not None:
        before = t.wave_short(found.previous_wave)
    labels = LeftBehindLabels(
        before=before,
        now=t.wave_short(selection.wave),
        neighbour=t("left_behind.neighbour"),
        limit=t("left_behind.limit", share=t.percent(selection.bottom)),
        level=t("left_behind.level", **words),
        rank=t("column.rank"),
        parts={
            LISTED: t("left_behind.part_listed", n=len(found.part(LISTED))),
            UNKNOWN: t("left_behind.part_unknown", n=len(found.part(UNKNOWN))),
        },
        empty=_finding(found, selection),
        axis=unit_text(t, found.indicator),
    )
    subtitle = _subtitle(found, selection)
    if len(rows) > MOST_DRAWN:
        subtitle += t("left_behind.more", n=MOST_DRAWN, of=len(rows))
    frame = selection.frame(title, subtitle)
    return left_behind_chart(table, frame, labels, limit=found.limit, level=found.level.minimum)


def _subtitle(found: LeftBehind, selection: Selection) -> str:
    t = selection.t
    return t(
        "left_behind.subtitle",
        wave=t.wave(selection.wave),
        basis=selection.basis(found.n, found.of),
        definition=definition_words(selection),
    )


def _neighbour(row: dict[str, Any], found: LeftBehind, t: Any) -> str:
    if pd.isna(row["best"]):
        return str(t("left_behind.silent_neighbours"))
    level = codebook().level_of(row["best"]).label[t.language]
    value = t.number(row["best"], found.indicator.decimals)
    return str(t("left_behind.neighbour_is", name=row["best_name"], value=value, level=level))


def _rank(row: dict[str, Any], t: Any) -> str:
    best, worst = (t.number(row[f"{end}_rank"]) for end in ("best", "worst"))
    return best if best == worst else str(t("classes.range", low=best, high=worst))


def _table(found: LeftBehind, selection: Selection) -> Table:
    t, decimals = selection.t, found.indicator.decimals
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("value", found.indicator.label[t.language], "number", decimals),
        Column("change", t("column.change"), "number", decimals),
        Column("neighbour", t("left_behind.neighbour")),
        Column("rank", t("column.rank")),
        Column("note", t("left_behind.reasons")),
    )
    rows = pd.concat([found.part(LISTED), found.part(UNKNOWN)])
    records = [_record(row, found, selection) for row in rows.to_dict("records")]
    return Table(columns, records, tuple(rows["code"]), focus=selection.municipality)


def _record(row: dict[str, Any], found: LeftBehind, selection: Selection) -> tuple[Cell, ...]:
    t = selection.t
    reasons = [t("left_behind.reason_low", share=t.percent(selection.bottom))]
    if pd.isna(row["change"]):
        reasons.append(t("left_behind.reason_no_earlier"))
    else:
        change = t.number(row["change"], found.indicator.decimals, sign=True)
        reasons.append(t("left_behind.reason_still", change=change))
    level = found.level.label[t.language]
    silent = pd.isna(row["best"])
    reasons.append(
        t("left_behind.reason_silent" if silent else "left_behind.reason_alone", level=level)
    )
    change_value = None if pd.isna(row["change"]) else float(row["change"])
    return (
        row["name"],
        float(row["value"]),
        change_value,
        _neighbour(row, found, t),
        _rank(row, t),
        " ".join(reasons),
    )


def _caveat(found: LeftBehind, selection: Selection) -> str:
    t, unknown = selection.t, found.part(UNKNOWN)
    sentences = [
        t(
            "left_behind.method",
            share=t.percent(selection.bottom),
            points=t.number(selection.moved),
            level=found.level.label[t.language],
            minimum=t.number(found.level.minimum),
            limit=t.number(found.limit, found.indicator.decimals),
        ),
        neighbour_method(selection, ()),
        t("left_behind.missing", n=found.of - found.n),
    ]
    if len(unknown):
        names = t.listing(sorted(unknown["name"], key=t.sort_key))
        sentences.append(t("left_behind.unknown", names=names))
    return " ".join([*sentences, t("left_behind.not_covered")])

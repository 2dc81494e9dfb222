"""Who is left behind: in the bottom, standing still, and without a neighbour to learn from."""

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.left_behind import LeftBehindLabels, left_behind_chart
from ailaget.codebook import codebook
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.ties import exceeds
from ailaget.texts import Texts
from ailaget.views.base.cells import NAMES, folding
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.native import BAR, native, with_levels
from ailaget.views.base.result import CELL, Cell, Chart, Column, Native, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    few_words,
    unit_text,
)
from ailaget.views.inequality.left_behind_basis import (
    LISTED,
    UNKNOWN,
    LeftBehind,
    index_of,
    left_behind_of,
)
from ailaget.views.inequality.left_behind_chance import likely_words
from ailaget.views.inequality.neighbourhood import definition_words, neighbour_method


def neighbour_text(row: dict[str, Any], behind: LeftBehind, t: Texts) -> str:
    """Return the best neighbour with its value and level."""
    if pd.isna(row["best"]):
        return t("left_behind.silent_neighbours")
    level = codebook().level_of(row["best"]).label[t.language]
    value = t.number(row["best"], behind.indicator.decimals)
    return t("left_behind.neighbour_is", name=row["best_name"], value=value, level=level)


def rank_text(row: dict[str, Any], t: Texts) -> str:
    """Return the rank as an interval."""
    best, worst = (t.number(row[f"{end}_rank"]) for end in ("best", "worst"))
    return best if best == worst else (t("classes.range", low=best, high=worst))


def left_behind_table(behind: LeftBehind, selection: Selection) -> Table:
    """Return those who are listed, lowest first, and then those who cannot be judged."""
    t, decimals = selection.t, behind.indicator.decimals
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("value", behind.indicator.label[t.language], "number", decimals),
        Column("change", t("column.change"), "number", decimals),
        folding(Column("neighbour", t("left_behind.neighbour"), NAMES), t),
        Column("rank", t("column.rank"), "place"),
        Column("note", t("left_behind.reasons"), collapsed=CELL),
        *([folding(Column("chance", t("left_behind.chance"), "share"), t)] * behind.has_chances),
    )
    rows = pd.concat([behind.part(LISTED), behind.part(UNKNOWN)])
    records = [_record(row, behind, selection) for row in row_records(rows)]
    return Table(columns, records, tuple(rows["code"]), focus=selection.municipality)


def marked_table(behind: LeftBehind, selection: Selection) -> Table:
    """Return what Excel and PowerPoint draw: who cannot be judged is marked, and not counted."""
    t, indicator = selection.t, behind.indicator
    columns = (
        Column("marked", t("column.municipality"), "name"),
        Column("value", indicator.label[t.language], "number", indicator.decimals),
    )
    rows: list[tuple[Cell, ...]] = [
        (name if part == LISTED else t("left_behind.marked_unknown", name=name), float(value))
        for part in (LISTED, UNKNOWN)
        for name, value in behind.part(part)[["name", "value"]].to_numpy()
    ]
    return Table(columns, rows)


def _no_model(row: dict[str, Any], behind: LeftBehind, t: Texts) -> str:
    """Return that no neighbour has reached the level, and how many of them it is not known of."""
    answering, near = row["neighbours_answering"], row["neighbours"]
    if not near:
        return t("left_behind.reason_no_neighbour")
    kind = "silent" if not answering else "alone" if answering == near else "alone_some"
    counts = {"silent": t.number(near - answering), "of": t.number(near)}
    return t(f"left_behind.reason_{kind}", level=behind.level.label[t.language], **counts)


def _record(row: dict[str, Any], behind: LeftBehind, selection: Selection) -> tuple[Cell, ...]:
    t = selection.t
    limit = t.number(behind.limit, behind.indicator.decimals)
    reasons = [t("left_behind.reason_low", share=t.percent(selection.bottom), limit=limit)]
    if pd.isna(row["change"]):
        reasons.append(t("left_behind.reason_no_earlier"))
    else:
        change = t.number(row["change"], behind.indicator.decimals, sign=True)
        kind = "within" if exceeds(behind.sure, abs(row["change"])) else "still"
        reasons.append(t(f"left_behind.reason_{kind}", change=change))
    reasons.append(_no_model(row, behind, t))
    return (
        row["name"],
        float(row["value"]),
        _number(row["change"]),
        neighbour_text(row, behind, t),
        rank_text(row, t),
        " ".join(reasons),
        *([_number(row["chance"])] * behind.has_chances),
    )


def _number(value: float | None) -> float | None:
    """Return a number of a row as a cell has it: None where it is missing."""
    return None if pd.isna(value) else float(value)


KEY = "left_behind"
MOST_DRAWN = 25
"""Rows of the figure; the table has everyone."""

CROWDED = 1.5
"""So many times more than the share that was asked for lie low where many have the same value."""

ARROWS = " \N{LEFTWARDS ARROW FROM BAR}\N{RIGHTWARDS ARROW FROM BAR}"
"""What the figure's names of the limits point with."""

MOST_NAMED = 6
"""Names that a sentence can hold."""


def left_behind_view(source: Source, selection: Selection) -> Chart:
    """Return those who meet all three conditions, and apart those of whom it cannot be known.

    The conditions are applied to the whole country; the filter decides who is listed.
    """
    t, indicator = selection.t, index_of(selection)
    unit = unit_text(t, indicator)
    title = t("left_behind.title", indicator=indicator.label[t.language])
    try:
        behind = left_behind_of(source, selection)
    except TooFewValues:
        of, reason = len(geography.municipalities()), t("empty.no_answers")
        return worded_chart(selection, KEY, title=title, reason=reason, of=of, unit=unit)
    headline = selection.fitting(_headlines(behind, selection), behind.n, behind.of)
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        figure=_figure(behind, title, selection),
        table=left_behind_table(behind, selection),
        caveat=_caveat(behind, selection),
        n=behind.n,
        of=behind.of,
        file_stem=t("left_behind.file", indicator=indicator.key, wave=selection.wave),
        unit=unit,
        native=_native(behind, selection),
    )


def _native(behind: LeftBehind, selection: Selection) -> Native:
    """Return the bars of today's values with the two limits."""
    t = selection.t
    share, level = (name.strip(ARROWS) for name in _limit_names(behind, selection))
    limits = (f"{share}: {t.number(behind.limit, behind.indicator.decimals)}", level)
    bars = with_levels(
        native(BAR, marked_table(behind, selection)),
        dict(zip(limits, (behind.limit, float(behind.level.minimum)), strict=True)),
    )
    return replace(bars, lacks=("earlier", "neighbours"))


def _limit_names(behind: LeftBehind, selection: Selection) -> tuple[str, str]:
    """Return what the share's limit is called, and the level's."""
    t = selection.t
    return (
        t("left_behind.limit", share=t.percent(selection.bottom)),
        t(
            "left_behind.level",
            level=behind.level.label[t.language],
            minimum=t.number(behind.level.minimum),
        ),
    )


def _headlines(behind: LeftBehind, selection: Selection) -> list[str]:
    t, listed = selection.t, behind.part(LISTED)
    level = behind.level.label[t.language]
    if behind.n < FEW:
        return [few_words(behind.n, t)]
    if behind.previous_wave is None:
        return [t("left_behind.finding_one_wave")]
    if listed.empty:
        return [t("left_behind.finding_none")]
    limit = t.number(behind.limit, behind.indicator.decimals)
    if behind.lowest_are_all:
        return [t("left_behind.all_equal", value=limit)]
    kind, points = "sure" if behind.moved is None else "points", t.number(behind.moved)
    sentences = t.forms(f"left_behind.finding_{kind}", len(listed), level=level, points=points)
    if len(listed) > MOST_NAMED:
        is_crowded = behind.low > CROWDED * selection.bottom * behind.n
        tied = t.forms("left_behind.finding_tied", len(listed), tied=behind.tied, limit=limit)
        return tied if is_crowded else sentences
    names = t.listing(sorted(listed["name"], key=t.sort_key))
    named = [t("left_behind.finding_named", sentence=each, names=names) for each in sentences]
    return [*named, *sentences]


def _figure(behind: LeftBehind, title: str, selection: Selection) -> go.Figure:
    t, rows = selection.t, behind.rows
    municipalities = pd.concat([behind.part(LISTED), behind.part(UNKNOWN)]).head(MOST_DRAWN)
    table = municipalities.assign(
        label=municipalities["name"],
        before=municipalities["previous"],
        before_text=[t.number(value, 1) for value in municipalities["previous"]],
        value_text=[t.number(value, 1) for value in municipalities["value"]],
        neighbour=municipalities["best"],
        neighbour_text=[neighbour_text(row, behind, t) for row in row_records(municipalities)],
        rank_text=[rank_text(row, t) for row in row_records(municipalities)],
    )
    limit, level = _limit_names(behind, selection)
    earlier = behind.previous_wave
    labels = LeftBehindLabels(
        before=t.wave_short(earlier) if earlier else "",
        now=t.wave_short(selection.wave),
        neighbour=t("left_behind.neighbour"),
        limit=limit,
        level=level,
        rank=t("column.rank"),
        parts={
            LISTED: t("left_behind.part_listed", n=len(behind.part(LISTED))),
            UNKNOWN: t("left_behind.part_unknown", n=len(behind.part(UNKNOWN))),
        },
        empty=_headlines(behind, selection)[0],
        axis=unit_text(t, behind.indicator),
    )
    subtitle = _subtitle(behind, selection)
    if len(rows) > MOST_DRAWN:
        subtitle += t("left_behind.more", n=MOST_DRAWN, of=len(rows))
    frame = selection.frame(title, subtitle)
    return left_behind_chart(table, frame, labels, limit=behind.limit, level=behind.level.minimum)


def _subtitle(behind: LeftBehind, selection: Selection) -> str:
    t = selection.t
    return t(
        "left_behind.subtitle",
        wave=t.wave(selection.wave),
        basis=selection.basis(behind.n, behind.of),
        definition=definition_words(selection),
    )


def _caveat(behind: LeftBehind, selection: Selection) -> str:
    t, unknown, level = selection.t, behind.part(UNKNOWN), behind.level.label[selection.language]
    is_first = behind.previous_wave is None
    still = "sure" if behind.moved is None else "points"
    sentences = [
        *([t("left_behind.one_wave", level=level)] if is_first else []),
        t(
            "left_behind.method",
            share=t.percent(selection.bottom),
            level=level,
            minimum=t.number(behind.level.minimum),
            limit=t.number(behind.limit, behind.indicator.decimals),
            still=t(
                f"left_behind.still_{still}",
                points=t.number(behind.moved),
                sure=t.number(behind.sure, behind.indicator.decimals),
            ),
        ),
        neighbour_method(selection, ()),
        t.count("left_behind.missing", behind.of - behind.n),
    ]
    if len(unknown):
        names = t.listing(sorted(unknown["name"], key=t.sort_key))
        sentences.append(t("left_behind.unknown", names=names))
    return " ".join([*likely_words(behind.rows, t), *sentences, t("left_behind.not_covered")])

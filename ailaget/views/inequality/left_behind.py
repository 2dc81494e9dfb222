"""Who is left behind: in the bottom, standing still, and without a neighbour to learn from."""

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.left_behind import LeftBehindLabels, left_behind_chart
from ailaget.statistics.sample import TooFewValues
from ailaget.views.base.enough import FEW, few_words
from ailaget.views.base.result import Chart
from ailaget.views.base.row_records import row_records
from ailaget.views.base.selection import Selection, Source, unit_text
from ailaget.views.base.worded import worded_chart
from ailaget.views.inequality.left_behind_rows import (
    LISTED,
    UNKNOWN,
    LeftBehind,
    index_of,
    left_behind_of,
)
from ailaget.views.inequality.left_behind_table import (
    left_behind_table,
    marked_table,
    neighbour_text,
    rank_text,
)
from ailaget.views.inequality.neighbourhood import definition_words, neighbour_method

KEY = "left_behind"
MOST_DRAWN = 25
"""Rows of the figure; the table has everyone."""

CROWDED = 1.5
"""So many times more than the share that was asked for lie low where many have the same value."""

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
    headline = selection.marked(_headline(found, selection))
    basis = selection.basis(found.n, found.of)
    return Chart(
        key=KEY,
        title=title,
        headline=headline,
        figure=_figure(found, title, selection),
        table=left_behind_table(found, selection),
        alt=t("left_behind.alt", title=title, basis=basis, headline=headline),
        attribution=selection.source_line(),
        caveat=_caveat(found, selection),
        n=found.n,
        of=found.of,
        file_stem=t("left_behind.file", indicator=indicator.key, wave=selection.wave),
        wave=selection.wave,
        unit=unit_text(t, indicator),
        native_table=marked_table(found, selection),
    )


def _headline(found: LeftBehind, selection: Selection) -> str:
    t, listed = selection.t, found.part(LISTED)
    level = found.level.label[t.language]
    if found.n < FEW:
        return few_words(found.n, t)
    if found.previous_wave is None:
        return t("left_behind.one_wave", level=level)
    if listed.empty:
        return t("left_behind.finding_none")
    if found.lowest_are_all:
        return t("left_behind.all_equal", value=t.number(found.limit, found.indicator.decimals))
    sentence = t.count("left_behind.finding", len(listed), level=level)
    if len(listed) > MOST_NAMED:
        is_crowded = found.low > CROWDED * selection.bottom * found.n
        limit = t.number(found.limit, found.indicator.decimals)
        tied = t("left_behind.finding_tied", sentence=sentence, tied=found.tied, limit=limit)
        return tied if is_crowded else sentence
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
        neighbour_text=[neighbour_text(row, found, t) for row in row_records(drawn)],
        rank_text=[rank_text(row, t) for row in row_records(drawn)],
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
        empty=_headline(found, selection),
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
        t.count("left_behind.missing", found.of - found.n),
    ]
    if len(unknown):
        names = t.listing(sorted(unknown["name"], key=t.sort_key))
        sentences.append(t("left_behind.unknown", names=names))
    return " ".join([*sentences, t("left_behind.not_covered")])

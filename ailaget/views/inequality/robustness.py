"""How robust maturity is: what other weights would do to ranks and to the between share."""

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.robustness import RobustnessLabels, robustness_chart
from ailaget.codebook import codebook
from ailaget.statistics.sample import TooFewValues
from ailaget.texts import Texts, rounded
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.native import RANGE, native
from ailaget.views.base.result import CELL, Cell, Chart, Column, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    few_words,
    grouping_words,
    short_label,
)
from ailaget.views.inequality.weighted_index import Weighted, weighted_of

KEY = "robustness"
ENDS = 5
"""Municipalities shown at the top, of those that move most, and at the bottom."""

FIRM = 0.9
"""Share of the draws from which a municipality is said to keep its fifth."""


def robustness_view(source: Source, selection: Selection) -> Chart:
    """Return how far ranks move when each weight lies between half and double its own.

    Ranks are among all in the country that have the six parts; the filter decides who is shown.
    """
    t = selection.t
    title = t("robustness.title")
    unit = t("robustness.unit")
    weighted, reason = None, t("robustness.no_weights")
    try:
        weighted = weighted_of(source, selection)
    except TooFewValues:
        reason = t("empty.no_answers")
    if weighted is None:
        of = len(geography.municipalities())
        return worded_chart(selection, KEY, title=title, reason=reason, of=of, unit=unit)
    n, of = weighted.found.n, weighted.found.n + weighted.found.missing
    headline = selection.fitting(_headlines(weighted, selection), n, of)
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        figure=_figure(weighted, title, selection),
        table=_table(weighted, selection),
        alt=t("robustness.alt", title=title, basis=selection.basis(n, of), headline=headline),
        caveat=_caveat(weighted, selection),
        n=n,
        of=of,
        file_stem=t("robustness.file", wave=selection.wave),
        unit=unit,
        native=native(RANGE, _ranges(weighted, selection)),
    )


def _headlines(weighted: Weighted, selection: Selection) -> list[str]:
    t, rows = selection.t, weighted.rows
    if len(rows) < FEW:
        return [few_words(len(rows), t)]
    if (rows["rank_high"] == 1).all():
        return [t("robustness.all_equal")]
    firm = int((rows["stays"] >= FIRM).sum())
    return t.forms("robustness.finding", len(rows), firm=t.number(firm))


def _figure(weighted: Weighted, title: str, selection: Selection) -> go.Figure:
    t = selection.t
    bars = _drawn(weighted.rows[weighted.rows["inside"]], selection)
    labels = RobustnessLabels(
        range=t("robustness.range", level=t.percent(weighted.found.level)),
        rank=t("robustness.rank"),
        equal=t("robustness.equal"),
        parts={part: t(f"robustness.part_{part}") for part in ("own", "top", "moves", "bottom")},
        stays=t("robustness.stays"),
        axis=t("robustness.axis", n=t.number(weighted.found.n)),
        empty=t("empty.nobody_in_filter"),
    )
    frame = selection.frame(title, _subtitle(weighted, selection))
    return robustness_chart(bars, frame, labels, n=weighted.found.n, focus=selection.municipality)


def _drawn(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return the chosen one, the highest, those that move most and the lowest, nobody twice."""
    t = selection.t
    own = rows[rows["code"] == selection.municipality]
    rest = rows.drop(own.index)
    top = rest.head(ENDS)
    bottom = rest.drop(top.index).tail(ENDS)
    middle = rest.drop([*top.index, *bottom.index])
    span = (middle["rank_high"] - middle["rank_low"]).rank(ascending=False, method="first")
    moves = middle[span <= ENDS]
    parts = (("own", own), ("top", top), ("moves", moves), ("bottom", bottom))
    shown = pd.concat([part.assign(part=name) for name, part in parts])
    return shown.assign(
        municipality=shown["code"],
        label=shown["name"],
        low=shown["rank_low"],
        high=shown["rank_high"],
        stays_text=[t.percent(share) for share in shown["stays"]],
        text=[
            t(
                "robustness.hover",
                rank=row["rank"],
                low=row["rank_low"],
                high=row["rank_high"],
                equal=row["equal"],
            )
            for row in row_records(shown)
        ],
    )


def _ranges(weighted: Weighted, selection: Selection) -> Table:
    """Return each drawn municipality's bar: where it starts, half a rank before, and its ranks."""
    t = selection.t
    columns = (
        Column("name", t("robustness.name_and_rank"), "name"),
        Column("start", t("robustness.start"), "number", 1),
        Column("span", t("robustness.span", level=t.percent(weighted.found.level)), "integer"),
    )
    bars = _drawn(weighted.rows[weighted.rows["inside"]], selection)
    rows: list[tuple[Cell, ...]] = [
        (
            t("robustness.name_with_rank", name=row["name"], rank=t.number(int(row["rank"]))),
            float(row["rank_low"]) - 1 / 2,
            int(row["rank_high"]) - int(row["rank_low"]) + 1,
        )
        for row in row_records(bars)
    ]
    return Table(columns, rows)


def _subtitle(weighted: Weighted, selection: Selection) -> str:
    t, robustness = selection.t, weighted.found
    basis = selection.basis(robustness.n, robustness.n + robustness.missing)
    subtitle = t(
        "robustness.subtitle",
        unit=t("robustness.unit"),
        wave=t.wave(selection.wave),
        basis=basis,
        weights=_weight_words(weighted, selection),
    )
    between = robustness.between
    if between.estimate is None or between.low is None or between.high is None:
        return subtitle
    return subtitle + t(
        "robustness.between",
        by=grouping_words(selection),
        share=t.percent(between.estimate),
        low=t.number(100 * between.low),
        high=t.percent(between.high),
    )


def _weight_words(weighted: Weighted, selection: Selection) -> str:
    t = selection.t
    moved = {key: weight for key, weight in weighted.weights.items() if weight != 1}
    if not moved:
        return t("robustness.weights_equal")
    parts = {part.key: part for part in codebook().dimension_indicators()}
    weight_texts = [
        t("robustness.weight", part=short_label(parts[key], t.language), weight=_weight(t, weight))
        for key, weight in moved.items()
    ]
    return t("robustness.weights_moved", weights=t.listing(weight_texts))


def _weight(t: Texts, weight: float) -> str:
    return t.number(weight, 0 if weight == int(weight) else 1)


def _table(weighted: Weighted, selection: Selection) -> Table:
    t, rows = selection.t, weighted.rows[weighted.rows["inside"]]
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("score", t("robustness.column_score"), "number", 1),
        Column("rank", t("robustness.column_rank"), "integer"),
        Column("range", t("robustness.column_range"), "place"),
        Column(
            "equal",
            t("robustness.column_equal"),
            "integer",
            collapsed=t("robustness.folded_equal", cell=CELL),
        ),
        Column(
            "fifth",
            t("robustness.column_fifth"),
            "integer",
            collapsed=t("robustness.folded_fifth", cell=CELL),
        ),
        Column("stays", t("robustness.stays"), "share"),
    )
    records: list[tuple[Cell, ...]] = []
    for row in row_records(rows):
        span = t("classes.range", low=row["rank_low"], high=row["rank_high"])
        records.append(
            (
                row["name"],
                float(row["score"]),
                int(row["rank"]),
                span,
                int(row["equal"]),
                int(row["fifth"]),
                float(row["stays"]),
            )
        )
    return Table(columns, records, tuple(rows["code"]), focus=selection.municipality)


def _caveat(weighted: Weighted, selection: Selection) -> str:
    t, robustness, rows = selection.t, weighted.found, weighted.rows
    typical = rounded(float((rows["rank_high"] - rows["rank_low"]).median())) if len(rows) else 0
    moves = t.count("robustness.typical", int(typical)) if len(rows) >= FEW else ""
    method = t(
        "robustness.method",
        draws=t.number(robustness.draws),
        seed=str(robustness.seed),
        level=t.percent(robustness.level),
        n=t.number(robustness.n),
        missing=t.number(robustness.missing),
    )
    return f"{moves} {method}".lstrip()

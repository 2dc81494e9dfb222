"""What if the silent ones are the worst? The mean, weighted for them, and all that is possible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.bounds import BoundsLabels, bounds_chart
from ailaget.charts.geometry import nice_ticks
from ailaget.codebook import Indicator
from ailaget.statistics.nonresponse import WorstCase, worst_case
from ailaget.texts import Texts
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.native import BAR, native, with_intervals, with_levels
from ailaget.views.base.panel import shown_factor
from ailaget.views.base.result import CELL, Cell, Chart, Column, Native, Table
from ailaget.views.base.rows import all_rows, chosen_rows, row_records
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    indicator_of,
    is_counted,
    marked_name,
    region_names,
    unit_text,
)
from ailaget.views.inequality.adjusted import (
    Adjusted,
    adjusted_of,
    adjusted_sentence,
    figure_words,
)


@dataclass(frozen=True, eq=False)
class Silence:
    """One indicator: the bounds of everyone in the filter and of each group, and the adjusted mean.

    `groups` has one row per group, everyone first: part (all, groups), label, marked (the label,
    with a mark where few have a value), n, of, mean, low and high (NaN mean: nobody answered).
    `upper` is the scale's upper end, or the country's largest answer, `upper_name` then its
    municipality.
    """

    groups: pd.DataFrame
    mean: float
    adjusted: Adjusted | None
    everyone: WorstCase
    responded: int
    upper: float
    upper_name: str
    indicator: Indicator


def silence_of(
    source: Source, rows: pd.DataFrame, indicator: Indicator, selection: Selection
) -> Silence:
    """Return the bounds of `rows`, the filter's municipalities, of whom someone has a value."""
    everyone = all_rows(source, selection.wave, indicator.key)
    scale_end, upper_name = indicator.upper_bound, ""
    if scale_end is None:
        highest = everyone.sort_values(["value", "name"], ascending=[False, True]).iloc[0]
        upper_name = str(highest["name"])
    upper = float(everyone["value"].max()) if scale_end is None else scale_end
    t, names = selection.t, region_names(selection)
    by = selection.by
    keys = [key for key in _order(selection, names) if (rows[by] == key).any()]
    all_label = t("silent.filtered" if selection.is_filtered else "silent.country")
    groups = [_group("all", all_label, rows["value"], upper)]
    groups += [
        _group("groups", names[key], rows.loc[rows[by] == key, "value"], upper) for key in keys
    ]
    for group in groups:
        group["marked"] = marked_name(t, group["label"], group["n"], group["of"])
    return Silence(
        groups=pd.DataFrame(groups),
        mean=float(rows["value"].mean()),
        adjusted=adjusted_of(source, rows, indicator, selection.wave),
        everyone=worst_case(rows["value"], 0.0, upper),
        responded=int(rows["has_responded"].sum()),
        upper=upper,
        upper_name=upper_name,
        indicator=indicator,
    )


def _order(selection: Selection, names: Mapping[str, str]) -> list[str]:
    t, by, own = selection.t, selection.by, selection.by_set
    if own is not None:
        areas = sorted(own.region_names, key=lambda area: t.sort_key(names[area]))
        return [*areas, own.elsewhere]
    if by == "county":
        codes = [county.code for county in geography.counties()]
        return sorted(codes, key=lambda code: t.sort_key(names[code]))
    if by == "size_class":
        return [size.key for size in geography.size_classes()]
    return [group.code for group in geography.skr_groups()]


def _group(part: str, label: str, values: "pd.Series[float]", upper: float) -> dict[str, Any]:
    bounds = worst_case(values, 0.0, upper)
    return {
        "part": part,
        "label": label,
        "n": bounds.n,
        "of": bounds.of,
        "mean": float(values.mean()),
        "low": bounds.low,
        "high": bounds.high,
    }


KEY = "silent"


def bounds_view(source: Source, selection: Selection) -> Chart:
    """Return the response, the mean of the answers and the worst-case bounds, by group."""
    t, indicator = selection.t, indicator_of(selection)
    title = t("silent.title", indicator=indicator.label[t.language])
    rows = chosen_rows(source, selection, indicator.key).set_index("municipality")
    unit, of, n = unit_text(t, indicator), len(rows), int(rows["value"].notna().sum())
    if not n:
        reason = t("empty.no_answers" if of else "empty.nobody_in_filter")
        return worded_chart(selection, KEY, title=title, reason=reason, of=of, unit=unit)
    silence = silence_of(source, rows, indicator, selection)
    headline = selection.fitting(_headlines(silence, t), n, of)
    table = _table(silence, selection)
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        figure=_figure(silence, title, selection),
        table=table,
        caveat=_caveat(silence, selection),
        n=n,
        of=of,
        file_stem=t("silent.file", indicator=indicator.key, wave=selection.wave),
        unit=unit,
        native=_native(table, silence, t),
    )


def _native(table: Table, silence: Silence, t: Texts) -> Native:
    """Return what is known with how low and how high it can be, and what is reckoned of all."""
    factor = shown_factor(silence.indicator)
    bars = native(BAR, _marked(table, silence), "group", "mean")
    rest: list[Cell] = [None] * (len(table.rows) - 1)
    if (estimate := _estimate(silence)) is not None:
        reckoned = t("silent.stratified", value=figure_words(estimate, silence.indicator, t))
        bars = with_levels(bars, {reckoned: [factor * estimate, *rest]})
    ends = [
        (factor * low, factor * high)
        for low, high in zip(silence.groups["low"], silence.groups["high"], strict=True)
    ]
    return with_intervals(bars, {"mean": ends}, t)


def _estimate(silence: Silence) -> float | None:
    return None if silence.adjusted is None else silence.adjusted.mean.estimate


def _headlines(silence: Silence, t: Texts) -> list[str]:
    ends, label = silence.everyone, silence.indicator.label[t.language]
    silent = ends.of - ends.n
    mean = figure_words(silence.mean, silence.indicator, t)
    kind = "share" if silence.indicator.is_share else "mean"
    if silence.indicator.is_ratio:
        kind = "rates"
    if silence.indicator.is_share and is_counted(silence.mean, ends.n):
        kind, mean = "few", t.number(round(ends.n * silence.mean))
    if not silent:
        return t.forms(f"silent.finding_{kind}_all", ends.n, indicator=label, mean=mean)
    return t.forms(
        f"silent.finding_{kind}",
        ends.n,
        indicator=label,
        mean=mean,
        silent=t.number(silent),
        low=figure_words(ends.low, silence.indicator, t),
        high=figure_words(ends.high, silence.indicator, t),
    )


def _figure(silence: Silence, title: str, selection: Selection) -> go.Figure:
    t, indicator, groups = selection.t, silence.indicator, silence.groups
    ticks = nice_ticks(0, silence.upper if indicator.upper_bound else float(groups["high"].max()))
    everyone, estimate = groups["part"] == "all", _estimate(silence)
    stratified = pd.Series(estimate, groups.index, dtype=float).where(everyone)
    estimate_text = figure_words(estimate, indicator, t)
    rows = row_records(groups)
    ends = [[figure_words(row[end], indicator, t) for end in ("low", "high")] for row in rows]
    bars = groups.assign(
        label=groups["marked"],
        stratified=stratified,
        mean_text=[figure_words(row["mean"], indicator, t) for row in rows],
        stratified_text=estimate_text,
        range_text=[t("classes.range", low=low, high=high) for low, high in ends],
        basis_text=[selection.basis(row["n"], row["of"]) for row in rows],
    )
    labels = BoundsLabels(
        range=t("silent.range"),
        mean=t("silent.mean"),
        stratified=t("silent.stratified", value=estimate_text),
        axis=t(
            "silent.axis_share" if indicator.is_share else "silent.axis_mean",
            unit=unit_text(t, indicator),
        ),
        ticks={tick: _tick(tick, indicator, t) for tick in ticks},
        empty=t("empty.no_answers"),
    )
    basis = selection.basis(silence.everyone.n, silence.everyone.of)
    subtitle = t(
        "silent.subtitle",
        wave=t.wave(selection.wave),
        basis=basis,
        responded=t.number(silence.responded),
    )
    return bounds_chart(bars, selection.frame(title, subtitle), labels, ticks=ticks)


def _tick(value: float, indicator: Indicator, t: Texts) -> str:
    if indicator.is_share:
        return t.percent(value)
    return t.number(value, 0 if float(value).is_integer() else 1)


def _table(silence: Silence, selection: Selection) -> Table:
    t, indicator = selection.t, silence.indicator
    kind, decimals = ("share", 0) if indicator.is_share else ("number", max(indicator.decimals, 1))
    columns = (
        Column("group", t("column.group")),
        Column("n", "n", "integer"),
        Column("of", t("column.of"), "integer", collapsed=t("column.folded_of", cell=CELL)),
        Column("rate", t("column.rate"), "share", collapsed=t("column.folded_rate", cell=CELL)),
        Column("mean", t("silent.column_mean"), kind, decimals),
        Column(
            "stratified",
            t("silent.column_stratified"),
            kind,
            decimals,
            collapsed=t("silent.folded_stratified", cell=CELL),
        ),
        Column("low", t("silent.column_low"), kind, decimals),
        Column("high", t("silent.column_high"), kind, decimals),
    )
    records: list[tuple[Cell, ...]] = []
    for row in row_records(silence.groups):
        mean = None if pd.isna(row["mean"]) else float(row["mean"])
        stratified = _estimate(silence) if row["part"] == "all" else None
        rate = row["n"] / row["of"]
        ends = (float(row["low"]), float(row["high"]))
        records.append((row["label"], row["n"], row["of"], rate, mean, stratified, *ends))
    return Table(columns, records)


def _marked(table: Table, silence: Silence) -> Table:
    """Return the table with a mark on who rests on few, as there is no n beside a bar."""
    rows = zip(silence.groups["marked"], table.rows, strict=True)
    return replace(table, rows=[(name, *row[1:]) for name, row in rows])


def _caveat(silence: Silence, selection: Selection) -> str:
    t, indicator = selection.t, silence.indicator
    silent = silence.everyone.of - silence.everyone.n
    not_ratio = [t("silent.not_ratio")] if indicator.is_ratio else []
    if not silent:
        return " ".join([t("silent.method_all"), *not_ratio])
    sentences = [
        *_adjusted_words(silence, t),
        t("silent.method", silent=t.number(silent)),
        *not_ratio,
    ]
    if silence.upper_name:
        upper = figure_words(silence.upper, indicator, t)
        sentences.append(t("silent.no_upper", upper=upper, name=silence.upper_name))
    else:
        # The end of a scale is no measured figure, and has no decimals.
        scale_end = t.percent(silence.upper) if indicator.is_share else t.number(silence.upper, 0)
        sentences.append(t("silent.upper", upper=scale_end))
    if (silence.groups["n"] < FEW).any():
        sentences.append(t("map.caveat_few"))
    return " ".join([*sentences, t("silent.not_covered")])


def _adjusted_words(silence: Silence, t: Texts) -> list[str]:
    """Return what the mean would be with all, by which assumption, and how alike those are."""
    adjusted, indicator = silence.adjusted, silence.indicator
    if adjusted is None or silence.everyone.n == silence.everyone.of:
        return []
    what = t("silent.share_word" if indicator.is_share else "silent.mean_word")
    sentences = [adjusted_sentence(adjusted, silence.mean, what, indicator, t)]
    by = t("silent.weighed_by" if adjusted.weights.has_earlier else "silent.weighed_by_first")
    if adjusted.weights.odds is not None:
        raked = figure_words(adjusted.raked, indicator, t)
        odds = t.number(adjusted.weights.odds, 1)
        sentences.append(t("silent.mechanism", odds=odds, raked=raked, by=by))
    alike = t.number(adjusted.weights.alike, 2)
    # Of few, or of those that answer by chance, nothing is seen to differ: that is not to be alike.
    key = "alike_chance" if alike == t.number(1.0, 2) else "alike"
    return [*sentences, t(f"silent.{key}", alike=alike, by=by)]

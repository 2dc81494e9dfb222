"""Growing or shrinking? The same measures in neighbouring waves, among those that answered both."""

from dataclasses import replace
from typing import Any

import pandas as pd

from ailaget.charts.panel_lines import PanelLabels, panel_lines
from ailaget.views.base.gap import scaled_ends, verdict
from ailaget.views.base.goals import of_a_gap
from ailaget.views.base.native import BAR, THEN_AND_NOW, native, with_intervals
from ailaget.views.base.panel import held_caveat, points
from ailaget.views.base.result import CELL, Cell, Chart, Column, Native, Table
from ailaget.views.base.selection import Selection, Source, grouping_words, unit_text
from ailaget.views.inequality.basis import (
    Basis,
    basis_of,
    blank,
    chart_of,
    measure_text,
)
from ailaget.views.inequality.gradient import axis_number
from ailaget.views.inequality.panel import Pair, history_of, pairs_of, without_panel
from ailaget.views.inequality.words import is_share, measure_name, measure_unit

MEASURES = {
    "index": ("p90_p10", "deviation", "variance_between_share", "mean"),
    "share": ("mean", "variance_between_share"),
    "amount": ("top_tenth", "share_at_zero", "gini", "theil_between_share", "deviation", "mean"),
}
"""The measures of each kind of indicator; the first is drawn."""


def change_view(source: Source, selection: Selection) -> Chart:
    """Return the leading measure between waves, on the panels, and every measure in the table."""
    t, basis = selection.t, basis_of(source, selection)
    lead = MEASURES[basis.kind][0]
    by = grouping_words(selection)
    measure = t(f"inequality.lead_{lead}")
    title = t(
        "inequality.change_title", indicator=basis.indicator.label[t.language], measure=measure
    )
    if reason := without_panel(source, basis):
        return blank(basis, "change", title, reason)
    pairs = pairs_of(history_of(source, basis), basis, MEASURES[basis.kind])
    if not pairs:
        return blank(basis, "change", title, t("inequality.panel_few"))
    waves = sorted({wave for pair in pairs for wave in (pair.before, pair.after)})
    unit = _unit(basis, lead)
    labels = PanelLabels(
        axis=t("inequality.percent_of_all")
        if is_share(basis, lead)
        else _measure_words(basis, lead),
        empty=t("inequality.change_undefined"),
        number=t.percent if is_share(basis, lead) else axis_number(t, basis.indicator),
    )
    subtitle = t("inequality.change_subtitle", unit=unit, weighting=basis.weighting())
    last = pairs[-1].growth
    table = _table(pairs, basis)
    return chart_of(
        basis,
        "change",
        panel_lines(
            _drawn(pairs, waves, basis),
            [t.wave_short(wave) for wave in waves],
            selection.frame(title, subtitle),
            labels,
            of_a_gap(selection) if lead == "p90_p10" else (),
        ),
        table,
        title=title,
        headline=selection.fitting(_headlines(pairs[-1], basis), last.n, last.of),
        caveat=held_caveat(
            t("inequality.about_change", by=by, caveat=basis.caveat()), basis.indicator, t
        ),
        n=last.n,
        of=last.of,
        unit=f"{unit}, {basis.weighting()}",
        native=_native(table, pairs, basis),
    )


def _native(table: Table, pairs: list[Pair], basis: Basis) -> Native:
    """Return the bars of the leading measure, which comes first, with their intervals."""
    lead = MEASURES[basis.kind][0]
    rows = [row for row in table.rows if row[0] == table.rows[0][0]]
    kind = "percent" if is_share(basis, lead) else "number"
    columns = (
        replace(column, kind=kind, decimals=1) if column.key in ("before", "after") else column
        for column in table.columns
    )
    drawn = replace(table, columns=tuple(columns), rows=rows)
    bars = native(BAR, drawn, "waves", "before", "after", colours=THEN_AND_NOW)
    factor = 100.0 if is_share(basis, lead) else 1.0
    growths = [pair.growth.measures[lead] for pair in pairs]
    ends = {
        "before": [scaled_ends(growth.before, factor) for growth in growths],
        "after": [scaled_ends(growth.after, factor) for growth in growths],
    }
    return with_intervals(bars, ends, basis.selection.t)


def _unit(basis: Basis, lead: str) -> str:
    t = basis.selection.t
    return (
        t("inequality.percent_of_all") if is_share(basis, lead) else unit_text(t, basis.indicator)
    )


def _measure_words(basis: Basis, key: str) -> str:
    t = basis.selection.t
    if key == "mean" and basis.kind == "share":
        return t("inequality.share_yes")
    return measure_name(basis, key, grouping_words(basis.selection))


def _words(basis: Basis, key: str, value: float | None) -> str:
    t = basis.selection.t
    if is_share(basis, key):
        return t.percent(value)
    return measure_text(t, basis.indicator, key, value)


def _change_words(basis: Basis, change: float | None, *, has_unit: bool = True) -> str:
    """Return a change of the leading measure with its sign; of a share, in percentage points."""
    t, lead = basis.selection.t, MEASURES[basis.kind][0]
    if not is_share(basis, lead):
        return t.number(change, max(basis.indicator.decimals, 1), sign=True)
    shown = points(change, t)
    return t("change.points", change=shown) if has_unit else shown


def _drawn(pairs: list[Pair], waves: list[str], basis: Basis) -> pd.DataFrame:
    t, lead = basis.selection.t, MEASURES[basis.kind][0]
    rows = []
    for pair in pairs:
        growth = pair.growth.measures[lead]
        change = _change_words(basis, growth.change.estimate)
        n = t.number(pair.growth.n)
        row: dict[str, Any] = {
            "place": waves.index(pair.before),
            "words": t("inequality.change_text", change=change, n=n),
            "hover": t(
                "inequality.change_hover",
                before=_words(basis, lead, growth.before.estimate),
                after=_words(basis, lead, growth.after.estimate),
                n=n,
            ),
        }
        for end, interval in (("before", growth.before), ("after", growth.after)):
            ends = {"": interval.estimate, "_low": interval.low, "_high": interval.high}
            row |= {f"{end}{part}": value for part, value in ends.items()}
        rows.append(row)
    numbers = [f"{end}{part}" for end in ("before", "after") for part in ("", "_low", "_high")]
    return pd.DataFrame(rows).astype(dict.fromkeys(numbers, float))


def _table(pairs: list[Pair], basis: Basis) -> Table:
    t = basis.selection.t
    columns = (
        Column("measure", t("inequality.column_measure")),
        Column(
            "waves", t("inequality.column_waves"), short=t("inequality.short_waves"), collapsed=CELL
        ),
        Column("n", t("inequality.column_panel"), "integer", short="n", collapsed=f"n = {CELL}"),
        *(
            Column(key, t(f"inequality.column_{key}"), "number", 2)
            for key in ("before", "after", "change")
        ),
        *(
            Column(
                f"change_{end}",
                t(f"inequality.column_change_{end}"),
                "number",
                2,
                short=t(f"inequality.short_{end}"),
            )
            for end in ("low", "high")
        ),
        Column("unit", t("inequality.column_unit"), collapsed=CELL),
    )
    rows: list[tuple[Cell, ...]] = []
    for key in MEASURES[basis.kind]:
        factor = 100.0 if is_share(basis, key) else 1.0
        for pair in pairs:
            growth = pair.growth.measures[key]
            ends = (
                growth.before.estimate,
                growth.after.estimate,
                growth.change.estimate,
                growth.change.low,
                growth.change.high,
            )
            values = [None if end is None else factor * end for end in ends]
            rows.append(
                (
                    _measure_words(basis, key),
                    _waves(pair, basis),
                    pair.growth.n,
                    *values,
                    measure_unit(basis, key),
                )
            )
    return Table(columns, rows)


def _waves(pair: Pair, basis: Basis) -> str:
    """Return both waves, which break nowhere but between them: the column is narrow."""
    t = basis.selection.t
    low, high = (
        t.wave_short(wave).replace(" ", "\N{NO-BREAK SPACE}") for wave in (pair.before, pair.after)
    )
    return t("classes.range", low=low, high=high)


def _headlines(pair: Pair, basis: Basis) -> list[str]:
    """Return whether the leading measure grew, shrank, or cannot be told from unchanged."""
    t, lead = basis.selection.t, MEASURES[basis.kind][0]
    growth = pair.growth.measures[lead]
    change, n = growth.change.estimate, pair.growth.n
    direction = verdict(pair.growth, lead, lambda change: _change_words(basis, change))
    if change is None and direction != "few":
        return [t("inequality.change_undefined")]
    is_measured = direction != "unmeasured"
    shown_change = abs(change) if is_measured and change is not None else change
    return t.forms(
        f"inequality.change_finding_{direction}",
        indicator=basis.indicator.label[t.language],
        measure=t(f"inequality.lead_{lead}"),
        wave=t.wave(pair.before),
        since=t.wave_short(pair.before),
        change=_change_words(basis, shown_change).lstrip("+" if is_measured else ""),
        low=_change_words(basis, growth.change.low, has_unit=False),
        high=_change_words(basis, growth.change.high),
        n=t.number(n),
    )

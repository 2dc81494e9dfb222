"""Which regions differ by more than chance would give so many municipalities: a funnel plot."""

from dataclasses import replace

import pandas as pd

from ailaget.charts.funnel import FunnelLabels, funnel
from ailaget.codebook import Indicator
from ailaget.statistics.funnel import ALARM, LEAST, WARNING, funnel_limits
from ailaget.texts import Texts
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.deviation import denominators_of, deviations_of, middle_of
from ailaget.views.base.native import SCATTER, native, with_curves
from ailaget.views.base.panel import PERCENT, shown_factor
from ailaget.views.base.result import CELL, Chart, Column, Native, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import (
    COMPARED,
    FEW,
    Selection,
    Source,
    indicator_of,
    region_names,
    unit_text,
    value_text,
)
from ailaget.views.region.scope import (
    Scope,
    caveat_of,
    inside_any,
    region_rows,
    scope_of,
    subtitle_of,
)

KEY = "region_funnel"

NAMED = 3
"""So many regions are named in the heading; more are counted."""


def region_funnel_view(source: Source, selection: Selection) -> Chart:
    """Return the regions of the same kind by how many have a value, between chance's limits."""
    t, indicator, scope = selection.t, indicator_of(selection), scope_of(selection)
    rows = inside_any(region_rows(source, selection, scope, indicator.key))
    title = t(f"region.funnel_title_{scope.kind}", indicator=indicator.label[t.language])
    unit = t("unit.percent") if indicator.is_share else unit_text(t, indicator)
    values = rows["value"]
    groups = _groups(rows, indicator, selection) if values.notna().sum() >= LEAST else None
    if groups is None or len(groups) < COMPARED:
        reason = t("lagging.few" if len(rows) else "empty.nobody_in_filter")
        return worded_chart(selection, KEY, title=title, reason=reason, of=len(rows), unit=unit)
    weights = denominators_of(rows, indicator)
    n, of, everyone = int(values.notna().sum()), len(rows), middle_of(values, weights)
    basis = selection.basis(n, of)
    limits = _limits(rows, indicator, int(groups["n"].max()))
    groups = groups.join(limits.set_index("n"), on="n")
    labels = _labels(everyone, unit, indicator, t)
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=selection.fitting(_headlines(groups, scope, indicator, t), n, of),
        figure=funnel(
            groups,
            limits,
            selection.frame(title, subtitle_of(unit, basis, scope, selection)),
            labels,
            everyone=shown_factor(indicator) * everyone,
            own=scope.code,
        ),
        table=(table := _table(groups, scope, indicator, t)),
        caveat=f"{caveat_of(indicator, scope, selection)} {t('region.funnel_about')}",
        n=n,
        of=of,
        file_stem=t(
            "file.region_funnel", indicator=indicator.key, region=scope.code, wave=selection.wave
        ),
        unit=unit,
        native=_native(table, limits, labels, everyone, selection),
    )


def _native(
    table: Table,
    limits: pd.DataFrame,
    labels: FunnelLabels,
    everyone: float,
    selection: Selection,
) -> Native:
    """Return the dots between both pairs of limits, around the figure of all."""
    indicator = indicator_of(selection)
    measure = indicator.label[selection.language]
    kind = "percent" if indicator.is_share else "number"
    own = {
        "n": replace(table.columns[1], label=labels.x),
        "value": Column("value", measure, kind, indicator.decimals),
    }
    columns = tuple(own.get(column.key, column) for column in table.columns)
    dots = native(SCATTER, replace(table, columns=columns), "region", "n", "value")
    curves = {labels.everyone: [shown_factor(indicator) * everyone] * len(limits)}
    for name, label in (("inner", labels.inner), ("outer", labels.outer)):
        for end, sign in (("low", "\N{MINUS SIGN}"), ("high", "+")):
            curves[f"{label} ({sign})"] = limits[f"{name}_{end}"].tolist()
    return with_curves(dots, limits["n"].tolist(), curves)


def _groups(rows: pd.DataFrame, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    """Return the regions with enough values: figure, n, and whether it is outside chance."""
    t, names = selection.t, region_names(selection)
    weights = denominators_of(rows, indicator)
    measured = deviations_of(rows["value"], rows["region"], weights)
    measured = measured[measured["n"] >= FEW].copy()
    factor, everyone = shown_factor(indicator), middle_of(rows["value"], weights)
    measured["value"] = factor * (measured["deviation"] + everyone)
    measured["is_outside"] = measured["is_sure"].astype(bool)
    measured["group"] = [str(key) for key in measured.index]
    measured["label"] = [names[key] for key in measured["group"]]
    measured["of"] = rows.groupby("region").size().reindex(measured.index)
    measured["hover"] = [
        t(
            "region.funnel_hover",
            name=row["label"],
            value=value_text(t, indicator, row["value"] / factor, group=True),
            n=t.number(row["n"]),
            of=t.number(row["of"]),
        )
        for row in row_records(measured)
    ]
    return measured.sort_values("value", ascending=False)


def _limits(rows: pd.DataFrame, indicator: Indicator, most: int) -> pd.DataFrame:
    """Return both pairs of limits for each number of municipalities, on the indicator's scale."""
    weights, factor = denominators_of(rows, indicator), shown_factor(indicator)
    # All together have no limits: a region alone in the filter is compared with nobody.
    sizes = pd.Series(range(LEAST, most + 1), index=range(LEAST, most + 1))
    table = {"n": sizes}
    for name, level in (("inner", WARNING), ("outer", ALARM)):
        limits = funnel_limits(rows["value"], sizes, level, weights=weights)
        for end, limit in zip(("low", "high"), limits, strict=True):
            table[f"{name}_{end}"] = factor * limit
    return pd.DataFrame(table).reset_index(drop=True)


def _labels(everyone: float, unit: str, indicator: Indicator, t: Texts) -> FunnelLabels:
    return FunnelLabels(
        x=t("region.funnel_x"),
        y=unit,
        everyone=t("lagging.everyone", value=value_text(t, indicator, everyone, group=True)),
        inner=t("region.funnel_limit", level=t.number(PERCENT * WARNING)),
        outer=t("region.funnel_limit", level=t.number(PERCENT * ALARM, 1)),
        empty=t("empty.no_answers"),
        number=lambda tick: t.number(tick, 0 if tick == round(tick) else 1),
    )


def _headlines(groups: pd.DataFrame, scope: Scope, indicator: Indicator, t: Texts) -> list[str]:
    """Return who is outside the outer limits, or that chance alone could give what is seen."""
    outside = list(groups.loc[groups["is_outside"], "label"])
    label = indicator.label[t.language]
    if not outside:
        return t.forms(f"region.funnel_within_{scope.kind}", indicator=label)
    number = t(f"region.all_{scope.kind}", n=t.number(len(outside)))
    counted = t.forms("region.funnel_many", len(outside), indicator=label, n=number)
    if len(outside) > NAMED:
        return counted
    return [t("region.funnel_outside", indicator=label, names=t.listing(outside)), *counted]


def _table(groups: pd.DataFrame, scope: Scope, indicator: Indicator, t: Texts) -> Table:
    decimals = 0 if indicator.is_share else indicator.decimals
    columns = (
        Column("region", t(f"region.kind_{scope.kind}"), "name"),
        Column("n", "n", "integer"),
        Column("of", t("column.of"), "integer"),
        Column("value", t("column.value"), "number", decimals),
        *(
            Column(
                f"{name}_{end}",
                t(f"region.funnel_{end}", level=t.number(PERCENT * level, places)),
                "number",
                decimals,
                collapsed=CELL,
            )
            for name, level, places in (("inner", WARNING, 0), ("outer", ALARM, 1))
            for end in ("low", "high")
        ),
        Column("outside", t("lagging.column_certain")),
    )
    keys = ("label", "n", "of", "value", "inner_low", "inner_high", "outer_low", "outer_high")
    rows = [
        (*(group[key] for key in keys), t("yes" if group["is_outside"] else "no"))
        for group in row_records(groups)
    ]
    return Table(columns, rows, tuple(groups["group"]), (), scope.code)

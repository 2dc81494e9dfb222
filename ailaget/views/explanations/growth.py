"""How fast groups grow over all waves, with every answer counted: a mixed model."""

from datetime import date

import numpy as np
import pandas as pd

from ailaget.charts.interval_rows import IntervalLabels
from ailaget.statistics.intervals import LEVEL, Interval
from ailaget.statistics.mixed_growth import GroupGrowth, MixedGrowth, mixed_growth
from ailaget.statistics.permutation import CERTAIN, is_certain
from ailaget.statistics.sample import FloatArray, TooFewValues
from ailaget.statistics.share_limits import turned_p
from ailaget.texts import at_beginning
from ailaget.views.base.cells import folding
from ailaget.views.base.panel import held_caveat, nothing_before, shown_factor
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    grouping_words,
    number_or_none,
    region_names,
)
from ailaget.views.explanations.basis import (
    Shown,
    decimals_of,
    explained,
    groups_in_order,
    interval_text,
    shown_unit,
    title_of,
    unexplained,
)
from ailaget.views.explanations.rows import IntervalRow, drawn_rows, native_rows, scaled
from ailaget.views.inequality.basis import Basis, basis_of
from ailaget.views.inequality.panel import history_of

PART = "growth"
DAYS = 365.25


def years_of(waves: list[str]) -> FloatArray:
    """Return when each wave was, in years since the first.

    >>> years_of(["2024-10", "2025-10"]).round(2).tolist()
    [0.0, 1.0]
    """
    days = [date.fromisoformat(f"{wave}-01").toordinal() for wave in waves]
    return (np.array(days, dtype=np.float64) - days[0]) / DAYS


def growth_view(source: Source, selection: Selection) -> Chart:
    """Return the growth a year of each group of the chosen grouping, with its interval."""
    t, basis = selection.t, basis_of(source, selection)
    title = title_of(basis, PART)
    if reason := basis.why_not() or nothing_before(source, selection.wave, t):
        return unexplained(basis, PART, title, reason)
    history = history_of(source, basis)
    figures = history.held()
    groups = basis.rows[selection.by].reindex(figures.index)
    followed = groups[figures.notna().sum(axis=1) > 1].value_counts()
    groups = groups.where(groups.isin(followed.index[followed >= FEW]))
    if groups.isna().all():
        return unexplained(basis, PART, title, t("explanations.growth_few"))
    try:
        fit = mixed_growth(figures, groups, years_of(history.waves))
    except TooFewValues as error:
        return unexplained(basis, PART, title, t.error(error))
    names, factor = region_names(selection), shown_factor(basis.indicator)
    decimals = decimals_of(basis.indicator)
    ordered = _ordered(fit, basis)
    rows = [
        IntervalRow(
            names[each.key],
            _interval(each, factor),
            t.number(each.units),
            basis.indicator.is_share and _is_chance(figures[groups == each.key]),
        )
        for each in ordered
    ]
    unit = t("explanations.a_year", unit=shown_unit(t, basis.indicator))
    labels = IntervalLabels(
        t("explanations.head_growth"), t("explanations.column_n"), at_beginning(unit), t("missing")
    )
    table = _table(ordered, rows, unit, factor, basis)
    first, last = t.wave(history.waves[0]), t.wave(history.waves[-1])
    subtitle = t("explanations.growth_subtitle", first=first, last=last, unit=unit)
    answered = [
        f"{t.wave(wave)}: {selection.basis(int(figures[wave].notna().sum()), len(figures))}"
        for wave in history.waves
    ]
    about = t(
        "explanations.about_growth",
        answered=t.listing(answered),
        complete=t.number(sum(each.complete for each in ordered)),
        units=t.number(fit.units),
        level=t.percent(LEVEL),
        certain=t.percent(CERTAIN),
    )
    if basis.indicator.is_share:
        about = f"{about} {t('explanations.about_growth_share')}"
    return explained(
        basis,
        Shown(
            PART,
            title,
            _headline(fit, rows, basis, len(figures)),
            held_caveat(about, basis.indicator, t),
        ),
        drawn_rows(rows, selection.frame(title, subtitle), labels, decimals, t),
        table,
        n=fit.units,
        of=len(figures),
        unit=unit,
        native=native_rows(rows, table, t),
    )


def _is_chance(figures: pd.DataFrame) -> bool:
    """Return whether so few have changed a yes or no, from first to last, that it may be chance.

    The model takes answers to vary alike in all groups: where nearly none have changed, one that
    has would be a certain rise.
    """
    known = figures[figures.notna().sum(axis=1) > 1]
    turned = known.ffill(axis=1).iloc[:, -1] - known.bfill(axis=1).iloc[:, 0]
    return not is_certain(turned_p(int((turned > 0).sum()), int((turned < 0).sum())))


def _interval(group: GroupGrowth, factor: float) -> Interval:
    return scaled(Interval(group.growth, group.low, group.high), factor)


def _ordered(fit: MixedGrowth, basis: Basis) -> list[GroupGrowth]:
    """Return the groups in their own order: of size, or by their names."""
    order = groups_in_order(basis)
    return sorted(fit.groups, key=lambda each: order.index(each.key))


def _table(
    groups: list[GroupGrowth], rows: list[IntervalRow], unit: str, factor: float, basis: Basis
) -> Table:
    """Return each group's growth, and that among those that answered every time."""
    t, decimals = basis.selection.t, decimals_of(basis.indicator)
    columns = (
        Column("label", t("explanations.column_group_of"), "name"),
        Column("value", unit, "number", decimals),
        folding(Column("low", t("inequality.column_low"), "number", decimals), t),
        folding(Column("high", t("inequality.column_high"), "number", decimals), t),
        Column("n", t("explanations.column_n"), "integer"),
        folding(Column("complete", t("explanations.column_complete"), "integer"), t),
        Column("complete_growth", t("explanations.column_complete_growth"), "number", decimals),
    )
    return Table(
        columns,
        [
            (
                row.label,
                row.interval.estimate,
                row.interval.low,
                row.interval.high,
                group.units,
                group.complete,
                None if group.complete_growth is None else factor * group.complete_growth,
            )
            for group, row in zip(groups, rows, strict=True)
        ],
    )


def _headline(fit: MixedGrowth, rows: list[IntervalRow], basis: Basis, of: int) -> str:
    """Return whether groups grow at a different pace, and how many grow for certain."""
    selection, t = basis.selection, basis.selection.t
    by = grouping_words(selection)
    rising = sum(row.is_sure and (row.interval.estimate or 0) > 0 for row in rows)
    words = {
        "indicator": basis.indicator.label[t.language],
        "by": by,
        "n": number_or_none(rising, t),
        "of": t.number(len(rows)),
        "one": interval_text(t, rows[0].interval, decimals_of(basis.indicator)),
    }
    if rows[0].interval.low is None:
        return selection.fitting([t("explanations.growth_unmeasured")], fit.units, of)
    if fit.p is None:
        return selection.fitting(t.forms("explanations.growth_one", **words), fit.units, of)
    key = "growth_differs" if fit.p <= CERTAIN else "growth_alike"
    return selection.fitting(t.forms(f"explanations.{key}", **words), fit.units, of)

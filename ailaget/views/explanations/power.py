"""What the next wave can show: the least change that would be seen, and how many must answer."""

from dataclasses import dataclass
from math import floor, log10

import pandas as pd

from ailaget.charts.interval_rows import IntervalLabels
from ailaget.statistics.intervals import Interval
from ailaget.statistics.power import (
    CERTAIN,
    POWER,
    least_change,
    least_share_change,
    needed,
    share_deviation,
)
from ailaget.statistics.ties import exceeds
from ailaget.views.base.panel import nothing_before, panel, shown_factor
from ailaget.views.base.result import Cell, Chart, Column, Table
from ailaget.views.base.selection import FEW, Selection, Source, region_names
from ailaget.views.explanations.basis import (
    Shown,
    decimals_of,
    explained,
    groups_in_order,
    shown_unit,
    title_of,
    unexplained,
)
from ailaget.views.explanations.rows import IntervalRow, drawn_rows, native_rows
from ailaget.views.inequality.basis import Basis, basis_of

PART = "power"
WANTED = 5.0
"""The change to be seen: so many points of an index, or percentage points of a share."""

SHARE_OF_MEAN = 0.1
"""The change to be seen of an amount, as a share of its mean now."""


@dataclass(frozen=True)
class Reach:
    """What a group can show: of `of`, `n` answered both times, and `needed` must."""

    name: str
    n: int
    of: int
    least: float
    needed: int


def power_view(source: Source, selection: Selection) -> Chart:
    """Return the least change that the next wave would show, of all and of each group."""
    t, basis = selection.t, basis_of(source, selection)
    title = title_of(basis, PART)
    if reason := basis.why_not(FEW) or nothing_before(source, selection.wave, t):
        return unexplained(basis, PART, title, reason)
    factor, unit = shown_factor(basis.indicator), shown_unit(t, basis.indicator)
    wanted = wanted_change(basis)
    names = region_names(selection)
    if wanted is None:
        return unexplained(basis, PART, title, t("explanations.power_none"))
    groups = [(t("explanations.everyone"), basis.rows)] + [
        (names[key], basis.rows[basis.rows[selection.by] == key]) for key in groups_in_order(basis)
    ]
    reaches = [reach for name, rows in groups if (reach := _reach(name, rows, wanted, basis))]
    if not reaches or reaches[0].name != groups[0][0]:
        reason = "power_few" if len(panel(basis.rows)) < FEW else "power_still"
        return unexplained(basis, PART, title, t(f"explanations.{reason}"))
    decimals = decimals_of(basis.indicator)
    shown_wanted = t.number(factor * wanted, _decimals_said(factor * wanted))
    rows = [
        IntervalRow(
            reach.name,
            Interval(factor * reach.least, None, None),
            t("explanations.so_many", n=t.number(reach.needed), of=t.number(reach.of)),
        )
        for reach in reaches
    ]
    needed_head = t("explanations.head_needed")
    axis = t("explanations.power_axis", unit=unit)
    labels = IntervalLabels(t("explanations.head_least"), needed_head, axis, t("missing"))
    table = _table(reaches, factor, axis, basis)
    subtitle = t("explanations.power_subtitle", change=shown_wanted, unit=unit)
    words: dict[str, object] = {
        "indicator": basis.indicator.label[t.language],
        "needed": t.number(reaches[0].needed),
        "n": t.number(reaches[0].n),
        "of": t.number(reaches[0].of),
        "change": shown_wanted,
        "unit": unit,
    }
    is_enough = "enough" if reaches[0].n >= reaches[0].needed else "short"
    headline = selection.fitting(
        t.forms(f"explanations.power_{is_enough}", **words), reaches[0].n, reaches[0].of
    )
    about = t("explanations.about_power", certain=t.percent(CERTAIN), power=t.percent(POWER))
    frame = selection.frame(title, subtitle)
    return explained(
        basis,
        Shown(PART, title, headline, about),
        drawn_rows(rows, frame, labels, decimals, t, sign=False),
        table,
        n=reaches[0].n,
        of=reaches[0].of,
        unit=axis,
        native=native_rows(rows, table, t),
    )


def wanted_change(basis: Basis) -> float | None:
    """Return the change that is to be seen, in the indicator's unit; None of an amount of none.

    Of an amount it is as it is said, in one digit: the answers needed are for what is read.
    """
    if basis.indicator.is_index:
        return WANTED
    if basis.indicator.is_share:
        return WANTED / shown_factor(basis.indicator)
    tenth = SHARE_OF_MEAN * float(basis.value.mean())
    return float(f"{tenth:.0e}") if tenth > 0 else None


def _decimals_said(change: float) -> int:
    """Return the decimals that a change of one digit is said with.

    >>> [_decimals_said(change) for change in (5.0, 0.3, 0.02, 40.0)]
    [0, 1, 2, 0]
    """
    return max(-floor(log10(change) + 1e-9), 0)


def _reach(name: str, rows: pd.DataFrame, wanted: float, basis: Basis) -> Reach | None:
    """Return what a group can show; None where too few have answered both times to know.

    Nor is it known where no answer has changed; but that of a yes or no is told by the change.
    """
    both = panel(rows)
    if len(both) < FEW:
        return None
    n, of, is_share = len(both), len(rows), basis.indicator.is_share
    deviation = float((both["value"] - both["previous_value"]).std(ddof=1))
    if not is_share and not exceeds(deviation, 0.0):
        return None
    if is_share:
        least = least_share_change(deviation, n, of).change
        deviation = max(deviation, share_deviation(wanted))
    else:
        least = least_change(deviation, n, of).change
    # Of fewer than five no page tells a change, however alike the changes were.
    return Reach(name, n, of, least, max(needed(deviation, wanted, of), min(FEW, of)))


def _table(reaches: list[Reach], factor: float, axis: str, basis: Basis) -> Table:
    t = basis.selection.t
    columns = (
        Column("label", t("explanations.column_group_of"), "name"),
        Column("value", axis, "number", decimals_of(basis.indicator)),
        Column("needed", t("explanations.head_needed"), "integer"),
        Column("n", t("explanations.column_both"), "integer"),
        Column("of", t("explanations.column_of"), "integer"),
    )
    rows: list[tuple[Cell, ...]] = [
        (reach.name, factor * reach.least, reach.needed, reach.n, reach.of) for reach in reaches
    ]
    return Table(columns, rows)

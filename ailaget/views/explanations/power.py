"""What the next wave can show: the least change that would be seen, and how many must answer."""

from dataclasses import dataclass

import pandas as pd

from ailaget.charts.interval_rows import IntervalLabels
from ailaget.statistics.intervals import Interval
from ailaget.statistics.power import CERTAIN, POWER, least_change, needed
from ailaget.texts import Texts
from ailaget.views.base.panel import nothing_before, panel, shown_factor
from ailaget.views.base.result import Cell, Chart, Column, Table
from ailaget.views.base.selection import FEW, Selection, Source, region_names
from ailaget.views.explanations.basis import (
    Shown,
    explained,
    groups_in_order,
    shown_unit,
    title_of,
    unexplained,
)
from ailaget.views.explanations.rows import IntervalRow, drawn_rows, native_rows
from ailaget.views.inequality.basis import Basis, basis_of

PART = "power"
DECIMALS = 1
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
    groups = [(t("explanations.everyone"), basis.rows)] + [
        (names[key], basis.rows[basis.rows[selection.by] == key]) for key in groups_in_order(basis)
    ]
    reaches = [reach for name, rows in groups if (reach := _reach(name, rows, wanted))]
    if not reaches or reaches[0].name != groups[0][0]:
        return unexplained(basis, PART, title, t("explanations.power_few"))
    shown_wanted = t.number(factor * wanted, 0 if factor * wanted == WANTED else DECIMALS)
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
    table = _table(reaches, factor, axis, t)
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
        drawn_rows(rows, frame, labels, DECIMALS, t, sign=False),
        table,
        n=reaches[0].n,
        of=reaches[0].of,
        unit=axis,
        native=native_rows(rows, table, t),
    )


def wanted_change(basis: Basis) -> float:
    """Return the change that is to be seen, in the indicator's unit."""
    if basis.indicator.is_index:
        return WANTED
    if basis.indicator.is_share:
        return WANTED / shown_factor(basis.indicator)
    return max(SHARE_OF_MEAN * float(basis.value.mean()), 1e-9)


def _reach(name: str, rows: pd.DataFrame, wanted: float) -> Reach | None:
    """Return what a group can show; None where too few have answered both times to know."""
    both = panel(rows)
    if len(both) < FEW:
        return None
    deviation = float((both["value"] - both["previous_value"]).std(ddof=1))
    least = least_change(deviation, len(both), len(rows)).change
    # Of fewer than five no page tells a change, however alike the changes were.
    of = len(rows)
    return Reach(name, len(both), of, least, max(needed(deviation, wanted, of), min(FEW, of)))


def _table(reaches: list[Reach], factor: float, axis: str, t: Texts) -> Table:
    columns = (
        Column("label", t("explanations.column_group_of"), "name"),
        Column("value", axis, "number", DECIMALS),
        Column("needed", t("explanations.head_needed"), "integer"),
        Column("n", t("explanations.column_both"), "integer"),
        Column("of", t("explanations.column_of"), "integer"),
    )
    rows: list[tuple[Cell, ...]] = [
        (reach.name, factor * reach.least, reach.needed, reach.n, reach.of) for reach in reaches
    ]
    return Table(columns, rows)

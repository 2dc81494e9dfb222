"""The gap between large and small municipalities over the waves, and whether it has changed.

Large and small are the largest and the smallest size class of the filter that have enough to be
compared; whoever has a value in every wave shown is in, so that no wave has other members.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from ailaget.charts.gap_lines import SIDES, GapPanel
from ailaget.charts.goal_marks import GoalMark
from ailaget.codebook import Indicator
from ailaget.geography import in_order_of_size, size_classes
from ailaget.statistics.group_gap import GroupGap, group_gap
from ailaget.statistics.intervals import Interval
from ailaget.statistics.nonresponse import tipping_point
from ailaget.texts import Texts, rounded, sentence
from ailaget.views.base.gap import Verdict, around, change_verdict, scale_of, scaled_ends
from ailaget.views.base.goals import of_a_size_gap
from ailaget.views.base.held_history import held_history
from ailaget.views.base.panel import PERCENT, shown_factor
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    place_names,
    unit_text,
    value_text,
)

SMALLEST, *_, LARGEST = (size.key for size in size_classes())

BOTH = 2
"""So many waves are both."""

TABLE_DECIMALS = 1
"""Of every figure in the table, whichever its indicator."""

Direction = Literal["turned"] | Verdict
"""A verdict on the gap; turned: those behind are ahead now."""


@dataclass(frozen=True, eq=False)
class SizeGap:
    """The gap in one indicator; `classes` are the larger and the smaller size class."""

    indicator: Indicator
    waves: tuple[str, ...]
    classes: tuple[str, str]
    gap: GroupGap
    selection: Selection

    @property
    def n(self) -> int:
        """Municipalities of both classes with a value in all waves."""
        return self.gap.upper.n + self.gap.lower.n

    @property
    def of(self) -> int:
        """Municipalities of both classes in the filter."""
        return self.gap.upper.of + self.gap.lower.of

    @property
    def factor(self) -> float:
        """What figures are shown times: a share in per cent."""
        return shown_factor(self.indicator)

    @property
    def means(self) -> list[list[float | None]]:
        """The means of the larger and of the smaller class, wave by wave, as they are shown."""
        return [
            [None if mean.estimate is None else self.factor * mean.estimate for mean in side.means]
            for side in (self.gap.upper, self.gap.lower)
        ]

    def figure_words(self, value: float | None) -> str:
        """Return a mean, share or rate in words."""
        return value_text(self.selection.t, self.indicator, value, group=True)

    def number(self, gap: float | None, *, sign: bool = False) -> str:
        """Return a gap, or with its sign a change in it, as a number: of shares in points."""
        t, decimals = self.selection.t, self.indicator.decimals
        if self.indicator.is_share:
            return t.number(None if gap is None else PERCENT * gap, 0, sign=sign)
        return t.number(gap, decimals, sign=sign)

    def gap_words(self, gap: float | None) -> str:
        """Return a gap with its unit, where it has a short one."""
        kind = "share" if self.indicator.is_share else "index" if self.indicator.is_index else "any"
        return self.selection.t(f"size_gap.gap_{kind}", gap=self.number(gap))

    def shown(self, wave: int, decimals: int | None = None) -> float:
        """Return a wave's gap as the difference of the two figures that are shown.

        They are shown with the indicator's own decimals where none are said.
        """
        own = 0 if self.indicator.is_share else self.indicator.decimals
        digits = own if decimals is None else decimals
        upper, lower = (
            rounded(self.factor * float(side.means[wave].estimate or 0.0), digits)
            for side in (self.gap.upper, self.gap.lower)
        )
        return rounded(upper - lower, digits) / self.factor

    @property
    def is_widest(self) -> bool:
        """Whether it is between the largest and the smallest of all size classes."""
        return self.classes == (LARGEST, SMALLEST)

    @property
    def pair(self) -> str:
        """What the two classes are called: large and small, or larger and smaller."""
        return self.selection.t("size_gap.pair_ends" if self.is_widest else "size_gap.pair_other")

    @property
    def goals(self) -> tuple[GoalMark, ...]:
        """The council's goals for this gap."""
        return of_a_size_gap(self.selection, self.indicator) if self.is_widest else ()

    @property
    def goal_words(self) -> str:
        """Each goal in a sentence, with how wide the gap is now; empty where there is none."""
        t = self.selection.t
        now = t("goal.now_gap", gap=self.number(self.shown(-1)))
        return " ".join(sentence(f"{goal.label}, {now}") for goal in self.goals)

    @property
    def change(self) -> Interval:
        """The change from the first wave to the last, as the difference of the gaps shown."""
        return around(self.gap.change, self.shown(-1) - self.shown(0))

    @property
    def direction(self) -> Direction:
        """Whether the gap has grown or shrunk between the first and the last wave shown.

        The verdict is on the change in the gap from those ahead at first to those behind.
        """
        first, last = self.shown(0), self.shown(-1)
        certain = change_verdict(
            self.change, self.n, self.of, lambda gap: self.number(gap, sign=True)
        )
        if certain not in ("grew", "shrank"):
            return certain
        if first * last < 0:
            return "turned"
        return certain if last + first > 0 else ("shrank" if certain == "grew" else "grew")


def size_ends(sizes: "pd.Series[Any]") -> tuple[str, str] | None:
    """Return the largest and the smallest size class with enough of those given; None without two.

    `sizes` are the classes of the municipalities that count.
    """
    counts = sizes.value_counts()
    enough = in_order_of_size([str(size) for size in counts.index[counts >= FEW]])
    return (enough[-1], enough[0]) if len(enough) > 1 else None


def lines_subtitle(waves: int, t: Texts) -> str:
    """Return whose the lines are, over so many waves; in the first there are but dots."""
    if waves == 1:
        return t("size_gap.subtitle_one")
    return t("size_gap.subtitle", waves=in_all_waves(waves, t))


def in_all_waves(waves: int, t: Texts) -> str:
    """Return ``"i båda mätomgångarna"`` of two, ``"i alla 3 mätomgångar"`` of three."""
    return t("size_gap.both_waves") if waves == BOTH else t("size_gap.all_waves", n=waves)


def size_gap_of(source: Source, selection: Selection, indicator: Indicator) -> SizeGap | None:
    """Return the gap in an indicator up to the chosen wave; None where two classes have too few."""
    history = held_history(source, selection, indicator)
    if history is None:
        return None
    sizes, always = history.newest["size_class"], history.always
    ends = size_ends(sizes[always.intersection(sizes.index)])
    if ends is None:
        return None
    upper, lower = ends
    gap = group_gap(
        history.values,
        list(sizes.index[sizes == upper]),
        list(sizes.index[sizes == lower]),
        weights=history.weights,
        scale=scale_of(indicator),
    )
    return SizeGap(indicator, history.waves, (upper, lower), gap, selection)


def panel_of(size_gap: SizeGap, name: str) -> GapPanel:
    """Return what is drawn of a gap, under a name."""
    t = size_gap.selection.t
    records: list[dict[str, Any]] = []
    for wave in range(len(size_gap.waves)):
        row: dict[str, Any] = {"gap_text": size_gap.number(size_gap.shown(wave))}
        for key, side, size in zip(SIDES, _sides(size_gap), size_gap.classes, strict=True):
            mean = side.means[wave]
            low, high = _seen(mean)
            row |= {key: mean.estimate, f"{key}_low": low, f"{key}_high": high}
            row[f"{key}_hover"] = t(
                "size_gap.hover",
                name=place_names(t.language)[size],
                wave=t.wave_short(size_gap.waves[wave]),
                value=size_gap.figure_words(mean.estimate),
                n=t.number(side.n),
                of=t.number(side.of),
            )
        records.append(row)
    numbers = [f"{side}{part}" for side in SIDES for part in ("", "_low", "_high")]
    points = pd.DataFrame(records).astype(dict.fromkeys(numbers, float))
    points[numbers] *= size_gap.factor
    ends = tuple(
        t(
            "size_gap.end",
            name=t(f"size_gap.short_{size}"),
            value=size_gap.figure_words(side.means[-1].estimate),
            n=t.number(side.n),
            of=t.number(side.of),
        )
        for side, size in zip(_sides(size_gap), size_gap.classes, strict=True)
    )
    return GapPanel(name, points, (ends[0], ends[1]), _tick(size_gap), size_gap.goals)


def interval_ends(size_gap: SizeGap) -> list[list[tuple[float | None, float | None]]]:
    """Return the ends of the interval around each figure shown, by side and wave."""
    return [
        [scaled_ends(Interval(mean.estimate, *_seen(mean)), size_gap.factor) for mean in side.means]
        for side in _sides(size_gap)
    ]


def _seen(mean: Interval) -> tuple[float | None, float | None]:
    """Return the ends of a whisker; none where it has no length to be seen."""
    return (None, None) if mean.low == mean.high else (mean.low, mean.high)


def _sides(size_gap: SizeGap) -> tuple[Any, Any]:
    return size_gap.gap.upper, size_gap.gap.lower


def _tick(size_gap: SizeGap) -> Callable[[float], str]:
    t = size_gap.selection.t
    suffix = t.percent_sign if size_gap.indicator.is_share else ""
    return lambda tick: t.number(tick, 0 if tick == round(tick) else 1) + suffix


def tipping_words(size_gap: SizeGap) -> str:
    """Return what the small that are not in it must have done for a sure change to be none.

    Nothing where no change is sure, where they count for what a rate is per, or where all are in.
    """
    t, direction, lower = size_gap.selection.t, size_gap.direction, size_gap.gap.lower
    change = size_gap.gap.change.estimate
    is_ahead = size_gap.shown(0) + size_gap.shown(-1) > 0
    if direction not in ("grew", "shrank") or change is None or not is_ahead:
        return ""
    more = tipping_point(change, lower.of - lower.n, lower.of)
    if more is None or size_gap.indicator.is_ratio:
        return ""
    lowest, highest = scale_of(size_gap.indicator)
    # Those that are not in it can have gone from one end of the scale to the other, and no farther.
    first, last = (float(mean.estimate or 0.0) for mean in (lower.means[0], lower.means[-1]))
    never = "_never" if abs(last - first + more) > highest - lowest else ""
    points = size_gap.gap_words(abs(more))
    return t(f"size_gap.tipping_{direction}{never}", n=t.number(lower.of - lower.n), points=points)


def change_words(size_gap: SizeGap) -> str:
    """Return how a gap has gone from the first wave to the last, and how sure the change is."""
    t, change = size_gap.selection.t, size_gap.change
    first, last = (size_gap.gap_words(size_gap.shown(wave)) for wave in (0, -1))
    if len(size_gap.waves) == 1:
        return t("size_gap.level", gap=last)
    ends = {
        "first": first,
        "last": last,
        "wave": t.wave(size_gap.waves[0]),
        "change": size_gap.number(change.estimate, sign=True),
    }
    if change.low is None or change.high is None or size_gap.n == size_gap.of:
        return t("size_gap.moved", **ends)
    low, high = (size_gap.number(end, sign=True) for end in (change.low, change.high))
    return t("size_gap.moved_between", low=low, high=high, **ends)


def gap_table(gaps: list[SizeGap], t: Texts) -> Table:
    """Return a row per indicator and wave: both figures, the gap with its interval, both n."""
    columns = (
        Column("wave", t("filter.wave"), "name"),
        Column("measure", t("column.measure"), collapsed=CELL),
        *(Column(side, t(f"size_gap.column_{side}"), "number", TABLE_DECIMALS) for side in SIDES),
        Column("gap", t("size_gap.column_gap"), "number", TABLE_DECIMALS),
        *(
            Column(
                f"gap_{end}", t(f"size_gap.column_{end}"), "number", TABLE_DECIMALS, collapsed=CELL
            )
            for end in ("low", "high")
        ),
        *(Column(f"n_{side}", t(f"size_gap.column_n_{side}"), collapsed=CELL) for side in SIDES),
        Column("unit", t("inequality.column_unit"), collapsed=CELL),
    )
    rows: list[tuple[Cell, ...]] = []
    for size_gap in gaps:
        for place, wave in enumerate(size_gap.waves):
            interval = size_gap.gap.gaps[place]
            figures = [side.means[place].estimate for side in _sides(size_gap)]
            numbers = [*figures, size_gap.shown(place, TABLE_DECIMALS), interval.low, interval.high]
            rows.append(
                (
                    t.wave(wave),
                    size_gap.indicator.label[t.language],
                    *(None if number is None else size_gap.factor * number for number in numbers),
                    *(size_gap.selection.basis(side.n, side.of) for side in _sides(size_gap)),
                    t("unit.percent")
                    if size_gap.indicator.is_share
                    else unit_text(t, size_gap.indicator),
                )
            )
    return Table(columns, rows)

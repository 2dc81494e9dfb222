"""Between the counties over the waves: whether they drift apart, and which of them lag."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.trend import TrendLabels, TrendSeries, trend
from ailaget.codebook import Indicator
from ailaget.statistics.group_spread import GroupSpread, group_spread
from ailaget.statistics.intervals import Interval
from ailaget.statistics.sample import TooFewValues
from ailaget.texts import rounded
from ailaget.views.base.gap import Verdict, around, change_verdict, scale_of
from ailaget.views.base.held_history import held_history
from ailaget.views.base.lagging import COMPARED_GROUPS
from ailaget.views.base.native import LINE, native, with_intervals
from ailaget.views.base.panel import held_caveat, shown_factor
from ailaget.views.base.result import CELL, Cell, Chart, Column, Native, Table
from ailaget.views.base.selection import FEW, Selection, Source, place_names, unit_text
from ailaget.views.base.size_gap import in_all_waves
from ailaget.views.inequality.basis import basis_of, blank, chart_of

PART, KEY = "counties", "spread"


@dataclass(frozen=True, eq=False)
class CountyGap:
    """How far apart the counties are in one indicator, up to the chosen wave."""

    indicator: Indicator
    waves: tuple[str, ...]
    spread: GroupSpread
    of: int
    selection: Selection

    @property
    def n(self) -> int:
        """Municipalities with a value in all waves, in the counties that are in it."""
        return int(self.spread.n.sum())

    @property
    def decimals(self) -> int:
        """Decimals of a spread: of shares, in percentage points, one."""
        return max(self.indicator.decimals, 1)

    @property
    def factor(self) -> float:
        """What figures are shown times: a share in per cent."""
        return shown_factor(self.indicator)

    def shown(self, wave: int) -> float:
        """Return a wave's spread as it is shown."""
        return rounded(
            self.factor * float(self.spread.spreads[wave].estimate or 0.0), self.decimals
        )

    def interval(self, wave: int) -> Interval:
        """Return the interval around a wave's spread as it is shown."""
        return around(self._scaled(self.spread.spreads[wave]), self.shown(wave))

    @property
    def change(self) -> Interval:
        """The change from the first wave to the last, as the difference of the spreads shown."""
        moved = rounded(self.shown(-1) - self.shown(0), self.decimals)
        return around(self._scaled(self.spread.change), moved)

    @property
    def direction(self) -> Verdict:
        """Whether the counties have drifted apart between the first and the last wave shown."""
        return change_verdict(self.change, self.n, self.of, self.signed)

    @property
    def away(self) -> pd.DataFrame:
        """Each county's figure less the mean of all counties', as shown; who lags most first.

        Of a county with fewer than five municipalities there is none, and it comes last.
        """
        means = self.factor * self.spread.means
        away = (means - means.mean()).where(self.spread.n >= FEW)
        names = {key: place_names(self.selection.language)[key] for key in away.index}
        order = pd.DataFrame(
            {
                "last": away.iloc[:, -1] * (1 if self.indicator.higher_is_better else -1),
                "name": [self.selection.t.sort_key(names[key]) for key in away.index],
            },
            index=away.index,
        )
        return away.reindex(order.sort_values(["last", "name"], na_position="last").index)

    def number(self, value: float | None) -> str:
        """Return a spread as a number."""
        return self.selection.t.number(value, self.decimals)

    def signed(self, value: float | None) -> str:
        """Return a change as a number with its sign."""
        return self.selection.t.number(value, self.decimals, sign=True)

    def words(self, value: float) -> str:
        """Return a spread with its unit, where it has a short one."""
        kind = "share" if self.indicator.is_share else "index" if self.indicator.is_index else "any"
        return self.selection.t(f"size_gap.gap_{kind}", gap=self.number(value))

    def _scaled(self, interval: Interval) -> Interval:
        ends = (interval.estimate, interval.low, interval.high)
        return Interval(*(None if end is None else self.factor * end for end in ends))


def county_gap_of(source: Source, selection: Selection, indicator: Indicator) -> CountyGap | None:
    """Return how far apart the counties are up to the chosen wave; None where they are too few."""
    history = held_history(source, selection, indicator)
    if history is None:
        return None
    counties = history.newest["county"].astype(str)
    try:
        spread = group_spread(
            history.values, counties, weights=history.weights, scale=scale_of(indicator)
        )
    except TooFewValues:
        return None
    if (spread.n >= FEW).sum() < COMPARED_GROUPS:
        return None
    return CountyGap(indicator, history.waves, spread, len(history.newest), selection)


def county_gap_view(source: Source, selection: Selection) -> Chart:
    """Return how far apart the counties are in the chosen indicator, wave by wave."""
    t, basis = selection.t, basis_of(source, selection)
    label = basis.indicator.label[t.language]
    title = t("county_gap.title", indicator=label)
    reason = None if basis.of else t("empty.nobody_in_filter")
    gap = county_gap_of(source, selection, basis.indicator)
    if reason or gap is None:
        return blank(basis, PART, title, reason or t("county_gap.few"))
    unit = t("unit.points") if basis.indicator.is_share else unit_text(t, basis.indicator)
    about = t("county_gap.about", counties=t.number(len(gap.spread.n)))
    caveat = f"{_change_words(gap)} {about} {basis.indicator.caveat[t.language]}"
    return chart_of(
        basis,
        PART,
        _figure(gap, title, unit),
        _table(gap),
        title=title,
        headline=selection.fitting(_headlines(gap, label), gap.n, gap.of),
        caveat=held_caveat(caveat, basis.indicator, t),
        n=gap.n,
        of=gap.of,
        unit=unit,
        native=_native(gap),
    )


def _figure(gap: CountyGap, title: str, unit: str) -> go.Figure:
    t = gap.selection.t
    waves = [t.wave_short(wave) for wave in gap.waves]
    intervals = [gap.interval(wave) for wave in range(len(waves))]
    shown = [gap.shown(wave) for wave in range(len(waves))]
    several = t("county_gap.subtitle", waves=in_all_waves(len(waves), t))
    subtitle = several if len(waves) > 1 else t("county_gap.subtitle_one")
    return trend(
        pd.DataFrame(
            {
                "series": KEY,
                "wave": waves,
                "value": shown,
                "value_text": [gap.number(value) for value in shown],
            }
        ),
        waves,
        [TrendSeries(KEY, t("county_gap.line"), "county", is_own=True)],
        gap.selection.frame(title, subtitle),
        TrendLabels(
            t("county_gap.axis", unit=unit), t("empty.no_answers"), "", t("inequality.uncertainty")
        ),
        band=pd.DataFrame(
            {
                "wave": waves,
                "low": [interval.low for interval in intervals],
                "high": [interval.high for interval in intervals],
            }
        ).astype({"low": float, "high": float}),
    )


def _headlines(gap: CountyGap, label: str) -> list[str]:
    """Return whether the counties have drifted apart, and from what to what."""
    t, last = gap.selection.t, gap.words(gap.shown(-1))
    if len(gap.waves) == 1:
        return t.forms("county_gap.now", indicator=label, gap=last)
    return t.forms(
        f"county_gap.{gap.direction}", indicator=label, first=gap.number(gap.shown(0)), last=last
    )


def _change_words(gap: CountyGap) -> str:
    """Return how the spread has gone from the first wave to the last, and how sure that is."""
    t, change = gap.selection.t, gap.change
    first, last = (gap.words(gap.shown(wave)) for wave in (0, -1))
    if len(gap.waves) == 1:
        return t("size_gap.level", gap=last)
    ends = {
        "first": first,
        "last": last,
        "wave": t.wave(gap.waves[0]),
        "change": gap.signed(change.estimate),
    }
    if change.low is None or change.high is None or change.low == change.high:
        return t("size_gap.moved", **ends)
    low, high = gap.signed(change.low), gap.signed(change.high)
    return t("size_gap.moved_between", low=low, high=high, **ends)


def _table(gap: CountyGap) -> Table:
    """Return the spread with its interval, then the counties by how far each is from them all."""
    t, names = gap.selection.t, place_names(gap.selection.language)
    has_change = len(gap.waves) > 1
    columns = (
        Column("group", t("county_gap.column_group"), "name"),
        *(Column(wave, t.wave_short(wave), "number", gap.decimals) for wave in gap.waves),
        *([Column("change", t("lagging.column_change"), "number", gap.decimals)] * has_change),
        Column("n", t("county_gap.column_n"), collapsed=CELL),
    )
    intervals = [gap.interval(wave) for wave in range(len(gap.waves))]
    intervals += [gap.change] * has_change
    basis = gap.selection.basis(gap.n, gap.of)
    rows: list[tuple[Cell, ...]] = [
        (t(f"county_gap.row_{end}"), *(getattr(each, end) for each in intervals), basis)
        for end in ("estimate", "low", "high")
    ]
    for key, figures in gap.away.iterrows():
        away = [None if pd.isna(each) else rounded(each, gap.decimals) for each in figures]
        moved = [_moved(away[0], away[-1], gap.decimals)] * has_change
        n, of = (int(counts[str(key)]) for counts in (gap.spread.n, gap.spread.of))
        rows.append((names[str(key)], *away, *moved, gap.selection.basis(n, of)))
    return Table(columns, rows)


def _moved(first: float | None, last: float | None, decimals: int) -> float | None:
    return None if first is None or last is None else rounded(last - first, decimals)


def _native(gap: CountyGap) -> Native:
    t = gap.selection.t
    columns = (
        Column("wave", t("filter.wave")),
        Column(KEY, t("county_gap.line"), "number", gap.decimals),
    )
    rows = [(t.wave_short(wave), gap.shown(place)) for place, wave in enumerate(gap.waves)]
    line = native(LINE, Table(columns, rows))
    intervals = [gap.interval(place) for place in range(len(rows))]
    return with_intervals(line, {KEY: [(each.low, each.high) for each in intervals]}, t)

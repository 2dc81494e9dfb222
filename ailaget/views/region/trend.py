"""A region against the rest over the waves: all that answered each time, and the same ones."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from ailaget.charts.trend import TrendLabels, TrendSeries, trend
from ailaget.codebook import Indicator
from ailaget.texts import Texts, at_beginning
from ailaget.views.base.cells import folding
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.goals import beside_means, whole_axis
from ailaget.views.base.native import LINE, native
from ailaget.views.base.result import Cell, Chart, Column, Table
from ailaget.views.base.rows import history_within
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    figure_text,
    group_value,
    indicator_of,
    unit_text,
    value_text,
)
from ailaget.views.region.scope import (
    OWN,
    REST,
    SIDE_COLOURS,
    Scope,
    Words,
    caveat_of,
    figure_kind,
    scope_of,
    sided,
    words_of,
)

PERCENT = 100.0


def region_trend_view(source: Source, selection: Selection) -> Chart:
    """Return the figure of both sides in every wave; a region is the same places throughout."""
    t, indicator, scope = selection.t, indicator_of(selection), scope_of(selection)
    phrases = words_of(scope, selection)
    history = history_within(source, selection.wave, indicator.key, scope.filter)
    title = t("region.trend_title", indicator=indicator.label[t.language])
    if history.empty:
        reason, unit = t("empty.nobody_in_filter"), unit_text(t, indicator)
        return worded_chart(selection, "region_trend", title=title, reason=reason, of=0, unit=unit)
    points = _points(sided(history, scope))
    figure_name = t(f"region.figure_{figure_kind(indicator)}")
    unit = t("region.unit_figure", unit=unit_text(t, indicator), figure=figure_name)
    subtitle = _subtitle(points, indicator, phrases, scope.is_narrowed, selection)
    headline = _headline(points, indicator, phrases, selection)
    frame = selection.frame(title, subtitle)
    figure = trend(
        _drawn(points, indicator, selection),
        [t.wave_short(wave) for wave in points["wave"].unique()],
        [
            TrendSeries(OWN, phrases.name, scope.mark, is_own=True),
            TrendSeries(REST, phrases.rest, "rest"),
        ],
        frame,
        TrendLabels(_axis(indicator, selection), t("empty.no_answers"), t("region.no_value")),
        axis_range=whole_axis(selection),
        targets=beside_means(selection.goals),
    )
    here = points[(points["wave"] == selection.wave)]
    n, of = int(here["n"].sum()), int(here["of"].sum())
    table = _table(points, indicator, phrases, selection)
    return make_chart(
        selection,
        "region_trend",
        title=title,
        headline=headline,
        figure=figure,
        table=table,
        caveat=_caveat(indicator, scope, selection),
        n=n,
        of=of,
        file_stem=t(
            "file.region_trend", indicator=indicator.key, region=scope.code, wave=selection.wave
        ),
        unit=unit,
        native=native(LINE, table, "wave", OWN, REST, colours=SIDE_COLOURS),
    )


def _caveat(indicator: Indicator, scope: Scope, selection: Selection) -> str:
    """Return what to know of the indicator and the lines, and whose population they are per."""
    t = selection.t
    caveat = f"{caveat_of(indicator, scope, selection)} {t('region.caveat_trend')}"
    is_held = indicator.formula == "per_population"
    return f"{caveat} {t('region.caveat_trend_population')}" if is_held else caveat


def _axis(indicator: Indicator, selection: Selection) -> str:
    t = selection.t
    return t("region.axis_percent") if indicator.is_share else unit_text(t, indicator)


def _points(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row per wave and side: value, n and of; and the same for the panel.

    The panel is the municipalities that have a value in every wave, each wave per the newest
    denominators.
    """
    waves = history["wave"].nunique()
    always = history.groupby("municipality")["value"].count() == waves
    panel = _held_fixed(history[history["municipality"].map(always)])
    records: list[dict[str, Any]] = []
    for (wave, side), inside in history.groupby(["wave", "side"]):
        same = panel[(panel["wave"] == wave) & (panel["side"] == side)]
        records.append(
            {
                "wave": wave,
                "side": side,
                "value": group_value(inside),
                "n": int(inside["value"].notna().sum()),
                "of": len(inside),
                "panel_value": group_value(same),
                "panel_n": len(same),
            }
        )
    columns = ["wave", "side", "value", "n", "of", "panel_value", "panel_n"]
    return pd.DataFrame(records, columns=columns)


def _held_fixed(panel: pd.DataFrame) -> pd.DataFrame:
    """Return rows per their municipality's newest denominator: only the numerators move."""
    newest = panel[panel["wave"] == panel["wave"].max()].set_index("municipality")["denominator"]
    return panel.assign(denominator=panel["municipality"].map(newest))


def _drawn(points: pd.DataFrame, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    t = selection.t
    texts = [
        t("region.value_n", value=value_text(t, indicator, value, group=True), n=t.number(n))
        for value, n in zip(points["value"], points["n"], strict=True)
    ]
    factor = PERCENT if indicator.is_share else 1.0
    return pd.DataFrame(
        {
            "series": points["side"],
            "wave": [t.wave_short(wave) for wave in points["wave"]],
            "value": points["value"].astype(float) * factor,
            "value_text": texts,
        }
    )


def _table(
    points: pd.DataFrame, indicator: Indicator, phrases: Words, selection: Selection
) -> Table:
    t = selection.t
    kind = "share" if indicator.is_share else "number"
    columns = [Column("wave", t("filter.wave"))]
    for side, name in ((OWN, phrases.name), (REST, phrases.rest)):
        inside = points[points["side"] == side]
        same = 0 if inside.empty else int(inside["panel_n"].iloc[0])
        answers = t("region.n_of_name", name=name)
        panel_label = t.count("region.same", same, name=name)
        columns += [
            Column(side, name, kind, indicator.decimals),
            folding(Column(f"{side}_n", answers), t),
            folding(Column(f"{side}_panel", panel_label, kind, indicator.decimals), t),
        ]
    by_key = {(row["wave"], row["side"]): row for row in points.to_dict("records")}
    rows: list[tuple[Cell, ...]] = []
    for wave in points["wave"].unique():
        cells: list[Cell] = [t.wave(str(wave))]
        for side in (OWN, REST):
            cells += _cells(by_key.get((wave, side)), selection)
        rows.append(tuple(cells))
    return Table(tuple(columns), rows)


def _cells(point: Mapping[Hashable, Any] | None, selection: Selection) -> list[Cell]:
    if point is None:
        return [None, None, None]
    value, panel = (
        None if pd.isna(point[name]) else float(point[name]) for name in ("value", "panel_value")
    )
    return [value, selection.basis(point["n"], point["of"]), panel]


def _headline(
    points: pd.DataFrame, indicator: Indicator, phrases: Words, selection: Selection
) -> str:
    """Return what both lines show at their ends: no change, as others may have answered."""
    t = selection.t
    if len(set(points["wave"])) <= 1:
        return t("empty.one_wave")
    own, rest = (_ends(points[points["side"] == side], indicator, t) for side in (OWN, REST))
    if not own:
        return selection.marked(t("region.trend_nobody", place=phrases.short_place))
    both = {phrases.short_place: own} | ({phrases.rest_place: rest} if rest else {})
    forms = []
    for sides in (both, {phrases.short_place: own}):
        is_same_time = len(own) > 1 and all(list(ends) == list(own) for ends in sides.values())
        moves = [_from_to(ends, side, t, is_dated=not is_same_time) for side, ends in sides.items()]
        named = {"indicator": indicator.label[t.language], "moves": ", ".join(moves)}
        if not is_same_time:
            forms.append(t.forms("region.trend_finding_dated", **named))
            continue
        first, last = (t.wave_short(wave) for wave in own)
        forms.append(t.forms("region.trend_finding", before=first, after=last, **named))
    headlines = [*(each[0] for each in forms), *(form for each in forms for form in each[1:])]
    here = points[points["wave"] == selection.wave]
    return selection.fitting(headlines, int(here["n"].sum()), int(here["of"].sum()))


def _ends(side: pd.DataFrame, indicator: Indicator, t: Texts) -> dict[str, str]:
    """Return what a side's line shows where it begins and where it ends, by wave."""
    known, values = side[side["value"].notna()], {}
    for wave in (*known["wave"][:1], *known["wave"][-1:]):
        point = known[known["wave"] == wave].iloc[0]
        value = figure_text(t, indicator, point["value"], point["n"])
        if point["n"] < FEW and not indicator.is_share:
            value = t("region.value_n", value=value, n=t.number(point["n"]))
        values[str(wave)] = value
    return values


def _from_to(ends: Mapping[str, str], place: str, t: Texts, *, is_dated: bool) -> str:
    """Return in words from what to what a side's line goes, each with its wave if it must."""
    values = [
        t("region.trend_at", value=value, wave=t.wave_short(wave)) if is_dated else value
        for wave, value in ends.items()
    ]
    if len(values) == 1:
        return t("region.trend_only", value=values[0], place=place)
    return t("region.trend_from_to", before=values[0], after=values[-1], place=place)


def _subtitle(
    points: pd.DataFrame,
    indicator: Indicator,
    phrases: Words,
    is_narrowed: bool,
    selection: Selection,
) -> str:
    """Return whom the lines are of, and how the same municipalities have moved meanwhile."""
    t = selection.t
    # The unit stands at the axis.
    figure = at_beginning(t(f"region.figure_{figure_kind(indicator)}"))
    subtitle = t("region.trend_subtitle", figure=figure)
    if is_narrowed:
        subtitle = t("region.subtitle_narrowed", subtitle=subtitle)
    if len(set(points["wave"])) <= 1:
        return subtitle
    own, rest = (_moved(points[points["side"] == side], indicator, t) for side in (OWN, REST))
    params = {"subtitle": subtitle, "name": phrases.name, "own": own or t("region.trend_no_panel")}
    if rest is None:
        return t("region.trend_same_alone", **params)
    return t("region.trend_same", rest_name=phrases.rest_place, rest=rest, **params)


def _moved(side: pd.DataFrame, indicator: Indicator, t: Texts) -> str | None:
    """Return in words how the panel of a side has moved, None where there is none."""
    known = side[side["panel_value"].notna()]
    if known.empty:
        return None
    n = int(known["panel_n"].iloc[0])
    before, after = (
        figure_text(t, indicator, known["panel_value"].iloc[end], n) for end in (0, -1)
    )
    return t("region.trend_moved", n=t.number(n), before=before, after=after)

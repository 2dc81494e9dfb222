"""How one indicator has moved over the waves: the municipality and the areas it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ailaget.charts.marks import AROUND
from ailaget.charts.trend import TrendLabels, TrendSeries, trend
from ailaget.codebook import Indicator
from ailaget.statistics.ties import TOLERANCE, exceeds
from ailaget.texts import within_sentence
from ailaget.views.base.chart import OF_ONE, make_chart
from ailaget.views.base.goals import beside_means, whole_axis
from ailaget.views.base.native import LINE, mark_colours, native
from ailaget.views.base.result import CELL, Cell, Chart, Column, Native, Table
from ailaget.views.base.rows import NO_FILTER, history_within
from ailaget.views.base.selection import Selection, Source, indicator_of, unit_text, value_text
from ailaget.views.municipality.area_figures import AreaFigure, area_figure, drawn_columns
from ailaget.views.municipality.areas import figure_kind
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave, unchosen

KEY = "municipality_trend"


@dataclass(frozen=True)
class WaveFigures:
    """One wave: the municipality's own value, None where it has none, and each area's figure."""

    wave: str
    own: float | None
    areas: dict[str, AreaFigure]


def trend_view(source: Source, selection: Selection) -> Chart:
    """Return the chosen indicator over all waves; the SKR group is that of the newest."""
    selection = replace(selection, wave=str(source.query("waves")["wave"].max()))
    here = municipality_wave(source, selection)
    if here is None:
        return unchosen(KEY, selection)
    t, indicator = selection.t, indicator_of(selection)
    figures = _figures(source, here, indicator)
    newest = figures[-1].areas["sweden"]
    label = indicator.label[selection.language]
    title = t("municipality.trend_title", name=here.name, indicator=label)
    basis = selection.basis(newest.n, newest.of)
    subtitle = t(
        "municipality.trend_subtitle" if len(figures) > 1 else "municipality.trend_subtitle_one",
        first=t.wave_short(figures[0].wave),
        last=t.wave_short(here.wave),
        figure=t(f"municipality.figure_{figure_kind(indicator)}"),
    )
    headline = _headline(here, figures, indicator, selection)
    names = {area: here.area_name(area, selection) for area in here.areas}
    drawn = [area for area in names if any(each.areas[area].drawn is not None for each in figures)]
    if undrawn := [name for area, name in names.items() if area not in drawn]:
        subtitle += t("municipality.undrawn", names=t.listing(undrawn))
    series = [TrendSeries("own", here.name, "municipality", is_own=True)]
    few = t("municipality.few_have")
    series += [TrendSeries(area, names[area], AROUND[area], missing=few) for area in drawn]
    frame, table = selection.frame(title, subtitle), _table(here, figures, indicator, selection)
    figure = trend(
        _points(figures, indicator, selection),
        [t.wave_short(each.wave) for each in figures],
        series,
        frame,
        TrendLabels(_unit(indicator, selection), t("empty.no_answers"), t("municipality.lacks")),
        axis_range=whole_axis(selection),
        targets=beside_means(selection.goals),
    )
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        headline_of=OF_ONE,
        figure=figure,
        table=table,
        alt=t("municipality.alt", title=title, basis=basis, headline=headline),
        caveat=_caveat(here, indicator, selection),
        n=newest.n,
        of=newest.of,
        file_stem=t("municipality.trend_file", code=here.code, indicator=indicator.key),
        unit=unit_text(t, indicator),
        native=_native(drawn_columns(table, here.areas), drawn, indicator),
    )


def _native(table: Table, areas: Sequence[str], indicator: Indicator) -> Native:
    """Return the lines from the oldest wave; the municipality's own yes or no is none."""
    series = [*([] if indicator.is_share else ["own"]), *areas]
    rows, colours = list(reversed(table.rows)), mark_colours(series, AROUND)
    return native(LINE, replace(table, rows=rows), "wave", *series, colours=colours)


def is_within(
    here: MunicipalityWave, indicator: Indicator, now: float | None, before: float | None
) -> bool:
    """Return whether an index has changed by no more than how one municipality is measured."""
    if now is None or before is None or indicator.key not in here.sure:
        return False
    return bool(exceeds(here.sure[indicator.key], abs(now - before)))


def _caveat(here: MunicipalityWave, indicator: Indicator, selection: Selection) -> str:
    """Return what to know of the indicator and its lines, and whose population they are per."""
    t = selection.t
    caveat = t("municipality.trend_caveat", caveat=indicator.caveat[selection.language])
    if indicator.key in here.sure:
        points = t.number(here.sure[indicator.key], indicator.decimals)
        caveat = f"{t('municipality.trend_sure', points=points)} {caveat}"
    is_rate = indicator.formula == "per_population"
    return f"{caveat} {t('municipality.trend_population_caveat')}" if is_rate else caveat


def _figures(source: Source, here: MunicipalityWave, indicator: Indicator) -> list[WaveFigures]:
    rows = history_within(source, here.waves[-1], indicator.key, NO_FILTER)
    return [
        WaveFigures(
            str(wave),
            here.value(indicator.key, str(wave)),
            {area: area_figure(here.inside(inside, area)) for area in here.areas},
        )
        for wave, inside in rows.groupby("wave", sort=True)
    ]


def _points(figures: list[WaveFigures], indicator: Indicator, selection: Selection) -> pd.DataFrame:
    t, scale = selection.t, 100 if indicator.is_share else 1
    rows = []
    for each in figures:
        wave = t.wave_short(each.wave)
        own = value_text(t, indicator, each.own)
        rows.append(("own", wave, each.own, own))
        for area, figure in each.areas.items():
            text = value_text(t, indicator, figure.value, group=True)
            rows.append(
                (
                    area,
                    wave,
                    figure.drawn,
                    t("municipality.with_n", value=text, n=t.number(figure.n)),
                )
            )
    points = pd.DataFrame(rows, columns=["series", "wave", "value", "value_text"])
    return points.assign(value=points["value"].astype(float) * scale)


def _headline(
    here: MunicipalityWave, figures: list[WaveFigures], indicator: Indicator, selection: Selection
) -> str:
    """Return how the municipality has moved, or why that cannot be said."""
    t = selection.t
    if len(figures) == 1:
        return t("empty.one_wave")
    valued = [each for each in figures if each.own is not None]
    params = {"name": here.name, "wave": t.wave(figures[-1].wave)}
    if not valued:
        return t("municipality.trend_never", name=here.name)
    now = within_sentence(value_text(t, indicator, valued[-1].own))
    last = t.wave(valued[-1].wave)
    if figures[-1].own is None:
        sentence = t("municipality.trend_stale", now=now, last=last, **params)
    elif len(valued) == 1:
        sentence = t("municipality.trend_first", now=now, **params)
    else:
        before = within_sentence(value_text(t, indicator, valued[-2].own))
        held = here.held_fixed(indicator.key, valued[-2].wave)
        is_still = held is not None and abs(held - (valued[-1].own or 0.0)) <= TOLERANCE
        moved = "population" if is_still else "moved"
        if is_within(here, indicator, valued[-1].own, valued[-2].own):
            moved = "within"
        key = f"municipality.trend_{'same' if before == now else moved}"
        since = t.wave(valued[-2].wave)
        sentence = t(key, now=now, before=before, since=since, **params)
    return selection.marked(sentence)


def _table(
    here: MunicipalityWave, figures: list[WaveFigures], indicator: Indicator, selection: Selection
) -> Table:
    t = selection.t
    kind = "share" if indicator.is_share else "number"
    own_kind = "text" if indicator.is_share else "number"
    columns = [Column("wave", t("filter.wave"))]
    columns.append(Column("own", here.name, own_kind, indicator.decimals))
    for area in here.areas:
        name = here.area_name(area, selection)
        columns.append(Column(area, name, kind, indicator.decimals))
        with_value = t("column.folded_n", name=name, cell=CELL)
        columns.append(Column(f"{area}_n", "n", "integer", collapsed=with_value))
    rows: list[tuple[Cell, ...]] = []
    for each in reversed(figures):
        own: Cell = value_text(t, indicator, each.own) if indicator.is_share else each.own
        cells: list[Cell] = [t.wave(each.wave), own]
        for area in here.areas:
            cells += [each.areas[area].value, each.areas[area].n]
        rows.append(tuple(cells))
    return Table(tuple(columns), rows)


def _unit(indicator: Indicator, selection: Selection) -> str:
    return selection.t("unit.percent") if indicator.is_share else unit_text(selection.t, indicator)

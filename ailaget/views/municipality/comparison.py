"""One municipality beside its county, its SKR group, Sweden and those picked by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ailaget import geography
from ailaget.charts.comparison import ComparisonLabels, comparison
from ailaget.charts.marks import AROUND
from ailaget.codebook import Indicator, codebook
from ailaget.statistics.intervals import TENTHS
from ailaget.statistics.survey import percentile_gap
from ailaget.views.base.cells import folding
from ailaget.views.base.chart import OF_ONE, make_chart
from ailaget.views.base.native import BAR, mark_colours, native
from ailaget.views.base.result import CELL, Cell, Chart, Column, Native, Table
from ailaget.views.base.selection import Selection, Source, short_label, unit_text, value_text
from ailaget.views.municipality.area_figures import drawn_columns
from ailaget.views.municipality.areas import (
    figure_kind,
    group_gaps,
    has_any_index,
    indices,
    rank_text,
)
from ailaget.views.municipality.wave import (
    AREAS,
    MOST_COMPARED,
    MunicipalityWave,
    municipality_wave,
    unchosen,
)

PERCENT = 100.0


def picked(here: MunicipalityWave, selection: Selection) -> list[str]:
    """Return the municipalities picked by hand, itself left out, at most five."""
    return [code for code in selection.compare if code != here.code][:MOST_COMPARED]


def value_of(here: MunicipalityWave, code: str, indicator: str) -> float:
    """Return another municipality's value in the wave; NaN where it has none."""
    rows = here.rows("sweden", indicator)
    return float(rows.loc[rows["municipality"] == code, "value"].iloc[0])


def comparison_table(here: MunicipalityWave, selection: Selection) -> Table:
    """Return every indicator: the own value, the picked ones', and each area's figure with n."""
    t, others = selection.t, picked(here, selection)
    columns = [Column("indicator", t("filter.indicator")), Column("own", here.name, "number", 2)]
    columns += [folding(Column(c, geography.municipality(c).name, "number", 2), t) for c in others]
    for area in here.areas:
        name = here.area_name(area, selection)
        columns.append(Column(area, name, "number", 2))
        with_value = t("column.folded_n", name=name, cell=CELL)
        columns.append(Column(f"{area}_n", "n", "integer", collapsed=with_value))
    columns.append(Column("unit", t("municipality.column_unit"), collapsed=CELL))
    rows: list[tuple[Cell, ...]] = []
    for indicator in codebook().indicators.values():
        values = [here.value(indicator.key)]
        values += [value_of(here, code, indicator.key) for code in others]
        cells = [_cell(value, indicator, selection) for value in values]
        for area in here.areas:
            figure = here.figure(area, indicator.key)
            cells += [_cell(figure.value, indicator, selection, group=True), figure.n]
        label, unit = _row_label(indicator, selection), _unit(indicator, selection)
        rows.append((label, *cells, unit))
    return Table(tuple(columns), rows)


def _row_label(indicator: Indicator, selection: Selection) -> str:
    figure = selection.t(f"municipality.figure_{figure_kind(indicator)}")
    return selection.t(
        "municipality.row_label", indicator=indicator.label[selection.language], figure=figure
    )


def _cell(
    value: float | None, indicator: Indicator, selection: Selection, *, group: bool = False
) -> Cell:
    """Return a number in the row's unit; a municipality's own yes or no is a word."""
    if value is None or pd.isna(value):
        return None
    if not indicator.is_share:
        return value
    return PERCENT * value if group else value_text(selection.t, indicator, value)


def _unit(indicator: Indicator, selection: Selection) -> str:
    t = selection.t
    return t("municipality.percent_yes") if indicator.is_share else unit_text(t, indicator)


KEY = "municipality_comparison"


def comparison_view(source: Source, selection: Selection) -> Chart:
    """Return maturity and its six parts as a chart; the table has every indicator."""
    here = municipality_wave(source, selection)
    if here is None:
        return unchosen(KEY, selection)
    t, maturity = selection.t, codebook().indicator("maturity")
    sweden = here.figure("sweden", "maturity")
    title = t("municipality.comparison_title", name=here.name)
    basis = _basis(here, selection)
    subtitle = t("chart.subtitle", unit=t("unit.index"), wave=t.wave(here.wave), basis=basis)
    silent = _picked_silent(here, selection)
    if silent:
        subtitle += t("municipality.picked_silent", names=t.listing(silent))
    drawn = [area for area in here.areas if _is_drawn(here, area)]
    if undrawn := [here.area_name(area, selection) for area in here.areas if area not in drawn]:
        subtitle += t("municipality.undrawn", names=t.listing(undrawn))
    figure = comparison(
        _rows(here, selection),
        _picked_points(here, selection),
        selection.frame(title, subtitle),
        _labels(here, selection),
    )
    headline = comparison_headline(here, selection)
    table = comparison_table(here, selection)
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        headline_of=None if group_gaps(here) else OF_ONE,
        figure=figure,
        table=table,
        alt=t("municipality.alt", title=title, basis=basis, headline=headline),
        caveat=" ".join(
            [
                t("municipality.comparison_caveat", caveat=maturity.caveat[selection.language]),
                *_places(here, selection),
            ]
        ),
        n=sweden.n,
        of=sweden.of,
        file_stem=t("municipality.comparison_file", code=here.code, wave=here.wave),
        unit=t("unit.index"),
        native=_native(
            drawn_columns(table, here.areas),
            ("own", *picked(here, selection), *drawn),
            t("unit.index"),
        ),
    )


def _is_drawn(here: MunicipalityWave, area: str) -> bool:
    """Return whether any of an area's means in the chart is of five or more."""
    return any(here.figure(area, index.key).drawn is not None for index in indices())


def _places(here: MunicipalityWave, selection: Selection) -> list[str]:
    """Return where the municipality could stand, had everyone a value; nothing without its own."""
    rows = here.rows("sweden", "maturity").set_index("municipality")
    places = rank_text(rows["value"], here.code, selection.t)
    if places == selection.t("missing"):
        return []
    of = selection.t.number(len(rows))
    return [selection.t("municipality.comparison_places", places=places, of=of)]


def _native(table: Table, series: Sequence[str], unit: str) -> Native:
    """Return the bars of the rows in one unit, which is drawn."""
    rows = [row for row in table.rows if row[-1] == unit]
    # The table has rows in other units, which need two decimals.
    columns = tuple(replace(column, decimals=min(column.decimals, 1)) for column in table.columns)
    colours = mark_colours(series, AROUND)
    drawn = replace(table, columns=columns, rows=rows)
    bars = native(BAR, drawn, "indicator", *series, colours=colours)
    return replace(bars, lacks=("spread",))


def _basis(here: MunicipalityWave, selection: Selection) -> str:
    """Return how many of the country's municipalities each row rests on, from fewest to most."""
    figures = [here.figure("sweden", indicator.key) for indicator in indices()]
    fewest, *_, most = sorted(figures, key=lambda figure: figure.n)
    if fewest.n == most.n:
        return selection.basis(most.n, most.of)
    counts = {"low": fewest.n, "high": most.n, "of": most.of}
    numbers = {key: selection.t.number(count) for key, count in counts.items()}
    return selection.t("municipality.comparison_basis", **numbers)


def comparison_headline(here: MunicipalityWave, selection: Selection) -> str:
    """Return in how many dimensions the municipality lies under its group's mean, and over it.

    Where the difference could be due to who has answered, no side is named.
    """
    t, gaps = selection.t, group_gaps(here)
    group = here.area_name("skr_group", selection)
    if not gaps:
        if has_any_index(here):
            return selection.marked(t("municipality.comparison_few", name=here.name, group=group))
        valued = any(here.figure("sweden", index.key).n for index in indices())
        key = "comparison_none" if valued else "comparison_nobody"
        return t(f"municipality.{key}", name=here.name, wave=t.wave(here.wave))
    certain = [gap.points for gap in gaps.values() if gap.is_certain]
    below = sum(points < 0 for points in certain)
    above, near = len(certain) - below, len(gaps) - len(certain)
    key = "both" if below and above else "below" if below else "above" if above else "near"
    counts = {"below": below, "above": above, "near": near, "of": len(gaps)}
    headlines = t.forms(
        f"municipality.comparison_{key}",
        name=here.name,
        group=group,
        **{name: t.number(count) for name, count in counts.items()},
    )
    if near and certain:
        headlines = [
            each
            for headline in headlines
            for each in t.forms(
                "municipality.comparison_rest", headline=headline, near=t.number(near)
            )
        ]
    sweden = here.figure("sweden", "maturity")
    return selection.fitting(headlines, sweden.n, sweden.of)


def _rows(here: MunicipalityWave, selection: Selection) -> pd.DataFrame:
    t, rows = selection.t, []
    for indicator in indices():
        own = here.value(indicator.key)
        row: dict[str, object] = {
            "row": indicator.key,
            "label": short_label(indicator, selection.language),
            "own": float("nan") if own is None else own,
            "own_text": t("municipality.lacks") if own is None else value_text(t, indicator, own),
        }
        for area in AREAS:
            figure = here.figure(area, indicator.key)
            is_shown = figure.drawn is not None and area in here.areas
            row[area] = figure.drawn if is_shown else float("nan")
            row[f"{area}_text"] = t(
                "municipality.value_of",
                value=value_text(t, indicator, figure.value),
                basis=selection.basis(figure.n, figure.of),
            )
        rows.append(row | _range(here, indicator, selection))
    return pd.DataFrame(rows)


def _range(here: MunicipalityWave, indicator: Indicator, selection: Selection) -> dict[str, object]:
    """Return where the middle eight tenths of Sweden's municipalities lie."""
    t, values = selection.t, here.rows("sweden", indicator.key)["value"].dropna()
    if len(values) < TENTHS:
        return {"low": float("nan"), "high": float("nan"), "range_text": ""}
    gap = percentile_gap(values)
    ends = {"low": t.number(gap.p10, 1), "high": t.number(gap.p90, 1)}
    return {"low": gap.p10, "high": gap.p90, "range_text": t("classes.range", **ends)}


def _picked_points(here: MunicipalityWave, selection: Selection) -> pd.DataFrame:
    t, points = selection.t, []
    for code in picked(here, selection):
        for indicator in indices():
            value = value_of(here, code, indicator.key)
            points.append(
                {
                    "row": indicator.key,
                    "name": geography.municipality(code).name,
                    "value": value,
                    "value_text": value_text(t, indicator, value),
                }
            )
    return pd.DataFrame(points, columns=["row", "name", "value", "value_text"])


def _picked_silent(here: MunicipalityWave, selection: Selection) -> list[str]:
    """Return those picked by hand that the chart cannot show, for they have no value at all."""
    points = _picked_points(here, selection)
    has_any = points.groupby("name", sort=False)["value"].apply(lambda v: v.notna().any())
    return [str(name) for name, has in has_any.items() if not has]


def _labels(here: MunicipalityWave, selection: Selection) -> ComparisonLabels:
    t = selection.t
    names = {area: here.area_name(area, selection) for area in AREAS}
    return ComparisonLabels(
        own=here.name,
        county=t("municipality.mean_of", area=names["county"]),
        skr_group=t("municipality.mean_of", area=names["skr_group"]),
        sweden=t("municipality.mean_of", area=names["sweden"]),
        range=t("municipality.range"),
        empty=t("empty.no_answers"),
        picked=t("municipality.picked"),
        axis=t("unit.index"),
    )

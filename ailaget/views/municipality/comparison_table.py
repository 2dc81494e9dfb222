"""The table behind the comparison: every indicator in its unit, with n beside each area."""

import pandas as pd

from ailaget import geography
from ailaget.codebook import Indicator, codebook
from ailaget.views.base.cells import folding
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.selection import Selection, unit_text, value_text
from ailaget.views.municipality.areas import figure_kind
from ailaget.views.municipality.wave import MOST_COMPARED, MunicipalityWave

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

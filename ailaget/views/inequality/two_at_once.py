"""Staffing against maturity: staffed but immature, mature without staff; a map and a scatter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.bivariate import BivariateLabels, bivariate_map
from ailaget.charts.bivariate_dots import DotsLabels, bivariate_dots
from ailaget.charts.choropleth import MapParts
from ailaget.charts.geometry import nice_ticks
from ailaget.codebook import Indicator, codebook
from ailaget.texts import Texts
from ailaget.views.base.chart import make_chart
from ailaget.views.base.native import SCATTER, native, with_curves
from ailaget.views.base.result import CELL, Cell, Chart, Column, Table
from ailaget.views.base.rows import chosen_rows, row_records
from ailaget.views.base.selection import FEW, Selection, Source, few_words, unit_text, value_text
from ailaget.views.map.areas import boundaries_of, centred, focus_of
from ailaget.views.map.choropleth import findings_in_view, subtitle_in_view
from ailaget.views.map.zoom import municipal_zoom

STAFFING, MATURITY = "ai_fte_per_100k", "maturity"
MATURE = 2
"""The level, counted from 0, from which a municipality is said to have come far: it builds up."""

QUADRANTS = ("high_low", "high_high", "low_low", "low_high")
"""Staffing and then maturity: any staff or none, mature or not."""


@dataclass(frozen=True, eq=False)
class Both:
    """Both measures of the filter's municipalities.

    `rows`: code, name, up and right (staffing and maturity; NaN: no value), their statuses,
    up_class and right_class (0 to 2; NaN unless both are known), quadrant ("" likewise).
    """

    rows: pd.DataFrame

    @property
    def known(self) -> pd.DataFrame:
        """The municipalities with both values."""
        return self.rows[self.rows["quadrant"] != ""]

    @property
    def counts(self) -> dict[str, int]:
        """Municipalities in each quadrant."""
        return {key: int((self.rows["quadrant"] == key).sum()) for key in QUADRANTS}


def both_of(source: Source, selection: Selection) -> Both:
    """Return both measures, classed by limits that stay the same from wave to wave."""
    staffing, maturity = (_rows(source, selection, key) for key in (STAFFING, MATURITY))
    rows = staffing[["name"]].assign(
        up=staffing["value"],
        right=maturity["value"],
        up_status=staffing["status"],
        right_status=maturity["status"],
    )
    is_known = rows["up"].notna() & rows["right"].notna()
    some, minimum = limits()
    rows["up_class"] = ((rows["up"] > 0).astype(int) + (rows["up"] >= some).astype(int)).where(
        is_known
    )
    rows["right_class"] = sum((rows["right"] >= low).astype(int) for low in minimum)
    rows["right_class"] = rows["right_class"].where(is_known)
    any_staff = (rows["up"] > 0).map({True: "high", False: "low"})
    mature = (rows["right"] >= minimum[-1]).map({True: "high", False: "low"})
    rows["quadrant"] = (any_staff + "_" + mature).where(is_known, "")
    return Both(rows.rename_axis("code").reset_index())


def _rows(source: Source, selection: Selection, key: str) -> pd.DataFrame:
    return chosen_rows(source, selection, key).set_index("municipality")


def limits() -> tuple[float, tuple[float, float]]:
    """Return where much staff begins, and where the second and third class of maturity do."""
    levels = codebook().levels
    some = codebook().indicator(STAFFING).bands[0]
    return some, (levels[MATURE - 1].minimum, levels[MATURE].minimum)


ORDER = ("low_high", "high_low", "high_high", "low_low", "")
"""The quadrants in the order of the table: what differs comes first."""


def hover_text(row: dict[str, Any], t: Texts) -> str:
    """Return both values in words, and the quadrant."""
    lines = [
        t("two_at_once.hover", label=t(f"two_at_once.hover_{name}"), value=_value(row, name, t))
        for name in ("up", "right")
    ]
    if row["quadrant"]:
        lines.append(t(f"two_at_once.{row['quadrant']}"))
    return "<br>".join(lines)


def _indicator(name: str) -> Indicator:
    return codebook().indicator(STAFFING if name == "up" else MATURITY)


def _value(row: dict[str, Any], name: str, t: Texts) -> str:
    if pd.isna(row[name]):
        return t(f"status.{row[f'{name}_status']}")
    return value_text(t, _indicator(name), row[name])


def both_table(both: Both, selection: Selection) -> Table:
    """Return everyone in the filter, those in whom the two differ first."""
    t = selection.t
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("staffing", unit_text(t, _indicator("up")), "number", _indicator("up").decimals),
        Column("maturity", _indicator("right").label[t.language], "number", 1),
        Column("quadrant", t("two_at_once.column_quadrant"), collapsed=CELL),
        Column("note", t("column.note"), collapsed=CELL),
    )
    order = {key: place for place, key in enumerate(ORDER)}
    rows = row_records(both.rows)
    rows.sort(key=lambda row: (order[row["quadrant"]], t.sort_key(row["name"])))
    records = [_record(row, t) for row in rows]
    return Table(columns, records, tuple(row["code"] for row in rows), focus=selection.municipality)


def _record(row: dict[str, Any], t: Texts) -> tuple[Cell, ...]:
    up, right = (None if pd.isna(row[name]) else float(row[name]) for name in ("up", "right"))
    if row["quadrant"]:
        return (row["name"], up, right, t(f"two_at_once.{row['quadrant']}"), "")
    notes = [
        t("two_at_once.hover", label=t(f"two_at_once.hover_{name}"), value=_value(row, name, t))
        for name, value in (("up", up), ("right", right))
        if value is None
    ]
    return (row["name"], up, right, "", ". ".join(notes))


def bivariate_map_view(source: Source, selection: Selection) -> Chart:
    """Return the map of nine classes: staffing upward in the key, maturity to the right."""
    return _view("map", source, selection)


def bivariate_scatter_view(source: Source, selection: Selection) -> Chart:
    """Return the scatter of maturity and staffing, in four named and counted quadrants."""
    return _view("scatter", source, selection)


def _view(kind: str, source: Source, selection: Selection) -> Chart:
    t, both = selection.t, both_of(source, selection)
    title = t(f"two_at_once.{kind}_title")
    known, of = both.known, len(both.rows)
    n = len(known)
    headline = _headline(kind, both, selection)
    draw = _map if kind == "map" else _scatter
    subtitle = t("two_at_once.subtitle", wave=t.wave(selection.wave), basis=selection.basis(n, of))
    level, table = codebook().levels[MATURE], both_table(both, selection)
    minimum = t.number(level.minimum)
    highest = float(known["up"].max()) if n else 0.0
    dots = with_curves(
        native(SCATTER, table, "name", "maturity", "staffing"),
        [float(level.minimum)] * 2,
        {t("two_at_once.level", level=level.label[t.language], minimum=minimum): [0.0, highest]},
    )
    return make_chart(
        selection,
        f"bivariate_{kind}",
        title=title,
        headline=headline,
        figure=draw(both, title, subtitle, selection),
        table=table,
        alt=t("two_at_once.alt", title=title, basis=selection.basis(n, of), headline=headline),
        caveat=t(
            "two_at_once.method",
            staffing=codebook().indicator(STAFFING).caveat[t.language],
            level=level.label[t.language],
            minimum=t.number(level.minimum),
            missing=t.number(of - n),
        ),
        n=n,
        of=of,
        file_stem=t(f"two_at_once.{kind}_file", wave=selection.wave),
        unit=t("two_at_once.unit"),
        native=dots if kind == "scatter" else None,
    )


def _headline(kind: str, both: Both, selection: Selection) -> str:
    t, known, counts = selection.t, both.known, both.counts
    if known.empty:
        return t("two_at_once.empty")
    staffed = known["up"] > 0
    if kind == "map" or min(staffed.sum(), (~staffed).sum()) < FEW:
        headlines: Sequence[str] = (
            [few_words(len(known), t)]
            if len(known) < FEW
            else t.forms(
                "two_at_once.finding_map",
                len(known),
                mature=_count_words("mature", counts["low_high"], t),
                staffed=_count_words("staffed", counts["high_low"], t),
                level=codebook().levels[MATURE].label[t.language],
            )
        )
        if kind == "map":
            headlines = findings_in_view(headlines, selection)
        return selection.fitting(headlines, len(known), len(both.rows))
    with_staff, without = (known.loc[part, "right"].median() for part in (staffed, ~staffed))
    headlines = t.forms(
        "two_at_once.finding_scatter",
        staffed=t.number(int(staffed.sum())),
        some=t.number(with_staff),
        unstaffed=t.number(int((~staffed).sum())),
        none=t.number(without),
    )
    return selection.fitting(headlines, len(known), len(both.rows))


def _count_words(which: str, n: int, t: Texts) -> str:
    """Return how many they are, nobody in words."""
    return t.number(n) if n else t(f"two_at_once.nobody_{which}")


def _map(both: Both, title: str, subtitle: str, selection: Selection) -> go.Figure:
    t, rows = selection.t, both.rows
    areas = centred(rows[["name"]], rows["code"]).assign(
        up=rows["up_class"],
        right=rows["right_class"],
        value_text=[hover_text(row, t) for row in row_records(rows)],
    )
    some, minima = limits()
    low, high = (t.number(end) for end in minima)
    labels = BivariateLabels(
        up=t("two_at_once.key_up"),
        right=t("two_at_once.key_right"),
        up_classes=[t.number(0), f"<{t.number(some)}", f"≥{t.number(some)}"],
        right_classes=[f"<{low}", f"≥{low}", f"≥{high}"],
    )
    parts = MapParts(
        areas,
        (),
        t("map.missing", n=len(rows) - len(both.known)),
        boundaries_of(),
        view=selection.view,
        focus=focus_of(areas, selection.municipality),
        zoom=municipal_zoom(areas, selection),
    )
    frame = selection.frame(title, subtitle_in_view(subtitle, selection))
    return bivariate_map(parts, frame, labels)


def _scatter(both: Both, title: str, subtitle: str, selection: Selection) -> go.Figure:
    t, known = selection.t, both.known
    level = codebook().levels[MATURE]
    highest = float(known["up"].max()) if len(known) else 0.0
    up_ticks = nice_ticks(0, highest or 1.0)
    points = known.assign(
        municipality=known["code"],
        text=[hover_text(row, t) for row in row_records(known)],
    )
    labels = DotsLabels(
        up=t("two_at_once.axis_up"),
        right=t("two_at_once.axis_right"),
        quadrants={
            key: t("map.class", label=t(f"two_at_once.{key}"), n=both.counts[key])
            for key in QUADRANTS
        },
        limit=t("two_at_once.limit", level=level.label[t.language]),
        empty=t("two_at_once.empty"),
        ticks={tick: t.number(tick, 0 if float(tick).is_integer() else 1) for tick in up_ticks},
    )
    return bivariate_dots(
        points,
        selection.frame(title, subtitle),
        labels,
        limit=level.minimum,
        up_ticks=up_ticks,
        focus=selection.municipality,
    )

"""Staffing against maturity: staffed but immature, mature without staff; a map and a scatter."""

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.bivariate import BivariateLabels, bivariate_map
from ailaget.charts.bivariate_dots import DotsLabels, bivariate_dots
from ailaget.charts.choropleth import Boundaries
from ailaget.charts.geometry import nice_ticks
from ailaget.codebook import codebook
from ailaget.views.base.enough import FEW, few_words
from ailaget.views.base.result import Chart
from ailaget.views.base.row_records import row_records
from ailaget.views.base.selection import Selection, Source
from ailaget.views.inequality.two_at_once_rows import (
    MATURE,
    QUADRANTS,
    STAFFING,
    Both,
    both_of,
    limits,
)
from ailaget.views.inequality.two_at_once_table import both_table, hover_text
from ailaget.views.map.close_view import finding_in_view, subtitle_in_view


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
    level = codebook().levels[MATURE]
    return Chart(
        key=f"bivariate_{kind}",
        title=title,
        headline=headline,
        figure=draw(both, title, subtitle, selection),
        table=both_table(both, selection),
        alt=t("two_at_once.alt", title=title, basis=selection.basis(n, of), headline=headline),
        attribution=selection.source_line(),
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
        wave=selection.wave,
        unit=t("two_at_once.unit"),
    )


def _headline(kind: str, both: Both, selection: Selection) -> str:
    t, known, counts = selection.t, both.known, both.counts
    if known.empty:
        return t("two_at_once.empty")
    staffed = known["up"] > 0
    if kind == "map" or min(staffed.sum(), (~staffed).sum()) < FEW:
        said = (
            few_words(len(known), t)
            if len(known) < FEW
            else t.count(
                "two_at_once.finding_map",
                len(known),
                mature=t.number(counts["low_high"]),
                staffed=t.number(counts["high_low"]),
                level=codebook().levels[MATURE].label[t.language],
            )
        )
        return selection.marked(finding_in_view(said, selection) if kind == "map" else said)
    with_staff, without = (known.loc[part, "right"].median() for part in (staffed, ~staffed))
    words = {"some": t.number(with_staff, 0), "none": t.number(without, 0)}
    return selection.marked(t("two_at_once.finding_scatter", **words))


def _map(both: Both, title: str, subtitle: str, selection: Selection) -> go.Figure:
    t, rows, centres = selection.t, both.rows, geography.centres()
    areas = pd.DataFrame(
        {
            "area": rows["code"],
            "lon": [centres[code].lon for code in rows["code"]],
            "lat": [centres[code].lat for code in rows["code"]],
            "area_km2": [centres[code].area_km2 for code in rows["code"]],
            "up": rows["up_class"],
            "right": rows["right_class"],
            "value_text": [hover_text(row, t) for row in row_records(rows)],
        }
    )
    some, minima = limits()
    low, high = (t.number(end) for end in minima)
    labels = BivariateLabels(
        up=t("two_at_once.key_up"),
        right=t("two_at_once.key_right"),
        up_classes=[t.number(0), f"<{t.number(some)}", f"≥{t.number(some)}"],
        right_classes=[f"<{low}", f"≥{low}", f"≥{high}"],
        missing=t("map.missing", n=len(rows) - len(both.known)),
    )
    shapes = geography.geojson_path("municipalities").name
    boundaries = Boundaries(f"geo/{shapes}", f"geo/{geography.geojson_path('counties').name}")
    here = rows[rows["code"] == selection.municipality]
    focus = None if here.empty else (str(here["code"].iloc[0]), str(here["name"].iloc[0]))
    frame = selection.frame(title, subtitle_in_view(subtitle, selection))
    return bivariate_map(areas, boundaries, frame, labels, view=selection.view, focus=focus)


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

"""What a map that zooms begins with, goes to, and calls its buttons."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.choropleth import Zoom
from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.geography.extents import Extent, combined, extents
from ailaget.texts import Texts
from ailaget.views.base.selection import Selection
from ailaget.views.map.areas import focus_of
from ailaget.views.map.grouping import COUNTY, Grouping


def zoom_of(rows: pd.DataFrame, selection: Selection, grouping: Grouping | None = None) -> Zoom:
    """Return what a map shows first: the close view, else the areas of the filter."""
    known = _reached(grouping)
    close, focus = CLOSE_VIEWS.get(selection.view), chosen_area(rows, selection, grouping)
    home = close.extent if close else combined(known[area] for area in rows["area"])
    return Zoom(home, known[focus[0]] if focus else None)


def _reached(grouping: Grouping | None) -> Mapping[str, Extent]:
    """Return how far each area reaches: a municipality, or all of those that are in one."""
    if grouping is not None and grouping.kind == COUNTY:
        return extents("counties")
    municipalities = extents("municipalities")
    if grouping is None:
        return municipalities
    inside: dict[str, list[Extent]] = {}
    for code, area in grouping.area_of.items():
        inside.setdefault(area, []).append(municipalities[code])
    return {area: combined(members) for area, members in inside.items()}


def municipal_zoom(rows: pd.DataFrame, selection: Selection) -> Zoom | None:
    """Return the same of a map that is always of municipalities; None where none are shown."""
    return zoom_of(rows, selection) if len(rows) else None


def chosen_area(
    rows: pd.DataFrame, selection: Selection, grouping: Grouping | None = None
) -> tuple[str, str] | None:
    """Return the id and name of the chosen municipality, or of the area that is looked at."""
    if grouping is None:
        return focus_of(rows, selection.municipality)
    return focus_of(rows, grouping.area_in_focus(selection))


def can_zoom(figure: go.Figure) -> bool:
    """Return whether a figure is a map that zooms."""
    return "country" in (figure.layout.meta or {})


def zoom_words(t: Texts) -> Mapping[str, str]:
    """Return what `front/map.js` calls the map, its buttons, and the way to zoom by a wheel."""
    return {key: t(f"map.zoom_{key}") for key in ("name", "in", "out", "whole", "hint")}

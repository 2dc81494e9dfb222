"""What a map that zooms begins with, goes to, and calls its buttons."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.choropleth import Zoom
from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.geography.extents import combined, extents
from ailaget.texts import Texts
from ailaget.views.base.selection import Selection
from ailaget.views.map.areas import focus_of


def zoom_of(rows: pd.DataFrame, selection: Selection) -> Zoom:
    """Return what a map shows first: the close view, else the areas of the filter."""
    known = extents("counties" if selection.level == "county" else "municipalities")
    close, focus = CLOSE_VIEWS.get(selection.view), chosen_area(rows, selection)
    home = close.extent if close else combined(known[area] for area in rows["area"])
    return Zoom(home, known[focus[0]] if focus else None)


def municipal_zoom(rows: pd.DataFrame, selection: Selection) -> Zoom | None:
    """Return the same of a map that is always of municipalities; None where none are shown."""
    return zoom_of(rows, replace(selection, level="municipality")) if len(rows) else None


def chosen_area(rows: pd.DataFrame, selection: Selection) -> tuple[str, str] | None:
    """Return the id and name of the chosen municipality, or of its county on a map of counties."""
    code = selection.municipality
    if code is not None and selection.level == "county":
        code = geography.municipality(code).county
    return focus_of(rows, code)


def can_zoom(figure: go.Figure) -> bool:
    """Return whether a figure is a map that zooms."""
    return "country" in (figure.layout.meta or {})


def zoom_words(t: Texts) -> Mapping[str, str]:
    """Return what `front/map.js` calls the map, its buttons, and the way to zoom by a wheel."""
    return {key: t(f"map.zoom_{key}") for key in ("name", "in", "out", "whole", "hint")}

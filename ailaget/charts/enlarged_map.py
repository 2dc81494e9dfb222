"""A map for the projector: the country beside parts of it seen closely, over the whole width."""

from collections.abc import Iterator, Mapping
from typing import Any

from ailaget import geography
from ailaget.charts.map_views import (
    CLOSE_VIEWS,
    NARROWEST,
    WHOLE_COUNTRY,
    Bounds,
    CloseView,
    geo_of,
)
from ailaget.charts.style import palette
from ailaget.geography.extents import Extent, extents

COUNTRY: Mapping[str, Any] = {"x": [0.29, 0.5], "y": [0, 1]}
"""Where the country stands; the legend has the room at its left."""

BESIDE_LEGEND = {"x": [COUNTRY["x"][0], 1], "y": [0, 1]}
"""Where a map stands that has no other beside it."""

CLOSE = {
    "stockholm": {"x": [0.51, 1], "y": [0.36, 1]},
    "goteborg": {"x": [0.51, 0.75], "y": [0, 0.33]},
    "malmo": {"x": [0.76, 1], "y": [0, 0.33]},
}
"""Where each metropolitan area stands: all have one shape, and together they fill the height."""

SOUTHERN = {"x": [0.6, 1], "y": [0, 1]}
SOUTH: Bounds = (55.2, 60.9, 10.9, 19.6)
"""Where a map of counties stands once more, closely, and what of it: there they are small."""

CROSS, NAME = 10.0, 28
"""Pixels of a mark where nobody answered, and of a name, seen closely."""


def fill_width(parts: dict[str, Any], theme: str = "light") -> None:
    """Have a map of the country fill the width: at national scale its cities vanish."""
    data, layout = parts["data"], parts["layout"]
    if not _is_country(layout):
        _put_beside_legend(layout)
        return
    layout["geo"] |= {**NARROWEST, "domain": COUNTRY}
    marks = list(data)
    if not any(map(_has_municipalities, data)):
        layout["geo2"] = geo_of(None, SOUTH, palette(theme)) | {"domain": SOUTHERN}
        # A name that stands there has no room beside the country too.
        data[:] = [trace for trace in marks if not _is_name_in_south(trace)]
        data += [{**trace, "geo": "geo2"} for trace in marks if not trace.get("showlegend")]
        return
    for number, (key, domain) in enumerate(CLOSE.items(), start=2):
        close, name = CLOSE_VIEWS[key], f"geo{number}"
        layout[name] = geo_of(close, None, palette(theme)) | {"domain": domain}
        data += [{**trace, "geo": name, "showlegend": False} for trace in _within(marks, close)]
        data.append({**_names(close, theme), "geo": name})


def _put_beside_legend(layout: dict[str, Any]) -> None:
    """Give a close view, which stands below its legend on the page, all the height beside it."""
    if "geo" in layout and "geo2" not in layout and layout["geo"]["domain"]["y"][1] < 1:
        layout["geo"] |= {"domain": BESIDE_LEGEND}


def _is_name_in_south(trace: Mapping[str, Any]) -> bool:
    south, north, *_ = SOUTH
    return trace.get("mode") == "text" and all(south < lat < north for lat in trace["lat"])


def _is_country(layout: Mapping[str, Any]) -> bool:
    if "geo" not in layout or "geo2" in layout:
        return False
    south, north = layout["geo"]["lataxis"]["range"]
    return bool(north - south >= WHOLE_COUNTRY)


def _has_municipalities(trace: Mapping[str, Any]) -> bool:
    return any(len(code) == len("0180") for code in trace.get("locations", ()))


def _within(data: list[dict[str, Any]], close: CloseView) -> Iterator[dict[str, Any]]:
    """Yield what lies in a close view: areas, borders and marks, but no words of the legend."""
    for trace in data:
        if trace["type"] == "choropleth":
            yield _areas_within(trace, close.extent)
        elif trace.get("mode") == "markers" and not trace.get("showlegend"):
            sizes = [CROSS] * len(trace["lon"])
            yield {**trace, "marker": {**trace["marker"], "size": sizes}}


def _areas_within(trace: dict[str, Any], view: Extent) -> dict[str, Any]:
    known = extents("municipalities")
    kept = [
        number
        for number, code in enumerate(trace["locations"])
        if code not in known or view.meets(known[code])
    ]
    each = {key: trace[key] for key in ("locations", "z", "text") if key in trace}
    return {**trace, **{key: [values[number] for number in kept] for key, values in each.items()}}


def _names(close: CloseView, theme: str) -> dict[str, Any]:
    """Write the names that a close view has."""
    colours = palette(theme)
    places = [geography.centres()[code] for code in close.named]
    halo = ", ".join([f"0 0 6px {colours.background}"] * 4)
    return {
        "type": "scattergeo",
        "lon": [place.lon for place in places],
        "lat": [place.lat for place in places],
        "mode": "text",
        "text": list(close.named.values()),
        "textposition": "middle center",
        "textfont": {"size": NAME, "color": colours.text, "shadow": halo},
        "hoverinfo": "skip",
        "showlegend": False,
    }

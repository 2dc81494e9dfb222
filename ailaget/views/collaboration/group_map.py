"""The map of the suggested groups: a fill for each, and a line from each member to its host."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.choropleth import MapParts, Zoom
from ailaget.charts.map_legend import LegendGoal, MapClass
from ailaget.charts.member_map import fills, member_map
from ailaget.charts.style import palette, wrapped
from ailaget.texts import Texts
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection
from ailaget.views.collaboration.group_rows import Group
from ailaget.views.collaboration.suggestion import Suggestion
from ailaget.views.map.areas import boundaries_of, centred, focus_of
from ailaget.views.map.choropleth import MAP_HEIGHT
from ailaget.views.map.zoom import municipal_zoom

LEGEND_WIDTH = 26
"""Characters of a line of the legend, which stands beside northern Sweden."""


def groups_map(suggestion: Suggestion, title: str, selection: Selection) -> go.Figure:
    """Return the shown groups, and those in the filter that bear a position of their own."""
    t = selection.t
    group_of = {code: group for group in suggestion.shown for code in group.names}
    rows = suggestion.basis.rows
    is_bearing = (rows["bears"] != "") & rows["inside"]
    rows = rows[rows["code"].isin(group_of) | is_bearing]
    unknown = rows.loc[rows["fte"].isna(), "code"]
    counts = {
        "grouped": len(group_of),
        "bears": int(is_bearing.sum()),
        "unknown": len(unknown),
        "line": 0,
    }
    legend = {
        key: wrapped(t(f"collaboration.legend_{key}", n=t.number(n)), LEGEND_WIDTH)
        for key, n in counts.items()
    }
    areas = _areas(rows, group_of, selection)
    parts = MapParts(
        areas,
        _classes(legend, selection.theme),
        legend["unknown"],
        boundaries_of(),
        focus=focus_of(areas, selection.municipality),
        height=MAP_HEIGHT,
        goals=[LegendGoal(1, legend["line"])],
        zoom=whole_zoom(areas, selection),
    )
    pairs = [(code, group.host) for code, group in group_of.items()]
    links = pd.DataFrame(pairs, columns=["area", "to"])
    subtitle = t("collaboration.groups_subtitle", wave=t.wave(selection.wave))
    return member_map(parts, links, list(unknown), selection.frame(title, subtitle))


def whole_zoom(areas: pd.DataFrame, selection: Selection) -> Zoom | None:
    """Return what a map of municipalities shows first: all in the filter, None of nobody."""
    return municipal_zoom(areas, replace(selection, view="sweden"))


def fills_of(groups: Sequence[Group], colours: int) -> dict[str, int]:
    """Return the place of each group's fill, by its host: neighbours get different ones.

    Each group in turn gets the fill that the fewest of its neighbours have, the first of those.
    """
    host_of = {code: group.host for group in groups for code in group.names}
    near = geography.neighbours()
    fill: dict[str, int] = {}
    for group in sorted(groups, key=lambda each: each.host):
        around = {host_of.get(other) for code in group.names for other in near[code]}
        taken = [fill[host] for host in around if host in fill]
        fill[group.host] = min(range(colours), key=lambda place: (taken.count(place), place))
    return fill


def _classes(legend: Mapping[str, str], theme: str) -> list[MapClass]:
    """Return the groups' fills, of which the first is in the legend, and that of who bears."""
    first, *others = fills(theme)
    bears = MapClass(palette(theme).context, legend["bears"])
    return [MapClass(first, legend["grouped"]), *(MapClass(each, "") for each in others), bears]


def _areas(rows: pd.DataFrame, group_of: Mapping[str, Group], selection: Selection) -> pd.DataFrame:
    colours = len(fills(selection.theme))
    fill = fills_of(tuple(dict.fromkeys(group_of.values())), colours)
    return centred(rows[["name"]], rows["code"]).assign(
        map_class=[
            fill[group_of[code].host] if code in group_of else colours for code in rows["code"]
        ],
        value_text=[
            hover_text(row, group_of.get(row["code"]), selection.t) for row in row_records(rows)
        ],
    )


def hover_text(row: Mapping[str, Any], group: Group | None, t: Texts) -> str:
    """Return what is said of a municipality when it is pointed at."""
    kind = "unknown" if pd.isna(row["fte"]) else "fte"
    staffing = t(f"collaboration.hover_{kind}", fte=t.number(row["fte"], 1))
    if group is None:
        return t(f"collaboration.hover_{row['bears']}", staffing=staffing)
    return t(
        f"collaboration.hover_{'host' if row['code'] == group.host else 'member'}",
        host=group.name,
        n=t.number(len(group.names)),
        kilometres=t.number(group.kilometres[row["code"]]),
        staffing=staffing,
    )

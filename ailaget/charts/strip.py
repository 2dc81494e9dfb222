"""How one indicator is spread: rows of dots, one per municipality, each row with its median."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import anchor, nice_ticks, text_width
from ailaget.charts.goal_marks import GoalMark, add_goal_marks, reaching
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.marks import sign
from ailaget.charts.names import add_name, laned
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import MAIN_GROUP_SYMBOLS, MAIN_GROUPS, Frame
from ailaget.charts.swarm import Scale, packed_swarms

HEADING, NAME_LINE, MEDIAN_LINE, GAP = 20.0, 16.0, 18.0, 12.0
"""Depths in pixels of what stands around a swarm."""


@dataclass(frozen=True)
class StripLabels:
    """The words of a strip.

    `pile` stands below the block of equal values at the axis' end (see `swarm.PILE`);
    `main_groups` (A, B, C to name) turns on their colours and symbols.
    """

    axis: str
    empty: str
    no_values: str
    main_groups: Mapping[str, str] = field(default_factory=dict)
    pile: str = "0"


def strip(
    municipalities: pd.DataFrame,
    groups: pd.DataFrame,
    frame: Frame,
    labels: StripLabels,
    *,
    axis_range: tuple[float, float] | None = None,
    targets: Sequence[GoalMark] = (),
    focus: str | None = None,
) -> go.Figure:
    """Return one row of dots per group, with its median.

    Parameters
    ----------
    municipalities
        One row per municipality: ``municipality`` (code), ``name``, ``group`` (key), ``value``
        (indicator's unit; NaN is not drawn), ``value_text``; optionally ``main_group`` (A, B or C)
        and ``is_named`` (true: its name is written at the dot).
    groups
        One row per group, top to bottom: ``group``, ``label`` (with n), ``median`` (NaN: no line)
        and ``median_text``. The first is emphasised.
    axis_range
        Ends of the axis; without it from 0 (or the lowest) to a round number.
    targets
        Goals to mark, which the axis reaches where they are not too far off.
    focus
        Code of the municipality to highlight; without a value, the subtitle says so.
    """
    valued = municipalities[
        municipalities["value"].notna() & municipalities["group"].isin(groups["group"])
    ]
    if valued.empty:
        return empty_figure(frame, labels.empty)
    frame = _with_missing(
        frame, municipalities[municipalities["group"].isin(groups["group"])], focus
    )
    ticks = _ticks(valued["value"], axis_range, targets)
    dots, scale = packed_swarms(valued, ticks)
    key = _key(labels) if "main_group" in dots else []
    dots = _laned(dots, scale, focus)
    rows = _rows(dots, groups, key_depth(key))
    dots["y"] = dots["offset"] + dots["group"].map(rows["middle"])
    depth = float(rows["bottom"].iloc[-1])
    shown = ticks[1:] if scale.has_pile else ticks
    row_layout = RowLayout(frame, depth, (scale.low, scale.high), shown, axis_title=labels.axis)
    if scale.has_pile:
        _add_pile(row_layout, (scale.low, ticks[0]), rows, labels.pile)
    add_key(row_layout, key)
    by = "main_group" if key else "group"
    for name, part in dots.groupby(by, sort=False, dropna=False):
        row_layout.traces.append(_dots(part, _marker(str(name), bool(key), groups, frame), frame))
    for row in records(rows):
        _add_row(row_layout, row, labels, scale)
    _add_names(row_layout, dots, rows, focus)
    return add_goal_marks(row_layout.figure(), frame, targets, "x")


def _ticks(
    values: "pd.Series[float]", axis_range: tuple[float, float] | None, targets: Sequence[GoalMark]
) -> list[float]:
    span = axis_range or (min(0.0, float(values.min())), float(values.max()))
    return nice_ticks(*reaching(span, targets))


def _key(labels: StripLabels) -> list[KeyEntry]:
    return [
        KeyEntry(MAIN_GROUP_SYMBOLS[group], MAIN_GROUPS[group], label)
        for group, label in labels.main_groups.items()
    ]


def _laned(dots: pd.DataFrame, scale: Scale, focus: str | None) -> pd.DataFrame:
    """Return the dots with ``lane`` (NaN: not named) and ``side`` (anchor) of their names."""
    is_named = dots["municipality"] == focus
    if "is_named" in dots:
        is_named |= dots["is_named"].fillna(False).astype(bool)
    places: dict[Any, tuple[int, str]] = {}
    for _, part in dots[is_named].sort_values("x").groupby("group"):
        shares = [scale.share(x) for x in part["x"]]
        places |= zip(part.index, laned(shares, part["name"].tolist(), 13), strict=True)
    return dots.assign(
        lane=[places[dot][0] if dot in places else np.nan for dot in dots.index],
        side=[places[dot][1] if dot in places else "" for dot in dots.index],
    )


def _rows(dots: pd.DataFrame, groups: pd.DataFrame, top: float) -> pd.DataFrame:
    """Return, per group, where in pixels its heading, names, dots and median stand."""
    rows = groups.set_index("group", drop=False)
    reach = (dots["offset"].abs() + dots["size"] / 2).groupby(dots["group"]).max()
    half = reach.reindex(rows.index).fillna(4.0) + 3
    lines = (dots.groupby("group")["lane"].max() + 1).reindex(rows.index).fillna(0.0)
    heights = HEADING + NAME_LINE * lines + 2 * half + MEDIAN_LINE + GAP
    rows["bottom"] = top + heights.cumsum()
    rows["top"] = rows["bottom"] - heights
    rows["first_lane"] = rows["top"] + HEADING + NAME_LINE * (lines - 0.5)
    rows["half"] = half
    rows["middle"] = rows["top"] + HEADING + NAME_LINE * lines + half
    rows["is_valued"] = reach.reindex(rows.index).notna()
    return rows


def _marker(name: str, by_main: bool, groups: pd.DataFrame, frame: Frame) -> dict[str, Any]:
    colours = frame.palette
    if by_main:
        return {
            "symbol": MAIN_GROUP_SYMBOLS.get(name, "circle"),
            "color": MAIN_GROUPS.get(name, colours.context),
        }
    is_first = name == str(groups["group"].iloc[0])
    return {"symbol": "circle", "color": colours.accent if is_first else colours.context}


def _dots(dots: pd.DataFrame, marker: dict[str, Any], frame: Frame) -> go.Scatter:
    sizes = dots["size"].tolist()
    return go.Scatter(
        x=[round(x, 3) for x in dots["x"]],
        y=[round(y, 1) for y in dots["y"]],
        mode="markers",
        text=dots["name"].tolist(),
        customdata=dots["value_text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
        marker={
            **marker,
            "opacity": 1,
            "size": sizes[0] if len(set(sizes)) == 1 else sizes,
            "line": {"width": 0.5, "color": frame.palette.background},
        },
    )


def _add_pile(
    row_layout: RowLayout, ends: tuple[float, float], rows: pd.DataFrame, label: str
) -> None:
    """Shade where the block of equal values stands, so that it is not read as values below."""
    for row in records(rows):
        row_layout.shapes.append(
            {
                "type": "rect",
                "x0": ends[0],
                "x1": ends[1],
                "y0": row.middle - row.half - 2,
                "y1": row.middle + row.half + 2,
                "line": {"width": 0},
                "fillcolor": row_layout.colours.missing,
                "layer": "below",
            }
        )
    below: dict[str, Any] = {"yref": "paper", "yshift": -11, "xanchor": "center"}
    middle, colour = sum(ends) / 2, row_layout.colours.muted
    row_layout.write(middle, 0, label, on_plot=True, size=12, color=colour, **below)


def _add_row(row_layout: RowLayout, row: Any, labels: StripLabels, scale: Scale) -> None:
    row_layout.head(row.top + HEADING / 2, row.label)
    if not row.is_valued:
        row_layout.write(0, row.middle, labels.no_values, color=row_layout.colours.muted, size=12)
    if pd.isna(row.median):
        return
    ends = (row.middle - row.half - 2, row.middle + row.half + 4)
    row_layout.line(row.median, ends, width=2, color=row_layout.colours.text)
    side = anchor(scale.share(row.median), text_width(row.median_text, 12))
    # The line of a goal goes behind the words, not through them.
    ground = row_layout.colours.background
    place: dict[str, Any] = {"on_plot": True, "xanchor": side, "bgcolor": ground}
    row_layout.write(row.median, ends[1] + 9, row.median_text, **place, size=12)


def _add_names(
    row_layout: RowLayout, dots: pd.DataFrame, rows: pd.DataFrame, focus: str | None
) -> None:
    colours = row_layout.colours
    first = rows["first_lane"].to_dict()
    # Names nearest the dots are written last, over the leaders of those further up.
    named = dots[dots["lane"].notna()].sort_values("lane", ascending=False, kind="stable")
    for dot in records(named):
        is_focus = dot.municipality == focus
        add_name(
            row_layout,
            f"<b>{dot.name}</b>" if is_focus else dot.name,
            (dot.x, round(dot.y, 1)),
            shift=first[dot.group] - NAME_LINE * dot.lane - dot.y,
            side=dot.side,
            colour=colours.focus if is_focus else colours.text,
            size=12.5,
            standoff=dot.size / 2,
        )
    chosen = dots[dots["municipality"] == focus]
    if not chosen.empty:
        marker = sign("municipality", row_layout.frame, 13)
        trace = _dots(chosen.assign(size=13.0), marker, row_layout.frame)
        trace.marker.line.update(width=1.5, color=colours.background)
        row_layout.traces.append(trace)


def _with_missing(frame: Frame, municipalities: pd.DataFrame, focus: str | None) -> Frame:
    """Return the frame, whose subtitle says that the chosen municipality is not among the dots.

    In the plot the words would be read as the name of some dot.
    """
    missing = municipalities[municipalities["value"].isna()]
    notes = [
        f"{row.name}: {row.value_text}" for row in records(missing) if row.municipality == focus
    ]
    return replace(frame, subtitle=" · ".join([frame.subtitle, *notes])) if notes else frame

"""How one indicator is spread: rows of dots, one per municipality, each row with its median."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.rows import (
    NARROW,
    KeyEntry,
    add_key,
    anchor,
    canvas,
    empty_figure,
    heading,
    key_depth,
    lanes,
    nice_ticks,
    text_width,
    write,
)
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
    focus
        Code of the municipality to highlight; without a value, its row says so in words.
    """
    valued = municipalities[
        municipalities["value"].notna() & municipalities["group"].isin(groups["group"])
    ]
    if valued.empty:
        return empty_figure(frame, labels.empty)
    ticks = _ticks(valued["value"], axis_range)
    dots, scale = packed_swarms(valued, ticks)
    key = _key(labels) if "main_group" in dots else []
    dots = dots.assign(label_lane=_name_lanes(dots, scale, focus))
    rows = _rows(dots, groups, key_depth(key))
    dots["y"] = dots["offset"] + dots["group"].map(rows["middle"])
    depth = float(rows["bottom"].iloc[-1])
    shown = ticks[1:] if scale.has_pile else ticks
    figure = canvas(frame, depth, (scale.low, scale.high), ticks=shown, axis_title=labels.axis)
    if scale.has_pile:
        _add_pile(figure, frame, (scale.low, ticks[0]), rows, labels.pile)
    add_key(figure, frame, key)
    split = "main_group" if key else "group"
    for name, part in dots.groupby(split, sort=False):
        figure.add_trace(_dots(part, _marker(str(name), bool(key), groups, frame), frame))
    for row in rows.itertuples():
        _add_row(figure, frame, row, labels, scale)
    _add_names(figure, frame, dots, rows["first_lane"], scale, focus)
    _say_missing(figure, frame, municipalities, rows, focus)
    return figure


def _ticks(values: "pd.Series[float]", axis_range: tuple[float, float] | None) -> list[float]:
    low, high = axis_range or (min(0.0, float(values.min())), float(values.max()))
    return nice_ticks(low, high)


def _key(labels: StripLabels) -> list[KeyEntry]:
    return [
        KeyEntry(MAIN_GROUP_SYMBOLS[group], MAIN_GROUPS[group], words)
        for group, words in labels.main_groups.items()
    ]


def _name_lanes(dots: pd.DataFrame, scale: Scale, focus: str | None) -> list[float]:
    """Return in which line above its swarm each name stands; NaN where the dot is not named."""
    named = dots["municipality"] == focus
    if "is_named" in dots:
        named |= dots["is_named"].fillna(False).astype(bool)
    lane = pd.Series(float("nan"), index=dots.index)
    for _, part in dots[named].sort_values("x").groupby("group"):
        centres = (part["x"] - scale.low) / (scale.high - scale.low) * NARROW
        spans = [_span(c, text_width(n) * 1.1) for c, n in zip(centres, part["name"], strict=True)]
        lane[part.index] = lanes(spans)
    return lane.tolist()


def _span(centre: float, width: float) -> tuple[float, float]:
    shift = {"left": 0.0, "center": 0.5, "right": 1.0}[anchor(centre / NARROW, width)]
    return centre - shift * width, centre + (1 - shift) * width


def _rows(dots: pd.DataFrame, groups: pd.DataFrame, top: float) -> pd.DataFrame:
    """Return, per group, where in pixels its heading, names, dots and median stand."""
    rows = groups.set_index("group", drop=False)
    by_group = dots.groupby("group")
    reach = (dots["offset"].abs() + dots["size"] / 2).groupby(dots["group"]).max()
    half = reach.reindex(rows.index).fillna(4.0) + 3
    lines = (by_group["label_lane"].max() + 1).reindex(rows.index).fillna(0.0)
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
    figure: go.Figure, frame: Frame, ends: tuple[float, float], rows: pd.DataFrame, words: str
) -> None:
    """Shade where the block of equal values stands, so that it is not read as values below."""
    colours = frame.palette
    for row in rows.itertuples():
        figure.add_shape(
            type="rect",
            x0=ends[0],
            x1=ends[1],
            y0=row.middle - row.half - 2,
            y1=row.middle + row.half + 2,
            line={"width": 0},
            fillcolor=colours.missing,
            layer="below",
        )
    middle = sum(ends) / 2
    below = {"yref": "paper", "yshift": -11, "xanchor": "center"}
    write(figure, middle, 0, words, on_plot=True, size=12, color=colours.muted, **below)


def _add_row(figure: go.Figure, frame: Frame, row: Any, labels: StripLabels, scale: Scale) -> None:
    heading(figure, frame, row.top + HEADING / 2, row.label)
    if not row.is_valued:
        write(figure, 0, row.middle, labels.no_values, color=frame.palette.muted, size=12)
    if pd.isna(row.median):
        return
    ends = (row.middle - row.half - 2, row.middle + row.half + 4)
    figure.add_shape(
        type="line",
        x0=row.median,
        x1=row.median,
        y0=ends[0],
        y1=ends[1],
        line={"width": 2, "color": frame.palette.text},
    )
    share = (row.median - scale.low) / (scale.high - scale.low)
    write(
        figure,
        row.median,
        ends[1] + 9,
        row.median_text,
        on_plot=True,
        xanchor=anchor(share, text_width(row.median_text, 12)),
        size=12,
        color=frame.palette.text,
    )


def _add_names(
    figure: go.Figure,
    frame: Frame,
    dots: pd.DataFrame,
    first_lane: "pd.Series[float]",
    scale: Scale,
    focus: str | None,
) -> None:
    colours = frame.palette
    for dot in dots[dots["label_lane"].notna()].itertuples():
        is_focus = dot.municipality == focus
        y = float(first_lane[dot.group]) - NAME_LINE * dot.label_lane
        share = (dot.x - scale.low) / (scale.high - scale.low)
        colour = colours.focus if is_focus else colours.text
        figure.add_annotation(
            text=f"<b>{dot.name}</b>" if is_focus else dot.name,
            x=dot.x,
            y=dot.y,
            ax=0,
            ay=y - dot.y,
            xanchor=anchor(share, text_width(dot.name) * 1.1),
            xref="x",
            showarrow=True,
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=colour,
            standoff=dot.size / 2,
            bgcolor=colours.background,
            font={"size": 12.5, "color": colour},
        )
    chosen = dots[dots["municipality"] == focus]
    if not chosen.empty:
        ring = {"symbol": "diamond", "color": colours.focus}
        trace = _dots(chosen.assign(size=13.0), ring, frame)
        trace.marker.line.update(width=1.5, color=colours.background)
        figure.add_trace(trace)


def _say_missing(
    figure: go.Figure,
    frame: Frame,
    municipalities: pd.DataFrame,
    rows: pd.DataFrame,
    focus: str | None,
) -> None:
    chosen = municipalities[(municipalities["municipality"] == focus)]
    for missing in chosen[chosen["value"].isna()].itertuples():
        if missing.group in rows.index:
            text = f"<b>{missing.name}</b>: {missing.value_text}"
            y = float(rows.loc[missing.group, "bottom"]) - GAP - MEDIAN_LINE / 2
            write(figure, 1, y, text, xanchor="right", size=12, color=frame.palette.focus)

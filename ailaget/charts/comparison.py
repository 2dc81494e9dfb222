"""One municipality against its county, its SKR group, Sweden and others: one row per indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.marks import AROUND, Kind, entry, sign
from ailaget.charts.names import add_name, laned
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame

HEADING, TRACK, NAME_LINE, GAP = 24.0, 38.0, 14.0, 8.0
"""Depths in pixels of the parts of a row."""

BESIDE = {"county": -15.0, "skr_group": 15.0}
"""Pixels from the track to the signs that point at it, so that none hides another."""

SIZES: Mapping[Kind, float] = {"municipality": 14, "county": 10, "skr_group": 10, "sweden": 13}
"""Of the signs; the country's line reaches beyond the own dot, and not to those beside it."""

PADDING = 4.0
"""Room beyond both ends of the scale, in its units, for symbols that stand on an end."""


@dataclass(frozen=True)
class ComparisonLabels:
    """The words of a comparison; `own` names the municipality, the rest are keys of signs."""

    own: str
    county: str
    skr_group: str
    sweden: str
    range: str
    empty: str
    picked: str = ""
    axis: str = ""


def comparison(
    rows: pd.DataFrame,
    picked: pd.DataFrame,
    frame: Frame,
    labels: ComparisonLabels,
    *,
    scale: tuple[float, float] = (0.0, 100.0),
) -> go.Figure:
    """Return a dot plot with one row per indicator, all on the same scale.

    The county points at the track from above and the SKR group from below; the country's line and
    those picked stand over the own dot, which is larger. So none hides another, however close.

    Parameters
    ----------
    rows
        One row per indicator, top to bottom: ``row`` (key), ``label``; ``own``, ``county``,
        ``skr_group``, ``sweden`` (on the scale; NaN: no symbol) each with its ``..._text``;
        ``low`` and ``high`` (P10 and P90 of Sweden; NaN: no bar) with ``range_text``. Where ``own``
        is NaN, ``own_text`` says so at the right ("saknas").
    picked
        One row per row and municipality picked by hand, or empty: ``row``, ``name``, ``value``
        (NaN: not drawn), ``value_text``.
    scale
        The ends of the axis.
    """
    if rows.empty:
        return empty_figure(frame, labels.empty)
    low, high = scale
    ends = (low - PADDING * (high - low) / 100, high + PADDING * (high - low) / 100)
    named = _named(rows, picked, ends)
    key = _key(rows, named, frame, labels)
    placed = _placed(rows, named, key_depth(key))
    step = (high - low) / 4
    row_layout = RowLayout(
        frame,
        float(placed["bottom"].iloc[-1]),
        ends,
        ticks=[low + step * i for i in range(5)],
        axis_title=labels.axis,
    )
    add_key(row_layout, key)
    for row in records(placed):
        _add_head(row_layout, row)
    _add_tracks(row_layout, placed, scale, labels.range)
    for column in ("county", "skr_group", "own", "sweden"):
        marker = sign(AROUND[column], frame, SIZES[AROUND[column]])
        _add_symbols(row_layout, placed, column, getattr(labels, column), marker)
    _add_picked(row_layout, named, placed["middle"])
    return row_layout.figure()


def _add_head(row_layout: RowLayout, row: Any) -> None:
    is_missing = pd.isna(row.own)
    colour = row_layout.colours.muted if is_missing else row_layout.colours.focus
    value = f'<span style="color:{colour}">{row.own_text}</span>'
    y = row.middle - (TRACK + HEADING) / 2
    row_layout.head(y, row.label, value if is_missing else f"<b>{value}</b>")


def _picked_sign(frame: Frame) -> dict[str, Any]:
    colours = frame.palette
    line = {"width": 1.5, "color": colours.background}
    return {"symbol": "square", "size": 7, "color": colours.text, "line": line}


def _key(
    rows: pd.DataFrame, named: pd.DataFrame, frame: Frame, labels: ComparisonLabels
) -> list[KeyEntry]:
    entries = [
        entry(kind, frame, getattr(labels, column))
        for column, kind in AROUND.items()
        if getattr(labels, column) and (column == "own" or rows[column].notna().any())
    ]
    if labels.picked and not named.empty:
        entries.append(KeyEntry("square", frame.palette.text, labels.picked))
    if rows["low"].notna().any():
        entries.append(KeyEntry("bar", frame.palette.edge, labels.range))
    return entries


def _named(rows: pd.DataFrame, picked: pd.DataFrame, ends: tuple[float, float]) -> pd.DataFrame:
    """Return the picked values to draw, with the line below the track where each name stands."""
    if picked.empty:
        return pd.DataFrame(columns=["row", "name", "value", "value_text", "lane", "side"])
    named = picked[picked["value"].notna() & picked["row"].isin(rows["row"])].sort_values("value")
    places: dict[Any, tuple[int, str]] = {}
    for _, part in named.groupby("row"):
        shares = ((part["value"] - ends[0]) / (ends[1] - ends[0])).tolist()
        places |= zip(part.index, laned(shares, part["name"].tolist(), 11), strict=True)
    lanes = [places[point][0] for point in named.index]
    return named.assign(lane=lanes, side=[places[point][1] for point in named.index])


def _placed(rows: pd.DataFrame, named: pd.DataFrame, top: float) -> pd.DataFrame:
    lines = named.groupby("row")["lane"].max().add(1).reindex(rows["row"]).fillna(0).to_numpy()
    heights = pd.Series(HEADING + TRACK + NAME_LINE * lines + GAP, index=rows["row"], dtype=float)
    placed = rows.set_index("row", drop=False)
    placed["bottom"] = top + heights.cumsum()
    placed["middle"] = placed["bottom"] - heights + HEADING + TRACK / 2
    return placed


def _add_tracks(
    row_layout: RowLayout, placed: pd.DataFrame, scale: tuple[float, float], name: str
) -> None:
    colours = row_layout.colours
    track: dict[str, list[Any]] = {"x": [], "y": []}
    for middle in placed["middle"]:
        track["x"] += [*scale, None]
        track["y"] += [middle, middle, None]
    line = {"color": colours.grid, "width": 1.5}
    row_layout.traces.append(go.Scatter(**track, mode="lines", line=line, hoverinfo="skip"))
    ranged = placed[placed["low"].notna() & placed["high"].notna()]
    row_layout.traces.append(
        go.Bar(
            orientation="h",
            base=ranged["low"].tolist(),
            x=(ranged["high"] - ranged["low"]).tolist(),
            y=ranged["middle"].tolist(),
            width=9,
            marker={"color": colours.missing, "line": {"width": 0.75, "color": colours.edge}},
            text=ranged["label"].tolist(),
            textposition="none",
            customdata=ranged["range_text"].tolist(),
            hovertemplate=f"<b>%{{text}}</b><br>{name}: %{{customdata}}<extra></extra>",
        )
    )


def _add_symbols(
    row_layout: RowLayout, placed: pd.DataFrame, kind: str, name: str, marker: dict[str, Any]
) -> None:
    shown = placed[placed[kind].notna()]
    row_layout.traces.append(
        go.Scatter(
            x=shown[kind].tolist(),
            y=(shown["middle"] + BESIDE.get(kind, 0.0)).tolist(),
            mode="markers",
            name=name,
            marker=marker,
            text=shown["label"].tolist(),
            customdata=shown[f"{kind}_text"].tolist(),
            hovertemplate=f"<b>%{{text}}</b><br>{name}: %{{customdata}}<extra></extra>",
        )
    )


def _add_picked(row_layout: RowLayout, named: pd.DataFrame, middles: "pd.Series[float]") -> None:
    if named.empty:
        return
    points = named.assign(y=named["row"].map(middles))
    row_layout.traces.append(
        go.Scatter(
            x=points["value"].tolist(),
            y=points["y"].tolist(),
            mode="markers",
            marker=_picked_sign(row_layout.frame),
            text=points["name"].tolist(),
            customdata=points["value_text"].tolist(),
            hovertemplate="<b>%{text}</b>: %{customdata}<extra></extra>",
        )
    )
    # Names nearest the track are written last, over the leaders of those further down.
    for point in records(points.sort_values("lane", ascending=False, kind="stable")):
        add_name(
            row_layout,
            point.name,
            (point.value, point.y),
            shift=TRACK / 2 + 7 + NAME_LINE * point.lane,
            side=point.side,
            colour=row_layout.colours.text,
            size=12,
            standoff=4,
        )

"""The answers to a question with several options: a group against the rest."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.marks import MARKS, Kind, entry, sign
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame

HEADING, TRACK, GAP = 20.0, 14.0, 8.0
"""Depths in pixels of the parts of a row."""

SIZE, REST_SIZE = 12, 10
"""Of the marks of the group and of the rest."""

LEAST, WHOLE = 10.0, 100.0
"""The axis ends at a round percentage between these."""


@dataclass(frozen=True)
class PairLabels:
    """The words of a group against the rest; both names with their n, `percent` as after 20.

    `kind` says whose mark the group has.
    """

    own: str
    rest: str
    empty: str
    axis: str = ""
    percent: str = "\N{NO-BREAK SPACE}%"
    kind: Kind = "county"


def multi_answers(options: pd.DataFrame, frame: Frame, labels: PairLabels) -> go.Figure:
    """Return a pair of dots per option: the share of the group and of the rest that chose it.

    Parameters
    ----------
    options
        One row per option, top to bottom: ``option`` (key), ``label``, ``own`` and ``rest``
        (shares 0-1; NaN: no dot) with ``own_text`` and ``rest_text`` (where NaN: why).
    """
    if options.empty or options[["own", "rest"]].isna().all(axis=None):
        return empty_figure(frame, labels.empty)
    key = pair_key(frame, labels)
    step, top = HEADING + TRACK + GAP, key_depth(key)
    placed = options.assign(y=[top + step * i + HEADING + TRACK / 2 for i in range(len(options))])
    highest = 100 * float(np.nanmax(options[["own", "rest"]].to_numpy(dtype=float)))
    ticks = [tick for tick in nice_ticks(0, max(highest, LEAST)) if tick <= WHOLE]
    row_layout = RowLayout(
        frame,
        top + step * len(options),
        (-0.035 * ticks[-1], ticks[-1] * 1.03),
        ticks,
        [f"{tick:g}{labels.percent}" for tick in ticks],
        axis_title=labels.axis,
    )
    add_key(row_layout, key)
    ink = MARKS[labels.kind].colour(frame.palette)
    for row in records(placed):
        value = (
            f'<b><span style="color:{ink}">{row.own_text}</span></b>'
            f'<span style="color:{frame.palette.muted}"> / {row.rest_text}</span>'
        )
        row_layout.head(row.y - (TRACK + HEADING) / 2, row.label, value)
    _add_gaps(row_layout, placed)
    row_layout.traces.append(_dots(placed, "rest", labels.rest, sign("rest", frame, REST_SIZE)))
    row_layout.traces.append(_dots(placed, "own", labels.own, sign(labels.kind, frame, SIZE)))
    return row_layout.figure()


def pair_key(frame: Frame, labels: PairLabels, *, is_bar: bool = False) -> list[KeyEntry]:
    """Return the key of a group against the rest; a bar is the colour of the group's mark."""
    own = entry(labels.kind, frame, labels.own)
    return [replace(own, symbol="square") if is_bar else own, entry("rest", frame, labels.rest)]


def _add_gaps(row_layout: RowLayout, placed: pd.DataFrame) -> None:
    line: dict[str, list[Any]] = {"x": [], "y": []}
    for row in records(placed):
        if pd.notna(row.own) and pd.notna(row.rest):
            line["x"] += [100 * row.own, 100 * row.rest, None]
            line["y"] += [row.y, row.y, None]
    style = {"color": row_layout.colours.context, "width": 2}
    row_layout.traces.append(go.Scatter(**line, mode="lines", line=style, hoverinfo="skip"))


def _dots(placed: pd.DataFrame, kind: str, name: str, marker: dict[str, Any]) -> go.Scatter:
    shown = placed[placed[kind].notna()]
    return go.Scatter(
        x=[round(100 * share, 2) for share in shown[kind]],
        y=shown["y"].tolist(),
        mode="markers",
        name=name,
        marker=marker,
        cliponaxis=False,
        text=shown["label"].tolist(),
        customdata=shown[f"{kind}_text"].tolist(),
        hovertemplate=f"<b>%{{text}}</b><br>{name}: %{{customdata}}<extra></extra>",
    )

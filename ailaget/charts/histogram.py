"""The answers to a number question: binned shares of a group, and a mark per bin for the rest."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.key import add_key, key_depth
from ailaget.charts.marks import sign
from ailaget.charts.options import REST_SIZE, PairLabels, pair_key
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame, wrapped

DEPTH, ROOM = 170.0, 12.0
"""Pixels of the highest bar, and above it."""

TICK_LINE = 16
"""Pixels per line below a bin."""

LABEL_WIDTH = 7
"""Characters per line of a bin's label, so that eight bins fit a phone."""


def number_answers(bins: pd.DataFrame, frame: Frame, labels: PairLabels) -> go.Figure:
    """Return a histogram with both shares written below each bin.

    Parameters
    ----------
    bins
        One row per bin, low to high, at most about eight: ``label`` ("0", "1-2", ...), ``own`` and
        ``rest`` (shares 0-1 of those with a value; NaN: not drawn), ``own_text``, ``rest_text``.
    """
    if bins.empty or bins[["own", "rest"]].isna().all(axis=None):
        return empty_figure(frame, labels.empty)
    key = pair_key(frame, labels, is_bar=True)
    floor = key_depth(key) + ROOM + DEPTH
    row_layout = RowLayout(
        frame,
        floor + 1,
        (-0.6, len(bins) - 0.4),
        range(len(bins)),
        _ticks(bins, frame),
        axis_title=labels.axis,
        below=TICK_LINE * (2 + max(_label(text).count("<br>") for text in bins["label"])),
        layout={"xaxis_showgrid": False},
    )
    add_key(row_layout, key)
    highest = float(np.nanmax(bins[["own", "rest"]].to_numpy(dtype=float))) or 1.0
    heights = bins[["own", "rest"]] / highest * DEPTH
    row_layout.traces.append(
        go.Bar(
            x=list(range(len(bins))),
            y=[None if pd.isna(height) else -round(height, 1) for height in heights["own"]],
            base=floor,
            width=0.72,
            name=labels.own,
            marker={"color": frame.palette.accent},
            customdata=bins["own_text"].tolist(),
            hovertemplate=f"{labels.own}: %{{customdata}}<extra></extra>",
        )
    )
    row_layout.traces.append(
        go.Scatter(
            x=list(range(len(bins))),
            y=[None if pd.isna(height) else round(floor - height, 1) for height in heights["rest"]],
            mode="markers",
            name=labels.rest,
            marker=sign("rest", frame, REST_SIZE),
            customdata=bins["rest_text"].tolist(),
            hovertemplate=f"{labels.rest}: %{{customdata}}<extra></extra>",
        )
    )
    return row_layout.figure()


def _label(text: str) -> str:
    return wrapped(text, LABEL_WIDTH)


def _ticks(bins: pd.DataFrame, frame: Frame) -> list[str]:
    colours = frame.palette
    most = max(_label(text).count("<br>") for text in bins["label"])
    return [
        _label(row.label)
        + "<br>" * (most - _label(row.label).count("<br>") + 1)
        + f'<b><span style="color:{colours.accent}">{row.own_text}</span></b>'
        + f'<br><span style="color:{colours.text}">{row.rest_text}</span>'
        for row in records(bins)
    ]

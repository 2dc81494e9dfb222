"""How far a rank can move: a bar per municipality over the ranks that other weights would give."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.columns import column_sheet
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.parts import in_parts, write_heads
from ailaget.charts.row_layout import RowLayout, empty_figure
from ailaget.charts.style import Frame

BAR = 9.0
MOST_TICKS = 5


@dataclass(frozen=True)
class RobustnessLabels:
    """The words: the three signs, the parts' headings, the column, and the axis."""

    range: str
    rank: str
    equal: str
    parts: Mapping[str, str]
    stays: str
    axis: str
    empty: str


def robustness_chart(
    municipalities: pd.DataFrame,
    frame: Frame,
    labels: RobustnessLabels,
    *,
    n: int,
    focus: str | None = None,
) -> go.Figure:
    """Return a row per municipality, the best rank at the left.

    Parameters
    ----------
    municipalities
        One row per municipality and part: ``part``, ``municipality``, ``label``, ``rank``, ``low``
        and ``high`` (ranks), ``equal`` (rank with equal weights), ``text`` (for hovering),
        ``stays_text``.
    n
        How many are ranked.
    """
    if municipalities.empty:
        return empty_figure(frame, labels.empty)
    key = [
        KeyEntry("square", frame.palette.context, labels.range),
        KeyEntry("circle", frame.palette.accent, labels.rank),
        KeyEntry("line-ns-open", frame.palette.text, labels.equal),
    ]
    own = municipalities.assign(is_own=municipalities["municipality"] == focus)
    rows, heads = in_parts(own, labels.parts, key_depth(key))
    ticks = _ticks(n)
    pad = max(0.02 * n, 0.5)
    row_layout = column_sheet(
        frame, rows, (1 - pad, n + pad), ("stays_text",), ticks=ticks, axis_title=labels.axis
    )
    add_key(row_layout, key)
    write_heads(row_layout, heads, labels.stays)
    _add_marks(row_layout, rows)
    return row_layout.figure()


def _ticks(n: int) -> list[float]:
    step = next(step for step in (1, 5, 10, 25, 50, 100) if n / step <= MOST_TICKS or step == 100)  # noqa: PLR2004
    middle = [float(tick) for tick in range(step, n, step) if tick > 1 and n - tick >= step / 2]
    return [1.0, *middle, float(n)] if n > 1 else [1.0]


def _add_marks(row_layout: RowLayout, rows: pd.DataFrame) -> None:
    colours = row_layout.colours
    row_layout.traces.append(
        go.Bar(
            orientation="h",
            base=(rows["low"] - 0.4).tolist(),
            x=(rows["high"] - rows["low"] + 0.8).tolist(),
            y=rows["y"].tolist(),
            width=BAR,
            marker={"color": colours.context, "line": {"width": 0}},
            text=rows["label"].tolist(),
            textposition="none",
            customdata=rows["text"].tolist(),
            hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
        )
    )
    tick = {"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": colours.text}}
    dot = {
        "size": 11,
        "color": [colours.focus if own else colours.accent for own in rows["is_own"]],
        "line": {"width": 1.2, "color": colours.background},
    }
    for column, marker in (("equal", tick), ("rank", dot)):
        row_layout.traces.append(
            go.Scatter(
                x=rows[column].tolist(),
                y=rows["y"].tolist(),
                mode="markers",
                marker={"opacity": 1, **marker},
                hoverinfo="skip",
                cliponaxis=False,
            )
        )

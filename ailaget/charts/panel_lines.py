"""One measure between waves, a line for each pair of waves among those that answered both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.goal_marks import GoalMark, add_goal_marks, reaching
from ailaget.charts.row_layout import empty_figure, records
from ailaget.charts.scatter_layout import ScatterLayout
from ailaget.charts.style import Frame, wrapped

HEIGHT = 420
APART = 0.05
"""How far beside a wave a line begins and ends, so that two lines' whiskers keep apart."""

EDGES = 0.2
"""How far the axis reaches beyond the first and the last wave."""

ROOM = 1.12
"""How far above the highest whisker the axis reaches, for the words there."""


@dataclass(frozen=True)
class PanelLabels:
    """The words of the axis and of an empty chart; `number` writes a tick."""

    axis: str
    empty: str
    number: Callable[[float], str]


def panel_lines(
    pairs: pd.DataFrame,
    waves: Sequence[str],
    frame: Frame,
    labels: PanelLabels,
    targets: Sequence[GoalMark] = (),
) -> go.Figure:
    """Return a line per pair of neighbouring waves, whiskers at its ends and its change in words.

    Parameters
    ----------
    pairs
        One row per pair: ``place`` (of its first wave in `waves`), ``before``, ``before_low``,
        ``before_high``, ``after``, ``after_low``, ``after_high`` (NaN: no whisker), ``words``
        (written above its middle), ``hover``.
    waves
        The waves' words, in order.
    targets
        The goals that the measure is held against.
    """
    known = pairs[pairs["before"].notna() & pairs["after"].notna()]
    if known.empty:
        return empty_figure(frame, labels.empty)
    columns = ["before", "after", "before_high", "after_high"]
    tops = known[columns].max(axis=1)
    _, highest = reaching((0.0, ROOM * float(tops.max())), targets)
    ticks = nice_ticks(0.0, highest)
    scatter_layout = ScatterLayout(
        frame, range(len(waves)), ticks, labels.number, "", labels.axis, HEIGHT
    )
    for pair, top in zip(records(known), tops, strict=True):
        scatter_layout.traces.append(_line(pair, scatter_layout.colours.accent))
        place = {"x": pair.place + 0.5, "y": top, "yanchor": "bottom", "yshift": 8}
        ink = {"size": 12.5, "color": scatter_layout.colours.text}
        scatter_layout.texts.append({"text": wrapped(pair.words, 22), "font": ink, **place})
    # Room for the outer waves' words: plotly leaves out a tick whose words do not fit.
    scatter_layout.x_axis = {"range": [-EDGES, len(waves) - 1 + EDGES], "showgrid": False}
    scatter_layout.x_texts = [wrapped(wave, 9) for wave in waves]
    return add_goal_marks(scatter_layout.figure(), frame, targets, "y")


def _line(pair: Any, colour: str) -> go.Scatter:
    reach: dict[str, list[float | None]] = {"array": [], "arrayminus": []}
    for end in ("before", "after"):
        low, value, high = (getattr(pair, f"{end}{part}") for part in ("_low", "", "_high"))
        is_known = pd.notna(low) and pd.notna(high)
        reach["array"].append(high - value if is_known else None)
        reach["arrayminus"].append(value - low if is_known else None)
    whiskers = {"symmetric": False, "color": colour, "thickness": 1.75, "width": 6, **reach}
    return go.Scatter(
        x=[pair.place + APART, pair.place + 1 - APART],
        y=[round(pair.before, 4), round(pair.after, 4)],
        mode="lines+markers",
        line={"width": 3, "color": colour},
        marker={"size": 10, "color": colour},
        error_y=whiskers,
        cliponaxis=False,
        text=[pair.hover] * 2,
        hovertemplate="%{text}<extra></extra>",
    )

"""The mark of a goal in a chart: a dashed line at its value, with its words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from ailaget.charts.style import Frame, wrapped

LABEL_WIDTH = 40

FARTHEST = 4.0
"""How many times longer an axis may become for a goal; one farther off would flatten all else."""


@dataclass(frozen=True)
class Target:
    """A goal to mark: `value` on the chart's axis, `label` the goal in words."""

    value: float
    label: str


def reaching(ends: tuple[float, float], targets: Iterable[Target]) -> tuple[float, float]:
    """Return the ends of an axis that reaches each target not too far off; ends are in order."""
    low, high = ends
    room = (FARTHEST - 1) * ((high - low) or abs(high) or 1.0)
    near = [one.value for one in targets if low - room <= one.value <= high + room]
    return min([low, *near]), max([high, *near])


def add_targets(
    figure: go.Figure,
    frame: Frame,
    targets: Iterable[Target],
    axis: Literal["x", "y"],
    place: Callable[[float], float] = float,
) -> go.Figure:
    """Draw each target across the plot; returns the same figure.

    `place` turns a value into the axis' own units, where those are pixels. A target outside the
    axis, which `reaching` has not let it reach, is left out, and stands in words elsewhere.
    """
    span = figure.layout[f"{axis}axis"].range
    if not figure.data or span is None:
        return figure
    for target in targets:
        at = place(target.value)
        if min(span) <= at <= max(span):
            _draw(figure, frame, at, wrapped(target.label, LABEL_WIDTH), axis)
    return figure


def _draw(figure: go.Figure, frame: Frame, at: float, label: str, axis: Literal["x", "y"]) -> None:
    colour = frame.palette.text
    other = "y" if axis == "x" else "x"
    ends = {f"{axis}0": at, f"{axis}1": at, f"{other}0": 0, f"{other}1": 1}
    refs = {f"{axis}ref": axis, f"{other}ref": "paper"}
    line = {"color": colour, "width": 2, "dash": "dash"}
    figure.add_shape(type="line", line=line, name="target", **ends, **refs)
    is_late = axis == "x" and at > sum(figure.layout.xaxis.range) / 2
    figure.add_annotation(
        text=label,
        name="target",
        **{axis: at, other: 0},
        **refs,
        xanchor="right" if is_late else "left",
        yanchor="bottom",
        xshift=-4 if is_late else 4,
        yshift=2,
        align="left",
        showarrow=False,
        bgcolor=frame.palette.background,
        font={"size": 12, "color": colour},
    )

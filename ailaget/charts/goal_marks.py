"""The mark of a goal in a chart: a dashed line at its value, with its words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from ailaget.charts.geometry import NARROW, line_count
from ailaget.charts.style import Frame, wrapped

NAME = "target"
"""What the parts of a target are called in a figure."""

LABEL_WIDTH, LETTER = 40, 5.5
"""Characters of a line of a target's words at most, and pixels of one of them."""

LABEL_LINE = 16
"""Pixels of a line of a target's words above the plot."""

WORDS = 0.12
"""About how much of an axis' length words beside a line take, with the mark beside them."""

NARROWEST = NARROW + 16
"""Pixels of a whole chart on a phone."""

FARTHEST = 4.0
"""How many times longer an axis may become for a goal; one farther off would flatten all else."""


Span = tuple[float, float]
"""From where to where on an axis, in order."""


@dataclass(frozen=True)
class GoalMark:
    """A goal to mark: `value` on the chart's axis, `label` the goal in words.

    `threshold` is what a municipality is to reach, in the indicator's unit, where it is known;
    `measure` who: all, a share, the median, or a gap, of which `most` is the widest that it may be;
    `scope` where, None for the whole country; `indicator` the key of what it is a goal for.
    """

    value: float
    label: str
    threshold: float | None = None
    measure: str = "all"
    scope: str | None = None
    most: float | None = None
    indicator: str = ""


def reaching(ends: tuple[float, float], targets: Iterable[GoalMark]) -> tuple[float, float]:
    """Return the ends of an axis that reaches each target not too far off; ends are in order."""
    low, high = ends
    room = (FARTHEST - 1) * ((high - low) or abs(high) or 1.0)
    near = [target.value for target in targets if low - room <= target.value <= high + room]
    return min([low, *near]), max([high, *near])


def add_goal_marks(
    figure: go.Figure,
    frame: Frame,
    targets: Iterable[GoalMark],
    axis: Literal["x", "y"],
    place: Callable[[float], float] = float,
    *,
    corner: float | None = None,
) -> go.Figure:
    """Draw each target across the plot; returns the same figure.

    `place` turns a value into the axis' own units, where those are pixels. A target outside the
    axis, which `reaching` has not let it reach, is named at the end that it lies beyond. Words of
    upright lines stand above the plot, which gets room for them; those of lines across it at their
    left ends, or one below the other from `corner` on, a place on the axis where nothing is drawn.
    """
    span = figure.layout[f"{axis}axis"].range
    if not figure.data or span is None:
        return figure
    above, listed, written = 0, 0, list[Span]()
    for target in targets:
        at, label = place(target.value), wrapped(target.label, LABEL_WIDTH)
        first, last = span
        share = (at - first) / (last - first)
        if 0 <= share <= 1:
            figure.add_shape(goal_line(frame, at, axis))
        else:
            label = beyond(label, axis, is_after=share > 1)
            at = first if share < 0 else last
        if axis == "x":
            label = wrapped(label.replace("<br>", " "), _characters(figure, share))
            _name_above(figure, frame, at, label, is_late=share > 1 / 2, above=above)
            above += LABEL_LINE * line_count(label)
        elif corner is not None:
            _name_beside(figure, frame, corner, label, is_under=True)
            figure.layout.annotations[-1].yshift -= listed
            listed += LABEL_LINE * line_count(label)
        else:
            spans = _spans(figure, at, label)
            is_under = share > 1 - WORDS or _is_taken(figure, at, WORDS * (last - first))
            if _hides(spans[is_under], written) and not _hides(spans[not is_under], written):
                is_under = not is_under
            written.append(spans[is_under])
            _name_beside(figure, frame, at, label, is_under=is_under)
    if above:
        figure.layout.margin.t += above
        figure.layout.height += above
    return figure


def target_words(figure: go.Figure) -> list[str]:
    """Return the words of the targets that a figure has drawn, without the breaks of lines."""
    named = (note for note in figure.layout.annotations if note.name == NAME)
    return [note.text.replace("<br>", " ") for note in named]


def _characters(figure: go.Figure, share: float) -> int:
    """Return how many characters a line of words above an upright line has room for on a phone.

    They stand at the line's wider side, and reach into the margin there.
    """
    margin = figure.layout.margin
    plot = NARROWEST - margin.l - margin.r
    room = min(max(share, 0), 1) * plot + margin.l
    if share <= 1 / 2:
        room = (1 - max(share, 0)) * plot + margin.r
    return min(LABEL_WIDTH, int(room / LETTER))


def _spans(figure: go.Figure, at: float, label: str) -> tuple[Span, Span]:
    """Return what words beside a line take of the upright axis: over the line, and under it."""
    layout = figure.layout
    first, last = layout.yaxis.range
    depth = LABEL_LINE * line_count(label) * (last - first)
    depth /= layout.height - layout.margin.t - layout.margin.b
    over, under = sorted((at, at + depth)), sorted((at, at - depth))
    return (over[0], over[1]), (under[0], under[1])


def _hides(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _is_taken(figure: go.Figure, at: float, room: float) -> bool:
    """Return whether a line begins where words over the target would stand, and none under it."""
    begins = [line.y[0] for line in figure.data if line.type == "scatter" and line.y[0] is not None]
    return any(at <= y < at + room for y in begins) and not any(at - room < y < at for y in begins)


def beyond(label: str, axis: Literal["x", "y"], *, is_after: bool) -> str:
    """Return a target's words with an arrow towards where it lies, beyond the axis' end."""
    arrow = {("x", True): "→", ("x", False): "←", ("y", True): "↑", ("y", False): "↓"}
    sign = arrow[axis, is_after]
    return f"{sign} {label}" if sign == "←" else f"{label} {sign}"


def goal_line(frame: Frame, at: float, axis: Literal["x", "y"]) -> dict[str, Any]:
    """Return the line of a goal across the plot, at a place on an axis."""
    other = "y" if axis == "x" else "x"
    ends = {f"{axis}0": at, f"{axis}1": at, f"{other}0": 0, f"{other}1": 1}
    refs = {f"{axis}ref": axis, f"{other}ref": "paper"}
    line = {"color": frame.palette.text, "width": 2, "dash": "dash"}
    return {"type": "line", "line": line, "name": NAME, **ends, **refs}


def _name_above(
    figure: go.Figure, frame: Frame, at: float, label: str, *, is_late: bool, above: int
) -> None:
    figure.add_annotation(
        text=label,
        name=NAME,
        x=at,
        y=1,
        xref="x",
        yref="paper",
        xanchor="right" if is_late else "left",
        yanchor="bottom",
        xshift=2 if is_late else -2,
        yshift=above,
        align="right" if is_late else "left",
        showarrow=False,
        font={"size": 12, "color": frame.palette.text},
    )


def _name_beside(figure: go.Figure, frame: Frame, at: float, label: str, *, is_under: bool) -> None:
    figure.add_annotation(
        text=label,
        name=NAME,
        x=0,
        y=at,
        xref="paper",
        yref="y",
        xanchor="left",
        yanchor="top" if is_under else "bottom",
        xshift=4,
        yshift=-2 if is_under else 2,
        align="left",
        showarrow=False,
        bgcolor=frame.palette.background,
        font={"size": 12, "color": frame.palette.text},
    )

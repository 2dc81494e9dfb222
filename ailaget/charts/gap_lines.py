"""Two groups over the waves, the gap between them filled: a panel for each measure, one waves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import line_count, nice_ticks, text_width
from ailaget.charts.goal_marks import LABEL_LINE, GoalMark, beyond, goal_line
from ailaget.charts.goal_marks import NAME as GOAL_NAME
from ailaget.charts.line_ends import BESIDE, LABEL_WIDTH, LineEnd, line_end_texts
from ailaget.charts.marks import OPEN_LINE
from ailaget.charts.plot_layout import EDGE, PlotLayout
from ailaget.charts.row_layout import records
from ailaget.charts.style import Frame, Palette, wrapped

PANEL, NAME, BELOW = 126.0, 26.0, 22.0
"""Pixels of a panel, of its name above it, and of the waves below the last."""

APART = 10.0
"""Pixels between a panel's lowest number and the name of the next."""

MOST_TICKS = 4
"""A panel is no deeper than that many numbers are read at a glance."""

EDGES = 0.07
"""How far the axis reaches beyond the first and the last wave."""

WORDS_DEPTH = 18.0
"""Pixels that the words of a gap need between its lines; a narrower gap has them above both."""

GOAL_WIDTH = 52
"""Characters to a line of a goal's words above a panel: on a phone there is room for no more."""

SIDES = ("upper", "lower")

PANEL_NAME, GAP = "panel name", "gap"
"""What the names of panels, and the gaps in numbers, are called in a figure."""


@dataclass(frozen=True)
class GapPanel:
    """One measure of both groups.

    Attributes
    ----------
    name
        What is measured, above the panel.
    points
        A row per wave: ``upper``, ``lower`` (the means), ``upper_low``, ``upper_high``,
        ``lower_low``, ``lower_high`` (NaN: no whisker), ``gap_text`` (between the lines),
        ``upper_hover``, ``lower_hover``.
    ends
        What stands at the right end of the upper and of the lower line.
    number
        Writes a tick.
    goals
        Goals for the gap, each at what the lower line is to reach.
    """

    name: str
    points: pd.DataFrame
    ends: tuple[str, str]
    number: Callable[[float], str]
    goals: Sequence[GoalMark] = ()

    @property
    def heading(self) -> float:
        """Pixels of what stands above the panel: its name, and its goals in words."""
        return NAME + LABEL_LINE * sum(line_count(_goal_label(goal)) for goal in self.goals)

    @property
    def ticks(self) -> list[float]:
        """The ends of the axis and what lies between: from 0 to above the highest whisker."""
        columns = [f"{side}{part}" for side in SIDES for part in ("", "_high")]
        return nice_ticks(0.0, float(self.points[columns].max().max()), MOST_TICKS)


@dataclass
class _Panels(PlotLayout):
    """The panels one above the other, on one axis of waves; y is pixels from the top."""

    panels: Sequence[GapPanel]
    waves: Sequence[str]
    ticks: dict[float, str] = field(default_factory=dict)

    def figure(self) -> go.Figure:
        """Return everything, in its frame."""
        tops = [
            place * (PANEL + APART) + sum(panel.heading for panel in self.panels[1 : place + 1])
            for place in range(len(self.panels))
        ]
        for top, panel in zip(tops, self.panels, strict=True):
            self._add(top, panel)
        depth = tops[-1] + PANEL
        left = round(max(text_width(text, 12) for text in self.ticks.values())) + 12
        ends = [text for panel in self.panels for text in _end_words(panel)]
        for text in self.texts:
            if text.get("name") in (PANEL_NAME, GOAL_NAME):
                text["xshift"] = EDGE - left
        y_axis = {
            "range": [depth, 0],
            "tickvals": list(self.ticks),
            "ticktext": list(self.ticks.values()),
        }
        # Room for the outer waves' words: plotly leaves out a tick whose words do not fit.
        x_axis = {
            "range": [-EDGES, len(self.waves) - 1 + EDGES] if len(self.waves) > 1 else [-1, 1],
            "tickvals": list(range(len(self.waves))),
            "ticktext": [wrapped(wave, 9) for wave in self.waves],
            "tickangle": 0,
            "showgrid": False,
        }
        shared = {"tickfont": self.axis_ink, "fixedrange": True}
        right = BESIDE + 8 + max(text_width(text) for text in ends)
        return self.framed(
            {"xaxis": x_axis | shared, "yaxis": y_axis | shared},
            (left, right, self.panels[0].heading, BELOW),
            writing={"showarrow": False, "borderpad": 0},
            depth=depth,
        )

    def _add(self, top: float, panel: GapPanel) -> None:
        ticks = panel.ticks

        def depth_of(values: "pd.Series[float]") -> "pd.Series[float]":
            return top + PANEL * (1 - (values - ticks[0]) / (ticks[-1] - ticks[0]))

        columns = [f"{side}{end}" for side in SIDES for end in ("", "_low", "_high")]
        placed = panel.points.assign(**{key: depth_of(panel.points[key]) for key in columns})
        self.ticks |= dict(
            zip(depth_of(pd.Series(ticks)).tolist(), map(panel.number, ticks), strict=True)
        )
        for goal in panel.goals:
            if goal.value >= ticks[0]:
                (y,) = depth_of(pd.Series([goal.value]))
                self.shapes.append(goal_line(self.frame, float(y), "y"))
        self._name(panel, top)
        self.traces += _traces(placed, self.colours)
        for number, row in enumerate(records(placed)):
            self._write_gap(number, row)
        last = placed.iloc[-1]
        ends = [
            LineEnd(float(last[side]), words, ink)
            for side, words, ink in zip(SIDES, _end_words(panel), _inks(self.colours), strict=True)
        ]
        self.texts += line_end_texts(ends, (top + PANEL, top), PANEL)

    def _name(self, panel: GapPanel, top: float) -> None:
        """Write the panel's name above it, and below the name its goals, clear of the lines."""
        place = {"xref": "paper", "x": 0, "xanchor": "left", "align": "left"}
        shift = 5
        for goal in reversed(panel.goals):
            label = _goal_label(goal)
            # A limit below the axis is reached whatever the small ones do.
            text = label if goal.value >= panel.ticks[0] else beyond(label, "y", is_after=False)
            above = {"yref": "y", "y": top, "yanchor": "bottom", "yshift": shift}
            ink = {"size": 12, "color": self.colours.text}
            self.texts.append({"text": text, "name": GOAL_NAME, **place, **above, "font": ink})
            shift += LABEL_LINE * line_count(label)
        # The upright axis goes through all panels: the name's ground hides it.
        above = {"yref": "y", "y": top, "yanchor": "bottom", "yshift": shift}
        ground = {"bgcolor": self.colours.background, "font": self.axis_ink}
        self.texts.append({"text": panel.name, "name": PANEL_NAME, **place, **above, **ground})

    def _write_gap(self, number: int, row: Any) -> None:
        """Write the gap between the lines, or above them where they are too near; inwards."""
        above, below = min(row.upper, row.lower), max(row.upper, row.lower)
        has_room = below - above >= WORDS_DEPTH
        is_last = number == len(self.waves) - 1 and number > 0
        self.texts.append(
            {
                "text": f"<b>{row.gap_text}</b>",
                "name": GAP,
                "xref": "x",
                "yref": "y",
                "x": number,
                "y": (above + below) / 2 if has_room else above,
                "xanchor": "right" if is_last else "left",
                "xshift": -8 if is_last else 8,
                "yanchor": "middle" if has_room else "bottom",
                "yshift": 0 if has_room else 8,
                "font": {"size": 14, "color": self.colours.text},
                # The line of a goal goes behind the number, not through it.
                "bgcolor": self.colours.grid if has_room else self.colours.background,
            }
        )


def gap_lines(panels: Sequence[GapPanel], waves: Sequence[str], frame: Frame) -> go.Figure:
    """Return a panel per measure: both groups' lines, whiskers, and the gap filled and written.

    `waves` are the words of the waves, in order; each panel has a row of points for each.
    """
    return _Panels(frame, panels, waves).figure()


def _goal_label(goal: GoalMark) -> str:
    return wrapped(f"┄ {goal.label}", GOAL_WIDTH)


def _inks(colours: Palette) -> tuple[str, str]:
    return colours.text, colours.accent


def _end_words(panel: GapPanel) -> list[str]:
    return [f"<b>{wrapped(words, LABEL_WIDTH)}</b>" for words in panel.ends]


def _traces(placed: pd.DataFrame, colours: Palette) -> list[go.Scatter]:
    """Return the filled gap, and the two lines over it: a filled mark above, an open one below."""
    x, traces = list(range(len(placed))), []
    if len(x) > 1:
        traces.append(
            go.Scatter(
                x=[*x, *reversed(x)],
                y=[*placed["upper"].round(2), *reversed(placed["lower"].round(2).tolist())],
                mode="none",
                fill="toself",
                fillcolor=colours.grid,
                hoverinfo="skip",
            )
        )
    for side, ink, is_filled in zip(SIDES, _inks(colours), (True, False), strict=True):
        # Down the page is along the axis: what is above a mean is less of it.
        reach = {
            "array": _known(placed[f"{side}_low"] - placed[side]),
            "arrayminus": _known(placed[side] - placed[f"{side}_high"]),
        }
        marker = {"size": 9, "color": ink if is_filled else colours.background}
        traces.append(
            go.Scatter(
                x=x,
                y=placed[side].round(2).tolist(),
                mode="lines+markers",
                line={"width": 3, "color": ink},
                marker={**marker, "line": {"width": OPEN_LINE, "color": ink}},
                error_y={"symmetric": False, "color": ink, "thickness": 1.25, "width": 4, **reach},
                cliponaxis=False,
                text=placed[f"{side}_hover"].tolist(),
                hovertemplate="%{text}<extra></extra>",
            )
        )
    return traces


def _known(reach: "pd.Series[float]") -> list[float | None]:
    return [None if pd.isna(pixels) else round(float(pixels), 2) for pixels in reach]

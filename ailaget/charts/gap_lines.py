"""Two groups over the waves, the gap between them filled: a panel for each measure, one waves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks, text_width
from ailaget.charts.line_ends import BESIDE, LABEL_WIDTH, LineEnd, line_end_texts
from ailaget.charts.marks import OPEN_LINE
from ailaget.charts.plot_layout import EDGE, PlotLayout
from ailaget.charts.row_layout import records
from ailaget.charts.style import Frame, Palette, wrapped

PANEL, NAME, BELOW = 128.0, 26.0, 22.0
"""Pixels of a panel, of its name above it, and of the waves below the last."""

MOST_TICKS = 4
"""A panel is no deeper than that many numbers are read at a glance."""

EDGES = 0.07
"""How far the axis reaches beyond the first and the last wave."""

WORDS_DEPTH = 18.0
"""Pixels that the words of a gap need between its lines; a narrower gap has them above both."""

SIDES = ("upper", "lower")


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
    """

    name: str
    points: pd.DataFrame
    ends: tuple[str, str]
    number: Callable[[float], str]

    @property
    def ticks(self) -> list[float]:
        """The ends of the axis and what lies between: from 0 to above the highest whisker."""
        columns = [f"{side}{part}" for side in SIDES for part in ("", "_high")]
        return nice_ticks(0.0, float(self.points[columns].max().max()), MOST_TICKS)


@dataclass
class _Panels(PlotLayout):
    """The panels one above the other, on one axis of waves."""

    panels: Sequence[GapPanel]
    waves: Sequence[str]
    axes: dict[str, Any] = field(default_factory=dict)

    @property
    def depth(self) -> float:
        """Pixels from the top of the first panel to the bottom of the last."""
        return len(self.panels) * PANEL + (len(self.panels) - 1) * NAME

    def figure(self) -> go.Figure:
        """Return everything, in its frame."""
        left = round(max(text_width(text, 12) for text in self._tick_texts())) + 12
        right = BESIDE + 8 + max(text_width(text) for text in self._end_texts())
        for place, panel in enumerate(self.panels):
            self._add(place, panel, left)
        # Room for the outer waves' words: plotly leaves out a tick whose words do not fit.
        x_axis = {
            "range": [-EDGES, len(self.waves) - 1 + EDGES] if len(self.waves) > 1 else [-1, 1],
            "tickvals": list(range(len(self.waves))),
            "ticktext": [wrapped(wave, 9) for wave in self.waves],
            "tickangle": 0,
            "tickfont": self.axis_ink,
            "fixedrange": True,
            "showgrid": False,
            "anchor": "y" if len(self.panels) == 1 else f"y{len(self.panels)}",
        }
        return self.framed(
            {"xaxis": x_axis, **self.axes},
            (left, right, NAME, BELOW),
            writing={"showarrow": False, "borderpad": 0},
            depth=self.depth,
        )

    def _tick_texts(self) -> list[str]:
        return [panel.number(tick) for panel in self.panels for tick in panel.ticks]

    def _end_texts(self) -> list[str]:
        return [f"<b>{wrapped(end, LABEL_WIDTH)}</b>" for p in self.panels for end in p.ends]

    def _add(self, place: int, panel: GapPanel, left: float) -> None:
        ref, ticks = "y" if not place else f"y{place + 1}", panel.ticks
        top = 1 - place * (PANEL + NAME) / self.depth
        self.axes[f"yaxis{ref[1:]}"] = {
            "domain": [max(0.0, round(top - PANEL / self.depth, 6)), round(top, 6)],
            "range": [ticks[0], ticks[-1]],
            "tickvals": ticks,
            "ticktext": [panel.number(tick) for tick in ticks],
            "tickfont": self.axis_ink,
            "fixedrange": True,
            "zeroline": False,
            "gridcolor": self.colours.grid,
        }
        self._name(panel.name, top, left)
        self.traces += _traces(panel, ref, self.colours)
        for row, number in zip(records(panel.points), range(len(self.waves)), strict=True):
            self._write_gap(number, row, ref, PANEL / (ticks[-1] - ticks[0]))
        last = panel.points.iloc[-1]
        ends = [
            LineEnd(float(last[side]), f"<b>{wrapped(words, LABEL_WIDTH)}</b>", ink)
            for side, words, ink in zip(SIDES, panel.ends, _inks(self.colours), strict=True)
        ]
        self.texts += line_end_texts(ends, (ticks[0], ticks[-1]), PANEL, ref)

    def _name(self, name: str, top: float, left: float) -> None:
        place = {"xref": "paper", "yref": "paper", "x": 0, "y": top, "xshift": EDGE - left}
        anchor = {"xanchor": "left", "yanchor": "bottom", "yshift": 5}
        self.texts.append({"text": name, **place, **anchor, "font": self.axis_ink})

    def _write_gap(self, number: int, row: Any, ref: str, pixels: float) -> None:
        """Write the gap between the lines, or above them where they are too near; inwards."""
        high, low = max(row.upper, row.lower), min(row.upper, row.lower)
        has_room = (high - low) * pixels >= WORDS_DEPTH
        is_last = number == len(self.waves) - 1 and number > 0
        x_anchor, shift = ("right", -8) if is_last else ("left", 8)
        y, y_anchor = ((high + low) / 2, "middle") if has_room else (high, "bottom")
        ink = {"size": 14, "color": self.colours.text}
        self.texts.append(
            {
                "text": f"<b>{row.gap_text}</b>",
                "x": number,
                "y": y,
                "yref": ref,
                "xanchor": x_anchor,
                "xshift": shift,
                "yanchor": y_anchor,
                "yshift": 0 if has_room else 8,
                "font": ink,
            }
        )


def gap_lines(panels: Sequence[GapPanel], waves: Sequence[str], frame: Frame) -> go.Figure:
    """Return a panel per measure: both groups' lines, whiskers, and the gap filled and written.

    `waves` are the words of the waves, in order; each panel has a row of points for each.
    """
    return _Panels(frame, panels, waves).figure()


def _inks(colours: Palette) -> tuple[str, str]:
    return colours.text, colours.accent


def _traces(panel: GapPanel, ref: str, colours: Palette) -> list[go.Scatter]:
    """Return the filled gap, and the two lines over it: a filled mark above, an open one below."""
    points, x = panel.points, list(range(len(panel.points)))
    traces = []
    if len(x) > 1:
        traces.append(
            go.Scatter(
                x=[*x, *reversed(x)],
                y=[*points["upper"], *reversed(points["lower"].tolist())],
                yaxis=ref,
                mode="none",
                fill="toself",
                fillcolor=colours.grid,
                hoverinfo="skip",
            )
        )
    for side, ink, is_filled in zip(SIDES, _inks(colours), (True, False), strict=True):
        middle = points[side].astype(float)
        reach = {
            "array": _known(points[f"{side}_high"] - middle),
            "arrayminus": _known(middle - points[f"{side}_low"]),
        }
        marker = {"size": 9, "color": ink if is_filled else colours.background}
        traces.append(
            go.Scatter(
                x=x,
                y=middle.round(4).tolist(),
                yaxis=ref,
                mode="lines+markers",
                line={"width": 3, "color": ink},
                marker={**marker, "line": {"width": OPEN_LINE, "color": ink}},
                error_y={"symmetric": False, "color": ink, "thickness": 1.25, "width": 4, **reach},
                cliponaxis=False,
                text=points[f"{side}_hover"].tolist(),
                hovertemplate="%{text}<extra></extra>",
            )
        )
    return traces


def _known(reach: "pd.Series[float]") -> list[float | None]:
    return [None if pd.isna(pixels) else round(float(pixels), 4) for pixels in reach]

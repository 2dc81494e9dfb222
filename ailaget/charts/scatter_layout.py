"""The layout of a scatter: two measured axes, the upright one named above: no head turns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from ailaget.charts.geometry import text_width
from ailaget.charts.key import KEY, KEY_LINE, KeyEntry, key_texts
from ailaget.charts.plot_layout import EDGE, PlotLayout
from ailaget.charts.style import wrapped

NAME_LINE, TITLE_LINE = 22, 40
"""Pixels: above the plot for the upright axis' name, and below it for ticks and the other's."""

UPRIGHT = "upright"
"""The name of the upright axis' name in a figure."""

HALF = 24
"""Characters per line in a corner, so that two corners fit beside each other on a phone."""


def whole_counts(text: str, width: int) -> str:
    """Return text in lines, a count in brackets never alone on the last."""
    return wrapped(text.replace(" (", "\N{NO-BREAK SPACE}("), width)


@dataclass
class ScatterLayout(PlotLayout):
    """What is to be drawn on two axes that end at their ticks; `figure` draws it all.

    `number` writes a tick as text, unless `x_texts` has those to the right; texts and shapes are in
    the axes' units. `right` is a margin in pixels, `x_axis` more of what plotly knows of that axis,
    and `key` explains the signs, above all.
    """

    x_ticks: Sequence[float]
    y_ticks: Sequence[float]
    number: Callable[[float], str]
    x_title: str
    y_title: str
    height: int = 470
    right: float = 10
    x_texts: Sequence[str] = ()
    x_axis: dict[str, Any] = field(default_factory=dict)
    key: Sequence[KeyEntry] = ()

    def cross(self, x: float, y: float) -> None:
        """Draw a line across the whole plot at each of two values."""
        line = {"width": 1, "color": self.colours.muted}
        same: dict[str, Any] = {"type": "line", "line": line, "layer": "below"}
        self.shapes += [
            {**same, "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1},
            {**same, "y0": y, "y1": y, "xref": "paper", "x0": 0, "x1": 1},
        ]

    def name_corner(self, corner: tuple[int, int], text: str) -> None:
        """Write in a corner of the plot, (0, 0) at the lower left; dots shine through a little."""
        x, y = corner
        self.texts.append(
            {
                "text": f"<b>{whole_counts(text, HALF)}</b>",
                "xref": "paper",
                "yref": "paper",
                "x": x,
                "y": y,
                "xanchor": "right" if x else "left",
                "yanchor": "top" if y else "bottom",
                "align": "right" if x else "left",
                "bgcolor": self.colours.background,
                "opacity": 0.9,
                "font": {"size": 12, "color": self.colours.text},
            }
        )

    def name_point(self, x: float, y: float, text: str, colour: str = "") -> None:
        """Write a name beside its dot, on the side where there is room; rust unless told."""
        is_right = x > (self.x_ticks[0] + self.x_ticks[-1]) / 2
        self.texts.append(
            {
                "text": f"<b>{text}</b>",
                "x": x,
                "y": y,
                "xanchor": "right" if is_right else "left",
                "xshift": -10 if is_right else 10,
                "bgcolor": self.colours.background,
                "opacity": 0.95,
                "font": {"size": 13, "color": colour or self.colours.focus},
            }
        )

    def figure(self) -> go.Figure:
        """Return everything gathered, in its frame."""
        y_texts = [self.number(tick) for tick in self.y_ticks]
        left = round(max(text_width(text, 12) for text in y_texts)) + 12
        x_texts = self.x_texts or [self.number(tick) for tick in self.x_ticks]
        x_name = {"text": self.x_title, "standoff": 4, "font": self.axis_ink}
        lines = key_texts(self.key, self.colours)
        return self.framed(
            {
                "xaxis": self._axis(self.x_ticks, x_texts) | {"title": x_name} | self.x_axis,
                "yaxis": self._axis(self.y_ticks, y_texts),
            },
            (left, self.right, NAME_LINE + KEY_LINE * len(lines), TITLE_LINE),
            writing={"showarrow": False, "borderpad": 1},
            texts=[self._y_name(left), *self._key(lines, left)],
            height=self.height,
        )

    def _axis(self, ticks: Sequence[float], texts: Sequence[str]) -> dict[str, Any]:
        pad = 0.03 * (ticks[-1] - ticks[0])
        return {
            "range": [ticks[0] - pad, ticks[-1] + pad],
            "tickvals": list(ticks),
            "ticktext": list(texts),
            "tickfont": self.axis_ink,
            "fixedrange": True,
            "showline": False,
        }

    def _y_name(self, left: int) -> dict[str, Any]:
        place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1}
        anchor = {"xanchor": "left", "yanchor": "bottom", "xshift": EDGE - left, "yshift": 3}
        return {"text": self.y_title, **place, **anchor, "font": self.axis_ink, "name": UPRIGHT}

    def _key(self, lines: Sequence[str], left: int) -> list[dict[str, Any]]:
        place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "align": "left", "name": KEY}
        anchor = {"xanchor": "left", "yanchor": "bottom", "xshift": EDGE - left}
        above = reversed(range(len(lines)))
        return [
            {"text": text, **place, **anchor, "yshift": 3 + NAME_LINE + KEY_LINE * number}
            | {"font": self.axis_ink}
            for number, text in zip(above, lines, strict=True)
        ]

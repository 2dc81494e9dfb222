"""The layout of a scatter: two measured axes, the upright one named above: no head turns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from ailaget.charts.geometry import NARROW, anchor, text_width
from ailaget.charts.key import KEY, KEY_LINE, KeyEntry, key_texts
from ailaget.charts.names import BEFORE
from ailaget.charts.plot_layout import EDGE, PlotLayout
from ailaget.charts.style import wrapped

NAME_LINE, TITLE_LINE = 22, 40
"""Pixels: above the plot for the upright axis' name, and below it for ticks and the other's."""

UPRIGHT = "upright"
"""The name of the upright axis' name in a figure."""

Points = Sequence[tuple[float, float]]
"""Where some points stand, on both axes."""

NAME_SIZE, NAME_DEPTH, BESIDE, ABOVE, DOT = 13, 20.0, 10, 8, 5.0
"""Pixels of a dot's name: its letters, its line, the way from the dot at a side and above it, and
the dots that it should not hide."""

PLOT = 300.0
"""Pixels of the plot's height, about: enough to know what stands near a dot."""

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
    names: list[tuple[float, float, float]] = field(default_factory=list)
    """Of each dot's name on a phone, in pixels: its left, its right and its middle upwards."""

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

    def name_point(
        self, x: float, y: float, text: str, colour: str = "", *, clear_of: Sequence[Points] = ()
    ) -> None:
        """Write a name at its dot, on the side where there is room; rust unless told.

        It stands clear of the names that are written already. Where there are points that it should
        not hide, those that matter most first, it stands where it hides the fewest of them: beside
        its dot, else above or below, there in the middle or to a side.
        """
        is_right = x > (self.x_ticks[0] + self.x_ticks[-1]) / 2
        sides = ["left", "right"] if is_right else ["right", "left"]
        aslant = [f"{end} {each}" for end in ("above", "below") for each in sides]
        side = min(
            [*sides, "above", "below", *aslant],
            key=lambda each: self._hidden(each, x, y, text, clear_of),
        )
        self.names.append(self._box(side, x, y, text))
        self.texts.append(
            {
                "text": f"<b>{text}</b>",
                "x": x,
                "y": y,
                **self._beside(side, x, text),
                "bgcolor": self.colours.background,
                "opacity": 0.95,
                "font": {"size": NAME_SIZE, "color": colour or self.colours.focus},
            }
        )

    def _beside(self, side: str, x: float, text: str) -> dict[str, Any]:
        """Return how a name is anchored on a side of its dot."""
        if side in ("left", "right"):
            away = BESIDE if side == "right" else -BESIDE
            return {"xanchor": "left" if side == "right" else "right", "xshift": away}
        end, _, towards = side.partition(" ")
        share = self._pixels(x, 0.0)[0] / NARROW
        middle = anchor(share, text_width(f"<b>{text}</b>", NAME_SIZE))
        return {
            "xanchor": {"right": "left", "left": "right"}.get(towards, middle),
            "yanchor": "bottom" if end == "above" else "top",
            "yshift": ABOVE if end == "above" else -ABOVE,
        }

    def _box(self, side: str, x: float, y: float, text: str) -> tuple[float, float, float]:
        """Return a name's left, right and middle upwards on a phone, in pixels."""
        width, (at, up) = text_width(f"<b>{text}</b>", NAME_SIZE), self._pixels(x, y)
        place = self._beside(side, x, text)
        start = at + place.get("xshift", 0) - BEFORE[place["xanchor"]] * width
        upwards = {"bottom": 1, "top": -1}.get(place.get("yanchor", ""), 0)
        return start, start + width, up + upwards * (ABOVE + NAME_DEPTH / 2)

    def _hidden(
        self, side: str, x: float, y: float, text: str, clear_of: Sequence[Points]
    ) -> list[float]:
        """Return what is cut off of a name, and how many names and points of each kind it hides."""
        start, end, middle = self._box(side, x, y, text)
        cut = max(-start, end - NARROW, 0.0)
        crossed = [
            start < right and left < end and abs(middle - up) < NAME_DEPTH
            for left, right, up in self.names
        ]
        counts: list[float] = [cut, sum(crossed)]
        for points in clear_of:
            pixels = [self._pixels(*point) for point in points if point != (x, y)]
            counts.append(
                sum(
                    start - DOT < right < end + DOT and abs(height - middle) < NAME_DEPTH / 2 + DOT
                    for right, height in pixels
                )
            )
        return counts

    def _pixels(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point stands on a phone, in pixels from the plot's lower left.

        On an axis of one tick, where all have the same, it stands in the middle.
        """
        right, up = (
            (at - ticks[0]) / width if (width := ticks[-1] - ticks[0]) else 0.5
            for at, ticks in ((x, self.x_ticks), (y, self.y_ticks))
        )
        return right * NARROW, up * PLOT

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

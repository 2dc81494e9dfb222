"""The one visual language: colours that mean the same on every page, and the frame of a chart."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import plotly.io

from ailaget.charts.contrast import BLACK, READABLE, VISIBLE, WHITE, channels, contrast
from ailaget.charts.heading import heading
from ailaget.texts import with_fixed_spaces

plotly.io.templates.default = None
"""Charts have a look of their own, and are drawn without plotly's."""

FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif"

CLEAR = "rgba(0,0,0,0)"
"""No colour at all."""

SEQUENTIAL = ("#f3edcf", "#b5d8b0", "#63b3ae", "#2c7ba5", "#2a4794")
"""Low to high; lightness falls evenly, so that order survives grey print and colour blindness."""

SEQUENTIAL_DARK = ("#3a52a1", "#2f7da7", "#57a7a2", "#a6c9a1", "#ece6c8")
"""Low to high on dark paper: the same hues, lightness rising in even steps away from the paper."""

DIVERGING = ("#a4540f", "#dfa25c", "#f1eee8", "#9d97c9", "#5a4096")
"""Fell to rose, through no change; orange and purple stay apart for every colour vision."""

DIVERGING_DARK = ("#ffb86b", "#96602a", "#3d444c", "#7350c8", "#c3b3ff")
"""The same on dark paper, where the ends are the lightest."""

BIVARIATE = (
    ("#fee1b4", "#a6d2f6", "#199be1"),
    ("#d1ad43", "#a0a688", "#786ba0"),
    ("#dc5a16", "#9c3b64", "#3f4299"),
)
"""Upward measure by the one to the right, low to high: orange, blue, and indigo where both are.

Found by search: for usual and red-, green- and blue-weak sight any two, and the grey of no answer,
are at least 12 apart (CIEDE2000), and in grey print any two are 5 apart in lightness.
"""

BIVARIATE_DARK = (
    ("#565141", "#556277", "#187dea"),
    ("#916820", "#a19098", "#92cffc"),
    ("#e19108", "#f6daa3", "#e6f0ed"),
)
"""The same on dark paper, lighter the more of each, and white where both are; 18 apart."""

MAIN_GROUPS = {"A": "#8f55ab", "B": "#c77d12", "C": "#1f8a78"}
MAIN_GROUP_SYMBOLS = {"A": "diamond", "B": "square", "C": "circle"}
"""The SKR main groups: a colour never stands alone, hence a symbol each."""


@dataclass(frozen=True)
class Palette:
    """The colours of a chart that follow light or dark.

    `sequential` runs from low to high, and is the five levels of maturity too, lowest first;
    `diverging` from fell to rose; `bivariate` has a row for each class of the upward measure.
    """

    background: str
    text: str
    muted: str
    grid: str
    missing: str
    missing_mark: str
    border: str
    county_border: str
    focus: str
    context: str
    accent: str
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    bivariate: tuple[tuple[str, ...], ...]

    @property
    def edge(self) -> str:
        """The thin line around a fill that the paper would else swallow."""
        return self.missing_mark

    def is_pale(self, fill: str) -> bool:
        """Return whether a fill is too like the paper to be seen without a line around it."""
        return contrast(fill, self.background) < VISIBLE

    def rim(self, fill: str) -> str:
        """Return the colour of the line between a fill and those beside it."""
        return self.edge if self.is_pale(fill) else self.background


LIGHT = Palette(
    background="#ffffff",
    text="#1b2530",
    muted="#55616d",
    grid="#e3e6e8",
    missing="#e6e8ea",
    missing_mark="#7a8591",
    border="#ffffff",
    county_border="#4a5560",
    focus="#c23b12",
    context="#87919b",
    accent="#1f5f86",
    sequential=SEQUENTIAL,
    diverging=DIVERGING,
    bivariate=BIVARIATE,
)
DARK = Palette(
    background="#11171d",
    text="#e8ecf0",
    muted="#a9b4bf",
    grid="#2b353f",
    missing="#252d35",
    missing_mark="#8b97a3",
    border="#47535e",
    county_border="#dfe5ea",
    focus="#ff9068",
    context="#6d7985",
    accent="#7dbbe0",
    sequential=SEQUENTIAL_DARK,
    diverging=DIVERGING_DARK,
    bivariate=BIVARIATE_DARK,
)


def palette(theme: str) -> Palette:
    """Return the palette of ``"light"`` or ``"dark"``; anything else is light."""
    return DARK if theme == "dark" else LIGHT


def sequential(classes: int, theme: str) -> list[str]:
    """Return colours for so many classes, low to high, evenly along the theme's scale."""
    return _along(palette(theme).sequential, classes)


def ink_on(colour: str) -> str:
    """Return the dark ink or white, whichever reads better; black where neither reads."""
    best = max((LIGHT.text, WHITE), key=lambda ink: contrast(ink, colour))
    return best if contrast(best, colour) >= READABLE else BLACK


@dataclass(frozen=True)
class Frame:
    """What stands around the marks of every chart, on the page and in its picture.

    `separators` are the marks of decimals and thousands on the axes, Swedish unless told. A
    `watermark` is written aslant behind the marks.
    """

    title: str
    subtitle: str
    source: str
    theme: str = "light"
    separators: str = ",\N{NO-BREAK SPACE}"
    watermark: str = ""

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return palette(self.theme)


def layout_of(frame: Frame, *, height: int, legend_rows: int = 0, **layout: Any) -> dict[str, Any]:
    """Return a chart's title, subtitle, source line, colours and font, with `layout` over them.

    The source line is the first of ``annotations``.
    """
    colours = frame.palette
    # No line of it ends within a date.
    footer = wrapped(with_fixed_spaces(frame.source), 52)
    lines = footer.count("<br>") + 1
    heading_texts = wrapped(frame.title, 43), wrapped(frame.subtitle, 57)
    title, top = heading(*heading_texts, ink=colours.text, pale=colours.muted)
    bottom = 26 + 15 * lines + 22 * legend_rows
    standing = {
        "height": height,
        "title": title,
        "font": {"family": FONT, "size": 13, "color": colours.text},
        "paper_bgcolor": colours.background,
        "plot_bgcolor": colours.background,
        "hoverlabel": {"font": {"family": FONT, "size": 13}, "align": "left"},
        "dragmode": False,
        "separators": frame.separators,
    }
    margin = {"l": 8, "r": 8, "t": top, "b": bottom, "pad": 2, **layout.pop("margin", {})}
    source = {
        "text": footer,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -(margin["b"] - 15 * lines - 6),
        "showarrow": False,
        "align": "left",
        "font": {"size": 12, "color": colours.muted},
    }
    if frame.watermark:
        layout["shapes"] = [_watermark(frame, is_map="geo" in layout), *layout.get("shapes", ())]
    if "geo" in layout:
        if frame.watermark:
            # The ground of a map hides what is behind it, and the paper is of the same colour.
            layout["geo"] = {**layout["geo"], "bgcolor": CLEAR}
        # A map has no axis that words stand at the left of: the line begins where the title does.
        source["xshift"] = 1 - margin["l"]
    whole = {**standing, **layout, "margin": margin, "annotations": [source]}
    if "geo" not in layout:
        lines_of_axes = {"gridcolor": colours.grid, "linecolor": colours.grid, "zeroline": False}
        for axis in ("xaxis", "yaxis"):
            whole[axis] = lines_of_axes | layout.get(axis, {})
    return whole


def _watermark(frame: Frame, *, is_map: bool) -> dict[str, Any]:
    """Return words behind the marks; on a map upright in the sea at its left, not behind land."""
    size, angle, (right, top) = (28, -90, (0.2, 0.7)) if is_map else (40, -20, (1, 1))
    font = {"size": size, "weight": 700, "color": frame.palette.grid}
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        **{"x0": 0, "x1": right, "y0": 0, "y1": top},
        "layer": "below",
        "line": {"width": 0},
        "label": {"text": frame.watermark, "textangle": angle, "font": font},
    }


Trace = dict[str, Any]
"""A trace as plotly takes it: its type and its attributes."""


def scatter(**properties: Any) -> Trace:
    """Return marks or a line of a figure; nothing in it may be None or empty.

    `go.Scatter` would look through every value, twenty times the work.
    """
    return {"type": "scatter", **properties}


def figure_of(traces: Sequence[Any], layout: Mapping[str, Any]) -> go.Figure:
    """Return a figure made whole at once, as it is: nothing in it may be None or empty.

    Plotly would look through it at every drawing, which is most of what a figure costs; the tests
    have it look through every chart.
    """
    return go.Figure(data=list(traces), layout=dict(layout), _validate=False)


BETWEEN_WORDS = re.compile(r"(?:(?<!\d) | (?!\d{3}(?!\d)))(?![^()]{1,8}\))")
"""A space, but for one that parts thousands, and one before the last short word in brackets."""


def wrapped(text: str, width: int = 66) -> str:
    """Return text broken into lines that a phone's width holds; plotly does not wrap by itself.

    A dot between two parts ends a line, and never begins one. Thousands stay with their number, and
    what is short with the brackets around it.
    """
    lines = [""]
    for word in BETWEEN_WORDS.split(text):
        if lines[-1] and word != "·" and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def _along(scale: tuple[str, ...], classes: int) -> list[str]:
    if classes == 1:
        return [scale[len(scale) // 2]]
    steps = [i * (len(scale) - 1) / (classes - 1) for i in range(classes)]
    return [_between(scale, step) for step in steps]


def _between(scale: tuple[str, ...], step: float) -> str:
    low = min(int(step), len(scale) - 2)
    share = step - low
    first, second = (channels(scale[i]) for i in (low, low + 1))
    mixed = [round(a + (b - a) * share) for a, b in zip(first, second, strict=True)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)

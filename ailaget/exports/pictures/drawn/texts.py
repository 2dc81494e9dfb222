"""The words of a figure, by matplotlib: lines, bold and colours as plotly's marks say."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patheffects import withStroke
from matplotlib.textpath import TextPath
from matplotlib.transforms import (
    Affine2DBase,
    ScaledTranslation,
    Transform,
    blended_transform_factory,
)

from ailaget.exports.pictures.fonts import borrowed, fonts_here

ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0, "auto": 0.5}
DOWN = {"top": 0.0, "middle": 0.5, "bottom": 1.0, "auto": 0.5}
LEADING, ASCENT = 1.3, 0.95
"""Of a line: its height, and how far its letters stand below its top, in sizes of the font."""

BOLD, OUTLINE = 600, 1.6
MARKS = re.compile(r"<(/?)(b|span|i|sup|sub)([^>]*)>")

Run = tuple[str, bool, str | None, str | None]
"""Words with one look: whether they are bold, their own colour and that of their outline if any."""


def place(axes: Axes, xref: str, yref: str, xshift: float = 0, yshift: float = 0) -> Transform:
    """Return where a figure's own references lie, moved by pixels right and up."""
    across = axes.transAxes if "paper" in xref else axes.transData
    down = axes.transAxes if "paper" in yref else axes.transData
    moved = ScaledTranslation(xshift / 72, yshift / 72, inches(axes))
    return blended_transform_factory(across, down) + moved


def inches(axes: Axes) -> Affine2DBase:
    """Return the transform from inches, from the figure's lower left corner."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    transform: Affine2DBase = figure.dpi_scale_trans
    return transform


def write(axes: Axes, note: Mapping[str, Any]) -> None:
    """Write one annotation, and the line from it to its point where it has one."""
    refs = (note.get("xref", "paper"), note.get("yref", "paper"))
    right, up = note.get("xshift", 0), note.get("yshift", 0)
    if note.get("showarrow"):
        # The words stand where the arrow begins, so many pixels right of and below its point.
        across, down = note.get("ax", 0), note.get("ay", 0)
        if note.get("ayref") == "y":
            ends = axes.transData.transform([(0, note["y"]), (0, down)])
            down = ends[0][1] - ends[1][1]
        right, up = right + across, up - down
        # The point itself is moved by what moves the words; a row's depth is from the axis.
        spot = place(axes, *refs, note.get("xshift", 0), note.get("yshift", 0))
        axes.annotate(
            "",
            (note["x"], note["y"]),
            xycoords=spot,
            xytext=(across, -down),
            textcoords="offset points",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": note.get("arrowcolor", "#1b2530")},
        )
    font = note.get("font", {})
    size, colour = font.get("size", 13), font.get("color", "#1b2530")
    lines = [list(runs(line, font.get("weight", 400) >= BOLD)) for line in split(note["text"])]
    widths = [sum(width(text, size, bold) for text, bold, *_ in line) for line in lines]
    depth = size * LEADING * len(lines)
    top = up + DOWN[note.get("yanchor", "auto")] * depth
    start = right - ACROSS[note.get("xanchor", "auto")] * max(widths)
    _write_ground(axes, note, refs, (start, top), (max(widths), depth))
    align = ACROSS[note.get("align", "center")]
    for number, line in enumerate(lines):
        x = start + align * (max(widths) - widths[number])
        for text, bold, own, outline in line:
            axes.text(
                note["x"],
                note["y"],
                text.replace("$", r"\$"),
                ha="left",
                va="baseline",
                transform=place(axes, *refs, x, top - size * (LEADING * number + ASCENT)),
                fontsize=size,
                color=own or colour,
                fontweight="bold" if bold else "normal",
                alpha=note.get("opacity"),
                clip_on=False,
                zorder=6,
                path_effects=[withStroke(linewidth=OUTLINE, foreground=outline)] if outline else [],
            )
            x += width(text, size, bold)


def split(text: str) -> list[str]:
    """Return the lines of a text; bold and colours last over breaks only where none is inside."""
    return re.split(r"<br\s*/?>", text)


def runs(line: str, bold: bool = False) -> Iterator[Run]:
    """Yield a line's words by how they look."""
    inks: list[tuple[str | None, str | None]] = [(None, None)]
    end = 0
    for mark in MARKS.finditer(line):
        if mark.start() > end:
            yield line[end : mark.start()], bold, *inks[-1]
        is_end, kind, style = mark.groups()
        if kind == "b":
            bold = not is_end
        elif kind == "span" and is_end:
            inks = inks[:-1] or [(None, None)]
        elif kind == "span":
            colour, outline = (
                re.search(rf"\b{name}:\s*([^;\"']+)", style) for name in ("color", "stroke")
            )
            inks.append((colour[1] if colour else inks[-1][0], outline[1] if outline else None))
        end = mark.end()
    if end < len(line) or not line:
        yield line[end:], bold, *inks[-1]


@cache
def families() -> tuple[str, ...]:
    """Return the fonts that words are drawn in, best first; matplotlib knows where the own lies."""
    home = borrowed()
    for path in [] if home is None else sorted((home / "fonts").glob("*.ttf")):
        fontManager.addfont(path)
    return fonts_here()


@cache
def width(text: str, size: float, bold: bool) -> float:
    """Return how wide words are, in points; spaces at the end count."""
    if not text:
        return 0.0
    font = FontProperties(family=families(), weight="bold" if bold else "normal")
    # The path of the words ends at the last letter: a dot after them measures the space too. The
    # dot's own shape goes out again, so the points that it is drawn by are as good as its edge.
    ends = [_extent(f"{text}.", font, size), _extent(".", font, size)]
    return ends[0] - ends[1]


def _extent(text: str, font: FontProperties, size: float) -> float:
    path = TextPath((0, 0), text.replace("$", r"\$"), size=size, prop=font)
    return float(path.vertices[:, 0].max())


def _write_ground(
    axes: Axes,
    note: Mapping[str, Any],
    refs: tuple[str, str],
    corner: tuple[float, float],
    extent: tuple[float, float],
) -> None:
    """Write an empty text on the note's ground, as wide and deep as its words."""
    if not note.get("bgcolor"):
        return
    (left, top), (across, depth) = corner, extent
    axes.plot(
        [note["x"]],
        [note["y"]],
        transform=place(axes, *refs, left + across / 2, top - depth / 2),
        marker=[
            (-across / 2, -depth / 2),
            (across / 2, -depth / 2),
            (across / 2, depth / 2),
            (-across / 2, depth / 2),
        ],
        markersize=max(across, depth),
        color=note["bgcolor"],
        markeredgewidth=0,
        zorder=5,
        clip_on=False,
    )

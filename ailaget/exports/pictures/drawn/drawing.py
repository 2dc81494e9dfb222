"""A figure drawn without any browser: the same marks, words and places, by matplotlib."""

import io
from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation

from ailaget.exports.pictures.drawn.map import draw_map
from ailaget.exports.pictures.drawn.marks import LINES, draw_bar, draw_scatter
from ailaget.exports.pictures.drawn.texts import families, inches, place, runs, split, write

SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "ai-laget"}
"""Letters stay letters, and the same figure is the same file."""


def draw(whole: Mapping[str, Any], kind: str, scale: float) -> bytes:
    """Return a picture of a figure's JSON, its shapes inside; `kind` is png or svg.

    A pixel is a point here, so that every size in the figure holds.
    """
    layout = whole["layout"]
    width, height = float(layout["width"]), float(layout["height"])
    margin = {side: float(layout["margin"].get(side, 8)) for side in "lrtb"}
    with mpl.rc_context({**SETTINGS, "font.family": families()}):
        figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="white")
        axes = figure.add_axes(
            (
                margin["l"] / width,
                margin["b"] / height,
                (width - margin["l"] - margin["r"]) / width,
                (height - margin["t"] - margin["b"]) / height,
            )
        )
        axes.set_facecolor("none")
        _draw_inside(axes, whole)
        _write_title(figure, layout)
        out = io.BytesIO()
        # Without its hour, a picture of the same figure is the same file.
        undated = {"Date": None} if kind == "svg" else None
        figure.savefig(out, format=kind, dpi=72 * scale, metadata=undated)
    return out.getvalue()


def plain(text: str) -> str:
    """Return a text without plotly's marks, breaks as line breaks, nothing of it mathematics."""
    lines = ["".join(content for content, *_ in runs(line)) for line in split(text)]
    return "\n".join(lines).replace("$", r"\$")


def _draw_inside(axes: Axes, whole: Mapping[str, Any]) -> None:
    layout = whole["layout"]
    if "geo" in layout:
        draw_map(axes, whole)
    else:
        _lay_axes(axes, layout)
        offsets: dict[Any, float] = {}
        for trace in whole["data"]:
            if trace["type"] == "bar":
                draw_bar(axes, trace, offsets if layout.get("barmode") == "stack" else {})
            else:
                draw_scatter(axes, trace)
    for shape in layout.get("shapes", []):
        _draw_shape(axes, shape)
    usual = layout.get("template", {}).get("layout", {}).get("annotationdefaults", {})
    for annotation in layout.get("annotations", []):
        write(axes, {**usual, **annotation})


def _lay_axes(axes: Axes, layout: Mapping[str, Any]) -> None:
    for side, name in (("bottom", "xaxis"), ("left", "yaxis")):
        axis, options = getattr(axes, name), layout.get(name, {})
        set_range = axes.set_xlim if name == "xaxis" else axes.set_ylim
        if "range" in options:
            set_range(*options["range"])
        axes.spines[side].set_visible(bool(options.get("showline")))
        axes.spines[side].set_color(options.get("linecolor", "#e3e6e8"))
        if options.get("visible") is False or "tickvals" not in options:
            axis.set_visible(False)
            continue
        font = options.get("tickfont", {})
        labels = options.get("ticktext") or [f"{tick:g}" for tick in options["tickvals"]]
        axis.set_ticks(options["tickvals"], [plain(str(label)) for label in labels])
        size = font.get("size", 12)
        axis.set_tick_params(length=0, labelsize=size, labelcolor=font.get("color", "#55616d"))
        if options.get("showgrid", True):
            axis.grid(visible=True, color=options.get("gridcolor", "#e3e6e8"), linewidth=1)
        title = options.get("title", {})
        colour = title.get("font", {}).get("color", "#55616d")
        axis.set_label_text(plain(title.get("text", "")), color=colour, fontsize=size)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _draw_shape(axes: Axes, shape: Mapping[str, Any]) -> None:
    line = shape.get("line", {})
    style = {"color": line.get("color", "#1b2530"), "linewidth": line.get("width", 1)}
    style["linestyle"] = LINES.get(line.get("dash", "solid"), "-")
    spot = place(axes, shape.get("xref", "x"), shape.get("yref", "y"))
    x0, x1, y0, y1 = (float(shape[end]) for end in ("x0", "x1", "y0", "y1"))
    if shape.get("xsizemode") == "pixel":
        anchor = (float(shape["xanchor"]), float(shape["yanchor"]))
        at = axes.transAxes.transform(anchor) / 72
        spot = inches(axes) + ScaledTranslation(at[0], at[1], inches(axes))
        x0, x1, y0, y1 = (value / 72 for value in (x0, x1, y0, y1))
    if label := shape.get("label"):
        _write_label(axes, shape, label)
    layer = 0.5 if shape.get("layer") == "below" else 2.5
    if shape["type"] == "line":
        axes.plot([x0, x1], [y0, y1], transform=spot, zorder=layer, clip_on=False, **style)
        return
    axes.add_patch(
        Rectangle(
            (min(x0, x1), min(y0, y1)),
            abs(x1 - x0),
            abs(y1 - y0),
            transform=spot,
            facecolor=shape.get("fillcolor", "none"),
            edgecolor=style["color"] if style["linewidth"] else "none",
            linewidth=style["linewidth"],
            zorder=layer,
            clip_on=False,
        )
    )


def _write_label(axes: Axes, shape: Mapping[str, Any], label: Mapping[str, Any]) -> None:
    """Write what stands in the middle of a shape, behind all else."""
    font = label["font"]
    axes.text(
        (shape["x0"] + shape["x1"]) / 2,
        (shape["y0"] + shape["y1"]) / 2,
        plain(label["text"]),
        transform=place(axes, shape["xref"], shape["yref"]),
        ha="center",
        va="center",
        rotation=-label["textangle"],
        color=font["color"],
        fontsize=font["size"],
        fontweight=font["weight"],
        zorder=0.4,
    )


def _write_title(figure: Figure, layout: Mapping[str, Any]) -> None:
    """Write title and subtitle from the top left corner of the whole figure."""
    title = layout.get("title", {})
    below = title.get("subtitle", {})
    corner = figure.add_axes((0, 0, 1, 1), zorder=9)
    corner.set_axis_off()
    corner.patch.set_visible(False)
    lines = len(split(title.get("text", "")))
    start = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "top", "align": "left", "xshift": 2}
    heading = {"size": 16, "weight": 600, **title.get("font", {})}
    note = {"size": 13, **below.get("font", {})}
    write(corner, {**start, "text": title.get("text", ""), "yshift": -4, "font": heading})
    write(corner, {**start, "text": below.get("text", ""), "yshift": -8 - 21 * lines, "font": note})

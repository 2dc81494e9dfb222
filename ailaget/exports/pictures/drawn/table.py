"""A table as a figure, for the pictures of what has no figure of its own."""

from collections.abc import Iterator
from typing import Any

from ailaget.charts.style import LIGHT, Frame, layout_of, wrapped
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.pictures.maps import WIDTH
from ailaget.views.base.cells import cell_text
from ailaget.views.base.result import Chart
from ailaget.views.base.table_pages import column_shares

SIZE, LINE, PAD, SIGN = 12, 15, 5, 6.7
"""Pixels: of a letter, of a line, above and below a row's words, and across a sign."""

EDGE = 8
"""Pixels left and right of the table."""


def table_figure(chart: Chart, metadata: ExportMetadata) -> dict[str, Any]:
    """Return a figure's JSON that is a chart's table, as tall as its rows need.

    What the first column repeats from the row above is said once.
    """
    t, across = metadata.t, WIDTH - 2 * EDGE
    frame = Frame(metadata.title, f"{metadata.unit} · {metadata.wave}", metadata.attribution)
    widths = [share * across for share in column_shares(chart.table, t)]
    lefts = [sum(widths[:place]) for place in range(len(widths))]
    annotations: list[dict[str, Any]] = []
    edges: list[float] = []
    top = 0.0
    for row in _rows(chart, metadata):
        broken = [
            wrapped(text, max(int(width / SIGN), 4))
            for text, width in zip(row, widths, strict=True)
        ]
        for left, text in zip(lefts, broken, strict=True):
            if text:
                annotations.append(_word(text, left, top + PAD, is_bold=not edges))
        top += 2 * PAD + LINE * max((text.count("<br>") + 1 for text in broken), default=1)
        edges.append(top)
    layout = layout_of(
        frame,
        height=0,
        margin={"l": EDGE, "r": EDGE},
        xaxis={"visible": False},
        yaxis={"visible": False},
    )
    layout["height"] = top + layout["margin"]["t"] + layout["margin"]["b"]
    layout["annotations"] += annotations
    layout["shapes"] = [_line(1 - edge / top, is_head=edge == edges[0]) for edge in edges]
    return {"data": [], "layout": {"template": {}, **layout}}


def _rows(chart: Chart, metadata: ExportMetadata) -> Iterator[list[str]]:
    columns, above = chart.table.columns, ""
    yield [column.label for column in columns]
    for row in chart.table.rows:
        texts = [cell_text(*pair, metadata.t) for pair in zip(row, columns, strict=True)]
        first, *others = texts
        yield ["" if first == above else first, *others]
        above = first


def _word(text: str, left: float, top: float, *, is_bold: bool) -> dict[str, Any]:
    return {
        "text": f"<b>{text}</b>" if is_bold else text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": left,
        "yshift": -top,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": SIZE, "color": LIGHT.text},
    }


def _line(height: float, *, is_head: bool) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": height,
        "y1": height,
        "line": {"width": 1, "color": LIGHT.muted if is_head else LIGHT.grid},
    }

"""Names at marks: in lanes that keep them apart on a phone, each with a leader to its mark."""

from collections.abc import Sequence

from ailaget.charts.geometry import NARROW, anchor, lanes, text_width
from ailaget.charts.rows import Sheet

BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""The part of a text that stands left of its anchor."""


def laned(shares: Sequence[float], names: Sequence[str], size: float) -> list[tuple[int, str]]:
    """Return, for a name centred at each share of the plot's width, its lane and its anchor."""
    sides, spans = [], []
    for share, name in zip(shares, names, strict=True):
        width = text_width(name, size) * 1.1
        side = anchor(share, width)
        start = share * NARROW - BEFORE[side] * width
        sides.append(side)
        spans.append((start, start + width))
    return list(zip(lanes(spans), sides, strict=True))


def add_name(
    sheet: Sheet,
    text: str,
    mark: tuple[float, float],
    *,
    shift: float,
    side: str,
    colour: str,
    size: float,
    standoff: float,
) -> None:
    """Write a name so many pixels below (or, where negative, above) its mark.

    Its place is told on the axis, so that names keep apart where the sheet is stretched.
    """
    sheet.write(
        *mark,
        text,
        on_plot=True,
        ax=0,
        ay=round(mark[1] + shift, 1),
        ayref="y",
        xanchor=side,
        showarrow=True,
        arrowhead=0,
        arrowwidth=1,
        arrowcolor=colour,
        standoff=standoff,
        bgcolor=sheet.colours.background,
        size=size,
        color=colour,
    )

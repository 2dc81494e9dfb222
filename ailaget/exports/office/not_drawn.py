"""What a chart's figure shows that its native counterpart does not, said beside it in words."""

from collections.abc import Iterator
from typing import Any

from ailaget.charts.goal_marks import NAME
from ailaget.charts.style import DARK, LIGHT
from ailaget.texts import Texts
from ailaget.views.base.native import SCATTER, SWARM
from ailaget.views.base.result import Chart, Native

GRIDS = (LIGHT.grid, DARK.grid)
ERRORS = ("error_x", "error_y")


def not_drawn(chart: Chart, native: Native, t: Texts) -> str:
    """Return what is missing in the native chart, and where it is; empty where nothing is."""
    marks = [t(f"pptx.mark_{mark}") for mark in _marks(chart, native)]
    return t("pptx.not_drawn", marks=t.listing(marks)) if marks else ""


def _marks(chart: Chart, native: Native) -> Iterator[str]:
    yield from native.lacks
    if native.lines or native.intervals or native.lacks:
        return
    # A chart that was frozen before views told what is drawn over its series.
    figure = chart.figure.to_plotly_json()
    traces = figure["data"]
    if any(error in trace for trace in traces for error in ERRORS) or any(
        trace.get("fill") == "toself" for trace in traces
    ):
        yield "intervals"
    if native.kind != SWARM and any(map(_is_reference, figure["layout"].get("shapes", ()))):
        yield "references"
    if native.kind == SCATTER and any("lines" in trace.get("mode", "") for trace in traces):
        yield "curves"


def _is_reference(shape: Any) -> bool:
    """Return whether a line is told of: none of the grid, the axis itself, or a goal's."""
    if shape.get("type") != "line" or shape.get("name") == NAME:
        return False
    is_zero = shape.get("x0") == shape.get("x1") == 0 or shape.get("y0") == shape.get("y1") == 0
    return not is_zero and shape.get("line", {}).get("color") not in GRIDS

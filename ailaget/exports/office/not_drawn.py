"""What a chart's figure shows that its native counterpart does not, said beside it in words."""

from collections.abc import Iterator
from typing import Any

from ailaget.charts.goal_marks import NAME
from ailaget.charts.style import DARK, LIGHT
from ailaget.texts import Texts
from ailaget.views.base.native import BAR, SCATTER
from ailaget.views.base.result import Chart, Native

GRIDS = (LIGHT.grid, DARK.grid)
ERRORS = ("error_x", "error_y")


def not_drawn(chart: Chart, native: Native, t: Texts) -> str:
    """Return what is missing in the native chart, and where it is; empty where nothing is."""
    marks = [t(f"pptx.mark_{mark}") for mark in _marks(chart, native)]
    return t("pptx.not_drawn", marks=t.listing(marks)) if marks else ""


def _marks(chart: Chart, native: Native) -> Iterator[str]:
    figure = chart.figure.to_plotly_json()
    traces = figure["data"]
    has_lines = any("lines" in trace.get("mode", "") for trace in traces)
    has_errors = any(error in trace for trace in traces for error in ERRORS)
    has_area = any(trace.get("fill") == "toself" for trace in traces)
    if has_errors or has_area or (has_lines and native.kind == BAR):
        yield "intervals"
    if any(map(_is_reference, figure["layout"].get("shapes", ()))):
        yield "references"
    if has_lines and native.kind == SCATTER:
        yield "curves"


def _is_reference(shape: Any) -> bool:
    """Return whether a line is told of: none of the grid, the axis itself, or a goal's."""
    if shape.get("type") != "line" or shape.get("name") == NAME:
        return False
    is_zero = shape.get("x0") == shape.get("x1") == 0 or shape.get("y0") == shape.get("y1") == 0
    return not is_zero and shape.get("line", {}).get("color") not in GRIDS

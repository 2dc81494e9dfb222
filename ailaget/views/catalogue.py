"""Every chart by its key, so that a link can ask for it."""

from collections.abc import Callable

from ailaget.views.map import map_view
from ailaget.views.movers import movers_view
from ailaget.views.result import Chart
from ailaget.views.selection import Selection, Source

CHARTS: dict[str, Callable[[Source, Selection], Chart]] = {
    "map": map_view,
    "movers": movers_view,
}

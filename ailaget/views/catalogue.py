"""Every chart by its key, so that a link can ask for it."""

from collections.abc import Callable

from ailaget.views.inequality_spread import spread_chart
from ailaget.views.map import map_view
from ailaget.views.movers import movers_view
from ailaget.views.municipality_answers import answers_view
from ailaget.views.municipality_comparison import comparison_view
from ailaget.views.municipality_trend import trend_view
from ailaget.views.region_answers import region_answers_view
from ailaget.views.region_ranking import region_ranking_view
from ailaget.views.region_spread import region_spread_view
from ailaget.views.region_trend import region_trend_view
from ailaget.views.result import Chart
from ailaget.views.selection import Selection, Source
from ailaget.views.similar import similar_view

CHARTS: dict[str, Callable[[Source, Selection], Chart]] = {
    "inequality_spread": spread_chart,
    "map": map_view,
    "movers": movers_view,
    "municipality_answers": answers_view,
    "municipality_comparison": comparison_view,
    "municipality_similar": similar_view,
    "municipality_trend": trend_view,
    "region_answers": region_answers_view,
    "region_ranking": region_ranking_view,
    "region_spread": region_spread_view,
    "region_trend": region_trend_view,
}

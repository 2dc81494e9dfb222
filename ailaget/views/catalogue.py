"""Every chart by its key, so that a link can ask for it."""

from collections.abc import Callable

from ailaget.views.inequality.between import between_view
from ailaget.views.inequality.change import change_view
from ailaget.views.inequality.convergence import convergence_view
from ailaget.views.inequality.gradient import gradient_view
from ailaget.views.inequality.groups import groups_view
from ailaget.views.inequality.left_behind import left_behind_view
from ailaget.views.inequality.robustness import robustness_view
from ailaget.views.inequality.silent import bounds_view
from ailaget.views.inequality.spread import spread_chart
from ailaget.views.inequality.transitions import transitions_chart
from ailaget.views.inequality.two_at_once import bivariate_map_view, bivariate_scatter_view
from ailaget.views.inequality.where import clusters_view, moran_view
from ailaget.views.map import map_view
from ailaget.views.movers import movers_view
from ailaget.views.municipality.answers import answers_view
from ailaget.views.municipality.comparison import comparison_view
from ailaget.views.municipality.similar import similar_view
from ailaget.views.municipality.trend import trend_view
from ailaget.views.region.answers import region_answers_view
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.region.spread import region_spread_view
from ailaget.views.region.trend import region_trend_view
from ailaget.views.result import Chart
from ailaget.views.selection import Selection, Source

CHARTS: dict[str, Callable[[Source, Selection], Chart]] = {
    "bivariate_map": bivariate_map_view,
    "bivariate_scatter": bivariate_scatter_view,
    "clusters": clusters_view,
    "inequality_between": between_view,
    "inequality_change": change_view,
    "inequality_convergence": convergence_view,
    "inequality_gradient": gradient_view,
    "inequality_groups": groups_view,
    "inequality_spread": spread_chart,
    "inequality_transitions": transitions_chart,
    "left_behind": left_behind_view,
    "map": map_view,
    "moran": moran_view,
    "movers": movers_view,
    "municipality_answers": answers_view,
    "municipality_comparison": comparison_view,
    "municipality_similar": similar_view,
    "municipality_trend": trend_view,
    "region_answers": region_answers_view,
    "region_ranking": region_ranking_view,
    "region_spread": region_spread_view,
    "region_trend": region_trend_view,
    "robustness": robustness_view,
    "silent": bounds_view,
}

PAGES = {"map": "karta", "movers": "", "region": "region", "municipality": "kommun"}
"""The page of a chart by its key, or by the first word of it; any other is about inequality."""


def page_of(key: str) -> str:
    """Return the path of the page that shows a chart; empty is the start page."""
    return PAGES.get(key, PAGES.get(key.partition("_")[0], "ojamlikhet"))

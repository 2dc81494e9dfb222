"""Every chart and every other table by its key, so that a link can ask for it."""

from collections.abc import Callable

from ailaget.views.base.result import Chart, Exhibit
from ailaget.views.base.selection import Selection, Source
from ailaget.views.inequality.between import between_view
from ailaget.views.inequality.change import change_view
from ailaget.views.inequality.convergence import convergence_view
from ailaget.views.inequality.gradient import gradient_view
from ailaget.views.inequality.groups import groups_view
from ailaget.views.inequality.left_behind import left_behind_view
from ailaget.views.inequality.nonresponse import bounds_view
from ailaget.views.inequality.robustness import robustness_view
from ailaget.views.inequality.spread import spread_chart
from ailaget.views.inequality.transitions import transitions_chart
from ailaget.views.inequality.two_at_once import bivariate_map_view, bivariate_scatter_view
from ailaget.views.inequality.where import clusters_view, moran_view
from ailaget.views.map.choropleth import map_view
from ailaget.views.method.exhibits import method_table
from ailaget.views.municipality.answers import answers_view
from ailaget.views.municipality.comparison import comparison_view
from ailaget.views.municipality.exhibits import (
    municipality_cells,
    municipality_files,
    municipality_ranks,
)
from ailaget.views.municipality.similar import similar_view
from ailaget.views.municipality.trend import trend_view
from ailaget.views.overview.largest_changes import largest_changes_view
from ailaget.views.overview.nonresponse import overview_silent
from ailaget.views.region.answers import region_answers_view
from ailaget.views.region.exhibits import region_municipalities
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.region.spread import region_spread_view
from ailaget.views.region.trend import region_trend_view

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
    "movers": largest_changes_view,
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

TABLES: dict[str, Callable[[Source, Selection], Exhibit | None]] = {
    "municipality_cells": municipality_cells,
    "municipality_files": municipality_files,
    "municipality_ranks": municipality_ranks,
    "overview_silent": overview_silent,
    "region_municipalities": region_municipalities,
}
"""The tables that no chart has, but for those of the page Data och metod, which are many."""

PAGES = {
    "map": "karta",
    "method": "metod",
    "movers": "",
    "municipality": "kommun",
    "overview": "",
    "region": "region",
}
"""The page of a chart by its key, or by the first word of it; any other is about inequality."""


def table_of(key: str, source: Source, selection: Selection) -> Exhibit | None:
    """Return a table that no chart has; None where there is none, or nothing to show in it."""
    make = TABLES.get(key)
    return method_table(key, source, selection) if make is None else make(source, selection)


def page_of(key: str) -> str:
    """Return the path of the page that shows a chart or a table; empty is the start page."""
    return PAGES.get(key, PAGES.get(key.partition("_")[0], "ojamlikhet"))

"""All that is known of each chart and table by its key: a link, a file and a list ask here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from ailaget.views.base.result import Chart, Exhibit
from ailaget.views.base.selection import Selection, Source
from ailaget.views.collaboration.groups import suggested_groups_view
from ailaget.views.collaboration.network import network_view, outside_view
from ailaget.views.collaboration.partners import pairs_view
from ailaget.views.courses.choosing import CHOSEN as OF_COURSES
from ailaget.views.courses.listing import courses_table
from ailaget.views.entries.listing import entries_view
from ailaget.views.entries.single import KEYS as ENTRY_KINDS
from ailaget.views.entries.single import entry_chart, entry_exhibit
from ailaget.views.ethics.dates import dates_view
from ailaget.views.ethics.readiness import matrix_view, readiness_view
from ailaget.views.ethics.training import training_view
from ailaget.views.examples.choosing import CHOSEN as OF_EXAMPLES
from ailaget.views.examples.listing import examples_table
from ailaget.views.examples.where import where_view
from ailaget.views.explanations.beyond import beyond_view
from ailaget.views.explanations.concentration import concentration_view
from ailaget.views.explanations.figure import figure_view
from ailaget.views.explanations.growth import growth_view
from ailaget.views.explanations.parts import conditions_view, parts_view
from ailaget.views.explanations.power import power_view
from ailaget.views.explanations.scatter import scatter_view
from ailaget.views.getting_started.exhibits import steps_exhibit
from ailaget.views.getting_started.levels import levels_view
from ailaget.views.inequality.between import between_view
from ailaget.views.inequality.change import change_view
from ailaget.views.inequality.convergence import convergence_view
from ailaget.views.inequality.county_gap import county_gap_view
from ailaget.views.inequality.gradient import gradient_view
from ailaget.views.inequality.groups import groups_view
from ailaget.views.inequality.lagging import indicator_lagging_view
from ailaget.views.inequality.left_behind import left_behind_view
from ailaget.views.inequality.nonresponse import bounds_view
from ailaget.views.inequality.robustness import robustness_view
from ailaget.views.inequality.size_gap import size_gap_view
from ailaget.views.inequality.spread import spread_chart
from ailaget.views.inequality.transitions import transitions_chart
from ailaget.views.inequality.two_at_once import bivariate_map_view, bivariate_scatter_view
from ailaget.views.inequality.where import clusters_view, moran_view
from ailaget.views.managers.tasks import tasks_table, week_table
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.waves import map_waves_view
from ailaget.views.method.exhibits import KNOWN, PAGE, known_view, method_table
from ailaget.views.municipality.answers import answers_view
from ailaget.views.municipality.comparison import comparison_view
from ailaget.views.municipality.exhibits import (
    municipality_cells,
    municipality_files,
    municipality_ranks,
)
from ailaget.views.municipality.similar import similar_view
from ailaget.views.municipality.trend import trend_view
from ailaget.views.overview.lagging import lagging_view
from ailaget.views.overview.largest_changes import largest_changes_view
from ailaget.views.overview.nonresponse import overview_silent
from ailaget.views.overview.size_gap import overview_gap_view
from ailaget.views.practice.listed import listed_as_chart
from ailaget.views.region.answers import region_answers_view
from ailaget.views.region.exhibits import region_municipalities
from ailaget.views.region.funnel import region_funnel_view
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.region.spread import region_spread_view
from ailaget.views.region.trend import region_trend_view
from ailaget.views.regions.map import regions_map_view
from ailaget.views.regions.ranking import regions_ranking_view

MakesT = TypeVar("MakesT", bound=Exhibit | None)


@dataclass(frozen=True)
class Entry(Generic[MakesT]):
    """All that is known of a chart or a table, but for what it draws.

    `page` is the path where it is at home, empty for the start page, and `section` where on the
    pages Ojämlikhet and Förklaringar. `about` are the keys of an address that say what it is of;
    its filter and wave come to that. `choices` are those of a selection that change it besides:
    its file is named for them where they are not the usual, and for those in `always` whatever
    they are. One that `is_countrywide` is counted on the whole country, n too: a filter decides
    who is shown alone. One that `is_unfiltered` is of regions, and the filter of municipalities.
    """

    make: Callable[[Source, Selection], MakesT]
    page: str = "ojamlikhet"
    section: str = "spread"
    about: tuple[str, ...] = ("indicator",)
    choices: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    is_countrywide: bool = False
    is_unfiltered: bool = False

    @property
    def has_fixed_format(self) -> bool:
        """Whether it is of an indicator's values of municipalities, which that format is of."""
        return "indicator" in self.about and not self.is_unfiltered


OF_REGION, OF_MUNICIPALITY = ("indicator", "region"), ("indicator", "municipality")
GROUPED = ("by", "weighted")
EXPLANATIONS = "forklaringar"

CHART_ENTRIES: dict[str, Entry[Chart]] = {
    "bivariate_map": Entry(bivariate_map_view, section="two", about=(), choices=("view",)),
    "bivariate_scatter": Entry(bivariate_scatter_view, section="two", about=()),
    "clusters": Entry(
        clusters_view, section="where", choices=("neighbours", "view"), is_countrywide=True
    ),
    "collaboration_groups": Entry(
        suggested_groups_view,
        "samverkan",
        about=(),
        choices=("bears", "group_size", "sharing"),
        is_countrywide=True,
    ),
    "collaboration_network": Entry(network_view, "samverkan", about=()),
    "ethics_readiness": Entry(readiness_view, "etik", about=(), is_countrywide=True),
    "ethics_training": Entry(training_view, "etik", about=(), is_countrywide=True),
    "examples_where": Entry(
        where_view, "exempel", about=(), choices=(*OF_EXAMPLES, "search", "view")
    ),
    "explanations_beyond": Entry(
        beyond_view, EXPLANATIONS, section="beyond", choices=("conditions", "view")
    ),
    "explanations_concentration": Entry(
        concentration_view, EXPLANATIONS, section="against", choices=("context",)
    ),
    "explanations_conditions": Entry(
        conditions_view, EXPLANATIONS, section="parts", choices=("conditions",)
    ),
    "explanations_figure": Entry(
        figure_view, EXPLANATIONS, section="figure", about=("context",), choices=("view",)
    ),
    "explanations_growth": Entry(
        growth_view, EXPLANATIONS, section="growth", choices=("by",), always=("by",)
    ),
    "explanations_parts": Entry(parts_view, EXPLANATIONS, section="parts", about=()),
    "explanations_power": Entry(
        power_view, EXPLANATIONS, section="power", choices=("by",), always=("by",)
    ),
    "explanations_scatter": Entry(
        scatter_view, EXPLANATIONS, section="against", choices=("context", "compare")
    ),
    "getting_started_levels": Entry(levels_view, "kom-igang", about=("municipality",)),
    "inequality_between": Entry(between_view, section="between", choices=GROUPED),
    "inequality_change": Entry(change_view, section="change", choices=GROUPED),
    "inequality_convergence": Entry(convergence_view, section="change"),
    "inequality_counties": Entry(county_gap_view, section="change"),
    "inequality_gradient": Entry(gradient_view, section="between"),
    "inequality_groups": Entry(groups_view, section="between", choices=GROUPED, always=("by",)),
    "inequality_sizes": Entry(size_gap_view, section="change"),
    "inequality_lagging": Entry(indicator_lagging_view, section="where"),
    "inequality_spread": Entry(spread_chart, choices=GROUPED),
    "inequality_transitions": Entry(transitions_chart, section="change"),
    "lagging": Entry(lagging_view, "", about=()),
    "left_behind": Entry(
        left_behind_view,
        section="left_behind",
        choices=("bottom", "moved", "below", "neighbours"),
        is_countrywide=True,
    ),
    "map": Entry(map_view, "karta", choices=("level", "classes", "view")),
    "map_waves": Entry(map_waves_view, "karta", choices=("level", "classes", "view")),
    "moran": Entry(moran_view, section="where", choices=("neighbours",), is_countrywide=True),
    "movers": Entry(largest_changes_view, ""),
    "municipality_answers": Entry(answers_view, "kommun", about=("municipality",)),
    "municipality_comparison": Entry(comparison_view, "kommun", about=("municipality",)),
    "municipality_similar": Entry(
        similar_view, "kommun", about=OF_MUNICIPALITY, choices=("alike",)
    ),
    "municipality_trend": Entry(trend_view, "kommun", about=OF_MUNICIPALITY),
    "region_answers": Entry(region_answers_view, "region", about=("question", "region")),
    "region_funnel": Entry(region_funnel_view, "region", about=OF_REGION),
    "region_ranking": Entry(region_ranking_view, "region", about=OF_REGION),
    "region_spread": Entry(region_spread_view, "region", about=OF_REGION),
    "region_trend": Entry(region_trend_view, "region", about=OF_REGION),
    "regions_map": Entry(
        regions_map_view,
        "regionerna",
        about=OF_REGION,
        choices=("areas", "classes"),
        is_unfiltered=True,
    ),
    "regions_ranking": Entry(
        regions_ranking_view,
        "regionerna",
        about=OF_REGION,
        choices=("areas",),
        is_unfiltered=True,
    ),
    "robustness": Entry(
        robustness_view,
        section="certain",
        about=(),
        choices=("by", "weight"),
        is_countrywide=True,
    ),
    "size_gap": Entry(overview_gap_view, "", about=()),
    "silent": Entry(bounds_view, section="certain", choices=("by",), always=("by",)),
}

ENTRY_PAGES = {
    "examples": "exempel",
    "courses": "utbildningar",
    "steps": "kom-igang",
    "tasks": "for-chefer",
    "collaborations": "samverkan",
    "law_dates": "etik",
}
"""Where each kind of entries of practice is at home."""

OF_ENTRY = ("entry",)
"""What a single entry is of: of no indicator or municipality, and of no filter or wave."""

TABLE_ENTRIES: dict[str, Entry[Exhibit | None]] = {
    "collaboration_outside": Entry(outside_view, "samverkan", about=()),
    "collaboration_pairs": Entry(pairs_view, "samverkan", about=(), choices=("near",)),
    "ethics_dates": Entry(dates_view, "etik", about=(), is_countrywide=True),
    "ethics_matrix": Entry(matrix_view, "etik", about=(), is_countrywide=True),
    "courses": Entry(courses_table, "utbildningar", about=(), choices=(*OF_COURSES,)),
    "manager_tasks": Entry(tasks_table, "for-chefer", about=(), choices=("area",)),
    "manager_week": Entry(week_table, "for-chefer", about=()),
    "entries": Entry(entries_view, "underlag", about=("kind",)),
    "examples": Entry(examples_table, "exempel", about=(), choices=(*OF_EXAMPLES, "search")),
    "getting_started_steps": Entry(steps_exhibit, "kom-igang", about=("municipality",)),
    "municipality_cells": Entry(municipality_cells, "kommun", about=("municipality",)),
    "municipality_files": Entry(municipality_files, "kommun", about=("municipality",)),
    "municipality_ranks": Entry(municipality_ranks, "kommun", about=("municipality",)),
    "overview_silent": Entry(overview_silent, "", about=()),
    "region_municipalities": Entry(region_municipalities, "region", about=OF_REGION),
    **{
        key: Entry(entry_exhibit(key), ENTRY_PAGES[kind], about=OF_ENTRY)
        for key, kind in ENTRY_KINDS.items()
    },
}
"""The tables that no chart has, but for those of the page Data och metod, which are many."""

CHARTS = {key: entry.make for key, entry in CHART_ENTRIES.items()}
"""What makes each chart."""

LISTED = {
    key: listed_as_chart(key, make)
    for key, make in {
        "collaboration_outside": outside_view,
        "collaboration_pairs": pairs_view,
        "ethics_dates": dates_view,
        "ethics_matrix": matrix_view,
        "getting_started_steps": steps_exhibit,
        "examples": examples_table,
        "courses": courses_table,
        "manager_tasks": tasks_table,
        "manager_week": week_table,
        "entries": entries_view,
        KNOWN: known_view,
    }.items()
} | {key: entry_chart(key) for key in ENTRY_KINDS}
"""What makes each table that an agenda and a report take as they do a chart."""

ITEMS = CHARTS | LISTED
"""What makes all that an agenda and a report can hold."""

TABLES = {*LISTED, "municipality_answers"}
"""Those of them that are a table alone, and are called no chart."""

ENTRIES: dict[str, Entry[Chart] | Entry[Exhibit | None]] = {**CHART_ENTRIES, **TABLE_ENTRIES}


def entry_of(key: str) -> Entry[Chart] | Entry[Exhibit | None]:
    """Return what is known of a chart or a table, also of one that is no more."""
    if key in ENTRIES:
        return ENTRIES[key]
    if key.startswith(PAGE):
        return Entry(partial(method_table, key), "metod", about=())
    return Entry[Exhibit | None](_nothing)


def table_of(key: str, source: Source, selection: Selection) -> Exhibit | None:
    """Return a table that no chart has; None where there is none, or nothing to show in it."""
    return entry_of(key).make(source, selection)


def _nothing(source: Source, selection: Selection) -> Exhibit | None:
    """Make nothing of what is no more."""
    return None

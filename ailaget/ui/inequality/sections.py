"""The sections of the inequality page: which charts, words and controls stand together."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from ailaget.codebook import Indicator, codebook
from ailaget.ui import data
from ailaget.ui.address import SECTIONS
from ailaget.ui.charts import show_chart, show_evenly
from ailaget.ui.controls import (
    choose_grouping,
    choose_indicator,
    choose_municipality,
    choose_weighting,
    section_names,
)
from ailaget.ui.figures import key_figures_html, list_html
from ailaget.ui.frame import chosen, here
from ailaget.ui.inequality import controls
from ailaget.ui.inequality.moves import moves_html
from ailaget.ui.page_top import Control, Notice, PageTop, show_top
from ailaget.ui.plain import in_markdown, plain
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection, indicator_of
from ailaget.views.inequality.basis import is_total
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
from ailaget.views.inequality.spread import spread_view
from ailaget.views.inequality.transitions import transitions_view
from ailaget.views.inequality.two_at_once import bivariate_map_view, bivariate_scatter_view
from ailaget.views.inequality.where import clusters_view, moran_view

View = Callable[[data.CachedSource, Selection], Chart]

CONTROL = 360
"""Pixels of a control that stands alone."""


def controls_of(section: str, indicator: Indicator) -> list[Control]:
    """Return the choices above all of a section, of which each changes something of what it shows.

    A count has no weights, and of a yes or no nobody in particular is seen to catch up. How an
    amount is spread is said of all municipalities, and of no groups.
    """
    is_marked = section != "change" or not indicator.is_share
    is_grouped = section != "spread" or indicator.is_index or indicator.is_share
    return [
        *([] if section in FIXED else [partial(choose_indicator, options=_offered(section))]),
        *([choose_weighting] if section in WEIGHED and not is_total(indicator) else []),
        *([choose_grouping] if section in GROUPED and is_grouped else []),
        *([choose_municipality] if is_marked else []),
    ]


def _offered(section: str) -> list[str] | None:
    """Return the indicators that a section can be of, None for all."""
    if section not in LEVELLED:
        return None
    return [key for key, each in codebook().indicators.items() if each.is_index]


def spread_top(selection: Selection) -> PageTop:
    """Return how the page begins, which is with this section: its chart."""
    view = data.view(spread_view, selection)
    choices = controls_of(SECTIONS[0], indicator_of(selection))
    if not view.figures:
        return PageTop(choices, [Notice(view.chart.headline)])
    names = [*section_names(selection.t).values()]
    return PageTop(choices, chart=lambda: view.chart, columns=(5, 4), sections=names)


def spread() -> None:
    """Show how unequal it is: the chart, what can be repeated, the key figures."""
    columns = show_top(spread_top(chosen()))
    if not columns:
        return
    view = data.view(spread_view, chosen())
    with columns[1]:
        st.html(list_html(view.sentences, "lead"))
        st.html(key_figures_html(view.figures))
        st.caption(in_markdown(view.note))


def between() -> None:
    """Show what lies between groups, the groups themselves, and the gradient by size."""
    if _say_once(between_view, groups_view, gradient_view):
        return
    _show(between_view, groups_view)
    _show(gradient_view)


def change() -> None:
    """Show whether gaps grow, whether those behind catch up, and who changed level."""
    t = chosen().t
    if _say_once(size_gap_view, county_gap_view, change_view, convergence_view):
        return
    _show(size_gap_view, county_gap_view)
    _show(change_view, convergence_view)
    view = data.view(transitions_view, chosen())
    levels_side, names_side = st.columns(2, gap="large")
    with levels_side:
        show_chart(view.chart)
    with names_side:
        if view.moves:
            st.header(t("inequality.names_title"), anchor=False)
            st.caption(t("inequality.names_help"))
            st.html(moves_html(view.moves, here()))


def where() -> None:
    """Show which counties lag, then where alike stand together, by who is a neighbour."""
    _show(indicator_lagging_view)
    with st.container(width=CONTROL):
        controls.choose_neighbours(chosen().t)
    _show(clusters_view, moran_view)


def left_behind() -> None:
    """Show who is left behind, by three limits that can be moved."""
    with st.container(horizontal=True):
        controls.choose_limits(chosen().t)
        controls.choose_neighbours(chosen().t)
    _show(left_behind_view)


def two() -> None:
    """Show staffing against maturity, on a map and as dots."""
    _show(bivariate_map_view, bivariate_scatter_view)


def certain() -> None:
    """Show what those who did not answer could change, and what other weights would."""
    _show(bounds_view)
    controls.choose_weights(chosen().t)
    _show(robustness_view)


SHOW: dict[str, Callable[[], None]] = dict(
    zip(
        SECTIONS,
        (spread, between, change, where, left_behind, two, certain),
        strict=True,
    )
)
"""What shows each section."""

WEIGHED = ("spread", "between", "change")
"""The sections that follow the choice of weighting."""

GROUPED = ("spread", "between", "certain")
"""The sections in which the choice of groups changes what is said or drawn."""

FIXED = ("two",)
"""The section that is always of the same two indicators."""

LEVELLED = ("left_behind",)
"""The section that is of indices alone: nothing else has levels."""


def _say_once(*views: View) -> bool:
    """Say what keeps all these charts from being drawn, if it is the same; returns whether."""
    findings = {data.view(view, chosen()).headline for view in views}
    if len(findings) == 1:
        st.info(plain(findings.pop()))
    return not findings


def _show(*views: View) -> None:
    show_evenly([data.view(view, chosen()) for view in views])

"""The sections of the page Förklaringar: which charts and controls stand together."""

from collections.abc import Callable

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.address import EXPLAINED
from ailaget.ui.charts import show_chart, show_evenly
from ailaget.ui.controls import (
    choose,
    choose_compared,
    choose_grouping,
    choose_indicator,
    choose_municipality,
    choose_some,
    explained_names,
)
from ailaget.ui.frame import chosen
from ailaget.ui.page_top import Control, Notice, PageTop, show_top
from ailaget.ui.plain import in_markdown, plain
from ailaget.ui.practice.elsewhere import show_examples_above
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.ui.view_words import municipalities_in_order
from ailaget.views.base.context_figures import chosen_figure, known_figures
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.explanations.beyond import above_codes, beyond_view
from ailaget.views.explanations.concentration import concentration_view
from ailaget.views.explanations.conditions import MOST
from ailaget.views.explanations.figure import figure_view
from ailaget.views.explanations.growth import growth_view
from ailaget.views.explanations.parts import conditions_view, parts_view
from ailaget.views.explanations.power import power_view
from ailaget.views.explanations.scatter import scatter_view

View = Callable[[data.CachedSource, Selection], Chart]


def choose_figure(t: Texts) -> None:
    """Show the choice of a figure of others."""
    figures = known_figures(data.source(), t.language)
    figure = chosen_figure(data.source(), chosen())
    if figure is not None:
        choose(
            "context",
            t("explanations.choose_figure"),
            lambda key: figures[key].label,
            options=list(figures),
            value=figure.key,
        )


def choose_names(t: Texts) -> None:
    """Show the choice of municipalities whose names stand beside their dots."""
    choose_compared(t("explanations.choose_names"), municipalities_in_order(t), t)


def choose_conditions(t: Texts) -> None:
    """Show the choice of the figures of others that are set against as conditions."""
    figures = known_figures(data.source(), t.language)
    choose_some(
        "conditions",
        t("explanations.choose_conditions"),
        lambda key: figures[key].label,
        t("explanations.choose_conditions_placeholder"),
        list(figures),
        MOST,
    )


CONTROLS: dict[str, tuple[Control, ...]] = {
    "against": (choose_indicator, choose_figure, choose_municipality, choose_names),
    "figure": (choose_figure, choose_municipality),
    "parts": (choose_indicator, choose_conditions),
    "beyond": (choose_indicator, choose_conditions, choose_municipality),
    "growth": (choose_indicator, choose_grouping),
    "power": (choose_indicator, choose_grouping),
}
"""The choices above each section, of which each changes something of what it shows."""


def against_top(selection: Selection) -> PageTop:
    """Return how the page begins, which is with this section: the indicator against a figure."""
    chart = data.view(scatter_view, selection)
    controls = CONTROLS["against"]
    if not chart.of:
        return PageTop(controls, [Notice(chart.headline)])
    names = [*explained_names(selection.t).values()]
    return PageTop(controls, chart=lambda: chart, columns=(5, 4), sections=names)


def against() -> None:
    """Show the indicator against a figure of others, and whether it gathers along that."""
    columns = show_top(against_top(chosen()))
    if columns:
        with columns[1]:
            show_chart(data.view(concentration_view, chosen()))
            _invite(chosen().t)


def _invite(t: Texts) -> None:
    """Say how figures of others come here, while none but those that come with AI-läget do."""
    figures = known_figures(data.source(), t.language).values()
    if all(figure.is_shipped for figure in figures):
        st.caption(in_markdown(t("explanations.invite")))


def figure() -> None:
    """Show a figure of others on the map, and in a table."""
    chart = data.view(figure_view, chosen())
    t = chosen().t
    map_side, list_side = st.columns((5, 4), gap="large")
    with map_side:
        show_chart(chart)
    with list_side:
        show_table(table_html(chart.table, t, chart.title), key="figure")
    _invite(t)


def parts() -> None:
    """Show what the gap between large and small consists of."""
    _beside(conditions_view, parts_view)


def beyond() -> None:
    """Show who lies above or below what conditions would have, and the examples of those above."""
    chart = data.view(beyond_view, chosen())
    t = chosen().t
    if not chart.table.rows:
        st.info(plain(chart.headline))
        return
    map_side, list_side = st.columns((5, 4), gap="large")
    with map_side:
        show_chart(chart)
    with list_side:
        show_table(table_html(chart.table, t, chart.title), key="beyond")
    show_examples_above(chosen(), data.view(above_codes, chosen()))


def growth() -> None:
    """Show how fast groups grow."""
    _alone(growth_view)


def power() -> None:
    """Show what the next wave can show."""
    _alone(power_view)


def _beside(*views: View) -> None:
    show_evenly([data.view(view, chosen()) for view in views])


def _alone(view: View) -> None:
    """Show a chart at the width at which its rows are read."""
    with st.columns((5, 2))[0]:
        show_chart(data.view(view, chosen()))


SHOW: dict[str, Callable[[], None]] = dict(
    zip(EXPLAINED, (against, figure, parts, beyond, growth, power), strict=True)
)
"""What shows each section."""

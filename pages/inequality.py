"""How unequal is AI in the municipalities, between whom, and is it growing or shrinking?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import show_chart
from ailaget.ui.figures import key_figures_html, list_html
from ailaget.ui.frame import chosen, here
from ailaget.ui.moves import moves_html
from ailaget.views.inequality_between import between_view, groups_view
from ailaget.views.inequality_change import change_view
from ailaget.views.inequality_convergence import convergence_view
from ailaget.views.inequality_gradient import gradient_view
from ailaget.views.inequality_spread import spread_view
from ailaget.views.inequality_transitions import transitions_view

selection = chosen()
t = selection.t


def spread() -> None:
    """Show how unequal it is: the chart, what can be repeated, the key figures."""
    found = data.view(spread_view, selection)
    chart_side, words_side = st.columns([5, 4], gap="large")
    with chart_side:
        show_chart(found.chart)
    with words_side:
        st.html(list_html(found.sentences, "lead"))
        st.html(key_figures_html(found.figures))
        st.caption(found.note)


def between() -> None:
    """Show what lies between groups, the groups themselves, and the gradient by size."""
    parts_side, groups_side = st.columns(2, gap="large")
    with parts_side:
        show_chart(data.view(between_view, selection))
    with groups_side:
        show_chart(data.view(groups_view, selection))
    show_chart(data.view(gradient_view, selection))


def change() -> None:
    """Show whether it grows, whether those behind catch up, and who changed level."""
    change_side, convergence_side = st.columns(2, gap="large")
    with change_side:
        show_chart(data.view(change_view, selection))
    with convergence_side:
        show_chart(data.view(convergence_view, selection))
    levels_side, names_side = st.columns(2, gap="large")
    found = data.view(transitions_view, selection)
    with levels_side:
        show_chart(found.chart)
    with names_side:
        if found.moves:
            st.header(t("inequality.names_title"), anchor=False)
            st.caption(t("inequality.names_help"))
            st.html(moves_html(found.moves))


with st.container(horizontal=True):
    controls.choose_indicator(here(), t)
    controls.choose_weighting(here(), t)
    controls.choose_grouping(here(), t)
    controls.choose_municipality(here(), t)

SECTIONS = {"spread": spread, "between": between, "change": change}
names = [t(f"inequality.tab_{section}") for section in SECTIONS]
for tab, show in zip(
    st.tabs(names, key="tabs_inequality", on_change="rerun"), SECTIONS.values(), strict=True
):
    if tab.open:
        with tab:
            show()

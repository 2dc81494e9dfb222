"""How unequal is AI in the municipalities, between whom, and is it growing or shrinking?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import show_chart
from ailaget.ui.figures import key_figures_html, list_html
from ailaget.ui.frame import chosen, here
from ailaget.views.inequality_spread import spread_view

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


with st.container(horizontal=True):
    controls.choose_indicator(here(), t)
    controls.choose_weighting(here(), t)
    controls.choose_grouping(here(), t)
    controls.choose_municipality(here(), t)

SECTIONS = {"spread": spread}
names = [t(f"inequality.tab_{section}") for section in SECTIONS]
for tab, show in zip(
    st.tabs(names, key="tabs_inequality", on_change="rerun"), SECTIONS.values(), strict=True
):
    with tab:
        if tab.open:
            show()

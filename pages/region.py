"""How does one county or SKR group stand against the rest: spread, trend, order, answers?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import show_chart, table_downloads
from ailaget.ui.figures import key_figures_html, list_html
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.plain import plain
from ailaget.ui.table_html import table_html
from ailaget.views.region.answers import question_of, region_answers_view
from ailaget.views.region.municipalities import region_table_view
from ailaget.views.region.profile import region_view
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.region.spread import region_spread_view
from ailaget.views.region.trend import region_trend_view


def show() -> None:
    """Show the region beside the rest, its municipalities, and its answers to one question."""
    selection = chosen()
    t = selection.t
    region = data.view(region_view, selection)
    with st.container(horizontal=True):
        controls.choose_region(t, region.code)
        controls.choose_indicator(t)
        controls.choose_municipality(t)
    for note in region.notes:
        st.caption(plain(note))
    if not region.of:
        st.info(plain(region.nobody))
        return

    st.html(list_html(region.sentences, "lead"))
    st.html(key_figures_html(region.key_figures))
    st.caption(plain(region.silent))

    left, right = st.columns(2, gap="large")
    with left:
        show_chart(data.view(region_spread_view, selection))
        show_chart(data.view(region_trend_view, selection))
    with right:
        show_chart(data.view(region_ranking_view, selection))

    st.header(plain(region.table_title), anchor=False)
    st.html(table_html(data.view(region_table_view, selection), t, region.table_caption))
    table_downloads("region_municipalities", t)

    question = question_of(selection)
    st.header(t("region.answers_title"), anchor=False)
    controls.choose_question(t, question.key)
    if not question.is_open:
        st.info(t("region.answers_protected"))
    show_chart(data.view(region_answers_view, selection))


show_view(show)

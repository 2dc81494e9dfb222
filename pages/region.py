"""How does one county or SKR group stand against the rest: spread, trend, order, answers?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import show_chart, table_downloads
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.navigation import between_html
from ailaget.ui.page_top import show_controls, show_top
from ailaget.ui.page_tops import region_top
from ailaget.ui.plain import plain
from ailaget.ui.practice.elsewhere import region_line_html
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.views.region.answers import question_of, region_answers_view
from ailaget.views.region.funnel import region_funnel_view
from ailaget.views.region.municipalities import region_table_view
from ailaget.views.region.profile import region_view
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.region.scope import scope_of
from ailaget.views.region.trend import region_trend_view
from ailaget.views.regions.page import to_regions


def show() -> None:
    """Show the region beside the rest, its municipalities, and its answers to one question."""
    selection = chosen()
    t = selection.t
    top = region_top(selection)
    show_controls(top.controls, t)
    if way := to_regions(selection):
        st.html(between_html("regions", way, here(), scope_of(selection).code))
    columns = show_top(top)
    if not columns:
        return
    left, right = columns
    with left:
        show_chart(data.view(region_trend_view, selection))
    with right:
        show_chart(data.view(region_ranking_view, selection))
        show_chart(data.view(region_funnel_view, selection))

    region = data.view(region_view, selection)
    st.header(plain(region.table_title), anchor=False)
    table = data.view(region_table_view, selection)
    show_table(table_html(table, t, region.table_caption), key="municipalities")
    table_downloads("region_municipalities", t)
    if line := region_line_html(selection):
        st.html(line)

    question = question_of(selection)
    st.header(t("region.answers_title"), anchor=False)
    controls.choose_question(t, question.key)
    if not question.is_open:
        st.info(t("region.answers_protected"))
    show_chart(data.view(region_answers_view, selection))


show_view(show)

"""Which data is AI trained on, how is it protected, and what does the law ask for, and when?"""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.charts import show_chart, table_downloads
from ailaget.ui.editing import may_edit
from ailaget.ui.entries.link import entries_link_html
from ailaget.ui.ethics.at_risk import show_names
from ailaget.ui.ethics.top import ethics_top
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.page_top import show_top
from ailaget.ui.plain import plain
from ailaget.ui.practice.single import show_single
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.views.ethics.dates import dates_view
from ailaget.views.ethics.readiness import matrix_view, readiness_view


def show() -> None:
    """Show the answer in a few sentences, the country's figures, groups, and the dates of law."""
    selection = chosen()
    t = selection.t
    _, right = show_top(ethics_top(selection))
    with right:
        show_chart(data.view(readiness_view, selection))
    if may_edit():
        show_names(selection, t)

    matrix = data.view(matrix_view, selection)
    st.header(plain(matrix.title), anchor=False)
    st.caption(t("ethics.matrix_help"))
    show_table(table_html(matrix.table, t, matrix.title, has_heading=True), key=matrix.key)
    table_downloads(matrix.key, t)

    dates = data.view(dates_view, selection)
    st.header(plain(dates.title), anchor=False)
    st.markdown(t("ethics.dates_intro"))
    show_table(table_html(dates.table, t, dates.title, has_heading=True), key="ethics_dates")
    table_downloads("ethics_dates", t)
    show_single("law_dates", data.entries("law_dates"), t)
    st.html(entries_link_html(t, "law_dates"))


show_view(show)

"""What can a manager safely try AI on, what must never be put in, and what is checked after?"""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.charts import table_downloads
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.page_top import show_controls
from ailaget.ui.practice.cards import cards_html
from ailaget.ui.practice.controls import choose_field, clear_button
from ailaget.ui.practice.single import show_single
from ailaget.ui.practice.week import week_html
from ailaget.ui.status import show_count
from ailaget.views.managers.tasks import tasks_view

READABLE = 740  # pixels: some ninety characters to a line of prose

t = chosen().t
st.markdown(t("managers.intro"), width=READABLE)
st.info(t("managers.notice"))
show_controls([choose_field("tasks", "area", "area")], t)


def show() -> None:
    """Show a card for each task of the chosen areas, and a week's plan."""
    tasks = data.view(tasks_view, chosen())
    show_count(tasks.count, "managers", chosen().choices)
    clear_button(("area",), t)
    show_single("tasks", data.entries("tasks"), t)
    st.header(t("managers.week_title"), anchor=False)
    st.caption(t("managers.week_note"))
    st.html(week_html(tasks.week))
    table_downloads("manager_week", t)
    with st.container(key="task_cards"):
        st.header(t("managers.cards_title"), anchor=False)
        st.caption(t("managers.cards_note" if tasks.cards else "managers.nothing"))
        if tasks.cards:
            st.html(cards_html(tasks.cards, here(), t, "to-print"))
        table_downloads("manager_tasks", t)


show_view(show)

"""What can a manager safely try AI on, what must never be put in, and what is checked after?"""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.charts import table_downloads
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.page_top import show_beginning, show_parts, show_top
from ailaget.ui.practice.single import show_single
from ailaget.ui.practice.tops import MANAGERS_CONTROLS, intro_of, managers_top, task_cards

t = chosen().t
show_beginning(intro_of("managers", t), (MANAGERS_CONTROLS,), t)


def show() -> None:
    """Show a week's plan, then a card for each task of the chosen areas."""
    show_single("tasks", data.entries("tasks"), t)
    show_top(managers_top(chosen()))
    table_downloads("manager_week", t)
    with st.container(key="task_cards"):
        show_parts(task_cards(chosen()))
        table_downloads("manager_tasks", t)


show_view(show)

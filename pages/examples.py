"""What have other municipalities done with AI, where, and what was stopped?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import draw, table_downloads
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.page_top import show_controls
from ailaget.ui.page_tops import choose_clicked
from ailaget.ui.plain import plain
from ailaget.ui.practice.cards import show_groups
from ailaget.ui.practice.controls import choose_field, choose_search, clear_button
from ailaget.ui.practice.single import show_single
from ailaget.ui.status import show_count
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.views.examples.choosing import CHOSEN
from ailaget.views.examples.listing import examples_view
from ailaget.views.examples.where import where_view

READABLE = 740  # pixels: some ninety characters to a line of prose
SORTING = [choose_field("examples", key, name) for key, name in CHOSEN.items()]

t = chosen().t
st.markdown(t("examples.intro"), width=READABLE)
show_controls([choose_search, controls.choose_municipality], t)
show_controls(SORTING, t)


def show() -> None:
    """Show how many there are and where, then each on its card, with those alike first."""
    selection = chosen()
    examples = data.view(examples_view, selection)
    show_count(examples.count, "examples", selection.choices)
    clear_button((*CHOSEN, "search"), t)
    show_single("examples", data.entries("examples"), t)
    where = data.view(where_view, selection)
    if where.n:
        st.header(plain(where.headline), anchor=False)
        map_side, table_side = st.columns((5, 4), gap="medium")
        with map_side:
            draw(where, on_select=choose_clicked)
        with table_side:
            show_table(
                table_html(where.table, t, where.title, height="27rem"), key="examples_where"
            )
            table_downloads("examples_where", t)
    show_groups(examples.groups, here(), t)
    table_downloads("examples", t)


show_view(show)

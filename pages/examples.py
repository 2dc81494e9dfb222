"""What have other municipalities done with AI, where, and what was stopped?"""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.address import address_of
from ailaget.ui.charts import downloads, table_downloads
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.page_top import show_beginning, show_parts, show_top
from ailaget.ui.plain import in_markdown
from ailaget.ui.practice.cards import group_parts
from ailaget.ui.practice.single import show_single
from ailaget.ui.practice.tops import EXAMPLES_CONTROLS, EXAMPLES_SORTING, examples_top, intro_of
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.views.examples.listing import examples_view
from ailaget.views.examples.where import where_view

t = chosen().t
show_beginning(intro_of("examples", t), (EXAMPLES_CONTROLS, EXAMPLES_SORTING), t)


def show() -> None:
    """Show how many there are and where, then each on its card, with those alike first."""
    show_single("examples", data.entries("examples"), t)
    selection = chosen()
    if columns := show_top(examples_top(selection)):
        map_side, table_side = columns
        where = data.view(where_view, selection)
        with map_side:
            downloads(where, t)
        with table_side:
            show_table(table_html(where.table, t, where.title, height="27rem"), key=where.key)
            st.caption(in_markdown(where.caveat))
    show_parts(group_parts(data.view(examples_view, selection).groups, address_of(selection), t))
    table_downloads("examples", t)


show_view(show)

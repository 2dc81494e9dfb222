"""Where in Sweden is an indicator high and low, by municipality or county?"""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.charts import downloads, show_chart
from ailaget.ui.figures import finding_html
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.map_table import map_table_html
from ailaget.ui.page_top import show_controls, show_top
from ailaget.ui.page_tops import MAP_CONTROLS, map_top
from ailaget.ui.plain import in_markdown
from ailaget.ui.practice.elsewhere import map_line_html
from ailaget.ui.tables import show_table
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.waves import map_waves_view

t = chosen().t
show_controls(MAP_CONTROLS, t)


def show() -> None:
    """Show the map and, beside it, the table that says the same; or the maps of every wave."""
    if chosen().waves == "all":
        show_chart(data.view(map_waves_view, chosen()))
        return
    columns = show_top(map_top(chosen()))
    if not columns:
        return
    map_side, table_side = columns
    chart = data.view(map_view, chosen())
    with map_side:
        downloads(chart, t)
    with table_side:
        table = data.view(map_table_html, chosen())
        show_table(table, key="map", above=finding_html(chart.headline, chosen().chip))
        st.caption(in_markdown(chart.caveat))
        st.html(map_line_html(chosen()))


show_view(show)

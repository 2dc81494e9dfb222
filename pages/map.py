"""Where in Sweden is an indicator high and low, by municipality or county?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import downloads, draw
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.plain import plain
from ailaget.ui.table_html import table_html
from ailaget.views.map.choropleth import map_view

t = chosen().t
with st.container(horizontal=True):
    controls.choose_indicator(t)
    controls.choose("classes", t("map.classes"), lambda key: t(f"classes.{key}"))
    controls.choose("level", t("map.level"), lambda key: t(f"map.level_{key}"))
    controls.choose("view", t("map.view"), lambda key: t(f"map.view_{key}"))
    controls.choose_municipality(t)


def show() -> None:
    """Show the map and, beside it, the table that says the same."""
    chart = data.view(map_view, chosen())
    if not chart.of:
        st.info(plain(chart.headline))
        return
    map_side, table_side = st.columns([5, 4], gap="medium")
    with map_side:
        draw(chart, on_select=lambda code: controls.change_elsewhere(municipality=code))
        downloads(chart, t)
    with table_side:
        st.header(plain(chart.headline), anchor=False)
        st.html(
            table_html(
                chart.table,
                t,
                t("column.rank_help_county" if chosen().level == "county" else "column.rank_help"),
            )
        )
        st.caption(plain(chart.caveat))


show_view(show)

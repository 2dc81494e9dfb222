"""Where in Sweden is an indicator high and low, by municipality or county?"""

import streamlit as st

from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.ui import controls, data
from ailaget.ui.charts import downloads, draw
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.plain import plain
from ailaget.ui.table_html import table_html
from ailaget.views.base.classes import SCHEMES
from ailaget.views.map.choropleth import map_view

current, t = here(), chosen().t
with st.container(horizontal=True):
    controls.choose_indicator(current, t)
    controls.choose(
        "classes", t("map.classes"), SCHEMES, lambda key: t(f"classes.{key}"), current.classes
    )
    controls.choose(
        "level",
        t("map.level"),
        ["municipality", "county"],
        lambda key: t(f"map.level_{key}"),
        current.level,
    )
    controls.choose(
        "view",
        t("map.view"),
        ["sweden", *CLOSE_VIEWS],
        lambda key: t(f"map.view_{key}"),
        current.view,
    )
    controls.choose_municipality(current, t)


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

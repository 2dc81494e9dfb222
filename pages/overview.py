"""Is the gap between large and small growing, and who is behind?"""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.charts import show_chart, table_downloads
from ailaget.ui.figures import key_figures_html, list_html
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.page_top import show_top
from ailaget.ui.page_tops import choose_clicked, overview_top
from ailaget.ui.place_links import names_html
from ailaget.ui.plain import in_markdown
from ailaget.views.inequality.left_behind import left_behind_view
from ailaget.views.map.choropleth import map_view
from ailaget.views.overview.lagging import lagging_view
from ailaget.views.overview.largest_changes import largest_changes_view
from ailaget.views.overview.summary import overview_view


def show() -> None:
    """Show the gap and where it is; below, figures, the map, who moved and who is silent."""
    selection = chosen()
    columns = show_top(overview_top(selection))
    if not columns:
        return
    with columns[1]:
        show_chart(data.view(lagging_view, selection))

    overview = data.view(overview_view, selection)
    st.html(list_html(overview.sentences, "lead"))
    st.html(key_figures_html(overview.key_figures))
    if overview.weighted:
        st.caption(in_markdown(overview.weighted))
    map_side, behind_side = st.columns(2, gap="large")
    with map_side:
        show_chart(data.view(map_view, selection), on_select=choose_clicked)
    with behind_side:
        show_chart(data.view(left_behind_view, selection))
        show_chart(data.view(largest_changes_view, selection))
    show_silent()


def show_silent() -> None:
    """Show who has not answered, with the files of the list."""
    selection = chosen()
    t, overview = selection.t, data.view(overview_view, selection)
    st.subheader(t("overview.silent_title", n=t.number(len(overview.silent))), anchor=False)
    if overview.silent:
        st.caption(t("overview.silent_help"))
        st.html(names_html(overview.silent, t))
        table_downloads("overview_silent", t)
    else:
        st.caption(t("overview.silent_none"))


show_view(show)

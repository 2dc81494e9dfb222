"""What is the state of AI in the municipalities, and what has changed since the wave before?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import show_chart, table_downloads
from ailaget.ui.figures import key_figures_html, list_html
from ailaget.ui.frame import chosen, show_view
from ailaget.views.map.choropleth import map_view
from ailaget.views.overview.largest_changes import largest_changes_view
from ailaget.views.overview.summary import overview_view


def show() -> None:
    """Show the figures, the map, who moved and who is silent."""
    selection = chosen()
    t = selection.t
    overview = data.view(overview_view, selection)
    if not overview.of:
        st.info(t("empty.nobody_in_filter"))
        return

    st.html(list_html(overview.sentences, "lead"))
    st.html(key_figures_html(overview.key_figures))

    map_side, movers_side = st.columns(2, gap="large")
    with map_side:
        show_chart(
            data.view(map_view, selection),
            on_select=lambda code: controls.change_elsewhere(municipality=code),
        )
    with movers_side:
        show_chart(data.view(largest_changes_view, selection))

    st.subheader(t("overview.silent_title", n=t.number(len(overview.silent))), anchor=False)
    if overview.silent:
        st.caption(t("overview.silent_help"))
        st.html(list_html(overview.silent, "silent"))
        table_downloads("overview_silent", t)
    else:
        st.caption(t("overview.silent_none"))


show_view(show)

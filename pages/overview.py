"""What is the state of AI in the municipalities, and what has changed since the wave before?"""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.charts import show_chart, table_downloads
from ailaget.ui.figures import list_html
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.page_top import show_top
from ailaget.ui.page_tops import overview_top
from ailaget.views.overview.largest_changes import largest_changes_view
from ailaget.views.overview.summary import overview_view


def show() -> None:
    """Show the figures, the map, who moved and who is silent."""
    selection = chosen()
    t = selection.t
    columns = show_top(overview_top(selection))
    if not columns:
        return
    with columns[1]:
        show_chart(data.view(largest_changes_view, selection))

    overview = data.view(overview_view, selection)
    st.subheader(t("overview.silent_title", n=t.number(len(overview.silent))), anchor=False)
    if overview.silent:
        st.caption(t("overview.silent_help"))
        st.html(list_html(overview.silent, "silent"))
        table_downloads("overview_silent", t)
    else:
        st.caption(t("overview.silent_none"))


show_view(show)

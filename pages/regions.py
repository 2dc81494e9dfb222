"""How far have the 21 regions come, as organisations of their own beside the municipalities?

Or areas of one's own that have answered for themselves.
"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import show_chart
from ailaget.ui.figures import finding_html, key_figures_html, list_html
from ailaget.ui.frame import chosen, demo_html, here, show_view
from ailaget.ui.navigation import between_html
from ailaget.ui.page_top import show_controls
from ailaget.ui.plain import plain
from ailaget.views.base.result import Chart
from ailaget.views.regions.map import regions_map_view
from ailaget.views.regions.page import regions_view
from ailaget.views.regions.ranking import regions_ranking_view


def choose_region(code: str) -> None:
    """Choose the region, or the area, that a reader has clicked on the map."""
    page = data.view(regions_view, chosen())
    controls.change_elsewhere(region=page.respondents.region(code))


def show_of_regions(chart: Chart, chip: str, *, select: bool = False) -> None:
    """Show a chart under its heading, which says itself whether its data is invented."""
    st.html(finding_html(chart.headline, chip))
    show_chart(chart, heading=False, on_select=choose_region if select else None)


def show() -> None:
    """Show who has answered, the map and the ranked regions, and the way to the county."""
    selection = chosen()
    t, page = selection.t, data.view(regions_view, selection)
    choices = (
        lambda t: controls.choose_respondents(t, page.respondents),
        lambda t: controls.choose_respondent(t, page.respondents, page.code),
        controls.choose_indicator,
        lambda t: controls.choose_regions_wave(t, page.respondents, page.waves, page.wave),
    )
    show_controls(choices, t)
    if page.is_demo:
        st.html(demo_html(here(), t))
    if not page.key_figures:
        st.info(plain(page.respondents.words(t, "no_waves")))
        return
    st.html(list_html(page.sentences, "lead"))
    st.html(key_figures_html(page.key_figures))
    st.caption(plain(page.silent))
    st.caption(plain(page.attribution))
    left, right = st.columns((4, 5), gap="large")
    with left:
        show_of_regions(data.view(regions_map_view, selection), page.chip, select=True)
        if page.to_county:
            st.html(between_html("region", page.to_county, here(), page.code))
    with right:
        show_of_regions(data.view(regions_ranking_view, selection), page.chip)


show_view(show)

"""How unequal is AI in the municipalities, between whom, and is it growing or shrinking?"""

import streamlit as st

from ailaget.ui import controls
from ailaget.ui.frame import chosen, here
from ailaget.ui.inequality_sections import SECTIONS, WEIGHED

t = chosen().t
controls_row = st.container(horizontal=True)
names = [t(f"inequality.tab_{section}") for section in SECTIONS]
tabs = st.tabs(names, key="tabs_inequality", on_change="rerun")
opened = next((section for section, tab in zip(SECTIONS, tabs, strict=True) if tab.open), "spread")

with controls_row:
    controls.choose_indicator(here(), t)
    if opened in WEIGHED:
        controls.choose_weighting(here(), t)
        controls.choose_grouping(here(), t)
    controls.choose_municipality(here(), t)

with tabs[list(SECTIONS).index(opened)]:
    SECTIONS[opened]()

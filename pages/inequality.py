"""How unequal is AI in the municipalities, between whom, and is it growing or shrinking?"""

import streamlit as st

from ailaget.ui import controls
from ailaget.ui.address import SECTIONS
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.inequality.sections import FIXED, SHOW, WEIGHED

t = chosen().t
controls_row = st.container(horizontal=True)
opened = here().section
tabs = controls.choose_section(here(), t)

with controls_row:
    if opened not in FIXED:
        controls.choose_indicator(t)
    if opened in WEIGHED:
        controls.choose_weighting(t)
        controls.choose_grouping(t)
    controls.choose_municipality(t)

with tabs[SECTIONS.index(opened)]:
    show_view(SHOW[opened])

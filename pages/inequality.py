"""How unequal is AI in the municipalities, between whom, and is it growing or shrinking?"""

import streamlit as st

from ailaget.codebook import codebook
from ailaget.ui import controls, parts
from ailaget.ui.address import SECTIONS
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.inequality.sections import SHOW, controls_of
from ailaget.ui.navigation import to_explanations_html
from ailaget.ui.page_top import show_controls

t = chosen().t
opened = here().section


def show_choices() -> None:
    """Show the choices above the section, anew when another indicator leaves one without effect."""
    show_controls(controls_of(opened, codebook().indicator(here().indicator)), t)


parts.draw_part("choices", show_choices)
tabs = controls.choose_section(here(), t)


def show() -> None:
    """Show the section, and the way to what it may have to do with."""
    SHOW[opened]()
    st.html(to_explanations_html(here(), t))


with tabs[SECTIONS.index(opened)]:
    show_view(show)

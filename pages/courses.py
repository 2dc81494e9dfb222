"""Which courses in AI are there, for whom, and which fill the gaps of one municipality?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import table_downloads
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.page_top import show_controls
from ailaget.ui.plain import plain
from ailaget.ui.practice.cards import show_groups
from ailaget.ui.practice.controls import choose_field, clear_button
from ailaget.ui.practice.single import show_single
from ailaget.ui.status import show_count
from ailaget.views.courses.choosing import CHOSEN
from ailaget.views.courses.gaps import gaps_view
from ailaget.views.courses.listing import courses_view

READABLE = 740  # pixels: some ninety characters to a line of prose
SORTING = [choose_field("courses", key, name) for key, name in CHOSEN.items()]

t = chosen().t
st.markdown(t("courses.intro"), width=READABLE)
show_controls([controls.choose_municipality], t)
show_controls(SORTING, t)


def show() -> None:
    """Show what fills the gaps of the chosen municipality, then every course that fits."""
    selection = chosen()
    courses, gaps = data.view(courses_view, selection), data.view(gaps_view, selection)
    show_count(courses.count, "courses", selection.choices)
    clear_button(tuple(CHOSEN), t)
    show_single("courses", data.entries("courses"), t)
    if gaps is None:
        st.caption(t("courses.gaps_invite"))
    else:
        st.header(plain(gaps.title), anchor=False)
        st.markdown(plain(gaps.sentence), width=READABLE)
        show_groups(gaps.groups, here(), t, level=3)
    show_groups(courses.groups, here(), t)
    table_downloads("courses", t)


show_view(show)

"""Who has answered, what was asked, and how is each number made?"""

import streamlit as st

from ailaget.texts import unbroken
from ailaget.ui import controls, data
from ailaget.ui.address import METHODS
from ailaget.ui.charts import table_downloads
from ailaget.ui.dump_link import show_dump
from ailaget.ui.frame import chosen, here
from ailaget.ui.low_response import low_response_html
from ailaget.ui.plain import in_markdown, plain
from ailaget.ui.table_html import table_html
from ailaget.views.method.exhibits import PARTS, table_key
from ailaget.views.method.response import Section, answers_view

READABLE = 740  # pixels: some ninety characters to a line of prose
NARROW = 3  # columns: a table of so few is as wide as the prose above it

selection = chosen()
t = selection.t


def show(section: Section) -> None:
    """Show one section: heading, prose, the whole of its table and its ways out."""
    st.header(plain(section.heading), anchor=False)
    if section.text:
        st.markdown(unbroken(section.text), width=READABLE)
    if section.table is not None:
        is_wide = len(section.table.columns) > NARROW
        shown = table_html(section.table, t, section.caption, height="none")
        st.html(shown, width="stretch" if is_wide else READABLE)
        table_downloads(table_key(opened, section), t)


def show_answers() -> None:
    """Show who has answered, wave by wave and group by group."""
    answers = data.view(answers_view, selection)
    if not answers:
        st.info(t("empty.nobody_in_filter"))
        return
    if band := low_response_html(selection):
        st.html(band)
    st.markdown(in_markdown(answers.sentence))
    show(answers.waves)
    show_dump(selection.wave, t)
    county_side, group_side = st.columns(2, gap="large")
    with county_side:
        show(answers.by_county)
    with group_side:
        show(answers.by_skr_group)
        show(answers.by_size_class)


parts = [part for part in METHODS if part != "demo" or selection.is_demo]
opened = here().method if here().method in parts else parts[0]
tabs = controls.choose_method(parts, opened, t)

with tabs[parts.index(opened)]:
    if opened == "answers":
        show_answers()
    else:
        st.markdown(unbroken(t(f"method.{opened}_intro")), width=READABLE)
        for section in data.view(PARTS[opened], selection):
            show(section)

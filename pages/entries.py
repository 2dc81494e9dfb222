"""What do examples, courses and the guide rest on, and who keeps them up to date?"""

import streamlit as st

from ailaget.ui.editing import may_edit, why_not
from ailaget.ui.entries.files import show_files
from ailaget.ui.entries.form import show_form
from ailaget.ui.entries.links import show_links
from ailaget.ui.entries.listing import choose_kind, show_entries
from ailaget.ui.entries.ways import way_html, ways_html
from ailaget.ui.frame import here, reader_texts
from ailaget.ui.plain import in_markdown

t = reader_texts()
kind = here().kind
st.markdown(t("entries.intro"))
choose_kind(t)
if may_edit():
    st.html(ways_html(t))
show_entries(kind, t)
if may_edit():
    st.html(way_html("form", t))
    st.markdown(t("entries.form_intro"))
    show_form(kind, t)
    st.html(way_html("files", t))
    st.markdown(t("entries.files_intro"))
    show_files(kind, t)
    st.html(way_html("links", t))
    show_links(kind, t)
else:
    st.caption(in_markdown(why_not("entries.may_not", t)))

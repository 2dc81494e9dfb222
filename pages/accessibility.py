"""How accessible is AI-läget, and how is a barrier reported?"""

import streamlit as st

from ailaget.texts import unbroken
from ailaget.ui.contact import contact_html
from ailaget.ui.frame import reader_texts

READABLE = 740  # pixels: some ninety characters to a line of prose
SECTIONS = ("covers", "state", "report", "supervision", "shortcomings", "tested")

t = reader_texts()
for section in SECTIONS:
    st.header(t(f"accessibility.{section}_title"), anchor=False)
    st.markdown(unbroken(t(f"accessibility.{section}")), width=READABLE)
    if section == "report":
        st.html(contact_html(t), width=READABLE)

"""How does a survey become figures: choose the file, confirm, review, publish?"""

import streamlit as st

from ailaget.ui.editing import may_administer, may_edit, why_not
from ailaget.ui.entries.link import entries_link_html
from ailaget.ui.frame import reader_texts
from ailaget.ui.plain import in_markdown
from ailaget.ui.status import show_status
from ailaget.ui.upload.audit import audit_section
from ailaget.ui.upload.context import context_section
from ailaget.ui.upload.file import load_section
from ailaget.ui.upload.review import UPLOAD, log_section, review_section
from ailaget.ui.upload.survey import survey_section

t = reader_texts()
show_status(UPLOAD)
with st.container(key="upload"):
    if may_edit():
        load_section(t)
        st.header(t("upload.heading", n=7, step=t("review.title")), anchor=False)
        st.markdown(t("review.intro"))
        review_section(t)
    else:
        st.info(in_markdown(why_not("upload.may_not", t)))

    st.header(t("survey.title"), anchor=False)
    st.markdown(t("survey.intro"))
    survey_section(t)

    st.header(t("context.title"), anchor=False)
    st.markdown(t("context.intro"))
    context_section(t)

    st.html(entries_link_html(t))
    if may_edit():
        st.header(t("journal.title"), anchor=False)
        log_section(t)
    if may_administer():
        audit_section(t)

"""Which charts go into a report, in what order, and how is it taken away?"""

import streamlit as st

from ailaget.ui import controls
from ailaget.ui.frame import chosen, here
from ailaget.ui.low_response import low_country_html, low_response_html
from ailaget.ui.report.every import show_every
from ailaget.ui.report.own import files_html, show_own
from ailaget.views.region.scope import of_region, scope_of

current, selection = here(), chosen()
t = selection.t
show_own(current, t)
st.header(t("report.ready"), anchor=False)
st.caption(t("report.ready_help", wave=t.wave(selection.wave)))
if band := low_country_html(selection):
    st.html(band)
country, county, municipality = st.columns(3, gap="large")
with country:
    st.subheader(t("report.ready_country"), anchor=False)
    st.caption(t("report.ready_country_text"))
    st.html(files_html("country", current, t))
with county:
    st.subheader(t("report.ready_county"), anchor=False)
    st.caption(t("report.ready_county_text"))
    controls.choose_region(t, scope_of(selection).code)
    if band := low_response_html(of_region(selection)):
        st.html(band)
    st.html(files_html("county", current, t))
with municipality:
    st.subheader(t("report.ready_municipality"), anchor=False)
    st.caption(t("report.ready_municipality_text"))
    controls.choose_municipality(t)
    if selection.municipality:
        st.html(files_html("municipality", current, t))
    else:
        st.caption(t("report.choose_municipality"))
st.caption(t("report.takes_time"))
show_every(selection)

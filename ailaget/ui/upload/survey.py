"""The survey to send out, on the page Ladda upp: links to the template and the codebook."""

from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from ailaget.exports.survey.rows import ALL, ONE
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.waves import check_wave
from ailaget.store.waves import REGIONS
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.plain import filled
from ailaget.views.base.respondents import set_titles


def survey_section(t: Texts) -> None:
    """Show links to the template and the codebook of a wave that the reader names."""
    with st.columns([1, 3])[0]:
        given = st.text_input(
            t("survey.wave_label"), date.today().strftime("%Y-%m"), key="survey_wave", max_chars=7
        )
    try:
        wave = {"wave": check_wave(given)} if given.strip() else {}
    except LoadRefused as error:
        st.error(t.error(error, shown=filled))
        return
    of_regions = {"respondents": REGIONS}
    links = [
        ("survey/template.xlsx", {**wave, "rows": ALL}, "link_all"),
        ("survey/template.xlsx", {**wave, "rows": ONE}, "link_one"),
        ("survey/codebook.html", wave, "link_codebook"),
        ("survey/template.xlsx", {**wave, "rows": ALL, **of_regions}, "link_all_regions"),
        ("survey/codebook.html", {**wave, **of_regions}, "link_codebook_regions"),
    ]
    rows = [
        _link(path, {"lang": t.language, **query}, t(f"survey.{key}"), t)
        for path, query, key in links
    ]
    for area_set, title in set_titles(data.source()).items():
        asked = {"lang": t.language, **wave, "respondents": area_set}
        label = t("survey.link_all_areas", title=title)
        rows.append(_link("survey/template.xlsx", {**asked, "rows": ALL}, label, t))
        label = t("survey.link_codebook_areas", title=title)
        rows.append(_link("survey/codebook.html", asked, label, t))
    st.html(f'<ul class="lead">{"".join(rows)}</ul>')


def _link(path: str, query: dict[str, str], label: str, t: Texts) -> str:
    address = escape(f"{path}?{urlencode(query)}", quote=True)
    is_page = path.endswith(".html")
    # A page opens beside the one that the reader is on; a file is saved.
    how = 'target="_blank" rel="noopener"' if is_page else "download"
    return f'<li><a href="{address}" {how}>{escape(label)}</a></li>'

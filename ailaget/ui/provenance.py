"""Where a municipality's numbers come from, folded up until somebody asks."""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.charts import table_downloads
from ailaget.ui.frame import chosen
from ailaget.ui.plain import in_markdown
from ailaget.ui.table_html import table_html
from ailaget.views.municipality.provenance import provenance_view


def show_provenance() -> None:
    """Show the way back from the chosen municipality's numbers to file, line, cell and day."""
    t = chosen().t
    opened = st.expander(t("provenance.title"), key="provenance", on_change="rerun")
    if not opened.open:
        return
    provenance = data.view(provenance_view, chosen())
    with opened:
        if provenance is None:
            st.caption(t("provenance.none"))
            return
        st.markdown(in_markdown(chosen().marked(provenance.sentence)))
        st.html(table_html(provenance.files, t, t("provenance.files_caption"), height="none"))
        table_downloads("municipality_files", t)
        if provenance.answers.rows:
            st.html(table_html(provenance.answers, t, t("provenance.answers_caption")))
            table_downloads("municipality_cells", t)

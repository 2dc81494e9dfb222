"""Who trains AI on protected data without a routine: named to those who edit, and nobody else."""

import streamlit as st

from ailaget.ingest.risk import at_risk
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui.editing import may_edit
from ailaget.ui.plain import plain
from ailaget.ui.view_words import municipality_name
from ailaget.views.base.selection import Selection


def show_names(selection: Selection, t: Texts) -> None:
    """Show a button that tells the names, which are read from the files when it is pressed."""
    with st.expander(t("ethics.names_title")):
        st.markdown(t("ethics.names_text"))
        if not st.button(t("ethics.names_show"), key="at_risk") or not may_edit():
            return
        codes = at_risk(workspace(), selection.wave, is_demo=selection.is_demo)
        names = t.listing(municipality_name(code) for code in codes)
        st.markdown(plain(names) if codes else t("ethics.names_nobody"))

"""The audit log on the page Ladda upp, for administrators: the newest lines, and the whole file."""

from datetime import date

import streamlit as st

from ailaget.store.audit import read_audit
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui.account.noted import noted
from ailaget.ui.table_html import table_html
from ailaget.views.upload.audit import audit_csv, audit_table


def audit_section(t: Texts) -> None:
    """Show who did what, and a button for the file."""
    st.header(t("audit.title"), anchor=False)
    st.caption(t("audit.intro"))
    table = audit_table(read_audit(workspace()), t)
    if not table.rows:
        st.caption(t("audit.empty"))
        return
    st.html(table_html(table, t, t("audit.caption"), height="20rem"))
    st.download_button(
        t("audit.download"),
        noted("audit_export", _whole_log),
        f"ai-laget_audit_{date.today().isoformat()}.csv",
        "text/csv",
        key="audit_csv",
        on_click="ignore",
    )


def _whole_log() -> bytes:
    return audit_csv(read_audit(workspace()))

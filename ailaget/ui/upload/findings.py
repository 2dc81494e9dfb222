"""What a trial reading asks and finds: municipalities, several answers, errors and warnings."""

from typing import Any

import streamlit as st

from ailaget.exports.office.correction_report import correction_name, correction_report
from ailaget.ingest.publishing import match_municipalities
from ailaget.store.decisions import DUPLICATE_RULES
from ailaget.store.waves import RESPONDENTS, asked_in
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui.account.noted import noted
from ailaget.ui.editing import editor
from ailaget.ui.plain import plain
from ailaget.ui.status import show_status
from ailaget.ui.table_html import table_html
from ailaget.ui.upload.parts import part_of
from ailaget.ui.upload.review import act
from ailaget.ui.upload.state import OnItsWay
from ailaget.ui.upload.survey_files import SPREADSHEET
from ailaget.views.upload.findings import (
    names_in,
    rows_table,
    silent,
    unmatched,
    values,
    values_table,
)

PLACES = "places"
"""Where on the page what came of naming municipalities is said."""


def places_form(report: dict[str, Any], t: Texts) -> None:
    """Ask which municipality is meant where none was matched; the answers are remembered."""
    st.header(t("upload.heading", n=4, step=t("upload.step_places")), anchor=False)
    show_status(PLACES)
    st.caption(t("findings.accepted", n=t.number(report["accepted"]), of=t.number(report["rows"])))
    if count := silent(report):
        st.caption(t.count("findings.silent", count))
    if not unmatched(report):
        return
    asked = part_of(list(unmatched(report).items()), f"places_{report['sha256'][:12]}", t)
    names = names_in(report, t.language)
    with st.form(f"places_{report['sha256'][:12]}"):
        st.markdown(t("findings.places_help"))
        meant: dict[str, str | None] = {}
        for text, (reason, suggested) in asked:
            others = sorted(set(names) - set(suggested), key=lambda code: t.sort_key(names[code]))

            def words(code: str, likely: tuple[str, ...] = tuple(suggested)) -> str:
                return t("mapping.suggested", words=names[code]) if code in likely else names[code]

            meant[text] = st.selectbox(
                t("findings.place_label", text=plain(text), reason=t(f"reasons.{reason}")),
                [*suggested, *others],
                index=None,
                format_func=words,
                placeholder=t("mapping.leave"),
                key=f"place_{report['sha256'][:12]}_{text}",
            )
        if st.form_submit_button(t("findings.remember"), type="primary"):
            decided = {text: code for text, code in meant.items() if code is not None}
            act(
                t,
                t.count("findings.remembered", len(decided)),
                t("upload.trying"),
                lambda: _remember(decided, report["wave"]),
                PLACES,
            )


def duplicates_choice(report: dict[str, Any], file: OnItsWay, t: Texts) -> None:
    """Let the person choose the wave's rule for municipalities that answer several times."""
    if not report["duplicates"]:
        return
    names = names_in(report, t.language)
    given = t.listing(names[code] for code in report["duplicates"])
    rule = st.radio(
        t(
            "findings.duplicates",
            names=plain(given),
        ),
        DUPLICATE_RULES,
        index=DUPLICATE_RULES.index(report["duplicate_rule"]),
        format_func=lambda rule: t(f"duplicates.{rule}"),
        key=f"rule_{file.sha256[:12]}",
    )
    st.caption(t("findings.duplicates_help"))
    if rule != report["duplicate_rule"]:
        file.rule = rule
        st.rerun()


def findings_section(report: dict[str, Any], t: Texts) -> None:
    """Show what is held back, what is not taken and what is marked, with a report to send back."""
    st.header(t("upload.heading", n=5, step=t("upload.step_checks")), anchor=False)
    tables = {
        "held_back": rows_table(report, t),
        "unknown_values": values_table(report, "unknown_values", t),
        "warnings": values_table(report, "warnings", t),
    }
    waiting = len(report["unknown_values"]) - len(values(report, "unknown_values"))
    if waiting:
        st.caption(t.count("findings.waiting", waiting))
    unread = report["unread_columns"]
    if unread:
        st.caption(t.count("findings.unread", len(unread)))
    sheets = report["unread_sheets"]
    if sheets:
        named = t.listing(t("load.column", name=name) for name in sheets)
        st.caption(t.count("findings.unread_sheets", len(sheets), names=plain(named)))
    if not any(table.rows for table in tables.values()):
        if not (waiting or unread or sheets):
            st.caption(t("findings.none"))
        return
    for kind, table in tables.items():
        if table.rows:
            number = len(values(report, kind)) - (silent(report) if kind == "held_back" else 0)
            title = t.count(f"findings.{kind}", number)
            st.html(table_html(table, t, title, height="20rem"))
    st.download_button(
        t("findings.report"),
        noted(
            "download",
            lambda: correction_report(report),
            file="correction_report",
            wave=report["wave"],
            sha256=report["sha256"],
        ),
        correction_name(report),
        SPREADSHEET,
        key="correction_report",
        on_click="ignore",
    )


def _remember(decided: dict[str, str], wave: str) -> None:
    asked = asked_in(wave)
    area_set = None if asked in RESPONDENTS else asked
    match_municipalities(workspace(), decided, editor(), area_set)

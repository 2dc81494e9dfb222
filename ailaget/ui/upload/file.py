"""The first steps of the page Ladda upp: a file is chosen, understood, confirmed and saved."""

from html import escape
from typing import Any

import streamlit as st

from ailaget.errors import AilagetError
from ailaget.ingest.loading import load_data
from ailaget.ingest.understanding import Understanding, understand
from ailaget.store.archive import received_files
from ailaget.store.decisions import decisions
from ailaget.store.mappings import every_mapping
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui.figures import facts_html
from ailaget.ui.tables import table_html
from ailaget.ui.upload.findings import duplicates_choice, findings_section, places_form
from ailaget.ui.upload.mapping import choices_form, columns_form
from ailaget.ui.upload.review import review_state
from ailaget.ui.upload.save import save_section
from ailaget.ui.upload.state import OnItsWay, on_its_way, remembered
from ailaget.views.upload.findings import repeated, silent, unmatched
from ailaget.views.upload.understood import file_facts, preview_table, to_confirm

STEPS = ("file", "columns", "answers", "places", "checks", "draft", "review")


def load_section(t: Texts) -> None:
    """Show the steps from file to draft, as far as this session has come."""
    # Read first: where a journal is damaged, nobody is asked to choose a file.
    states = {step: t("upload.state_waiting") for step in STEPS} | {"review": review_state(t)}
    st.markdown(t("upload.lead"))
    steps = st.empty()
    received = st.file_uploader(t("upload.file"), key="upload_file", help=t("upload.file_help"))
    if received is None:
        states["file"] = t("upload.state_now")
    else:
        try:
            _steps(on_its_way(received.name, received.getvalue()), states, t)
        except AilagetError as error:
            st.error(t.error(error))
            states["file"] = t("upload.state_stopped")
    steps.html(_steps_html(states, t))


def _steps(file: OnItsWay, states: dict[str, str], t: Texts) -> None:
    """Show each step; what stops one is said, and those after it wait."""
    found = _understood(file, t)
    states["file"] = t("upload.state_done")
    _file_step(found, file, t)
    to_do = len(to_confirm(found))
    states["columns"] = _state("columns", to_do, t)
    columns_form(found, file, t)
    to_do = len(found.unknown_choices)
    states["answers"] = _state("answers", to_do, t)
    choices_form(found, file, t)
    for lack in found.lack_texts:
        st.warning(t(lack))
    if found.lacks:
        states["columns"] = t("upload.state_stopped")
        return
    report = _tried(file, t)
    to_do = len(unmatched(report)) + len(repeated(report))
    states["places"] = _state("places", to_do, t)
    places_form(report, t)
    duplicates_choice(report, file, t)
    errors = len(report["held_back"]) - silent(report) + len(report["unknown_values"])
    states["checks"] = t(
        "upload.state_checked",
        errors=t.number(errors),
        warnings=t.number(len(report.get("warnings", ()))),
    )
    findings_section(report, t)
    is_saved = any(
        entry.sha256 == file.sha256 and entry.wave == report["wave"] and not entry.is_demo
        for entry in received_files(workspace())
    )
    states["draft"] = t(f"upload.state_{'saved' if is_saved else 'now'}")
    save_section(found, file, report, t)


def _understood(file: OnItsWay, t: Texts) -> Understanding:
    saved = every_mapping(workspace())
    progress = st.progress(0.1, t("upload.understanding"))
    try:
        return remembered(
            ("understood", file.key, len(saved)),
            lambda: understand(
                file.data, file.name, wave=file.wave, confirmed=file.confirmed, mappings=saved
            ),
        )
    finally:
        progress.empty()


def _tried(file: OnItsWay, t: Texts) -> dict[str, Any]:
    """Return the report of a reading that changes nothing."""
    progress = st.progress(0.5, t("upload.trying"))
    try:
        return remembered(
            ("tried", file.key, len(decisions(workspace())), len(received_files(workspace()))),
            lambda: load_data(
                workspace(), file.data, file.name, dry_run=True, **file.arguments()
            ).report(),
        )
    finally:
        progress.empty()


def _file_step(found: Understanding, file: OnItsWay, t: Texts) -> None:
    """Show how the file was read, and let the person choose wave and sheet."""
    st.header(t("upload.heading", n=1, step=t("upload.step_file")), anchor=False)
    wave_side, sheet_side = st.columns(2)
    with wave_side:
        key = f"upload_wave_{file.sha256[:12]}"
        given = st.text_input(t("upload.wave"), found.wave or "", key=key, max_chars=7)
        wanted = given.strip()
        if wanted and wanted != (file.wave or found.wave):
            file.wave = wanted
            st.rerun()
    if len(found.sheets) > 1:
        with sheet_side:
            at = found.sheets.index(found.sheet or found.sheets[0])
            key = f"upload_sheet_{file.sha256[:12]}"
            sheet = st.selectbox(t("understood.sheet"), found.sheets, index=at, key=key)
            if sheet != found.sheet:
                file.sheet = sheet
                st.rerun()
    st.html(facts_html(file_facts(found, t)))
    opened = st.expander(t("understood.preview_title"), key="upload_preview", on_change="rerun")
    if opened.open:
        opened.html(table_html(preview_table(found, t), t, t("understood.preview_caption")))


def _state(step: str, to_do: int, t: Texts) -> str:
    return t.count(f"upload.to_do_{step}", to_do) if to_do else t("upload.state_done")


def _steps_html(states: dict[str, str], t: Texts) -> str:
    now = _step_now(states, t)
    rows = "".join(
        f"<li{' aria-current=step' if step == now else ''}>"
        f"{escape(t(f'upload.step_{step}'))}<br>{escape(state)}</li>"
        for step, state in states.items()
    )
    return f'<ol class="steps">{rows}</ol>'


def _step_now(states: dict[str, str], t: Texts) -> str:
    """Return the first step that is not done; without a file, the review where waves wait for it.

    Remarks of the checks stop nobody.
    """
    if states["file"] == t("upload.state_now"):
        return "file" if states["review"] == t("upload.state_nothing") else "review"
    done = {t("upload.state_done"), t("upload.state_saved")}
    if states["checks"] != t("upload.state_waiting"):
        done.add(states["checks"])
    return next((step for step, state in states.items() if state not in done), STEPS[-1])

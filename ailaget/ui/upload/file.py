"""The first steps of the page Ladda upp: a file is chosen, understood, confirmed and saved."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ailaget.errors import AilagetError
from ailaget.ingest.loading import load_data, texts_of_areas
from ailaget.ingest.understanding import Understanding, understand
from ailaget.store.mappings import every_mapping
from ailaget.store.versions import is_in_draft
from ailaget.store.waves import RESPONDENTS
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.figures import facts_html
from ailaget.ui.plain import filled, plain
from ailaget.ui.status import say, show_status
from ailaget.ui.table_html import table_html
from ailaget.ui.upload.findings import duplicates_choice, findings_section, places_form
from ailaget.ui.upload.mapping import choices_form, columns_form
from ailaget.ui.upload.review import waves_to_review
from ailaget.ui.upload.save import save_section
from ailaget.ui.upload.state import OnItsWay, on_its_way, remembered
from ailaget.ui.upload.steps import STEPS, State, draft_and_review, left, steps_html
from ailaget.views.base.respondents import set_titles
from ailaget.views.upload.findings import repeated, silent, unmatched, values
from ailaget.views.upload.understood import file_facts, preview_table, to_confirm, wave_words

FILE = "file"
"""Where on the page what came of choosing a file is said."""


def load_section(t: Texts) -> None:
    """Show the steps from file to draft, as far as this session has come."""
    # Read first: where a journal is damaged, nobody is asked to choose a file.
    states = dict.fromkeys(STEPS, State("waiting"))
    states["review"] = left(len(waves_to_review()), "nothing")
    st.markdown(t("upload.lead"))
    steps = st.empty()
    received = st.file_uploader(t("upload.file"), key="upload_file", help=t("upload.file_help"))
    came = st.container()
    if received is None:
        states["file"] = State("now")
    else:
        file = on_its_way(received.name, received.getvalue())
        try:
            _steps(file, states, t)
        except AilagetError as error:
            st.error(t.error(error, shown=filled))
            states["file"] = State("stopped")
        _announce(file, states, t)
    with came:
        show_status(FILE)
    steps.html(steps_html(states, t))


def _announce(file: OnItsWay, states: Mapping[str, State], t: Texts) -> None:
    """Say once that a file was read, and what the checks found, or that it stopped on the way."""
    if file.is_announced:
        return
    file.is_announced = True
    if states["checks"].key == "checked":
        remarks = states["checks"].words("checks", t)
        say(t("upload.is_read", file=file.name, remarks=remarks), FILE)
    else:
        say(t("upload.is_not_read", file=file.name), FILE, "warning")


def _steps(file: OnItsWay, states: dict[str, State], t: Texts) -> None:
    """Show each step; what stops one is said, and those after it wait."""
    understanding = _understood(file, t)
    states["file"] = State("done")
    _file_step(understanding, file, t)
    states["columns"] = left(len(to_confirm(understanding)))
    columns_form(understanding, file, t)
    states["answers"] = left(len(understanding.unknown_choices) + len(understanding.asked_numbers))
    choices_form(understanding, file, t)
    for lack in understanding.lack_texts:
        st.warning(t(lack))
    if understanding.lacks:
        states["columns"] = State("stopped")
        return
    report = _tried(file, t)
    states["places"] = left(len(unmatched(report)) + len(repeated(report)))
    places_form(report, t)
    duplicates_choice(report, file, t)
    errors = len(report["held_back"]) - silent(report) + len(values(report, "unknown_values"))
    warnings = len(values(report, "warnings"))
    states["checks"] = State("checked", errors=errors, warnings=warnings)
    findings_section(report, t)
    wave = report["wave"]
    states["draft"], states["review"] = draft_and_review(
        states["review"],
        is_saved=is_in_draft(workspace().state(), wave, file.sha256),
        waits=wave in waves_to_review(),
    )
    save_section(understanding, file, report, t)


def _understood(file: OnItsWay, t: Texts) -> Understanding:
    decided = workspace().state().decisions
    saved, areas = every_mapping(decided), texts_of_areas(decided)
    known = tuple((key, len(told)) for key, told in areas.items())
    progress = st.progress(0.1, t("upload.understanding"))
    try:
        return remembered(
            ("understood", file.key, len(saved), known),
            lambda: understand(
                file.data,
                file.name,
                wave=file.wave,
                confirmed=file.confirmed,
                mappings=saved,
                respondents=file.respondents,
                areas=areas,
            ),
        )
    finally:
        progress.empty()


def _tried(file: OnItsWay, t: Texts) -> dict[str, Any]:
    """Return the report of a reading that changes nothing."""
    state = workspace().state()
    progress = st.progress(0.5, t("upload.trying"))
    try:
        return remembered(
            ("tried", file.key, len(state.decisions), len(state.received)),
            lambda: load_data(
                workspace(), file.data, file.name, dry_run=True, **file.arguments()
            ).report(),
        )
    finally:
        progress.empty()


def _choose_respondents(understanding: Understanding, file: OnItsWay, t: Texts) -> None:
    """Show whose answers the file holds; where it does not say so, nothing is chosen beforehand."""
    understood = understanding.respondents
    sets = set_titles(data.source())
    can_answer = [*RESPONDENTS, *sets]
    chosen = st.selectbox(
        t("upload.respondents"),
        can_answer,
        index=can_answer.index(understood) if understood in can_answer else None,
        format_func=lambda each: sets.get(each) or t(f"upload.respondents_{each}"),
        placeholder=t("upload.respondents_choose"),
        key=f"upload_respondents_{file.sha256[:12]}",
    )
    if chosen is not None and chosen != understood:
        file.respondents = chosen
        st.rerun()


def _file_step(understanding: Understanding, file: OnItsWay, t: Texts) -> None:
    """Show how the file was read, and let the person choose wave and sheet."""
    st.header(t("upload.heading", n=1, step=t("upload.step_file")), anchor=False)
    wave_side, whose_side, sheet_side = st.columns(3)
    with wave_side:
        key = f"upload_wave_{file.sha256[:12]}"
        given = st.text_input(t("upload.wave"), understanding.wave or "", key=key, max_chars=7)
        wanted = given.strip()
        if wanted and wanted != (file.wave or understanding.wave):
            file.wave = wanted
            st.rerun()
    with whose_side:
        _choose_respondents(understanding, file, t)
    if len(understanding.sheets) > 1:
        with sheet_side:
            at = understanding.sheets.index(understanding.sheet or understanding.sheets[0])
            key = f"upload_sheet_{file.sha256[:12]}"
            sheet = st.selectbox(t("understood.sheet"), understanding.sheets, index=at, key=key)
            if sheet != understanding.sheet:
                file.sheet = sheet
                st.rerun()
    for warning in wave_words(understanding, t):
        st.warning(plain(warning))
    st.html(facts_html(file_facts(understanding, t)))
    opened = st.expander(t("understood.preview_title"), key="upload_preview", on_change="rerun")
    if opened.open:
        opened.html(table_html(preview_table(understanding, t), t, t("understood.preview_caption")))

"""Figures of others on the page Ladda upp: those in force, and the way in for a file of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from ailaget.errors import AilagetError
from ailaget.ingest.context.choosing import DASH, GROUP, Asked, Choices, choices_from
from ailaget.ingest.context.loading import ContextLoaded, load_context_data
from ailaget.ingest.context.names import is_kolada_code
from ailaget.ingest.context.words import (
    figure_lines,
    left_out_lines,
    remark_lines,
    taken_line,
)
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.editing import editor, may_edit
from ailaget.ui.figures import list_html
from ailaget.ui.plain import filled, plain
from ailaget.ui.status import count_anew, has_come, say, show_count, show_status
from ailaget.ui.table_html import table_html
from ailaget.ui.upload.review import act
from ailaget.ui.upload.state import remembered
from ailaget.views.upload.context import context_table, held_table

CONTEXT = "context"
"""Where on the page what came of taking in figures is said."""

_COUNT = "context_file"
"""Where on the page what a file would give is said."""

_LONGEST = 200


def context_section(t: Texts) -> None:
    """Show the figures in force, and to those who may, the steps that take in a file."""
    figures = data.source().query("context_figures")
    st.html(table_html(context_table(figures, t), t, t("context.caption"), height="24rem"))
    if not may_edit():
        return
    received = st.file_uploader(
        t("context.upload"),
        key="context_file",
        help=t("context.upload_help"),
        on_change=count_anew,
        args=(_COUNT,),
    )
    if received is not None:
        try:
            _file(received.name, received.getvalue(), t)
        except AilagetError as error:
            st.error(t.error(error, shown=filled))
            if has_come(_COUNT):
                say(t("upload.is_refused", file=received.name), CONTEXT, "warning")
    show_status(CONTEXT)


def _file(name: str, content: bytes, t: Texts) -> None:
    """Show what a file would give, ask what it does not say, and take it in when asked to."""
    key = hashlib.sha256(content).hexdigest()[:12]
    first = _tried(name, content, Choices(), t)
    answered = _answers(first, key, t)
    asked = first if answered == Choices() else _tried(name, content, answered, t)
    choices = _named(asked, answered, key, t)
    loaded = asked if choices == answered else _tried(name, content, choices, t)
    would_take = taken_line(loaded, t, dry_run=True)
    show_count(would_take, _COUNT, would_take)
    lines = [*figure_lines(loaded, t), *left_out_lines(loaded, t), *remark_lines(loaded, t)]
    st.html(list_html([line.strip() for line in lines], "lead"))
    if loaded.chosen.held:
        table = held_table(loaded.chosen.held, t)
        st.html(table_html(table, t, t("context.held_caption"), height="20rem"))
    if not loaded.chosen.values:
        st.warning(t("context.nothing_yet" if loaded.chosen.asked else "context.nothing"))
        return
    if st.button(t("context.save"), type="primary", key=f"context_save_{key}"):
        act(
            t,
            taken_line(loaded, t, dry_run=False),
            t("context.saving"),
            lambda: load_context_data(workspace(), content, name, choices, by=editor()),
            CONTEXT,
        )


def _tried(name: str, content: bytes, choices: Choices, t: Texts) -> ContextLoaded:
    progress = st.progress(0.3, t("context.reading"))
    try:
        key = (hashlib.sha256(content).hexdigest(), name, repr(choices), data.source().build)
        return remembered(
            ("context", *key),
            lambda: load_context_data(workspace(), content, name, choices, dry_run=True),
        )
    finally:
        progress.empty()


def _answers(first: ContextLoaded, key: str, t: Texts) -> Choices:
    """Ask what the file leaves open, and return what is answered so far."""
    groups: dict[str, str] = {}
    said: dict[str, str] = {}
    for question in first.chosen.asked:
        answer = _answer(question, f"context_{key}_{question.kind}_{question.name}", t)
        if answer and question.kind == GROUP:
            groups[question.name] = answer
        elif answer:
            said[question.kind] = answer
    return choices_from({"groups": groups, **said})


def _named(asked: ContextLoaded, answered: Choices, key: str, t: Texts) -> Choices:
    """Ask what readers shall see a figure called, and its unit, where the file says neither."""
    figures = asked.chosen.figures
    # An answer of Kolada's API has a figure's code alone, which says nothing to a reader.
    if len(figures) == 1 and is_kolada_code(figures[0].label_sv):
        name = st.text_input(
            plain(t("context.label.name_of", code=figures[0].label_sv)),
            key=f"context_{key}_name_of",
            max_chars=_LONGEST,
        )
        answered = replace(answered, name=name.strip())
    if any(not figure.unit_sv for figure in figures):
        unit = st.text_input(t("context.unit"), key=f"context_{key}_unit", max_chars=_LONGEST)
        answered = replace(answered, unit=unit.strip())
    return answered


def _answer(question: Asked, key: str, t: Texts) -> str | None:
    """Show a question and return its answer, None while there is none."""
    label = t(f"context.label.{question.kind}", name=question.name)
    if question.kind in (GROUP, DASH):
        options: Mapping[str, str] = dict(question.options)
        if question.kind == DASH:
            options = {kind: t(f"context.dash.{kind}") for kind in ("zero", "missing")}
        return st.selectbox(
            plain(label),
            list(options),
            index=None,
            format_func=options.__getitem__,
            placeholder=t("context.choose"),
            key=key,
        )
    return st.text_input(plain(label), key=key, max_chars=_LONGEST).strip() or None

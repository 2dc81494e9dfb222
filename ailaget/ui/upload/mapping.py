"""What the person confirms about a file: which column is which question, and what texts mean."""

from collections.abc import Sequence

import streamlit as st

from ailaget.ingest.understanding import ColumnUnderstood, Understanding
from ailaget.store.mappings import saved_mappings
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui.tables import table_html
from ailaget.ui.upload.state import OnItsWay
from ailaget.views.upload.understood import (
    IGNORE,
    choice_targets,
    choice_words,
    left_out,
    likeliest,
    matched_table,
    target_words,
    targets,
    to_confirm,
)

MOST_ASKED = 40
"""Columns or texts that are asked about at once."""


def columns_form(found: Understanding, file: OnItsWay, t: Texts) -> None:
    """Show what each column was taken for, and ask about those that only resemble a question."""
    st.header(t("upload.heading", n=2, step=t("upload.step_columns")), anchor=False)
    matched = matched_table(found, t)
    st.caption(t("mapping.matched", n=len(matched.rows), of=len(found.columns)))
    opened = st.expander(t("mapping.matched_title"), key="upload_matched", on_change="rerun")
    if opened.open:
        opened.html(table_html(matched, t, t("mapping.matched_caption")))
    asked, others = to_confirm(found)[:MOST_ASKED], left_out(found)[:MOST_ASKED]
    if asked or others:
        _ask_columns(asked, others, found, file, t)
    if file.columns:
        st.caption(t.count("mapping.confirmed", len(file.columns)))
        if st.button(t("mapping.again"), key="mapping_again"):
            file.columns.clear()
            st.rerun()


def choices_form(found: Understanding, file: OnItsWay, t: Texts) -> None:
    """Ask what the texts mean that are none of a question's choices."""
    st.header(t("upload.heading", n=3, step=t("upload.step_answers")), anchor=False)
    if not found.unknown_choices:
        st.caption(t("mapping.choices_all"))
        return
    with st.form(f"choices_{file.sha256[:12]}"):
        st.markdown(t("mapping.choices_help"))
        meant: list[tuple[str, str, str | None]] = []
        for place, unknown in enumerate(found.unknown_choices[:MOST_ASKED]):
            options = choice_targets(unknown.question, unknown.suggestions)
            label = t("mapping.choice_label", text=unknown.text, n=t.number(unknown.count),
                      question=target_words(unknown.question, t))  # fmt: skip
            chosen = st.selectbox(
                label,
                options,
                index=0 if unknown.suggestions else None,
                format_func=lambda key, q=unknown.question: choice_words(q, key, t),
                placeholder=t("mapping.leave"),
                key=f"choice_{file.sha256[:12]}_{place}_{unknown.question}_{unknown.text}",
            )
            meant.append((unknown.question, unknown.text, chosen))
        if st.form_submit_button(t("mapping.confirm_choices"), type="primary"):
            _adopt(found, file)
            for question, text, choice in meant:
                if choice is not None:
                    file.choices.setdefault(question, {})[text] = choice
            st.rerun()


def _ask_columns(
    asked: Sequence[ColumnUnderstood],
    others: Sequence[ColumnUnderstood],
    found: Understanding,
    file: OnItsWay,
    t: Texts,
) -> None:
    with st.form(f"columns_{file.sha256[:12]}"):
        if asked:
            st.markdown(t("mapping.columns_help"))
        meant = {column.key: _ask(column, file, t) for column in asked}
        if others:
            with st.expander(t.count("mapping.left_out", len(others))):
                st.markdown(t("mapping.left_out_help"))
                more = {column.key: _ask(column, file, t) for column in others}
            meant |= {key: target for key, target in more.items() if target != IGNORE}
        if st.form_submit_button(t("mapping.confirm_columns"), type="primary"):
            _adopt(found, file)
            file.columns |= meant
            st.rerun()


def _ask(column: ColumnUnderstood, file: OnItsWay, t: Texts) -> str:
    """Ask what a column is; the likeliest is set beforehand, or that it is left out."""
    likely = dict(column.suggestions)
    options = targets(likely)

    def words(target: str) -> str:
        said = target_words(target, t)
        return t("mapping.suggested", words=said) if target in likely else said

    examples = ", ".join(column.examples)
    return st.selectbox(
        t("mapping.column_label", letter=column.letter, header=column.header),
        options,
        index=options.index(likeliest(column)),
        format_func=words,
        help=t("mapping.examples", examples=examples) if examples else None,
        key=f"column_{file.sha256[:12]}_{column.key}",
    )


def _adopt(found: Understanding, file: OnItsWay) -> None:
    """Begin from the saved mapping that the file was read with, so that nothing of it is lost."""
    if found.mapping is None or file.columns or file.choices:
        return
    saved = saved_mappings(workspace())[found.mapping].confirmed
    file.columns |= saved.columns
    file.choices |= {question: dict(texts) for question, texts in saved.choices.items()}
    file.sheet = file.sheet or saved.sheet

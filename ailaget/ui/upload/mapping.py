"""What the person confirms about a file: which column is which question, and what texts mean."""

import streamlit as st

from ailaget.ingest.understanding import ColumnUnderstood, Understanding
from ailaget.texts import Texts
from ailaget.ui.plain import plain
from ailaget.ui.table_html import table_html
from ailaget.ui.upload.numbers import numbers_form
from ailaget.ui.upload.parts import part_of
from ailaget.ui.upload.state import OnItsWay, adopt
from ailaget.views.upload.understood import (
    IGNORE,
    choice_targets,
    choice_words,
    left_out,
    likeliest,
    matched_table,
    taken,
    target_words,
    targets,
    to_confirm,
)


def columns_form(understanding: Understanding, file: OnItsWay, t: Texts) -> None:
    """Show what each column was taken for, and ask about those that only resemble a question."""
    st.header(t("upload.heading", n=2, step=t("upload.step_columns")), anchor=False)
    n = len(taken(understanding))
    st.caption(t("mapping.matched", n=t.number(n), of=t.number(len(understanding.columns))))
    _matched(understanding, file, t)
    key = file.sha256[:12]
    asked = part_of(to_confirm(understanding), f"asked_{key}", t)
    if asked:
        with st.form(f"columns_{key}"):
            st.markdown(t("mapping.columns_help"))
            meant = {column.key: _ask(column, likeliest(column), file, t) for column in asked}
            _confirm(meant, understanding, file, t)
    _left_out(understanding, file, t)
    if file.columns:
        st.caption(t.count("mapping.confirmed", len(file.columns)))
        if st.button(t("mapping.again"), key="mapping_again"):
            file.columns.clear()
            st.rerun()


def choices_form(understanding: Understanding, file: OnItsWay, t: Texts) -> None:
    """Ask what numbers mean, and texts that are none of a question's choices."""
    st.header(t("upload.heading", n=3, step=t("upload.step_answers")), anchor=False)
    if not understanding.unknown_choices and not understanding.asked_numbers:
        st.caption(t("mapping.choices_all"))
    numbers_form(understanding, file, t)
    if understanding.unknown_choices:
        _texts_form(understanding, file, t)


def _texts_form(understanding: Understanding, file: OnItsWay, t: Texts) -> None:
    """Ask what the texts mean that are none of a question's choices."""
    asked = part_of(understanding.unknown_choices, f"choices_{file.sha256[:12]}", t)
    with st.form(f"choices_{file.sha256[:12]}"):
        st.markdown(t("mapping.choices_help"))
        meant: list[tuple[str, str, str | None]] = []
        for unknown in asked:
            options = choice_targets(unknown.question, unknown.suggestions)
            label = t(
                "mapping.choice_label",
                text=unknown.text,
                times=t.count("mapping.times", unknown.count),
                question=target_words(unknown.question, t),
            )
            chosen = st.selectbox(
                plain(label),
                options,
                index=0 if unknown.suggestions else None,
                format_func=lambda key, q=unknown.question: choice_words(q, key, t),
                placeholder=t("mapping.leave"),
                key=f"choice_{file.sha256[:12]}_{unknown.question}_{unknown.text}",
            )
            meant.append((unknown.question, unknown.text, chosen))
        if st.form_submit_button(t("mapping.confirm_choices"), type="primary"):
            adopt(understanding, file)
            for question, text, choice in meant:
                if choice is not None:
                    file.choices.setdefault(question, {})[text] = choice
            st.rerun()


def _matched(understanding: Understanding, file: OnItsWay, t: Texts) -> None:
    """Show what each column is taken for, and let the person overrule it."""
    opened = st.expander(t("mapping.matched_title"), key="upload_matched", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.html(table_html(matched_table(understanding, t), t, t("mapping.matched_caption")))
        known = [column for column in understanding.columns if column.target is not None]
        st.markdown(t("mapping.overrule_help"))
        shown = part_of(known, f"matched_{file.sha256[:12]}", t)
        with st.form(f"matched_{file.sha256[:12]}"):
            now = {column.key: column.target or IGNORE for column in shown}
            meant = {column.key: _ask(column, now[column.key], file, t) for column in shown}
            changed = {key: to for key, to in meant.items() if to != now[key]}
            _confirm(changed, understanding, file, t, "overrule")


def _left_out(understanding: Understanding, file: OnItsWay, t: Texts) -> None:
    """Ask about the columns that resemble no question; those that are left stay left out."""
    others = left_out(understanding)
    if not others:
        return
    opened = st.expander(t("mapping.left_out_title"), key="upload_left_out", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(t("mapping.left_out_help", columns=t.count("mapping.left_out", len(others))))
        shown = part_of(others, f"left_{file.sha256[:12]}", t)
        with st.form(f"left_{file.sha256[:12]}"):
            meant = {column.key: _ask(column, IGNORE, file, t) for column in shown}
            _confirm({key: to for key, to in meant.items() if to != IGNORE}, understanding, file, t)


def _confirm(
    meant: dict[str, str],
    understanding: Understanding,
    file: OnItsWay,
    t: Texts,
    button: str = "confirm_columns",
) -> None:
    """Offer to confirm what has been chosen of columns; what is confirmed decides."""
    if st.form_submit_button(t(f"mapping.{button}"), type="primary"):
        adopt(understanding, file)
        file.columns |= meant
        st.rerun()


def _ask(column: ColumnUnderstood, start: str, file: OnItsWay, t: Texts) -> str:
    """Ask what a column is; `start` is set beforehand, and what it resembles stands first."""
    likely = dict(column.suggestions)
    options = targets(likely)

    def words(target: str) -> str:
        label = target_words(target, t)
        return t("mapping.suggested", words=label) if target in likely else label

    examples = ", ".join(column.examples)
    return st.selectbox(
        t("mapping.column_label", letter=plain(column.letter), header=plain(column.header)),
        options,
        index=options.index(start),
        format_func=words,
        help=t("mapping.examples", examples=plain(examples)) if examples else None,
        key=f"column_{file.sha256[:12]}_{column.key}_{column.target}",
    )

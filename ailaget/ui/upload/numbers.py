"""Asks what a file's numbers mean, where they can mean several things; once for each question."""

import streamlit as st

from ailaget.codebook import codebook
from ailaget.ingest.matching.number_meanings import AskedNumbers
from ailaget.ingest.matching.number_words import meaning_text
from ailaget.ingest.understanding import Understanding
from ailaget.texts import Texts
from ailaget.ui.plain import plain
from ailaget.ui.upload.parts import part_of
from ailaget.ui.upload.state import OnItsWay, adopt


def numbers_form(understanding: Understanding, file: OnItsWay, t: Texts) -> None:
    """Ask what the numbers mean; nothing is chosen beforehand, since nothing is likelier."""
    if not understanding.asked_numbers:
        return
    key = file.sha256[:12]
    asked = part_of(understanding.asked_numbers, f"numbers_{key}", t)
    with st.form(f"numbers_{key}"):
        st.markdown(t("numbers.help"))
        meanings = {asking.question: _ask(asking, key, t) for asking in asked}
        if st.form_submit_button(t("numbers.confirm"), type="primary"):
            adopt(understanding, file)
            file.numbers |= {q: meaning for q, meaning in meanings.items() if meaning is not None}
            st.rerun()


def _ask(asking: AskedNumbers, key: str, t: Texts) -> str | None:
    question = codebook().question(asking.question)
    return st.selectbox(
        t("numbers.ask", number=plain(asking.number), question=plain(question.label[t.language])),
        asking.meanings,
        index=None,
        format_func=lambda meaning: meaning_text(asking, meaning, question, t),
        placeholder=t("mapping.leave"),
        help=t("numbers.in_file", numbers=plain(t.listing(asking.numbers))),
        key=f"number_{key}_{asking.question}",
    )

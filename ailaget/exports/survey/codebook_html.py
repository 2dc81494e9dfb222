"""The questions as a page for A4 print, to read, to send out or to paste into a survey tool."""

from html import escape

from ailaget.codebook import Question
from ailaget.exports.survey.asked import Asked, Respondents, respondents_of
from ailaget.exports.survey.columns import choice_word, questions_asked
from ailaget.store.waves import MUNICIPALITIES
from ailaget.texts import Texts

STYLE = """
@page { size: A4; margin: 18mm 18mm 20mm; }
body { font: 11pt/1.45 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #1b2530;
  background: #ffffff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 14pt; margin: 2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid #1f5f86;
  break-after: avoid; }
section { break-inside: avoid; margin: 0 0 1.1rem; }
h3 { font-size: 11pt; margin: 0 0 .2rem; }
p { margin: 0 0 .3rem; }
ul { list-style: none; margin: .2rem 0 .3rem; padding: 0; }
li { padding-left: 1.5em; text-indent: -1.5em; }
li::before { content: "\\2610"; display: inline-block; width: 1.5em; text-indent: 0; }
.one li::before { content: "\\25CB"; }
.blank { border-bottom: 1px solid #55616d; width: 9rem; height: 1.3rem; }
.note { color: #55616d; font-size: 9.5pt; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""


def printable_codebook(wave: str | None, t: Texts, kind: Asked = MUNICIPALITIES) -> str:
    """Return the questions of a wave, or all where none is given, as a document of its own.

    They are in the wording of those who are asked: municipalities or regions.
    """
    respondents = respondents_of(kind, t.language)
    book, asked = respondents.book, questions_asked(wave, respondents.book)
    parts = []
    for dimension in book.dimensions.values():
        questions = [
            _question(number, question, respondents, t)
            for number, question in enumerate(asked, start=1)
            if question.dimension == dimension.key
        ]
        if questions:
            parts += [f"<h2>{escape(dimension.label[t.language])}</h2>", *questions]
    title = (
        t("survey.codebook_title_wave", wave=t.wave(wave)) if wave else t("survey.codebook_title")
    )
    words = (
        respondents.text("codebook_intro", t),
        t("survey.codebook_missing"),
        t("survey.codebook_paste"),
    )
    intro = "".join(f"<p>{escape(each)}</p>" for each in words)
    return (
        f'<!doctype html>\n<html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1>{intro}{''.join(parts)}</body></html>\n"
    )


def codebook_name(wave: str | None, t: Texts, kind: Asked = MUNICIPALITIES) -> str:
    """Return the printable codebook's file name."""
    name = respondents_of(kind, t.language).text("file_codebook", t)
    parts = ["ai-laget", name, *([wave] if wave else [])]
    return f"{'_'.join(parts)}.html"


def _question(number: int, question: Question, respondents: Respondents, t: Texts) -> str:
    notes = [t("survey.codebook_key", name=question.key)]
    if not question.is_open:
        notes.append(respondents.text("codebook_protected", t))
    if question.ai_act_article:
        notes.append(t("survey.codebook_article", article=question.ai_act_article))
    return (
        f"<section><h3>{number}. {escape(question.wording[t.language])}</h3>"
        f'{_answer(question, t)}<p class="note">{escape(" ".join(notes))}</p></section>'
    )


def _answer(question: Question, t: Texts) -> str:
    """Return what is answered: a space for a number, or the choices to tick."""
    choices = [choice_word(choice, question, t) for choice in question.choices]
    choices.append(t("survey.dont_know"))
    if not question.is_multi:
        choices.append(t("survey.not_applicable"))
    rows = "".join(f"<li>{escape(choice)}</li>" for choice in choices)
    if question.is_multi:
        return f"<ul>{rows}</ul>"
    space = ""
    if question.is_number:
        low, high = t.number(question.minimum), t.number(question.maximum)
        unit = t(f"unit.{question.unit}")
        span = t(f"survey.codebook_{question.kind}", unit=unit, low=low, high=high)
        space = f'<p>{escape(span)}</p><p class="blank"></p>'
    return f'{space}<ul class="one">{rows}</ul>'

"""A plan as a Word document: real headings, lists and a table, to be changed by who has it."""

from collections.abc import Collection, Sequence

from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from ailaget.exports.office.word import add_labelled, add_table, as_bytes, begun_document
from ailaget.exports.text.plan_html import OPEN, TICKED, step_facts
from ailaget.texts import LOCALES, Texts, texts
from ailaget.views.base.cells import clean
from ailaget.views.base.result import Table
from ailaget.views.base.selection import Selection
from ailaget.views.getting_started.material import Phrase, Reference
from ailaget.views.getting_started.plan import Plan, PlanStep

SIDE, TOP, HEADER = Cm(1.7), Cm(1.3), Cm(0.7)
TEXT, SMALL, BETWEEN = Pt(9), Pt(7.5), Pt(1.5)
"""Sizes of letters in what is read and in sources, and of the room under a paragraph."""

HEADINGS = {"Title": (Pt(17), Pt(0)), "Heading 1": (Pt(11.5), Pt(6)), "Heading 2": (Pt(9.5), Pt(3))}
"""Sizes of letters in headings, and of the room above: with Word's own a plan fills three pages."""


def plan_docx(plan: Plan, levels: Table, done: Collection[str], selection: Selection) -> bytes:
    """Return the plan as a file for Word and LibreOffice, two pages long as on paper.

    `levels` is the table of the level in each part, `done` the steps that are ticked.
    """
    t = selection.t
    title = clean(t("getting_started.print_title", name=plan.name))
    document = _empty(title, t, t("demo.banner") if selection.is_demo else "")
    plan = plan.on_paper
    document.add_heading(title, 0)
    document.add_paragraph(clean(plan.lead))
    document.add_heading(t("getting_started.levels_short"), 1)
    add_table(document, levels, t, SMALL)
    for number, step in enumerate(plan.steps, start=1):
        _add_step(document, number, step, done, t)
    _add_references(document, t("getting_started.others_title"), plan.others, t)
    document.add_heading(t("getting_started.partners_title"), 1)
    for card in plan.partners:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(clean(card.name)).bold = True
        line.add_run(clean(f" ({card.value}, {card.facts}). {card.has}"))
    if not plan.partners:
        document.add_paragraph(t("getting_started.partners_none"))
    document.add_heading(t("getting_started.basis_title"), 1)
    for sentence in (*plan.basis, selection.source_line()):
        document.add_paragraph().add_run(clean(sentence)).font.size = SMALL
    return as_bytes(document)


def _empty(title: str, t: Texts, mark: str) -> DocumentFile:
    """Return a document without content; `mark` stands at the top of each of its pages."""
    document = begun_document(title, t, SIDE, TOP, mark=mark, mark_size=TEXT)
    section = document.sections[0]
    section.header_distance = section.footer_distance = HEADER
    for name in ("Normal", "List Bullet", "List Paragraph"):
        style = document.styles[name]
        style.font.size = TEXT
        style.paragraph_format.space_after = BETWEEN
        style.paragraph_format.line_spacing = 1.0
    for name, (size, above) in HEADINGS.items():
        style = document.styles[name]
        style.font.size = size
        style.paragraph_format.space_before, style.paragraph_format.space_after = above, BETWEEN
    return document


def _add_step(
    document: DocumentFile, number: int, step: PlanStep, done: Collection[str], t: Texts
) -> None:
    heading = t("getting_started.step_title", number=t.number(number), step=step.title)
    document.add_heading(clean(heading), 1)
    for label, text in step_facts(step, t):
        add_labelled(document, label, text)
    if step.guide:
        document.add_heading(t("getting_started.guide_title"), 2)
    for each in step.guide:
        line = document.add_paragraph(style="List Paragraph")
        line.add_run(f"{TICKED if each.key in done else OPEN} ")
        _add_phrase(line, each.title, t)
        _add_source(line, each.source, each.url, each.marks)
    _add_references(document, t("getting_started.examples_title"), step.examples, t)
    _add_references(document, t("getting_started.courses_title"), step.courses, t)


def _add_references(
    document: DocumentFile, heading: str, references: Sequence[Reference], t: Texts
) -> None:
    if references:
        document.add_heading(heading, 2)
    for each in references:
        line = document.add_paragraph(style="List Bullet")
        _add_phrase(line, each.title, t, is_bold=True)
        line.add_run(clean(f" ({each.facts}). "))
        _add_phrase(line, each.about, t)
        _add_source(line, each.source, each.url, each.marks)


def _add_phrase(line: Paragraph, phrase: Phrase, t: Texts, *, is_bold: bool = False) -> None:
    """Add a text that says its language, where that is another than the document's."""
    run = line.add_run(clean(phrase.text))
    run.bold = is_bold
    if phrase.language != t.language and phrase.language in LOCALES:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), texts(phrase.language).tag)
        run._element.get_or_add_rPr().append(language)


def _add_source(line: Paragraph, source: str, url: str, marks: Sequence[str]) -> None:
    words = " ".join(filter(None, (source, url, *marks)))
    line.add_run(f" {clean(words)}").font.size = SMALL

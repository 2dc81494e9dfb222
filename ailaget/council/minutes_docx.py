"""Minutes as a Word document: real headings, lists and tables, pictures with alternative texts."""

import io
from collections.abc import Iterable

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

from ailaget.council.minutes import Minutes, MinutesItem
from ailaget.texts import LOCALES, Texts
from ailaget.views.base.cells import RIGHT, cell_text, clean
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.table_pages import column_shares

MARGIN, PAGE = Cm(2.5), (Cm(21.0), Cm(29.7))
WIDEST, HIGHEST = Cm(16.0), Cm(14.0)
"""Of a picture: a map leaves room on its page for what is said of it."""
SMALL = Pt(9)


def minutes_docx(minutes: Minutes) -> bytes:
    """Return the minutes as a file for Word and LibreOffice."""
    document, t = _empty(minutes), minutes.t
    document.add_heading(clean(minutes.title), 0)
    if minutes.mark:
        document.add_paragraph().add_run(clean(minutes.mark)).bold = True
    for label, value in minutes.facts:
        line = document.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(clean(value))
    _add_note(document, t("council.note_meeting"), 1, minutes.note)
    for heading, text in minutes.notes:
        _add_note(document, clean(heading), 1, text)
    document.add_heading(t("council.agenda"), 1)
    for item in minutes.items:
        document.add_paragraph(clean(item.heading), style="List Number")
    for number, item in enumerate(minutes.items, start=1):
        _add_item(document, number, item, t)
    for heading, lines in minutes.ends():
        document.add_heading(heading, 1)
        _add_list(document, lines)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _empty(minutes: Minutes) -> DocumentFile:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = MARGIN
    locale = LOCALES[minutes.t.language].replace("_", "-")
    properties = document.core_properties
    properties.title, properties.language = clean(minutes.title), locale
    # Whoever opens it is not the author that the empty template names.
    properties.author, properties.comments = "AI-läget", ""
    marks = document.styles.element.find(f".//{qn('w:lang')}")
    if marks is not None:
        marks.set(qn("w:val"), locale)
    return document


def _add_item(document: DocumentFile, number: int, item: MinutesItem, t: Texts) -> None:
    document.add_heading(clean(f"{number}. {item.heading}"), 1)
    if item.chart is not None:
        _add_chart(document, item, item.chart, t)
    source = item.chart.attribution if item.chart else ""
    state = document.add_paragraph().add_run(clean(f"{item.state} {source}".strip()))
    state.font.size = SMALL
    _add_note(document, t("council.note_item"), 2, item.note)
    for heading, lines in (
        (t("minutes.decisions"), item.decisions),
        (t("minutes.actions"), item.actions),
    ):
        if lines:
            document.add_heading(heading, 2)
            _add_list(document, lines)


def _add_chart(document: DocumentFile, item: MinutesItem, chart: Chart, t: Texts) -> None:
    document.add_paragraph(clean(chart.headline)).paragraph_format.keep_with_next = True
    if item.picture is None:
        _add_table(document, chart.table, t)
    else:
        shape = document.add_picture(io.BytesIO(item.picture))
        factor = min(1.0, WIDEST / shape.width, HIGHEST / shape.height)
        shape.width, shape.height = Emu(shape.width * factor), Emu(shape.height * factor)
        shape._inline.docPr.set("descr", clean(chart.alt))


def _add_table(document: DocumentFile, table: Table, t: Texts) -> None:
    if not table.columns:
        return
    # All cells at once: python-docx finds a row's cells anew each time that they are asked for.
    made = document.add_table(1 + len(table.rows), len(table.columns), style="Table Grid")
    made.autofit = False
    cells = made._cells
    widths = [Emu(int(WIDEST * share)) for share in column_shares(table, t)]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    cell_texts = [column.label for column in table.columns]
    for row in table.rows:
        cell_texts += [cell_text(*pair, t) for pair in zip(row, table.columns, strict=True)]
    for place, (cell, text) in enumerate(zip(cells, cell_texts, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(clean(text))
        run.font.size, run.bold = SMALL, place < len(table.columns)
        # Word goes by the columns' widths, LibreOffice by the cells'.
        cell.width = widths[place % len(table.columns)]
        if table.columns[place % len(table.columns)].kind in RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)


def _add_note(document: DocumentFile, heading: str, level: int, text: str) -> None:
    if text:
        document.add_heading(heading, level)
    for part in text.split("\n\n") if text else ():
        document.add_paragraph(clean(part))


def _add_list(document: DocumentFile, lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(clean(line), style="List Bullet")

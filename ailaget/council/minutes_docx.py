"""Minutes as a Word document: real headings, lists and tables, pictures with alternative texts."""

import io

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

from ailaget.council.minutes import Minutes, Paragraph
from ailaget.texts import Texts
from ailaget.views.base.cells import RIGHT, cell_text, clean
from ailaget.views.base.result import Table
from ailaget.views.base.table_pages import column_shares

MARGIN, PAGE = Cm(2.5), (Cm(21.0), Cm(29.7))
WIDEST, HIGHEST, ON_PAGE = Cm(16.0), Cm(7.8), 2
"""Of a picture: so many fit on a page, with what is said of them."""

SMALL, SIGNING, SIGNATURE = Pt(9), Pt(36), Cm(9.0)
"""Sizes of letters in notes and tables, of the room to sign in, and of the line to sign on."""


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
    for heading, paragraph in minutes.numbered():
        _add_paragraph(document, heading, paragraph)
    _add_signatures(document, minutes)
    if minutes.pictures:
        document.add_heading(t("minutes.pictures"), 1).paragraph_format.page_break_before = True
        _add_pictures(document, minutes)
        document.add_heading(t("minutes.notes"), 1)
        for note in minutes.notes():
            document.add_paragraph().add_run(clean(note)).font.size = SMALL
        _add_values(document, minutes)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _empty(minutes: Minutes) -> DocumentFile:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = MARGIN
    locale = minutes.t.tag
    properties = document.core_properties
    properties.title, properties.language = clean(minutes.title), locale
    # Whoever opens it is not the author that the empty template names.
    properties.author, properties.comments = "AI-läget", ""
    marks = document.styles.element.find(f".//{qn('w:lang')}")
    if marks is not None:
        marks.set(qn("w:val"), locale)
    return document


def _add_paragraph(document: DocumentFile, heading: str, paragraph: Paragraph) -> None:
    document.add_heading(clean(heading), 1)
    for text in paragraph.texts:
        for part in text.split("\n\n"):
            document.add_paragraph(clean(part))
    for list_heading, lines in paragraph.lists:
        if list_heading:
            document.add_heading(clean(list_heading), 2)
        for line in lines:
            document.add_paragraph(clean(line), style="List Bullet")


def _add_signatures(document: DocumentFile, minutes: Minutes) -> None:
    """Add a line to sign on for each, with who signs under it; together on one page."""
    document.add_heading(minutes.t("minutes.signatures"), 1)
    if minutes.approved:
        document.add_paragraph(clean(minutes.approved)).paragraph_format.keep_with_next = True
    for who in minutes.signatures:
        line = document.add_paragraph("\t")
        line.paragraph_format.space_before = SIGNING
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.tab_stops.add_tab_stop(SIGNATURE, leader=WD_TAB_LEADER.LINES)
        is_last = who == minutes.signatures[-1]
        document.add_paragraph(clean(who)).paragraph_format.keep_with_next = not is_last


def _add_pictures(document: DocumentFile, minutes: Minutes) -> None:
    """Add the charts, two pictures to a page; a table takes what it needs."""
    on_page = 0
    for caption, picture in minutes.captions():
        heading = document.add_heading(clean(caption), 2)
        heading.paragraph_format.page_break_before = on_page == ON_PAGE
        on_page = 1 if on_page == ON_PAGE else on_page + 1
        if picture.chart is None:
            continue
        if low := picture.low_response(minutes.t):
            band = document.add_paragraph()
            band.add_run(clean(low)).bold = True
            band.paragraph_format.keep_with_next = True
        headline = document.add_paragraph(clean(picture.chart.headline))
        headline.paragraph_format.keep_with_next = True
        if picture.image is None:
            _add_table(document, picture.chart.table, minutes.t)
            on_page = ON_PAGE
        else:
            _add_image(document, picture.image, picture.chart.alt)
        source = picture.chart.attribution
        if picture.has_values:
            source = f"{source} {minutes.t('minutes.in_appendix')}"
        document.add_paragraph().add_run(clean(source)).font.size = SMALL


def _add_values(document: DocumentFile, minutes: Minutes) -> None:
    """Add the values behind the pictures, each in a table under the picture's number."""
    if not (drawn := minutes.drawn()):
        return
    heading = document.add_heading(minutes.t("minutes.appendix"), 1)
    heading.paragraph_format.page_break_before = True
    for caption, _, chart in drawn:
        document.add_heading(clean(caption), 2)
        _add_table(document, chart.table, minutes.t)


def _add_image(document: DocumentFile, image: bytes, alt: str) -> None:
    shape = document.add_picture(io.BytesIO(image))
    factor = min(1.0, WIDEST / shape.width, HIGHEST / shape.height)
    shape.width, shape.height = Emu(int(shape.width * factor)), Emu(int(shape.height * factor))
    shape._inline.docPr.set("descr", clean(alt))
    document.paragraphs[-1].paragraph_format.keep_with_next = True


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

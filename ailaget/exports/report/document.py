"""A report as a Word document: real headings, captions, lists and tables, to be changed by hand."""

from docx.document import Document as DocumentFile
from docx.shared import Cm

from ailaget.exports.office.chart_docx import HIGHEST, add_figure
from ailaget.exports.office.document import (
    SMALL,
    add_caption,
    add_lines,
    add_link_inside,
    add_note,
    add_numbers,
    add_report_table,
    bookmark,
    new_document,
    room_for,
)
from ailaget.exports.office.word import add_labelled, as_bytes
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.prose import BULLETS, HEADING, NUMBERS, blocks
from ailaget.views.base.cells import clean
from ailaget.views.base.native import drawable
from ailaget.views.base.result import Column, Table

HIGHEST_SHORT, HIGHEST_PICTURE = Cm(8.5), Cm(11.5)
"""Of a chart in a short report: the first has room below what opens the report; of a picture in
another: its table has room below it on the same page."""


def report_docx(report: Contents) -> bytes:
    """Return the report as a file for Word and LibreOffice."""
    document, t = new_document(report.title, report.t, report.demo), report.t
    document.add_heading(clean(report.title), 0)
    for label, value in report.facts():
        add_labelled(document, label, value).paragraph_format.space_after = 0
    for note in filter(None, (report.demo, *report.notes)):
        add_note(document, note)
    _add_bullets(document, report.sentences)
    _add_figures(document, report)
    if not report.is_short:
        _add_contents(document, report)
    for number, page in enumerate(report.pages, start=1):
        _add_page(document, page, number, report)
    _add_heading(document, t("report.sources"), "sources", len(report.pages) + 1)
    for source in report.sources():
        add_lines(document.add_paragraph(style="List Bullet"), source, SMALL)
    if not report.is_short:
        _add_heading(document, t("report.method"), "method", len(report.pages) + 2)
        for label, text in report.method():
            document.add_heading(clean(label), 2)
            _add_prose(document, text)
    return as_bytes(document)


def _add_figures(document: DocumentFile, report: Contents) -> None:
    """Add the key figures as a table: each with how it moved and what it rests on."""
    if not report.figures:
        return
    t = report.t
    keys = ("figure", "value", "change", "basis")
    columns = tuple(Column(key, t(f"report.column_{key}")) for key in keys)
    rows = [(each.label, each.value, each.change, each.basis) for each in report.figures]
    document.add_paragraph()
    add_report_table(document, Table(columns, rows), t)


def _add_contents(document: DocumentFile, report: Contents) -> None:
    """Add the contents: a field that Word counts the pages of when it is asked to."""
    t = report.t
    document.add_heading(t("report.contents"), 1)
    for name, title in report.sections():
        add_link_inside(document.add_paragraph(style="List Number"), title, name)


def _add_heading(document: DocumentFile, heading: str, name: str, number: int) -> None:
    bookmark(document.add_heading(clean(heading), 1), name, number)


def _add_page(document: DocumentFile, page: Page, number: int, report: Contents) -> None:
    t, metadata = report.t, page.metadata
    is_opening = report.is_short and number == 1
    _add_heading(document, page.title, f"chart-{number}", number)
    for note in page.notes():
        add_note(document, note)
    _add_prose(document, page.text)
    _add_chart(document, page, number, report)
    table, rest = page.shown_table()
    if table.columns and not is_opening:
        with room_for(document, table, t) as across:
            add_caption(document, t("report.table"), number, metadata.title)
            add_report_table(
                document, table, t, metadata.alt, across=across, is_continued=bool(rest)
            )
            add_lines(document.add_paragraph(), rest, SMALL)
    for heading, sentences in page.words:
        document.add_heading(clean(heading), 2)
        _add_bullets(document, sentences)


def _add_chart(document: DocumentFile, page: Page, number: int, report: Contents) -> None:
    """Add the chart with its caption, and what is said of it."""
    metadata = page.metadata
    highest = HIGHEST if drawable(page.chart) is not None else HIGHEST_PICTURE
    highest = HIGHEST_SHORT if report.is_short else highest
    missing = add_figure(document, page.chart, metadata, highest)
    if missing is not None:
        add_caption(document, report.t("report.figure"), number, metadata.title)
    small_print = f"{missing or ''} {page.small_print()}".strip()
    small = add_lines(document.add_paragraph(), small_print, SMALL)
    small.paragraph_format.keep_together = not report.is_short


def _add_prose(document: DocumentFile, text: str) -> None:
    """Add what the report's writer has written."""
    for block in blocks(text):
        if block.kind == NUMBERS:
            add_numbers(document, block.lines)
        elif block.kind == BULLETS:
            _add_bullets(document, block.lines)
        elif block.kind == HEADING:
            document.add_heading(clean(block.lines[0]), 2)
        else:
            add_lines(document.add_paragraph(), block.lines[0])


def _add_bullets(document: DocumentFile, lines: tuple[str, ...]) -> None:
    for line in lines:
        add_lines(document.add_paragraph(style="List Bullet"), line)

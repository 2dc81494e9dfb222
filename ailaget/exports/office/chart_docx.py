"""A chart or a table as a Word document: what it shows, its whole table, and how it is made."""

from collections.abc import Iterable

from docx.document import Document as DocumentFile
from docx.shared import Cm, Length

from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.document import (
    ACROSS,
    SMALL,
    add_lines,
    add_note,
    add_report_table,
    new_document,
    room_for,
)
from ailaget.exports.office.native_docx import add_native_chart
from ailaget.exports.office.not_drawn import not_drawn
from ailaget.exports.office.word import add_image, add_labelled, as_bytes
from ailaget.exports.pictures.images import chart_print_png
from ailaget.exports.text.chart_html import has_figure
from ailaget.views.base.cells import clean
from ailaget.views.base.native import drawable
from ailaget.views.base.result import Chart, Exhibit

HIGHEST = Cm(15.0)
"""Of a picture, so that what is said of it has room on its page."""


def chart_docx(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return the document, for Word and LibreOffice; its table is whole, however long."""
    t = metadata.t
    document = new_document(metadata.title, t, metadata.demo)
    document.add_heading(clean(metadata.title), 0)
    for note in filter(None, (metadata.demo, metadata.low_response)):
        add_note(document, note)
    if metadata.headline != metadata.title:
        add_lines(document.add_paragraph(), metadata.headline)
    missing = add_figure(document, exhibit, metadata, HIGHEST)
    if missing is not None:
        small = f"{missing} {metadata.attribution}".strip()
        add_lines(document.add_paragraph(), small, SMALL)
    if exhibit.table.columns:
        with room_for(document, exhibit.table, t) as across:
            document.add_heading(t("tab.table"), 1)
            words = metadata.alt or metadata.headline
            add_report_table(document, exhibit.table, t, words, across=across)
    document.add_heading(t("tab.about"), 1)
    _add_pairs(document, [(label, str(t.plain(value))) for label, value in metadata.lines()])
    document.add_heading(t("xlsx.method"), 1)
    _add_pairs(document, metadata.method)
    return as_bytes(document)


def add_figure(
    document: DocumentFile, exhibit: Exhibit, metadata: ExportMetadata, highest: Length
) -> str | None:
    """Add a chart, native and editable where it can be, else as a picture.

    Return what a native chart leaves out of what the page draws, empty where that is nothing, and
    None of a table, which has no figure.
    """
    if isinstance(exhibit, Chart) and (native := drawable(exhibit)) is not None:
        add_native_chart(document, native, metadata, highest)
        return not_drawn(exhibit, native, metadata.t)
    if not has_figure(exhibit):
        return None
    image = chart_print_png(exhibit, metadata, bare=True)
    add_image(document, image, metadata.alt, ACROSS, highest)
    return ""


def _add_pairs(document: DocumentFile, pairs: Iterable[tuple[str, str]]) -> None:
    for label, text in pairs:
        add_lines(add_labelled(document, label, ""), text)

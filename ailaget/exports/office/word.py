"""What every Word document of ours is built of: a page with a language, labelled lines, tables."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length

from ailaget.texts import Texts
from ailaget.views.base.cells import RIGHT, cell_text, clean
from ailaget.views.base.result import Table

A4 = (Cm(21.0), Cm(29.7))

MARGIN = 45
"""Of a cell whose column has a width of its own, at its sides: twentieths of a point."""

LONGEST = 250
"""Signs of a title among a document's properties: Word refuses more than 255."""


def begun_document(
    title: str,
    t: Texts,
    side: Length,
    top: Length,
    *,
    mark: str = "",
    mark_size: Length | None = None,
) -> DocumentFile:
    """Return an empty A4 document with its margins, which says its title and its language.

    `mark`, such as that its data is invented, stands at the top of each page.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = side
    section.top_margin = section.bottom_margin = top
    if mark:
        run = section.header.paragraphs[0].add_run(clean(mark))
        run.bold, run.font.size = True, mark_size
    properties = document.core_properties
    properties.title, properties.language = clean(title)[:LONGEST], t.tag
    # Whoever opens it is not the author that the empty template names.
    properties.author, properties.comments = "AI-läget", ""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), t.tag)
    return document


def add_labelled(document: DocumentFile, label: str, text: str) -> Any:
    """Add a line that begins with its label in bold; return it."""
    line = document.add_paragraph()
    line.add_run(f"{label}: ").bold = True
    line.add_run(clean(text))
    return line


def add_table(
    document: DocumentFile, table: Table, t: Texts, size: Length, widths: Sequence[int] = ()
) -> Any:
    """Add a table in letters of a size, and return it; its head stands on each page it comes to.

    `widths` are those of its columns; without them Word finds its own.
    """
    across = len(table.columns)
    made = document.add_table(1 + len(table.rows), across, style="Table Grid")
    made.autofit = not widths
    for column, width in zip(made.columns, widths, strict=bool(widths)):
        column.width = Emu(width)
    texts = [column.label for column in table.columns]
    for row in table.rows:
        texts += [cell_text(*pair, t) for pair in zip(row, table.columns, strict=True)]
    # All cells at once: python-docx finds a row's cells anew each time that they are asked for.
    for place, (cell, text) in enumerate(zip(made._cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(clean(text))
        run.font.size, run.bold = size, place < across
        if widths:  # Word goes by the columns' widths, LibreOffice by the cells'.
            cell.width = Emu(widths[place % across])
        if table.columns[place % across].kind in RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    if widths:
        _narrow_margins(made)
    return made


def _narrow_margins(table: Any) -> None:
    """Give narrow columns their width for words: Word's own margins take a third of twelve."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.xpath("w:tblLook")[0].addprevious(margins)


def add_image(document: DocumentFile, image: bytes, alt: str, widest: int, highest: int) -> None:
    """Add a picture at most so wide and so high, which stays with what follows; `alt` is read."""
    shape = document.add_picture(io.BytesIO(image))
    factor = min(1.0, widest / shape.width, highest / shape.height)
    shape.width, shape.height = Emu(int(shape.width * factor)), Emu(int(shape.height * factor))
    shape._inline.docPr.set("descr", clean(alt))
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def as_bytes(document: DocumentFile) -> bytes:
    """Return a document as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()

"""What every Word document of ours has: title, language, and tables whose heads are repeated."""

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length

from ailaget.texts import Texts
from ailaget.views.base.cells import RIGHT, cell_text, clean
from ailaget.views.base.result import Table


def begun_document(title: str, t: Texts) -> DocumentFile:
    """Return a document with nothing in it, which says its title and its language."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.language = title, t.tag
    # Whoever opens it is not the author that the empty template names.
    properties.author, properties.comments = "AI-läget", ""
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), t.tag)
    return document


def add_table(document: DocumentFile, table: Table, t: Texts, size: Length) -> None:
    """Add a table in letters of a size; its head stands on each page that it comes to."""
    made = document.add_table(1 + len(table.rows), len(table.columns), style="Table Grid")
    texts = [column.label for column in table.columns]
    for row in table.rows:
        texts += [cell_text(*pair, t) for pair in zip(row, table.columns, strict=True)]
    for place, (cell, text) in enumerate(zip(made._cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(clean(text))
        run.font.size, run.bold = size, place < len(table.columns)
        if table.columns[place % len(table.columns)].kind in RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)

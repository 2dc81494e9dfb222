"""Entries of practice as a Word document: a table of all, then each under a heading of its own."""

from collections.abc import Collection, Mapping

from docx.document import Document as DocumentFile
from docx.shared import Cm, Pt

from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.word import add_labelled, add_table, as_bytes, begun_document
from ailaget.texts import Texts
from ailaget.views.base.cells import cell_text, clean
from ailaget.views.base.result import Exhibit, Table
from ailaget.views.practice.listed import in_columns
from ailaget.views.practice.tables import SOURCE

SIDE, TOP = Cm(1.7), Cm(1.7)
TEXT, SMALL, BETWEEN = Pt(10), Pt(8), Pt(2)
"""Sizes of letters in what is read, and in tables and sources; and the room under a paragraph."""

OVERVIEW: Mapping[str, tuple[str, ...]] = {
    "examples": ("municipality", "area", "stage", "title", "source_name", "source_date"),
    "courses": ("name", "provider", "price", "status", "source_name", "source_date"),
    "getting_started_steps": ("number", "level", "part", "step", "responsible", "effort"),
    "manager_tasks": ("area", "task", "source_name", "source_date"),
    "manager_week": ("day", "area", "task", "source_name", "source_date"),
}
"""The columns of the table of all, by the exhibit's key: those that become a Word document."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "examples": ("municipality", "title"),
    "courses": ("name",),
    "getting_started_steps": ("number", "step"),
    "manager_tasks": ("task",),
    "manager_week": ("day", "task"),
}
"""The columns that name an entry, by the exhibit's key."""


def entries_docx(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return the document, for Word and LibreOffice; each entry has its source and its dates."""
    t = metadata.t
    document = _empty(metadata, t)
    document.add_heading(clean(exhibit.title), 0)
    for text in (exhibit.headline, exhibit.caveat):
        document.add_paragraph(clean(text))
    if exhibit.table.rows:
        document.add_heading(t("practice.word_overview"), 1)
        add_table(document, in_columns(exhibit.table, OVERVIEW[exhibit.key]), t, SMALL)
        document.add_heading(t("practice.word_each"), 1)
    for entry in _entries(exhibit.table, t):
        _add_entry(document, entry, HEADINGS[exhibit.key])
    foot = document.add_paragraph()
    foot.add_run(clean(f"{exhibit.attribution} {metadata.permalink}".strip())).font.size = SMALL
    return as_bytes(document)


Entry = dict[str, tuple[str, str]]
"""The label and the text of each column of an entry that has any, by the column's key."""


def _entries(table: Table, t: Texts) -> list[Entry]:
    return [
        {
            column.key: (column.label, text)
            for column, cell in zip(table.columns, row, strict=True)
            if (text := clean(cell_text(cell, column, t)))
        }
        for row in table.rows
    ]


def _add_entry(document: DocumentFile, entry: Entry, heading: Collection[str]) -> None:
    document.add_heading(": ".join(entry[key][1] for key in heading), 2)
    for key, (label, text) in entry.items():
        if key not in (*heading, *SOURCE, "marks"):
            add_labelled(document, label, text)
    told = [f"{label}: {text}" for key, (label, text) in entry.items() if key in SOURCE]
    told += [text for key, (_, text) in entry.items() if key == "marks"]
    document.add_paragraph().add_run(" · ".join(told)).font.size = SMALL


def _empty(metadata: ExportMetadata, t: Texts) -> DocumentFile:
    """Return a document without content; where data is invented each page says so at its top."""
    document = begun_document(metadata.title, t, SIDE, TOP, mark=metadata.demo)
    style = document.styles["Normal"]
    style.font.size, style.paragraph_format.space_after = TEXT, BETWEEN
    return document

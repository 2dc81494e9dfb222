"""Parts of a report as a Word document: styles, numbered captions, tables kept whole, links."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from ailaget.charts.style import LIGHT
from ailaget.exports.metadata import LINK
from ailaget.exports.office.word import A4, add_table, begun_document
from ailaget.texts import Texts
from ailaget.views.base.cells import clean
from ailaget.views.base.result import Table
from ailaget.views.base.table_pages import Room, in_pages, least_width, shares_by_words

MARGIN, BOTTOM, ACROSS = Cm(2.5), Cm(2.0), Cm(16.0)
"""A page's margins, and the width between them."""

SMALL, CHARACTERS, SMALLEST = Pt(8.5), 88, Pt(7)
"""Letters of tables and of what stands under a chart; how many of them a line holds; and those of
a table that is too wide."""

TOO_WIDE = 1.3
"""Of a page's width: so much more takes a table that is laid across."""

FONT = "Calibri"
"""What Word has everywhere; another program takes one as narrow."""

WHOLE, ROOM = 6, Room(lines=30, characters=CHARACTERS, between=0.3)
"""Rows of a table that is kept whole on one page, and what it may hold at most besides."""


def new_document(title: str, t: Texts, mark: str = "") -> DocumentFile:
    """Return an empty A4 document in a language; `mark` stands above each page but the first.

    At the foot are the title and the page's number.
    """
    document = begun_document(title, t, MARGIN, MARGIN, mark=mark)
    section = document.sections[0]
    section.bottom_margin = BOTTOM
    # The mark stands on the first page already, larger, below its title.
    section.different_first_page_header_footer = True
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run(clean(f"{title}  ")).font.size = SMALL
        add_field(line, "PAGE", "1")
    document.core_properties.subject = mark
    _set_styles(document)
    return document


def _set_styles(document: DocumentFile) -> None:
    """Give the template's styles our colours, and captions and headings what follows them."""
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Caption"):
        style = document.styles[name]
        style.font.name = FONT
        letters = style.element.rPr.rFonts
        for use in [key for key in letters.attrib if key.endswith("Theme")]:
            del letters.attrib[use]
        if name == "Normal":
            continue
        style.font.color.rgb = RGBColor.from_string(LIGHT.text.lstrip("#").upper())
        style.paragraph_format.keep_with_next = True
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Caption"].font.size = Pt(9)
    document.styles["Heading 1"].font.size = Pt(15)
    document.styles["Heading 2"].font.size = Pt(12)
    document.styles["Title"].font.size = Pt(24)


def add_lines(paragraph: Paragraph, text: str, size: Length | None = None) -> Paragraph:
    """Add a text to a paragraph, each address in it as a link that can be followed."""
    end = 0
    for match in LINK.finditer(text):
        _add_run(paragraph, text[end : match.start()], size)
        add_link(paragraph, match[0], size)
        end = match.end()
    _add_run(paragraph, text[end:], size)
    return paragraph


def _add_run(paragraph: Paragraph, text: str, size: Length | None) -> None:
    if text:
        paragraph.add_run(clean(text)).font.size = size


def add_link(paragraph: Paragraph, address: str, size: Length | None = None) -> None:
    """Add an address as a link to itself."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    _link(paragraph, address, size).set(qn("r:id"), key)


def add_link_inside(paragraph: Paragraph, text: str, bookmark: str) -> None:
    """Add a text as a link to a bookmark of the same document."""
    _link(paragraph, text, None).set(qn("w:anchor"), bookmark)


def _link(paragraph: Paragraph, text: str, size: Length | None) -> Any:
    link = OxmlElement("w:hyperlink")
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.underline = size, True
    run.font.color.rgb = RGBColor.from_string(LIGHT.accent.lstrip("#").upper())
    link.append(run._element)
    paragraph._p.append(link)
    return link


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field that Word counts anew, such as a page's number; `shown` is what it says now."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run(shown)
    run.font.size = SMALL if code == "PAGE" else None
    field.append(run._element)
    paragraph._p.append(field)


def add_caption(document: DocumentFile, label: str, number: int, text: str) -> Paragraph:
    """Add a caption, such as ``Tabell 3. AI-mognad``, whose number Word keeps count of."""
    caption = document.add_paragraph(style="Caption")
    caption.add_run(f"{label} ")
    add_field(caption, f"SEQ {label} \\* ARABIC", str(number))
    caption.add_run(clean(f". {text}"))
    return caption


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Give a paragraph a name that links lead to."""
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def add_numbers(document: DocumentFile, lines: Sequence[str]) -> None:
    """Add a numbered list that begins at 1, whatever lists there are before it."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    usual = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    kind = numbering.num_having_numId(int(usual)).abstractNumId.val
    own = numbering.add_num(kind)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    for line in lines:
        paragraph = add_lines(document.add_paragraph(style="List Number"), line)
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = own.numId


def add_report_table(
    document: DocumentFile,
    table: Table,
    t: Texts,
    description: str = "",
    *,
    across: Length = ACROSS,
    is_continued: bool = False,
) -> None:
    """Add a table `across` the text, in letters that have room; a short one is kept whole.

    One that `is_continued` has its end on the page of what follows, which says what is left out.
    """
    if not table.columns:
        return
    held = CHARACTERS * across / ACROSS
    fitting = SMALL * held / max(least_width(table, t), held)
    letters = max(Emu(int(fitting)), SMALLEST)
    shares = shares_by_words(table, t, held * SMALL / letters)
    made = add_table(document, table, t, letters, [int(across * share) for share in shares])
    is_whole = len(table.rows) <= WHOLE and len(in_pages(table, t, ROOM)) == 1
    for place, cell in enumerate(made._cells):
        look = cell.paragraphs[0].paragraph_format
        look.space_after = Pt(0)
        row = place // len(table.columns)
        is_last = row == len(table.rows)
        look.keep_with_next = (
            is_continued if is_last else _keeps(row, len(table.rows), is_whole=is_whole)
        )
    for number, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and LINK.search(cell):
                paragraph = made.cell(number, column).paragraphs[0]
                paragraph._p.remove(paragraph.runs[0]._element)
                add_lines(paragraph, cell, letters)
    _keep_rows_whole(made)
    if description:
        _describe(made, description)


def _asks_for_width(table: Table, t: Texts) -> bool:
    """Return whether a table has far from room on an upright page, even in the smallest letters."""
    return bool(table.columns) and least_width(table, t) > TOO_WIDE * CHARACTERS * SMALL / SMALLEST


@contextmanager
def room_for(document: DocumentFile, table: Table, t: Texts) -> Iterator[Length]:
    """Yield the width that a table, added meanwhile, has: one too wide has landscape pages."""
    is_wide = _asks_for_width(table, t)
    if is_wide:
        _turn(document)
    yield Length(A4[1] - 2 * MARGIN) if is_wide else ACROSS
    if is_wide:
        _turn(document)


def _turn(document: DocumentFile) -> None:
    """Begin a page that is landscape if the last one was upright, and the other way round."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    was_landscape = section.orientation == WD_ORIENT.LANDSCAPE
    section.orientation = WD_ORIENT.PORTRAIT if was_landscape else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.different_first_page_header_footer = False


def _keeps(row: int, rows: int, *, is_whole: bool) -> bool:
    """Return whether a row stays with the next: no header stands without two rows below it."""
    return is_whole or row < 2 or row == rows - 1  # noqa: PLR2004 - as said


def _keep_rows_whole(table: Any) -> None:
    """Let no row be broken by a page's end."""
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _describe(table: Any, description: str) -> None:
    words = OxmlElement("w:tblDescription")
    words.set(qn("w:val"), clean(description))
    table._tbl.tblPr.append(words)


def add_note(document: DocumentFile, text: str) -> None:
    """Add what must be read first: a paragraph with a bar at its side, and a ground of its own."""
    paragraph = document.add_paragraph()
    paragraph.add_run(clean(text)).bold = True
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "6"), ("color", "5C4300")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "FFF4D6")):
        ground.set(qn(f"w:{name}"), value)
    properties.insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(ground, "w:spacing", "w:ind", "w:jc", "w:rPr")

"""Minutes as a Word document: real headings, lists and tables, pictures with alternative texts."""

from docx.document import Document as DocumentFile
from docx.enum.text import WD_TAB_LEADER
from docx.shared import Cm, Pt

from ailaget.council.minutes import Minutes, Paragraph
from ailaget.exports.office.document import (
    add_lines,
    add_note,
    add_report_table,
    new_document,
    room_for,
)
from ailaget.exports.office.word import add_image, add_labelled, as_bytes
from ailaget.views.base.cells import clean

WIDEST, HIGHEST, ON_PAGE, NOTE = Cm(16.0), Cm(7.8), 2, Cm(1.0)
"""Of a picture: so many fit on a page, with what is said of them; each note takes some room."""

SMALL, SIGNING, SIGNATURE = Pt(9), Pt(36), Cm(9.0)
"""Sizes of letters in notes and tables, of the room to sign in, and of the line to sign on."""


def minutes_docx(minutes: Minutes) -> bytes:
    """Return the minutes as a file for Word and LibreOffice."""
    t = minutes.t
    document = new_document(minutes.title, t, minutes.mark)
    document.add_heading(clean(minutes.title), 0)
    if minutes.mark:
        add_note(document, minutes.mark)
    for label, value in minutes.facts:
        add_labelled(document, label, value)
    for heading, paragraph in minutes.numbered():
        _add_paragraph(document, heading, paragraph)
    _add_signatures(document, minutes)
    if minutes.pictures:
        document.add_heading(t("minutes.pictures"), 1).paragraph_format.page_break_before = True
        _add_pictures(document, minutes)
        document.add_heading(t("minutes.notes"), 1)
        for note in minutes.notes():
            add_lines(document.add_paragraph(), note, SMALL)
        _add_values(document, minutes)
    return as_bytes(document)


def _add_paragraph(document: DocumentFile, heading: str, paragraph: Paragraph) -> None:
    document.add_heading(clean(heading), 1)
    for text in paragraph.texts:
        for part in text.split("\n\n"):
            add_lines(document.add_paragraph(), part)
    for list_heading, lines in paragraph.lists:
        if list_heading:
            document.add_heading(clean(list_heading), 2)
        for line in lines:
            add_lines(document.add_paragraph(style="List Bullet"), line)


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
        low = picture.low_response(minutes.t)
        if low:
            add_note(document, low)
        headline = document.add_paragraph(clean(picture.chart.headline))
        headline.paragraph_format.keep_with_next = True
        if picture.image is None:
            add_report_table(document, picture.chart.table, minutes.t, picture.chart.alt)
            on_page = ON_PAGE
        else:
            # Notes are of two lines, and that of invented data tops the page for both pictures.
            highest = Cm(HIGHEST.cm - NOTE.cm * (bool(low) + bool(minutes.mark) / ON_PAGE))
            add_image(document, picture.image, picture.chart.alt, WIDEST, highest)
        add_lines(document.add_paragraph(), picture.source_on_paper(minutes.t), SMALL)


def _add_values(document: DocumentFile, minutes: Minutes) -> None:
    """Add the values behind the pictures, each in a table under the picture's number.

    Of a long table the first rows are there, and where the rest is.
    """
    if not (drawn := minutes.drawn()):
        return
    heading = document.add_heading(minutes.t("minutes.appendix"), 1)
    heading.paragraph_format.page_break_before = True
    for caption, picture, chart in drawn:
        table, rest = picture.on_paper(minutes.t)
        with room_for(document, table, minutes.t) as across:
            document.add_heading(clean(caption), 2)
            add_report_table(
                document, table, minutes.t, chart.alt, across=across, is_continued=bool(rest)
            )
            if rest:
                add_lines(document.add_paragraph(), rest, SMALL)

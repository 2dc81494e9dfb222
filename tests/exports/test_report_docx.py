"""A report in Word: what Word and a screen reader find in it, and what LibreOffice makes of it."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from ailaget.exports.office.word import MARGIN
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.document import report_docx
from ailaget.texts import LANGUAGES, texts
from tests.exports.conftest import CHOSEN, PLANTED, Get, Made, Office

pytestmark = pytest.mark.usefixtures("pictured_once")

TEXT = """Tio av fjorton har svarat.
# Vad vi vill veta
- Vem delar en tjänst?
- Vem börjar?

1. Läs rapporten.
2. Kom på mötet, se https://skr.se/ai.
# Sedan
1. Ett nytt varv."""


def contents(made: Made, language: str = "sv") -> Contents:
    chosen = replace(CHOSEN, language=language)
    ranking, of_map, trend = (
        made(key, chosen) for key in ("region_ranking", "map", "region_trend")
    )
    pages = (
        Page(*ranking, heading="Vår rubrik", text=TEXT),
        Page(*of_map, note=PLANTED[5]),
        Page(*trend, words=(("Nästa steg", ("Ett.", PLANTED[7])),)),
    )
    return Contents("Till rådet", language, "rapport", pages, sentences=("En mening.",))


def opened(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def in_style(document: Any, name: str) -> list[str]:
    named = [part._p for part in document.paragraphs if part.style.name == name]
    return ["".join(part.xpath(".//w:t/text()")) for part in named]


@pytest.fixture(scope="module")
def document(made: Made) -> Any:
    return opened(report_docx(contents(made)))


def test_the_cover_says_day_wave_and_data_version(made: Made, document: Any) -> None:
    first = "\n".join(part.text for part in document.paragraphs[:8])
    for label, value in contents(made).facts():
        assert f"{label}: {value}" in first
    assert texts("sv")("demo.banner") in first


def test_headings_captions_and_lists_are_such(document: Any) -> None:
    t = texts("sv")
    headings = in_style(document, "Heading 1")
    assert headings[0] == t("report.contents")
    assert headings[1] == "Vår rubrik"
    assert headings[-2:] == [t("report.sources"), t("report.method")]
    assert in_style(document, "Heading 2")[:2] == ["Vad vi vill veta", "Sedan"]
    assert {"Vem delar en tjänst?", "Vem börjar?"} <= set(in_style(document, "List Bullet"))
    assert "Läs rapporten." in in_style(document, "List Number")
    captions = [caption.partition(".")[0] for caption in in_style(document, "Caption")]
    assert captions == [f"{kind} {n}" for n in (1, 2, 3) for kind in ("Diagram", "Tabell")]


def test_a_second_numbered_list_begins_at_one_again(document: Any) -> None:
    numbers = {
        part.text: part._p.pPr.numPr.numId.val
        for part in document.paragraphs
        if part.style.name == "List Number" and part._p.pPr.numPr is not None
    }
    assert numbers["Läs rapporten."] != numbers["Ett nytt varv."]
    numbering = document.part.numbering_part.element
    own = numbering.num_having_numId(numbers["Ett nytt varv."])
    assert own.xpath("w:lvlOverride/w:startOverride/@w:val") == ["1"]


def test_what_is_drawn_has_its_words_and_stays_with_its_caption(document: Any) -> None:
    drawings = document.element.xpath("//w:drawing")
    assert len(drawings) == 3
    assert all(each.xpath(".//wp:docPr/@descr")[0] for each in drawings)
    identities = document.element.xpath("//w:drawing//wp:docPr/@id")
    assert len(set(identities)) == 3
    for each in drawings:
        (paragraph,) = each.xpath("ancestor::w:p[1]")
        assert paragraph.xpath("w:pPr/w:keepNext")
    for caption in (part for part in document.paragraphs if part.style.name == "Caption"):
        assert caption.style.paragraph_format.keep_with_next
    (note,) = (part for part in document.paragraphs if part.text == PLANTED[5])
    assert note.paragraph_format.keep_with_next


def test_how_many_more_rows_there_are_stays_with_the_last(document: Any) -> None:
    ends = {}
    for table in document.tables:
        (after,) = table._tbl.xpath("following-sibling::w:p[1]")
        said = "".join(after.xpath(".//w:t/text()"))
        look = table.rows[-1].cells[0].paragraphs[0].paragraph_format
        ends.setdefault(bool(said) and "rader till" in said, set()).add(bool(look.keep_with_next))
    assert ends == {True: {True}, False: {False}}


def test_a_table_repeats_its_header_and_breaks_no_row(document: Any) -> None:
    assert document.tables
    for table in document.tables:
        first, *others = table.rows
        assert first._tr.xpath("w:trPr/w:tblHeader")
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in (first, *others))


def test_a_narrow_column_has_its_width_for_words(document: Any) -> None:
    for table in document.tables:
        margins = table._tbl.xpath("w:tblPr/w:tblCellMar/*/@w:w")
        assert margins == [str(MARGIN)] * 2
        (look,) = table._tbl.xpath("w:tblPr/w:tblLook")
        assert look.getprevious().tag == qn("w:tblCellMar")  # where Word wants it


def test_a_table_too_wide_for_a_page_that_stands_has_pages_that_lie(made: Made) -> None:
    pages = (Page(*made("collaboration_network")), Page(*made("region_trend")))
    sections = opened(report_docx(Contents("Till rådet", "sv", "rapport", pages))).sections
    assert [each.page_width > each.page_height for each in sections] == [False, True, False]


def test_native_charts_have_their_figures_in_a_workbook_inside(made: Made, document: Any) -> None:
    relations = document.part.rels.values()
    charts = [each.target_part for each in relations if each.reltype.endswith("/chart")]
    assert len(charts) == 2
    chart = next(each for each in charts if b"Norrbottens" in each.blob)
    (workbook,) = [relation.target_part for relation in chart.rels.values()]
    native = made("region_ranking")[0].native
    assert native is not None
    (sheet, *_) = load_workbook(io.BytesIO(workbook.blob)).worksheets
    names = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert set(names) >= {str(row[0]) for row in native.table.rows}


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_a_document_says_its_language_and_demo_mark(made: Made, language: str, locale: str) -> None:
    document = opened(report_docx(contents(made, language)))
    assert document.core_properties.language == locale
    languages = document.styles.element.xpath("//w:lang/@w:val")
    assert set(languages) == {locale}
    assert texts(language)("demo.banner") in document.sections[0].header.paragraphs[0].text


def test_source_and_link_stand_under_each_chart(made: Made, document: Any) -> None:
    links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert "https://skr.se/ai" in links
    words = "\n".join(part.text for part in document.paragraphs)
    for page in contents(made).pages:
        assert page.metadata.attribution in words
        assert page.metadata.permalink in links


def test_the_contents_lead_to_the_headings(document: Any) -> None:
    anchors = document.element.xpath("//w:hyperlink/@w:anchor")
    names = document.element.xpath("//w:bookmarkStart/@w:name")
    assert anchors
    assert set(anchors) <= set(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_opens_it_with_every_heading_picture_and_table(
    made: Made, opened_by_office: Office, language: str
) -> None:
    report = contents(made, language)
    saved = opened_by_office({"rapport.docx": report_docx(report)}, "docx:MS Word 2007 XML")
    document = opened(saved["rapport.docx"])
    titles = in_style(document, "Heading 1")
    assert [page.title for page in report.pages] == titles[1:4]
    # LibreOffice keeps the words of a picture; it has no place for those of a chart in Word.
    assert len(document.element.xpath("//w:drawing")) == 3
    assert document.element.xpath("//w:drawing//wp:docPr[@descr]")
    assert len(document.tables) == 3
    for table in document.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    runs = document.element.body.iter(qn("w:t"))
    assert PLANTED[5] in "".join(run.text or "" for run in runs)


def filled(page: Any) -> float:
    """Return how far down a printed page anything stands above its foot, of its height."""
    dots = np.asarray(page.render(grayscale=True).to_pil())
    body = dots[: int(len(dots) * FOOT)]
    return float(np.flatnonzero((body < DARK).any(axis=1))[-1] / len(dots))


FOOT, DARK, LEAST = 0.93, 200, 0.6
"""Where a page's foot begins; what is ink; how far down a page is filled at least."""


def test_no_page_of_a_short_report_is_half_empty_in_libreoffice(
    get: Get, opened_by_office: Office
) -> None:
    """A large municipality, a small one, and one that has not answered."""
    asked = {
        f"{code}_{lang}": (code, lang) for code in ("0180", "2026", "2584") for lang in LANGUAGES
    }
    files = {
        f"{name}.docx": bytes(get("municipality.docx", f"municipality={code}&lang={lang}").body)
        for name, (code, lang) in asked.items()
    }
    for name, printed in opened_by_office(files, "pdf").items():
        pages = list(pypdfium2.PdfDocument(printed))
        assert len(pages) <= 3, name
        assert [place for place in map(filled, pages[:-1]) if place < LEAST] == [], name


def test_a_longer_report_has_few_half_empty_pages_in_libreoffice(
    get: Get, opened_by_office: Office
) -> None:
    """The picture leaves its table room on the same page, and a table of many rows is broken."""
    files = {
        f"{kind}.docx": bytes(get(f"{kind}.docx", "region=14&lang=sv").body)
        for kind in ("country", "county")
    }
    for name, printed in opened_by_office(files, "pdf").items():
        pages = list(pypdfium2.PdfDocument(printed))
        half_empty = [place for place in map(filled, pages[:-1]) if place < LEAST]
        assert len(half_empty) <= 1, (name, half_empty)
        assert len(pages) <= 14, name

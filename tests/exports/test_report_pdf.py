"""A report as PDF: what ISO 14289 (PDF/UA-1) asks of it, read back by pikepdf."""

import io
import re
import time
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest

from ailaget.exports.pictures import images
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.every.maker import new_maker
from ailaget.exports.report.every.material import gather
from ailaget.exports.report.every.order import Order
from ailaget.exports.report.paper import report_pdf
from ailaget.store.database import Database
from tests.exports.conftest import CHOSEN, Made
from tests.exports.test_report_docx import contents
from tests.pdf_structure import elements, scope_of

pytestmark = pytest.mark.usefixtures("pictured_once")

HEADINGS = {"/H1": 1, "/H2": 2, "/H3": 3}
SHOWING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh"}
"""Operators that put something on the page."""


@pytest.fixture(scope="module")
def report(made: Made) -> Contents:
    return contents(made)


@pytest.fixture(scope="module")
def pdf(report: Contents) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(report_pdf(report)))


@pytest.fixture(scope="module")
def structure(pdf: pikepdf.Pdf) -> list[Any]:
    return list(elements(pdf.Root.StructTreeRoot))


def of_kind(structure: list[Any], *kinds: str) -> list[Any]:
    return [each for each in structure if str(each.S) in kinds]


def test_it_says_that_it_is_tagged_and_by_which_standard(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Till rådet"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_it_says_its_language(made: Made, language: str, tag: str) -> None:
    made_pdf = pikepdf.open(io.BytesIO(report_pdf(contents(made, language))))
    assert str(made_pdf.Root.Lang) == tag


def test_every_figure_has_its_words(report: Contents, structure: list[Any]) -> None:
    words = [str(each.Alt) for each in of_kind(structure, "/Figure") if "/Alt" in each]
    assert [page.metadata.alt for page in report.pages] == words


def test_headings_are_in_order_and_none_is_skipped(report: Contents, structure: list[Any]) -> None:
    levels = [HEADINGS[str(each.S)] for each in of_kind(structure, *HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(2) == len(report.pages) + 3  # contents, sources and method


def test_tables_have_header_cells_with_a_scope(report: Contents, structure: list[Any]) -> None:
    tables = of_kind(structure, "/Table")
    assert len(tables) == 3
    for table, page in zip(tables, report.pages, strict=True):
        head, *rows = of_kind(list(elements(table)), "/TR")
        assert set(scopes(head)) == {"/Column"}
        shown = page.shown_table()[0]
        heads = ["/Row" if column.kind == "name" else "" for column in shown.columns]
        heads = heads if any(heads) else ["/Row", *heads[1:]]
        assert [scopes(row) for row in rows] == [heads] * len(shown.rows)
        for cell in of_kind(list(elements(table)), "/TH", "/TD"):
            assert (str(cell.S) == "/TH") == bool(scope_of(cell))


def scopes(row: Any) -> list[str]:
    return [scope_of(cell) for cell in of_kind(list(elements(row)), "/TH", "/TD")]


def test_a_table_too_wide_for_a_page_that_stands_has_pages_that_lie(made: Made) -> None:
    pages = (Page(*made("collaboration_network")), Page(*made("region_trend")))
    whole = pikepdf.open(io.BytesIO(report_pdf(Contents("Till rådet", "sv", "rapport", pages))))
    lies = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in whole.pages]
    assert any(lies) and not lies[0] and not lies[-1]


def test_the_same_report_is_the_same_file(report: Contents) -> None:
    first = report_pdf(report)
    time.sleep(1)  # what a file says of when it was made has seconds, if any
    assert report_pdf(report) == first


def test_lists_and_captions_are_such(structure: list[Any]) -> None:
    assert len(of_kind(structure, "/L")) >= 3
    assert len(of_kind(structure, "/Caption")) == 6


def test_nothing_is_drawn_outside_what_is_read_or_left_out(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        depth, outside = 0, []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            if name in SHOWING and depth == 0:
                outside.append((name, operands))
        assert outside == []
        assert str(page.Tabs) == "/S"


def test_every_font_is_inside_and_can_be_read(pdf: pikepdf.Pdf) -> None:
    fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    whole = [each for each in fonts if each.get("/Type") == "/Font" and "/ToUnicode" in each]
    assert whole
    for descriptor in (each for each in fonts if each.get("/Type") == "/FontDescriptor"):
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_links_are_tagged_and_say_where_they_lead(pdf: pikepdf.Pdf, structure: list[Any]) -> None:
    links = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert links
    assert all("/StructParent" in link and str(link.get("/Contents", "")) for link in links)
    assert of_kind(structure, "/Link")


def test_its_outline_has_every_heading_of_a_chart(pdf: pikepdf.Pdf, report: Contents) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:3] == [page.title for page in report.pages]


def test_the_writers_own_words_are_in_it(pdf: pikepdf.Pdf, report: Contents) -> None:
    out = io.BytesIO()
    pdf.save(out)
    document = pypdfium2.PdfDocument(out.getvalue())
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "Vad vi vill veta" in text
    assert "# Vad" not in text
    for label, value in report.facts():
        assert f"{label}: {value}" in re.sub(r"\s+", " ", text)


def test_no_caption_is_left_alone_at_the_foot_of_a_page(pdf: pikepdf.Pdf) -> None:
    out = io.BytesIO()
    pdf.save(out)
    for page in pypdfium2.PdfDocument(out.getvalue()):
        lines = page.get_textpage().get_text_range().strip().splitlines()
        body = [line for line in lines if not re.fullmatch(r"Till rådet.*|.*\(\d+\)", line)]
        assert not re.match(r"(Diagram|Tabell) \d+\. ", body[-1])


def test_without_a_browser_it_is_made_just_so(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "take_picture", lambda *_: None)
    report = contents(made)
    without = pikepdf.open(io.BytesIO(report_pdf(report)))
    structure = list(elements(without.Root.StructTreeRoot))
    words = [str(each.Alt) for each in of_kind(structure, "/Figure") if "/Alt" in each]
    assert words == [page.metadata.alt for page in report.pages]


@pytest.mark.browser
@pytest.mark.parametrize("code", ["2514", "1983"])
def test_no_letter_of_a_municipalitys_first_chart_is_smaller_than_the_small_print(
    demo_database: Database, chrome: object, code: str
) -> None:
    """The small print is 7 points, and names the source as the picture does, in its least letters.

    Where all is answered it is two pages; where most is missing, three.
    """
    order = Order("municipality", "pdf", CHOSEN)
    contents = new_maker(gather(order, demo_database, ()), demo_database).contents(code)
    document = pypdfium2.PdfDocument(report_pdf(contents))
    assert len(document) <= (3 if code == "1983" else 2)
    text = document[0].get_textpage()
    places = text.search("Källa:", match_case=True)
    picture, print_below = (
        top - bottom
        for place, _ in (places.get_next(), places.get_next())
        for _, bottom, _, top in [text.get_charbox(place)]
    )
    assert picture >= 0.99 * print_below

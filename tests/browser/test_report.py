"""A report survives its tab: it is collected in one window and opened by its link in another."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from tests.browser.conftest import Served, let_edit, opened_window, serving
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

sv = texts("sv")


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Workspace]
) -> Iterator[str]:
    """Start the dashboard on a folder of its own: the report is seen by no other test."""
    place = demo_copy(tmp_path_factory.mktemp("report") / "var")
    log = tmp_path_factory.mktemp("report_server") / "log"
    with serving(place, log) as address:
        yield address
    assert log.read_text() == ""


def add(visit: Visit, nth: int) -> None:
    page = visit.page
    page.get_by_role("button", name=sv("report.add"), exact=True).nth(nth).click()
    visit.settle()


def test_a_report_survives_its_tab(browser: Browser, server: Served, tmp_path: Path) -> None:
    first = opened_window(browser, viewport={"width": 1366, "height": 768})
    let_edit(first, server)
    visit = Visit(first.new_page(), server)
    visit.open("", county="17")
    add(visit, 0)
    key = visit.address()["report"][0]
    visit.open("ojamlikhet", report=key)
    add(visit, 0)
    visit.open("rapport", report=key)
    title = visit.page.get_by_label(sv("report.own_title"), exact=True)
    title.fill("Till rådet i december")
    title.blur()
    visit.settle()
    link = visit.page.url
    first.close()

    second = opened_window(browser, viewport={"width": 1366, "height": 768})
    let_edit(second, server)
    page = second.new_page()
    page.goto(link)
    again = Visit(page, server)
    again.settle()
    assert again.address()["report"] == [key]
    expect(page.get_by_label(sv("report.own_title"), exact=True)).to_have_value(
        "Till rådet i december"
    )
    expect(page.get_by_label(sv("report.heading"), exact=True)).to_have_count(2)
    with page.expect_download() as waiting:
        page.locator('a[href^="report/own.html"]').click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    said = file.read_text("utf-8")
    assert "Till rådet i december" in said
    assert said.count('<h2 id="chart-') == 2
    second.close()


def test_three_charts_of_a_county_become_a_word_report_and_a_pdf(
    browser: Browser, server: Served, tmp_path: Path
) -> None:
    """As an analyst does: Norrbotten, three charts, words of one's own, and off with the files."""
    window = opened_window(browser, viewport={"width": 1366, "height": 768})
    let_edit(window, server)
    visit = Visit(window.new_page(), server)
    visit.open("region", region="25")
    add(visit, 0)
    key = visit.address()["report"][0]
    add(visit, 1)
    visit.open("karta", county="25", report=key)
    add(visit, 0)
    page = visit.open("rapport", report=key)
    for label, nth, words in (
        (sv("report.own_title"), 0, "AI i Norrbotten"),
        (sv("report.heading"), 0, "Norrbotten ligger efter"),
        (sv("report.text"), 0, "Tio har svarat.\n# Sedan\n- Vi bjuder in."),
    ):
        field = page.get_by_label(label, exact=True).nth(nth)
        field.fill(words)
        field.blur()
        visit.settle()
    files = {}
    for ending in ("docx", "pdf"):
        with page.expect_download() as waiting:
            page.locator(f'a[href^="report/own.{ending}"]').click()
        name = f"ai-laget_rapport_ai-i-norrbotten_pahittat.{ending}"
        assert waiting.value.suggested_filename == name
        files[ending] = tmp_path / f"report.{ending}"
        waiting.value.save_as(files[ending])
    window.close()

    document = Document(str(files["docx"]))
    by_style = [(part.style.name, part.text) for part in document.paragraphs if part.style]
    assert ("Title", "AI i Norrbotten") in by_style
    assert ("Heading 1", "Norrbotten ligger efter") in by_style
    assert ("Heading 2", "Sedan") in by_style
    assert ("List Bullet", "Vi bjuder in.") in by_style
    assert len(document.element.xpath("//w:drawing")) == 3
    with pikepdf.open(files["pdf"]) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert len(titles) == 5  # three charts, sources and method
        assert titles[0] == "Norrbotten ligger efter"
        assert pdf.Root.MarkInfo.Marked

"""Reports on the page: one that survives its tab, and those of all that an editor has made."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from ailaget.geography import skr_groups, skr_main_groups
from ailaget.texts import texts
from tests.browser.conftest import Served, let_edit, opened_window
from tests.browser.visit import SECONDS, Visit

pytestmark = pytest.mark.browser

sv = texts("sv")


@pytest.fixture(scope="module")
def server(own_server: Served) -> Served:
    """Return the dashboard on a folder of its own."""
    return own_server


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
    link = visit.href()
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


def test_an_editor_makes_a_report_of_every_group_and_each_leads_back_to_the_pages(
    browser: Browser, server: Served, tmp_path: Path
) -> None:
    window = opened_window(browser, viewport={"width": 1366, "height": 768})
    let_edit(window, server)
    visit = Visit(window.new_page(), server)
    page = visit.open("rapport")
    for label, option in (
        (sv("all_reports.kind"), sv("all_reports.of_group")),
        (sv("all_reports.format"), sv("report.as_docx")),
    ):
        page.get_by_label(label).click()
        page.get_by_role("option", name=option, exact=True).click()
        visit.settle()
    page.get_by_role("button", name=sv("all_reports.start"), exact=True).click()
    expect(page.get_by_role("button", name=sv("all_reports.stop"), exact=True)).to_be_visible()
    link = page.get_by_role("link", name=sv("all_reports.download"))
    expect(link).to_be_visible(timeout=SECONDS * 1000)
    with page.expect_download() as waiting:
        link.click()
    waiting.value.save_as(tmp_path / "all.zip")
    window.close()
    with ZipFile(tmp_path / "all.zip") as package:
        reports = [name for name in package.namelist() if not name.startswith("index")]
        assert len(reports) == len([*skr_main_groups(), *skr_groups()])
        for name in reports:
            document = Document(io.BytesIO(package.read(name)))
            links = [each.target_ref for each in document.part.rels.values() if each.is_external]
            assert any(link.startswith(f"{server}/v/") for link in links), name

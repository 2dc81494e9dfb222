"""Through the printed address one edits, without it one reads: by mouse, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from ailaget.store.decisions import published_waves
from ailaget.store.workspace import Workspace
from ailaget.texts import texts, unbroken
from tests.browser.conftest import Served, opened_window, serving
from tests.browser.visit import SECONDS, Visit

pytestmark = pytest.mark.browser

WAVE = "2026-11"
PATIENCE = 1000 * SECONDS
SURVEY = "Kommunkod;ai_strategi;ai_heltid\n0114;1;3\n0115;2;0\n1781;0;1\n"
PLANTED = "[klicka](http://elsewhere.example) **fet** :smile:"

REFUSED = r"refused 403 \(upload\), 0 more [a-z ]+\n"
"""What the log says of an upload that was refused: nothing of whom."""

sv = texts("sv")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("access_server") / "log"


@pytest.fixture(scope="module")
def server(place: Workspace, log: Path) -> Iterator[Served]:
    with serving(place, log) as address:
        yield address
    # At most the one upload that a reader tried, whichever of these tests were run.
    assert re.fullmatch(f"({REFUSED})?", log.read_text())


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a window that nobody has let edit."""
    context = opened_window(browser, viewport={"width": 1366, "height": 900})
    yield context.new_page()
    context.close()


def opened(page: Page, server: Served) -> Visit:
    """Open the printed address, under the one name that this browser finds."""
    page.goto(server.editing.replace("localhost", "127.0.0.1"))
    visit = Visit(page, server)
    visit.settle()
    return visit


def test_a_reader_reads_and_is_offered_nothing_to_change(
    page: Page, server: Served, log: Path
) -> None:
    visit = Visit(page, server)
    visit.open("")
    visit.go_to(sv("upload.title"))
    expect(page.get_by_text(unbroken(sv("upload.may_not")))).to_be_visible()
    expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
    visit.go_to(sv("meeting.title"))
    expect(page.get_by_text(unbroken(sv("council.may_not")))).to_be_visible()
    expect(page.get_by_role("button", name=sv("council.create"))).to_have_count(0)
    refused = page.evaluate(
        """async () => (await fetch('./_stcore/upload_file/a/b',
            {method: 'PUT', body: new FormData()})).status"""
    )
    assert refused == 403
    assert re.fullmatch(REFUSED, log.read_text())


def test_the_printed_address_lets_one_edit_and_is_not_seen_afterwards(
    page: Page, server: Served, place: Workspace, tmp_path: Path
) -> None:
    visit = opened(page, server)
    assert "edit" not in visit.address()
    (kept,) = [one for one in page.context.cookies() if one["name"].startswith("ailaget_edit")]
    assert (kept["httpOnly"], kept["sameSite"]) == (True, "Strict")
    assert kept["value"] not in page.evaluate("document.cookie") + page.content() + visit.href()

    visit.go_to(sv("upload.title"))
    survey = tmp_path / f"svar_{WAVE}.csv"
    survey.write_text(SURVEY, encoding="utf-8")
    with page.expect_file_chooser() as choosing:
        page.get_by_test_id("stFileUploader").first.get_by_text("Välj fil").click()
    choosing.value.set_files(survey)
    page.get_by_role("button", name=sv("upload.save"), exact=True).click(timeout=PATIENCE)
    publish = page.locator(f".st-key-publish_{WAVE} button")
    publish.click(timeout=PATIENCE)
    said = sv("review.published", wave=sv.wave(WAVE))
    expect(page.get_by_text(said).first).to_be_visible(timeout=PATIENCE)
    assert published_waves(place.state().decisions, is_demo=False) == {WAVE}


def test_a_heading_of_a_file_is_shown_letter_by_letter(
    page: Page, server: Served, tmp_path: Path
) -> None:
    visit = opened(page, server)
    visit.go_to(sv("upload.title"))
    survey = tmp_path / "svar_2026-12.csv"
    survey.write_text(f"Kommunkod;ai_strategi;ai_heltid {PLANTED}\n0114;1;3\n", encoding="utf-8")
    with page.expect_file_chooser() as choosing:
        page.get_by_test_id("stFileUploader").first.get_by_text("Välj fil").click()
    choosing.value.set_files(survey)
    expect(page.get_by_role("button", name=sv("upload.save"), exact=True)).to_be_visible()
    visit.settle()
    for title in (sv("mapping.left_out_title"), sv("mapping.matched_title")):
        for folded in page.get_by_text(title, exact=True).all()[:1]:
            folded.click()
            visit.settle()
    # What is unfolded comes from the server.
    page.wait_for_function(
        "([planted, joiner]) => document.body.innerText.replaceAll(joiner, '').includes(planted)",
        arg=[PLANTED, "\N{WORD JOINER}"],
    )
    assert page.locator('a[href*="elsewhere.example"]').count() == 0
    hosts = {urlsplit(a).netloc for a in page.evaluate("[...document.links].map(a => a.href)")}
    assert hosts <= {urlsplit(visit.server).netloc, ""}

"""The whole task in a real browser: a file is chosen, confirmed, saved, reviewed and published."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from ailaget.exports.office.correction_report import HEADS
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from tests.browser.conftest import serving
from tests.browser.visit import BOXES, SECONDS, Visit

pytestmark = pytest.mark.browser

WAVE = "2027-03"
PATIENCE = 1000 * SECONDS
"""Milliseconds: saving builds the database anew, on a machine that may be busy."""

MESSY = (
    "Kommun;Strategi för AI, finns den?;ai_heltid;fte_ai_total\n"
    "Upplands Väsby;Beslutat/infört;Ja, egen;2,5\n"
    "Vallentuna;Påbörjat;Jo, egen;999999\n"
    "Jerfälla;Nej;Nej;0\n"
)


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Workspace]
) -> Iterator[str]:
    """Serve a folder of its own: this task changes what is in it."""
    folder = tmp_path_factory.mktemp("upload")
    with serving(demo_copy(folder / "var"), folder / "log") as address:
        yield address
    assert (folder / "log").read_text() == ""  # the server had nothing to complain of either


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    file = tmp_path / f"svar_{WAVE}.csv"
    file.write_text(MESSY, encoding="cp1252")
    return file


def press(visit: Visit, button: str, then: str) -> None:
    """Press a button and wait for the words that its work ends with."""
    visit.page.get_by_role("button", name=button, exact=True).click()
    expect(visit.page.get_by_text(then, exact=False).first).to_be_visible(timeout=PATIENCE)
    visit.settle()


def test_from_a_messy_file_to_published_figures_and_back(
    visit: Visit, survey: Path, tmp_path: Path
) -> None:
    t, page = texts("sv"), visit.open("ladda-upp")
    expect(page.get_by_test_id("stFileUploader").first.get_by_text("Välj fil")).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_test_id("stFileUploader").first.get_by_text("Högst 50 MB")).to_be_visible(
        timeout=PATIENCE
    )
    now = page.locator('ol.steps li[aria-current="step"]')
    expect(now).to_have_text(re.compile(t("upload.step_file")), timeout=PATIENCE)
    page.locator("input[type=file]").first.set_input_files(survey)
    expect(page.get_by_text("cp1252").first).to_be_visible(timeout=PATIENCE)
    visit.settle()

    expect(now).to_have_text(re.compile(t("upload.step_columns")), timeout=PATIENCE)
    column = page.get_by_role("combobox", name="B. Strategi för AI, finns den?").first
    visit.pick(column, "AI-strategi eller AI i digital strategi", is_whole=False)
    press(visit, t("mapping.confirm_columns"), t.count("mapping.confirmed", 1))
    press(visit, t("mapping.confirm_choices"), t("mapping.choices_all"))
    expect(now).to_have_text(re.compile(t("upload.step_places")), timeout=PATIENCE)
    visit.pick(page.get_by_role("combobox", name="”Jerfälla”").first, "Järfälla", is_whole=False)
    press(visit, t("findings.remember"), t.count("findings.remembered", 1))

    with page.expect_download() as waiting:
        page.get_by_role("button", name=t("findings.report")).click()
    report = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(report)
    rows = list(load_workbook(report).worksheets[0].iter_rows(values_only=True))
    assert tuple(t(f"correction.{head}") for head in HEADS) in rows
    assert any("999999" in str(cell) for row in rows for cell in row)

    press(visit, t("upload.save"), t("upload.saved", wave=t.wave(WAVE)))
    assert visit.address()["review"] == [WAVE]
    expect(now).to_have_text(re.compile(t("upload.step_review")), timeout=PATIENCE)
    expect(page.get_by_text(t("review.demo_hidden"))).to_be_visible(timeout=PATIENCE)
    press(visit, t("review.publish"), t("review.published", wave=t.wave(WAVE)))

    visit.go_to("Översikt")
    expect(page.get_by_text("3 av 290 kommuner").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(t("demo.band"))).to_have_count(0, timeout=PATIENCE)
    visit.open("kommun", municipality="0123")
    page.get_by_text(t("provenance.title")).click()
    expect(page.get_by_text(f"svar_{WAVE}.csv").first).to_be_visible(timeout=PATIENCE)
    visit.settle()

    visit.open("ladda-upp", review=WAVE)
    page.get_by_text(t("review.withdraw_title")).click()
    press(visit, t("review.withdraw"), t("review.withdrawn", wave=t.wave(WAVE)))
    visit.go_to("Översikt")
    expect(page.get_by_text(t("demo.band"))).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_what_was_understood_and_found_is_whole(
    visit: Visit, survey: Path, language: str
) -> None:
    t = texts(language)
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("ladda-upp", lang=language)
    page.locator("input[type=file]").first.set_input_files(survey)
    page.get_by_text(t("mapping.matched_title"), exact=True).click(timeout=PATIENCE)
    caption = t("mapping.matched_caption")
    expect(page.get_by_role("region", name=caption)).to_be_visible(timeout=PATIENCE)
    visit.settle()
    boxes = page.evaluate(BOXES)
    assert len(boxes) >= 3 and all(table <= box for box, table in boxes), boxes


def test_a_picture_is_refused_in_words_and_the_server_stays_up(
    visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "bild.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page = visit.open("ladda-upp")
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text(texts("sv")("errors.load.is_image"))).to_be_visible(timeout=PATIENCE)
    visit.open("ladda-upp")
    expect(page.locator("h1")).to_have_text("Ladda upp")


def test_the_template_and_the_codebook_are_had_by_link(visit: Visit, tmp_path: Path) -> None:
    t, page = texts("sv"), visit.open("ladda-upp")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=t("survey.link_one")).click()
    target = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(target)
    assert load_workbook(target).worksheets[0]["A1"].value == "Kommun"
    with page.context.expect_page() as opening:
        page.get_by_role("link", name=t("survey.link_codebook")).click()
    codebook = opening.value
    expect(codebook.locator("h1")).to_contain_text("enkätens frågor")
    assert codebook.locator("section").count() >= 30
    codebook.close()

"""As an analyst works: a county's charts to a report, the wave to other programs, nothing by hand.

Norrbotten is chosen on the pages, three charts become a Word report with words of one's own and a
PDF of it. The whole wave is fetched and read by pandas, LibreOffice and GDAL, by which QGIS reads:
all have the figure that the page has.
"""

import csv
import io
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pikepdf
import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import Browser, Locator, Page

from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from tests.browser.conftest import let_edit, opened_window, serving
from tests.browser.visit import Visit
from tests.exports.conftest import Office, opened_by_office
from tests.exports.dump.conftest import END, WAVE, Program, program
from tests.exports.dump.test_dump_programs import SWEDISH_EXCEL

__all__ = ["opened_by_office", "program"]  # fixtures

pytestmark = pytest.mark.browser

sv = texts("sv")
MEAN = 19.3
"""The mean maturity of the nine municipalities of Norrbotten that have one, as the page says."""

WORDS = (
    ("report.own_title", "AI i Norrbotten"),
    ("report.heading", "Norrbotten ligger efter"),
    ("report.text", "Tio har svarat.\n# Sedan\n- Vi bjuder in."),
)


@dataclass(frozen=True)
class Fetched:
    """What an analyst took away from the pages, and where these were."""

    docx: bytes
    pdf: bytes
    wave: Path
    address: str


@pytest.fixture(scope="module")
def fetched(
    tmp_path_factory: pytest.TempPathFactory,
    demo_copy: Callable[[Path], Workspace],
    browser: Browser,
) -> Iterator[Fetched]:
    """Do all that is done on the pages, once, on a server of its own."""
    place = demo_copy(tmp_path_factory.mktemp("analyst") / "var")
    log = tmp_path_factory.mktemp("analyst_server") / "log"
    folder = tmp_path_factory.mktemp("fetched")
    with serving(place, log) as server:
        window = opened_window(browser, viewport={"width": 1366, "height": 768})
        let_edit(window, server)
        visit = Visit(window.new_page(), server)
        page = _written(visit)
        links = {each: page.locator(f'a[href^="report/own.{each}"]') for each in ("docx", "pdf")}
        files = {each: _saved(page, link, folder) for each, link in links.items()}
        assert {path.stem for path in files.values()} == {
            "ai-laget_rapport_ai-i-norrbotten_pahittat"
        }
        page = visit.open("metod", wave=WAVE)
        wave = _saved(page, page.locator(f'a[href^="dump/{WAVE}.zip"]'), folder)
        window.close()
        with ZipFile(wave) as archive:
            archive.extractall(folder)
        docx, pdf = (files[each].read_bytes() for each in ("docx", "pdf"))
        yield Fetched(docx, pdf, folder / wave.stem, str(server))
    assert log.read_text() == ""


def _written(visit: Visit) -> Page:
    """Collect three charts of Norrbotten and write their words; returns the page Rapport."""

    def add(nth: int) -> None:
        buttons = visit.page.get_by_role("button", name=sv("report.add"), exact=True)
        buttons.nth(nth).click()
        visit.settle()

    visit.open("region", region="25")
    add(0)
    key = visit.address()["report"][0]
    add(1)
    visit.open("karta", county="25", report=key)
    add(0)
    page = visit.open("rapport", report=key)
    for label, words in WORDS:
        field = page.get_by_label(sv(label), exact=True).first
        field.fill(words)
        field.blur()
        visit.settle()
    return page


def _saved(page: Page, link: Locator, folder: Path) -> Path:
    with page.expect_download() as waiting:
        link.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_word_report_has_the_words_the_charts_and_whole_links(fetched: Fetched) -> None:
    document = Document(io.BytesIO(fetched.docx))
    by_style = [(part.style.name, part.text) for part in document.paragraphs if part.style]
    assert ("Title", "AI i Norrbotten") in by_style
    assert ("Heading 1", "Norrbotten ligger efter") in by_style
    assert ("Heading 2", "Sedan") in by_style
    assert ("List Bullet", "Vi bjuder in.") in by_style
    assert len(document.element.xpath("//w:drawing")) == 3
    links = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert links
    assert [link for link in links if not link.startswith(f"{fetched.address}/v/")] == []


def test_libreoffice_opens_the_word_report_and_prints_it(
    fetched: Fetched, opened_by_office: Office
) -> None:
    printed = opened_by_office({"report.docx": fetched.docx}, "pdf")["report.pdf"]
    pages = list(pypdfium2.PdfDocument(printed))
    said = " ".join(page.get_textpage().get_text_range() for page in pages)
    for _, words in WORDS[:2]:
        assert words in re.sub(r"\s+", " ", said)


def test_the_pdf_has_the_same_headings_and_is_tagged(fetched: Fetched) -> None:
    with pikepdf.open(io.BytesIO(fetched.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert len(titles) == 5  # three charts, sources and method
        assert titles[0] == "Norrbotten ligger efter"
        assert pdf.Root.MarkInfo.Marked


def test_every_program_has_the_mean_of_the_page(
    fetched: Fetched, opened_by_office: Office, program: Program
) -> None:
    name = f"indikatorer_bred_{END}.csv"
    by_pandas = pd.read_csv(
        fetched.wave / "csv_decimalpunkt" / name, dtype={"kommunkod": str, "lanskod": str}
    )
    commas = (fetched.wave / "csv_decimalkomma" / name).read_bytes()
    opened = opened_by_office({"wave.csv": commas}, "xlsx", SWEDISH_EXCEL)["wave.xlsx"]
    head, *rows = (
        openpyxl.load_workbook(io.BytesIO(opened)).worksheets[0].iter_rows(values_only=True)
    )
    areas = fetched.wave / "karta" / f"karta_{END}.gpkg"
    command = [program("ogr2ogr"), "-f", "CSV", "/vsistdout/", str(areas), "kommuner"]
    layer = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    read = {
        "pandas": by_pandas,
        "LibreOffice": pd.DataFrame(rows, columns=head),
        "GDAL": pd.DataFrame(csv.DictReader(io.StringIO(layer.stdout))),
    }
    for program_name, table in read.items():
        assert len(table) == 290, program_name
        assert table["kommunkod"].iloc[0] == "0114", program_name
        county = table[table["kommunkod"].str.startswith("25")]
        values = pd.to_numeric(county["maturity"].replace("", None)).dropna()
        assert (len(county), len(values)) == (14, 9), program_name
        assert round(float(values.mean()), 1) == MEAN, program_name
    document = Document(io.BytesIO(fetched.docx))
    assert sv.number(MEAN, 1) in " ".join(part.text for part in document.paragraphs)

"""Every chart of the catalogue with its metadata, made once for all formats."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from starlette.requests import Request
from starlette.responses import Response

from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.pictures import images
from ailaget.exports.pictures.browser import browser_path, take_picture
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.ui.report.files import report_file
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

LINK = "http://localhost:8501/karta?county=17"
CHOSEN = Selection(
    "2026-10", True, municipality="1715", region="17", compare=("0180",), today="2026-11-23"
)

Made = Callable[..., tuple[Chart, ExportMetadata]]
Get = Callable[..., Response]


@pytest.fixture(scope="session")
def demo_database(demo_workspace: Workspace) -> Iterator[Database]:
    database = open_database(demo_workspace)
    yield database
    database.close()


@pytest.fixture(scope="session")
def made(demo_database: Database) -> Made:
    """Make a chart and its metadata: ``made("map")``, once for each key and selection."""

    @cache
    def make(key: str, selection: Selection = CHOSEN) -> tuple[Chart, ExportMetadata]:
        chart = CHARTS[key](demo_database, selection)
        return chart, export_metadata(chart, selection, demo_database.build, LINK)

    return make


def once(make: Callable[[Chart, ExportMetadata], bytes]) -> Callable[..., bytes]:
    """Return what makes a file of a chart and its metadata, the same two once."""
    kept: dict[tuple[int, int], tuple[bytes, Chart, ExportMetadata]] = {}

    def file(chart: Chart, metadata: ExportMetadata) -> bytes:
        key = id(chart), id(metadata)  # both are kept, so nothing else comes to have their ids
        if key not in kept:
            kept[key] = make(chart, metadata), chart, metadata
        return kept[key][0]

    return file


@pytest.fixture
def get(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Get:
    """Ask for a report as the server does: ``get("county.html", "region=17")``."""
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))

    def ask(file: str, query: str = "") -> Response:
        return report_file(
            Request(
                {
                    "type": "http",
                    "method": "GET",
                    "scheme": "http",
                    "headers": [],
                    "server": ("localhost", 8501),
                    "path": f"/report/{file}",
                    "path_params": {"file": file},
                    "query_string": query.encode(),
                }
            )
        )

    return ask


OFFICE = os.environ.get("SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")

Office = Callable[..., dict[str, bytes]]


@pytest.fixture(scope="session")
def opened_by_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Let LibreOffice open files and save them as another kind, all in one run of it.

    A third argument says how text is to be read: ``opened_by_office(files, "xlsx", "CSV:59,…")``.
    """
    if OFFICE is None:
        missing = "LibreOffice is missing: install it, or name it in SOFFICE"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    profile = tmp_path_factory.mktemp("office")

    def convert(files: Mapping[str, bytes], kind: str, read_as: str = "") -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("opened")
        for name, content in files.items():
            (folder / name).write_bytes(content)
        command = [
            OFFICE,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            *([f"--infilter={read_as}"] if read_as else []),
            "--convert-to",
            kind,
            "--outdir",
            str(folder / "out"),
        ]
        paths = [str(folder / name) for name in files]
        subprocess.run([*command, *paths], check=True, capture_output=True)
        return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}

    return convert


@pytest.fixture(scope="session")
def run_r() -> Callable[[str], str]:
    """Let R run a script and return what it prints; R with readr must be there under CI."""
    program = shutil.which("Rscript")
    check = [program or "", "-e", "library(readr)"]
    if program is None or subprocess.run(check, capture_output=True, check=False).returncode:
        missing = "R with readr is missing: install r-base-core and r-cran-readr"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)

    def run(script: str) -> str:
        done = subprocess.run(
            [program, "--vanilla", "-e", script],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        return done.stdout

    return run


@pytest.fixture(scope="session")
def chrome() -> Path:
    """Return the browser, or say by name that it is missing."""
    found = browser_path()
    if found is None:
        missing = "Chromium is missing: install it, or name it in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@dataclass(frozen=True)
class Opened:
    """What came of opening a page from a file, on a phone too, and printing it on A4."""

    asked: list[str]
    said: list[str]
    shapes: int
    width: int
    pages: int
    on_phone: int
    answer: Any
    printed: bytes


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def opened(chrome: Path) -> Iterator[Opener]:
    """Open a file in a browser and print it: ``opened(file)``; one browser serves all.

    It waits for the second argument; the third is evaluated where it is as narrow as a phone.

    It works in a thread of its own, as other tests' browsers may be open.
    """
    with ThreadPoolExecutor(1) as thread:
        playwright = thread.submit(sync_playwright().start).result()
        flags = ["--no-sandbox", "--disable-gpu"]
        launch = playwright.chromium.launch
        browser = thread.submit(launch, executable_path=chrome, args=flags).result()
        yield lambda *given: thread.submit(_visit, browser, *given).result()
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


def _visit(browser: Browser, file: Path, wait_for: str = "body", ask: str = "0") -> Opened:
    """Open a file in a window that knows of no other, until something of it is there."""
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page(viewport={"width": A4_WIDTH, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector(wait_for)
    page.set_viewport_size(PHONE)
    on_phone = page.evaluate(
        "new Promise(requestAnimationFrame).then(() => document.documentElement.scrollWidth)"
    )
    answer = page.evaluate(ask)
    page.set_viewport_size({"width": A4_WIDTH, "height": 900})
    page.emulate_media(media="print")
    shapes = page.locator(".choroplethlayer path").count()
    width = page.evaluate("document.documentElement.scrollWidth")
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    asked = [url for url in asked if not url.startswith("data:")]
    return Opened(asked, said, shapes, width, pages, on_phone, answer, pdf)


@pytest.fixture(scope="session")
def kept_pictures() -> dict[tuple[str, str, float], bytes | None]:
    """Return the browser's pictures that were taken so far, by figure, kind and scale."""
    return {}


@pytest.fixture
def pictured_once(
    kept_pictures: dict[tuple[str, str, float], bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let the browser take one picture of the same figure, however many reports it is in."""

    def taken(figure: dict[str, Any], kind: str, scale: float) -> bytes | None:
        key = json.dumps(figure, sort_keys=True), kind, scale
        if key not in kept_pictures:
            kept_pictures[key] = take_picture(figure, kind, scale)
        return kept_pictures[key]

    monkeypatch.setattr(images, "take_picture", taken)


A4_WIDTH = 672
"""Pixels of A4 between the margins of our pages."""

PHONE: ViewportSize = {"width": 390, "height": 844}

PLANTED = ("=1+1", "+46", "-1", "@SUM(1)", "\t=1", "<script>alert(1)</script>", '"; =2', "\x0b=3")
"""Texts that a spreadsheet would run, a page would run, or a file cannot hold."""


@pytest.fixture(scope="session")
def planted(made: Made) -> tuple[Chart, ExportMetadata]:
    """Return a bar chart whose every text is one of the planted ones."""
    chart, metadata = made("region_ranking")
    assert chart.native is not None
    native = replace(chart.native, table=_planted(chart.native.table))
    texts = dict.fromkeys(("title", "headline", "alt", "attribution", "caveat", "unit"), PLANTED[0])
    method = ((PLANTED[1], PLANTED[0]),)
    metadata = replace(metadata, **texts, method=method, filter=PLANTED[5], permalink=PLANTED[3])
    return replace(chart, table=_planted(chart.table), native=native, **texts), metadata


def _planted(table: Table) -> Table:
    columns = tuple(replace(c, label=PLANTED[i % 4]) for i, c in enumerate(table.columns))
    rows = [
        tuple(PLANTED[i % len(PLANTED)] if isinstance(cell, str) else cell for cell in row)
        for i, row in enumerate(table.rows)
    ]
    return replace(table, columns=columns, rows=rows)

"""Makes every chart in every format, opens each in another program, and says what was seen there.

`python -m tests.exports.every_file FOLDER [--only KEY…]` keeps the files in a folder, with sheets
of all pictures beside each other to be looked at, and prints the table chart × format. It ends with
1 where anything was not as it should be. It asks for Chromium, LibreOffice, librsvg, R with readr.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import openpyxl
import pandas as pd
from docx import Document
from PIL import Image
from playwright.sync_api import sync_playwright
from pptx import Presentation

from ailaget.charts.style import LIGHT
from ailaget.exports.data_table import data_table
from ailaget.exports.formats import FORMATS
from ailaget.exports.makers import MAKERS
from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.pictures.browser import browser_path
from ailaget.exports.pictures.standalone import SMALLEST
from ailaget.ingest.building import build
from ailaget.ingest.stamp import is_current
from ailaget.store.database import open_database
from ailaget.store.workspace import workspace
from ailaget.views.base.native import drawable
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

CHOSEN = Selection("2026-10", True, municipality="0180", region="01", compare=("1280",))
LINK = "http://localhost:8501/v/1"

GRID, ALIKE = (12, 16), 40.0
"""Regions of a picture, down and across; how far their mean colours may lie apart, of 255."""

CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"
"""LibreOffice's own, in UTF-8 with commas."""

LEAST_INK = 0.005
"""The share of a picture that is not its background, at least."""

PICTURE = 13
"""A slide's shape that is a picture."""

PIXELS, TILE, ACROSS = (380, 300), 6, 4
"""Size of a picture on a sheet, and the room around it; how many stand beside each other."""


@dataclass
class Seen:
    """What other programs saw of a chart's files, by format; what is wrong begins with a cross."""

    chart: Chart
    metadata: ExportMetadata
    files: dict[str, Path] = field(default_factory=dict)
    cells: dict[str, list[str]] = field(default_factory=dict)

    def note(self, ending: str, words: str, *, is_right: bool = True) -> None:
        """Keep what was seen of one file."""
        self.cells.setdefault(ending, []).append(words if is_right else f"✗ {words}")


def main() -> int:
    """Make, open, look and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", choices=CHARTS, default=list(CHARTS))
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    seen = made(given.only, given.folder)
    for look in (_pictures, _vectors, _slides, _documents, _workbooks, _tables, _in_r, _pages):
        look(seen, given.folder)
    print(table_of(seen))
    words = (word for each in seen.values() for cell in each.cells.values() for word in cell)
    return int(any(word.startswith("✗") for word in words))


def made(keys: Iterable[str], folder: Path) -> dict[str, Seen]:
    """Return every chart with its files in all formats."""
    if not is_current(workspace()):
        build(workspace())
    database = open_database(workspace())
    seen: dict[str, Seen] = {}
    for key in keys:
        chart = CHARTS[key](database, CHOSEN)
        seen[key] = Seen(chart, export_metadata(chart, CHOSEN, database.build, LINK))
        for ending, make in MAKERS.items():
            path = folder / f"{key}.{ending}"
            path.write_bytes(make(chart, seen[key].metadata))
            seen[key].files[ending] = path
    return seen


def table_of(seen: Mapping[str, Seen]) -> str:
    """Return the table chart × format, as Markdown."""
    head = ["chart", *FORMATS]
    rows = [
        [key, *("; ".join(each.cells.get(ending, ["–"])) for ending in FORMATS)]
        for key, each in seen.items()
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def _pictures(seen: Mapping[str, Seen], folder: Path) -> None:
    for ending in ("png", "print.png"):
        for each in seen.values():
            with Image.open(each.files[ending]) as image:
                width, height = image.size
                dots = image.info.get("dpi", (0, 0))[0]
                words = f"{width}×{height}" + (f", {dots:.0f} dpi" if dots else "")
                is_right = _ink(image) > LEAST_INK and (ending == "png" or round(dots) == 300)
            each.note(ending, words, is_right=is_right)
    _sheet([each.files["png"] for each in seen.values()], folder / "sheet-png.png")


def _vectors(seen: Mapping[str, Seen], folder: Path) -> None:
    """Draw each SVG by librsvg and LibreOffice, and hold both against the browser's picture."""
    files = [each.files["svg"] for each in seen.values()]
    of_office = _by_office(files, "png", folder / "svg-office")
    drawn: dict[str, list[Path]] = {"librsvg": [], "LibreOffice": []}
    for key, each in seen.items():
        target = folder / f"{key}.librsvg.png"
        subprocess.run(["rsvg-convert", "-o", target, each.files["svg"]], check=True)
        ways = {"librsvg": target, "LibreOffice": of_office.get(key)}
        for program, path in ways.items():
            if path is None:
                each.note("svg", f"{program}: not opened", is_right=False)
                continue
            apart = _apart(path, each.files["png"])
            each.note("svg", f"{program} {apart:.0f}", is_right=apart <= ALIKE)
            drawn[program].append(path)
        sizes = list(letters(each.files["svg"]))
        smallest = min(sizes, default=SMALLEST)
        each.note("svg", f"letters {smallest:g} px", is_right=smallest >= SMALLEST)
    for program, paths in drawn.items():
        _sheet(paths, folder / f"sheet-svg-{program}.png")


def _slides(seen: Mapping[str, Seen], folder: Path) -> None:
    files = [each.files["pptx"] for each in seen.values()]
    of_office = _by_office(files, "png", folder / "pptx-office")
    for key, each in seen.items():
        slides = list(Presentation(str(each.files["pptx"])).slides)
        shapes = [shape for slide in slides for shape in slide.shapes]
        charts = sum(shape.has_chart for shape in shapes)
        pictures = sum(shape.shape_type == PICTURE for shape in shapes)
        tables = sum(shape.has_table for shape in shapes)
        native = drawable(each.chart)
        kind = "native" if charts else "picture" if pictures else f"table, {tables} slides"
        is_right = key in of_office and charts == (native is not None)
        is_right = is_right and bool(charts or pictures or tables)
        each.note("pptx", kind, is_right=is_right)
    _sheet([of_office[key] for key in seen if key in of_office], folder / "sheet-pptx.png")


def _documents(seen: Mapping[str, Seen], folder: Path) -> None:
    files = [each.files["docx"] for each in seen.values()]
    of_office = _by_office(files, "pdf", folder / "docx-office")
    for key, each in seen.items():
        document = Document(str(each.files["docx"]))
        relations = {part.reltype.rpartition("/")[2] for part in document.part.rels.values()}
        kind = "native" if "chart" in relations else "picture" if "image" in relations else "table"
        rows = sum(len(table.rows) - 1 for table in document.tables)
        is_right = key in of_office and rows == len(each.chart.table.rows)
        is_right = is_right and (kind == "native") == (drawable(each.chart) is not None)
        each.note("docx", f"{kind}, {rows} rows", is_right=is_right)


def _workbooks(seen: Mapping[str, Seen], folder: Path) -> None:
    files = [each.files["xlsx"] for each in seen.values()]
    of_office = _by_office(files, CSV, folder / "xlsx-office")
    for key, each in seen.items():
        wanted = len(data_table(each.chart, each.metadata).rows)
        in_pandas = len(pd.read_excel(each.files["xlsx"], dtype=str))
        rows = list(csv.reader(of_office[key].open(encoding="utf-8"))) if key in of_office else []
        charts = sum(len(sheet._charts) for sheet in openpyxl.load_workbook(each.files["xlsx"]))
        is_right = in_pandas == len(rows) - 1 == wanted
        is_right = is_right and bool(charts) == (drawable(each.chart) is not None)
        each.note("xlsx", f"{in_pandas} rows{', chart' * bool(charts)}", is_right=is_right)


def _tables(seen: Mapping[str, Seen], folder: Path) -> None:
    for each in seen.values():
        rows = data_table(each.chart, each.metadata).rows
        read = pd.read_csv(each.files["csv"], sep=";", decimal=",", dtype={"kommunkod": str})
        each.note("csv", f"pandas {len(read)}", is_right=len(read) == len(rows))
        beside = pd.read_csv(each.files["metadata.csv"], sep=";")
        each.note("metadata.csv", f"{len(beside)} rows", is_right=LINK in set(beside.iloc[:, 1]))
        figures = pd.read_csv(each.files["components.csv"], sep=";", decimal=",")
        each.note("components.csv", f"{len(figures)}×{figures.shape[1]}", is_right=len(figures) > 0)


def _in_r(seen: Mapping[str, Seen], folder: Path) -> None:
    """Let R read every table by readr's read_csv2 and by its own read.csv2."""
    paths = ", ".join(json.dumps(str(each.files["csv"])) for each in seen.values())
    script = (
        f"for (f in c({paths})) cat(nrow(suppressMessages(readr::read_csv2(f,"
        " show_col_types = FALSE))), nrow(read.csv2(f, fileEncoding = 'UTF-8-BOM')), '\\n')"
    )
    command = ["Rscript", "--vanilla", "-e", script]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    for each, line in zip(seen.values(), done.stdout.splitlines(), strict=True):
        counts = set(map(int, line.split()))
        wanted = len(data_table(each.chart, each.metadata).rows)
        each.note("csv", f"R {min(counts)}", is_right=counts == {wanted})


def _pages(seen: Mapping[str, Seen], folder: Path) -> None:
    shots = []
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=browser_path(), args=flags)
        for key, each in seen.items():
            said: list[str] = []
            page = browser.new_page(viewport={"width": 1000, "height": 800})
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            page.on("request", lambda request, said=said: _told(request.url, said))
            page.goto(each.files["html"].as_uri())
            page.wait_for_timeout(700)
            marks = page.locator(".main-svg path, .main-svg text").count()
            rows = page.locator("tbody tr").count()
            shots.append(folder / f"{key}.html.png")
            page.screenshot(path=shots[-1])
            page.close()
            is_right = not said and rows == len(each.chart.table.rows)
            is_right = is_right and (marks > 0 or not each.chart.figure.data)
            each.note("html", f"{marks} marks, {rows} rows", is_right=is_right)
        browser.close()
    _sheet(shots, folder / "sheet-html.png")


def _told(url: str, said: list[str]) -> None:
    if not url.startswith(("file:", "data:", "blob:")):
        said.append(url)


def _by_office(files: Iterable[Path], kind: str, target: Path) -> dict[str, Path]:
    """Let LibreOffice save files as another kind; returns them by the chart's key."""
    with tempfile.TemporaryDirectory() as name:
        command = ["soffice", f"-env:UserInstallation={Path(name).as_uri()}", "--headless"]
        rest = ["--convert-to", kind, "--outdir", str(target), *map(str, files)]
        subprocess.run([*command, *rest], check=True, capture_output=True, timeout=900)
    return {path.stem: path for path in target.iterdir()}


def letters(svg: Path) -> Iterator[float]:
    """Yield the size in pixels of each text's letters."""
    for text in ET.parse(svg).iter("{http://www.w3.org/2000/svg}text"):
        style = dict(part.split(":", 1) for part in text.get("style", "").split(";") if ":" in part)
        size = {name.strip(): value.strip() for name, value in style.items()}.get("font-size", "")
        if size.endswith("px") and "".join(text.itertext()).strip():
            yield float(size.removesuffix("px"))


def _ink(image: Image.Image) -> float:
    dots = np.asarray(image.convert("L"), dtype=float)
    return float((dots < 200).mean())


def _apart(path: Path, other: Path) -> float:
    """Return how far the mean colours of two pictures' regions lie apart at most."""
    return float(np.abs(_regions(path) - _regions(other)).max())


def _regions(path: Path) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    with Image.open(path) as image:
        paper = Image.new("RGB", image.size, LIGHT.background)
        whole = image.convert("RGBA")
        paper.paste(whole, mask=whole.getchannel("A"))
    return np.asarray(paper.resize(GRID[::-1], Image.Resampling.BOX), dtype=float)


def _sheet(paths: list[Path], target: Path) -> None:
    """Place pictures beside each other, to be looked at."""
    width, height = (side + TILE for side in PIXELS)
    rows = -(-len(paths) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * width, rows * height), "#cccccc")
    for number, path in enumerate(paths):
        with Image.open(path) as image:
            small = image.convert("RGB")
            small.thumbnail(PIXELS)
        sheet.paste(small, (number % ACROSS * width, number // ACROSS * height))
    sheet.save(target)


if __name__ == "__main__":
    sys.exit(main())

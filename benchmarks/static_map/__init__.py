"""The page Karta as a file: a map, a heading, a legend and a table that a `<select>` changes.

It holds every indicator's figures from the start, has plotly change the map's numbers, and writes
the rest as HTML. Nothing asks a server: what is left is what a browser needs for such a change.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from ailaget.charts.script import SCRIPT
from ailaget.codebook import codebook
from ailaget.geography import GEO
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import DEFAULT_LANGUAGE, texts
from ailaget.ui.server import FRONT
from ailaget.ui.table_html import table_html
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.map.choropleth import map_view
from benchmarks.server import free_port, wait_for

PAGE = Path(__file__).parent / "index.html"

CHANGED = ("z", "text", "colorscale", "zmin", "zmax")
"""What of the map's areas is another for another indicator."""

DRAWN = 2
"""The areas and the borders of counties: the first of a map's traces; the legend is HTML here."""


@contextmanager
def serving(folder: Path, maps: Mapping[str, Chart]) -> Iterator[str]:
    """Write the page into a folder and serve it from there; yields its address."""
    write_page(folder, maps)
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def charts(place: Workspace) -> dict[str, Chart]:
    """Return the product's own map of each indicator: the newest wave, the whole country."""
    database = open_database(place)
    try:
        newest = database.query("waves").iloc[0]
        return {
            key: map_view(
                database, Selection(str(newest["wave"]), bool(newest["is_demo"]), indicator=key)
            )
            for key in codebook().indicators
        }
    finally:
        database.close()


def write_page(folder: Path, maps: Mapping[str, Chart]) -> None:
    """Write the page, its figures, and the style, script and shapes that the product has."""
    shutil.copytree(GEO, folder / "geo")
    shutil.copy(PAGE, folder)
    shutil.copy(FRONT / "ailaget.css", folder)
    shutil.copy(SCRIPT, folder / "plotly.js")
    figures = {key: json.loads(chart.figure_json) for key, chart in maps.items()}
    first = next(iter(figures.values()))
    content = {
        "map": {"data": first["data"][:DRAWN], "layout": {**first["layout"], "title": None}},
        "indicators": {key: _indicator(chart, figures[key]) for key, chart in maps.items()},
    }
    (folder / "figures.json").write_text(json.dumps(content), encoding="utf-8")


def _indicator(chart: Chart, figure: dict[str, Any]) -> dict[str, Any]:
    """Return what the page puts in place for one indicator."""
    areas, *others = figure["data"]
    entries = [trace["name"] for trace in others if trace.get("showlegend")]
    return {
        "areas": {key: [areas[key]] for key in CHANGED},
        "heading": chart.headline,
        "legend": "".join(f"<li>{escape(entry)}" for entry in entries),
        "table": table_html(chart.table, texts(DEFAULT_LANGUAGE), chart.caveat),
    }

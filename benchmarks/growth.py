"""How far one machine goes: 100 000 areas in ten waves, and where a map of shapes stops answering.

`.venv/bin/python -m benchmarks.growth` prints two tables. The first is of data: the demonstration's
answers repeated for more areas and waves, built by the product's own SQL under the product's own
limits, and asked the map's own question. The second is of maps: the browser draws, recolours and
moves so many areas, as plotly's shapes and on a canvas; far out each area has a few corners only.
"""

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
from playwright.sync_api import Error, Page

from ailaget.charts.script import SCRIPT
from ailaget.codebook import codebook
from ailaget.ingest.building import build
from ailaget.store.database import LOCKED_DOWN, QUERIES, query_text
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.views.base.classes import classify
from benchmarks.browser import SCREEN, browser

COPIES = (1, 10, 100, 345)
"""How often all 290 municipalities are repeated: 345 times is 100 050 areas."""

WAVES = [f"{year}-10" for year in range(2017, 2027)]
SHAPES = (290, 1_000, 3_000, 10_000, 30_000, 100_000)
CORNERS, FEW_CORNERS = 24, 6
INDICATOR = "maturity"
WORLD = Path(__file__).parent / "static" / "world_110m.json"

CANVAS = """
async ([areas, corners]) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1300, height: 800 });
  document.body.replaceChildren(canvas);
  const context = canvas.getContext("2d");
  const side = Math.ceil(Math.sqrt(areas)), step = 1000 / side;
  const paths = [];
  for (let i = 0; i < areas; i += 1) {
    const path = new Path2D(), x = (i % side) * step, y = Math.floor(i / side) * step;
    for (let c = 0; c < corners; c += 1) {
      const angle = (2 * Math.PI * c) / corners;
      path.lineTo(x + 0.5 * step * Math.cos(angle), y + 0.5 * step * Math.sin(angle));
    }
    path.closePath();
    paths.push(path);
  }
  const draw = (turn, dx) => {
    const began = performance.now();
    context.setTransform(1, 0, 0, 0.8, dx, 0);
    context.clearRect(-2000, -2000, 6000, 6000);
    paths.forEach((path, i) => {
      context.fillStyle = `hsl(200 60% ${20 + ((i * 7 + turn) % 7) * 10}%)`;
      context.fill(path);
    });
    context.getImageData(0, 0, 1, 1);
    return performance.now() - began;
  };
  return { first: draw(0, 0), recolour: draw(1, 0), move: draw(1, 25) };
}
"""
"""Draws areas on a canvas; one dot is read back, so that all is there when the clock stops."""

PLOTLY = """
async ([areas, corners]) => {
  const node = document.createElement("div");
  document.body.replaceChildren(node);
  const side = Math.ceil(Math.sqrt(areas)), step = 20 / side;
  const features = Array.from({ length: areas }, (_, i) => {
    const x = (i % side) * step, y = 50 + Math.floor(i / side) * step, ring = [];
    for (let c = 0; c <= corners; c += 1) {
      const angle = (-2 * Math.PI * (c % corners)) / corners;
      ring.push([x + 0.5 * step * Math.cos(angle), y + 0.5 * step * Math.sin(angle)]);
    }
    return { type: "Feature", id: String(i), properties: {},
             geometry: { type: "Polygon", coordinates: [ring] } };
  });
  const values = (turn) => features.map((_, i) => (i * 7 + turn) % 7);
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const timed = async (act) => {
    const began = performance.now();
    await act();
    await painted();
    return performance.now() - began;
  };
  const trace = { type: "choropleth", geojson: { type: "FeatureCollection", features },
                  locations: features.map((f) => f.id), z: values(0), showscale: false };
  const geo = { visible: false, projection: { type: "mercator" },
                lonaxis: { range: [0, 20] }, lataxis: { range: [50, 70] } };
  const layout = { width: 1300, height: 800, geo };
  return {
    first: await timed(() => Plotly.newPlot(node, [trace], layout)),
    recolour: await timed(() => Plotly.restyle(node, { z: [values(1)] })),
    move: await timed(() => Plotly.relayout(node, { "geo.center": { lon: 9, lat: 60 } })),
  };
}
"""


@dataclass(frozen=True)
class Grown:
    """What so many areas in ten waves cost: seconds, megabytes, and milliseconds of the view.

    Time is the processor's, of one thread as the product has it: what others do does not count.
    """

    areas: int
    answers: int
    build: float
    file: float
    memory: float
    first_view: float
    again: float
    view_memory: float
    limit: str


@dataclass(frozen=True)
class Drawn:
    """Milliseconds until so many areas are drawn, recoloured and moved in one way."""

    areas: int
    way: str
    first: float
    recolour: float
    move: float


def grow(demo: Path, target: Path, copies: int, limit: str) -> Grown:
    """Build a database of so many copies, and look at its newest wave as the map does."""
    scripts = [file.read_text(encoding="utf-8") for file in sorted((QUERIES / "build").glob("*"))]
    # Temporary files go beside the database, as the product's own do.
    settings = {**LOCKED_DOWN, "memory_limit": limit, "enable_external_access": "true"}
    began = time.process_time()
    with duckdb.connect(str(target), config={**settings, "lock_configuration": "false"}) as grown:
        grown.execute(scripts[0])
        grown.execute(f"attach '{demo}' as demo (read_only)")
        for statement in repeated(copies):
            grown.execute(statement)
        for script in scripts[1:]:
            grown.execute(script)
        grown.execute("checkpoint")
        answers = grown.execute("select count(*) from every_answer").fetchone()
    seconds, memory = time.process_time() - began, _peak()
    with duckdb.connect(str(target), read_only=True, config=dict(LOCKED_DOWN)) as opened:
        classify(pd.Series(range(100)), codebook().indicators[INDICATOR], "quantiles", texts("sv"))
        views = [1000 * _seconds(lambda: _view(opened)) for _ in range(3)]
    return Grown(
        290 * copies,
        int(answers[0]) if answers else 0,
        seconds,
        target.stat().st_size / 1e6,
        memory,
        views[0],
        statistics.median(views[1:]),
        _peak(),
        limit,
    )


def repeated(copies: int) -> Iterator[str]:
    """Give the statements that fill a database with the demonstration's rows, again and again."""
    waves = ", ".join(f"({place}, '{wave}')" for place, wave in enumerate(WAVES))
    yield f"create temp table copy as select range as copy from range({copies})"
    yield f"create temp table grown_wave as select * from (values {waves}) as w (place, wave)"
    yield (
        "create temp table source_wave as select wave as source, "
        "row_number() over (order by wave) - 1 as place from demo.every_wave"
    )
    yield (
        "create temp table pair as select grown_wave.wave, source_wave.source from grown_wave "
        "join source_wave on grown_wave.place % 3 = source_wave.place"
    )
    whole = (
        "county", "size_class", "question", "choice", "indicator", "indicator_item",
        "indicator_part", "indicator_code", "context_figures",
    )  # fmt: skip
    for table in whole:
        yield f"insert into {table} select * from demo.{table}"
    code = "copy || municipality as municipality"
    for table in ("municipality", "population"):
        yield f"insert into {table} select t.* replace ({code}) from demo.{table} as t, copy"
    yield (
        "insert into every_wave select pair.wave, is_demo, state, grouping, has_waiting "
        "from demo.every_wave join pair on every_wave.wave = source"
    )
    for table in ("every_respondent", "every_answer"):
        yield (
            f"insert into {table} select t.* replace (pair.wave as wave, {code}) "
            f"from demo.{table} as t join pair on t.wave = source, copy"
        )


def _view(database: duckdb.DuckDBPyConnection) -> None:
    """Ask what the map asks, and sort the values into its classes."""
    everywhere: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}
    asked = {"wave": WAVES[-1], "indicator": INDICATOR, **everywhere}
    rows = database.execute(query_text("indicator_values"), asked).df()
    classify(rows["value"], codebook().indicators[INDICATOR], "quantiles", texts("sv"))


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def maps(sizes: tuple[int, ...]) -> Iterator[Drawn]:
    """Draw maps, each in a browser of its own; infinite where its memory was not enough."""
    ways = {
        "shapes": (PLOTLY, CORNERS),
        "shapes, far out": (PLOTLY, FEW_CORNERS),
        "canvas": (CANVAS, CORNERS),
        "canvas, far out": (CANVAS, FEW_CORNERS),
    }
    for areas in sizes:
        for way, (script, corners) in ways.items():
            # One that has run out of memory takes its browser with it.
            with browser() as chromium:
                page = chromium.new_page(viewport=SCREEN)
                yield Drawn(areas, way, **_drawn(page, script, areas, corners))


def _drawn(page: Page, script: str, areas: int, corners: int) -> dict[str, float]:
    # plotly asks for an outline of the world, which is not shown.
    page.route("**/world_110m.json", lambda route: route.fulfill(path=WORLD))
    page.set_content("<!doctype html><body></body>")
    page.add_script_tag(path=SCRIPT)
    try:
        measured: dict[str, float] = page.evaluate(script, [areas, corners])
    except Error as error:
        if "crash" not in str(error).lower():
            raise
        return dict.fromkeys(("first", "recolour", "move"), math.inf)  # its memory was not enough
    return measured


def demonstration(folder: Path) -> Path:
    """Return the demonstration's database, built in a folder."""
    place = Workspace(folder / "var")
    return place.databases / build(place)


def main() -> None:
    """Measure and print; each size in a process of its own, for its memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, nargs="*", default=COPIES)
    parser.add_argument("--shapes", type=int, nargs="*", default=SHAPES)
    parser.add_argument("--limit", default=str(LOCKED_DOWN["memory_limit"]))
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        demo, target, copies = options.one
        print(json.dumps(asdict(grow(Path(demo), Path(target), int(copies), options.limit))))
        return
    with TemporaryDirectory() as name:
        demo = demonstration(Path(name))
        for copies in options.copies:
            _print(_grown_apart(demo, Path(name) / f"{copies}.duckdb", copies, options.limit))
    for drawn in maps(tuple(options.shapes)):
        _print(asdict(drawn))


def _grown_apart(demo: Path, target: Path, copies: int, limit: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.growth", "--limit", limit]
    command += ["--one", str(demo), str(target), str(copies)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = done.stderr.splitlines()
        reason = next((line for line in lines if "Exception:" in line), lines[-1])
        return {"areas": 290 * copies, "limit": limit, "failed": reason}
    grown: dict[str, Any] = json.loads(done.stdout)
    return grown


def _print(row: dict[str, Any]) -> None:
    cells = (f"{value:,.1f}" if isinstance(value, float) else str(value) for value in row.values())
    print("  ".join(f"{name}={cell}" for name, cell in zip(row, cells, strict=True)), flush=True)


if __name__ == "__main__":
    main()

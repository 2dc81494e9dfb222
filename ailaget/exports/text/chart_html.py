"""A chart or a table as one page that calls no one: script, shapes, table and metadata inside."""

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, TypeGuard

from ailaget.charts.plotly_locale import plotly_words
from ailaget.charts.script import FRONT, MAP_STYLE, MODULES, SCRIPT
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.pictures.own_font import NAME
from ailaget.exports.pictures.standalone import base_map_script, with_shapes
from ailaget.exports.pictures.svg_font import font_faces
from ailaget.exports.text.links import linked
from ailaget.exports.text.table_html import framed_table_html
from ailaget.texts import texts
from ailaget.views.base.contact import barrier_html
from ailaget.views.base.result import Chart, Exhibit
from ailaget.views.map.zoom import can_zoom, zoom_words

STYLE = "".join(
    path.read_text(encoding="utf-8")
    for path in (Path(__file__).parent / "page.css", FRONT / MAP_STYLE)
)


def chart_html(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return the page, which opens from any folder and without a network."""
    t = metadata.t
    body = (
        f"<h1>{escape(metadata.title)}</h1>{demo_html(metadata)}"
        f"{band_html(metadata.low_response)}<p class=lead>{escape(metadata.headline)}"
        f"{figure_html(exhibit, 'chart')}"
        f"<h2>{escape(t('tab.table'))}</h2>{framed_table_html(exhibit.table, t, metadata.title)}"
        f"<h2>{escape(t('tab.about'))}</h2>{metadata_html(metadata)}"
        f"<h2>{escape(t('xlsx.method'))}</h2>{pairs_html(metadata.method)}"
    )
    return page_html(metadata.title, metadata.language, body, [exhibit], FRAMES).encode()


def page_html(
    title: str, language: str, body: str, exhibits: Sequence[Exhibit], scripts: str = ""
) -> str:
    """Return a whole page with the script that draws its charts, where any has a figure."""
    faces = ""
    if any(map(has_figure, exhibits)):
        faces = font_faces(frozenset(map(ord, body)))
        scripts += (
            f"<script>{base_map_script()}</script><script>{plotly_script()}</script>"
            f'<script type="module">{_drawing(language, exhibits)}</script>'
        )
    policy = (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:"
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{faces}{STYLE}</style></head>"
        f"<body><main>{body}</main>{barrier_html(texts(language))}{scripts}</body></html>"
    )


def _drawing(language: str, exhibits: Sequence[Exhibit]) -> str:
    """Return the script that draws the charts; what lets maps zoom only where there is one."""
    draw = DRAW.replace("FAMILY", NAME).replace("WORDS", script_json(plotly_words(language)))
    if not any(has_figure(each) and can_zoom(each.figure) for each in exhibits):
        return f"{own_script()}{draw}"
    words = script_json(zoom_words(texts(language)))
    return f"{own_script()}{DRAW_MAP.replace('ZOOM', words)}{draw}"


def figure_html(exhibit: Exhibit, name: str) -> str:
    """Return the place of a figure, with its data and words; empty where it has none."""
    if not has_figure(exhibit):
        return ""
    whole = with_shapes(json.loads(exhibit.figure.to_json()))
    height = whole["layout"].get("height", 450)
    return (
        f'<div class="chart" id="{name}" role="img" aria-label="{escape(exhibit.alt, quote=True)}" '
        f'style="height:{height}px"></div>'
        f'<script type="application/json" data-chart="{name}">{script_json(whole)}</script>'
    )


def has_figure(exhibit: Exhibit) -> TypeGuard[Chart]:
    """Return whether there is anything to draw: some charts are a table alone."""
    if not isinstance(exhibit, Chart):
        return False
    return bool(exhibit.figure.data or exhibit.figure.layout.annotations)


def demo_html(metadata: ExportMetadata) -> str:
    """Return the mark of invented data, empty for real data."""
    return band_html(metadata.demo)


def band_html(words: str) -> str:
    """Return what must be read before all else, in a band; empty where there is nothing."""
    return f'<p class="demo" role="note">{escape(words)}</p>' if words else ""


def metadata_html(metadata: ExportMetadata) -> str:
    """Return all that must be said of a chart, as a list of terms."""
    return pairs_html((label, str(metadata.t.plain(value))) for label, value in metadata.lines())


def pairs_html(pairs: Iterable[tuple[str, str]]) -> str:
    """Return terms with their texts; every one is escaped."""
    return "<dl>" + "".join(f"<dt>{escape(a)}<dd>{linked(b)}" for a, b in pairs) + "</dl>"


def script_json(value: Any) -> str:
    """Return JSON that no text in it can end the script of."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def plotly_script() -> str:
    """Return plotly's own script, the one that the pages use."""
    return SCRIPT.read_text(encoding="utf-8").replace("</script", "<\\/script")


IMPORT, EXPORT = re.compile(r"^import .*?;\n", re.M | re.S), re.compile(r"^export ", re.M)


@cache
def own_script() -> str:
    """Return what fits a chart to its place, and lets a map zoom, as on the pages.

    Our modules are one, which imports nothing.
    """
    modules = [(FRONT / f"{name}.js").read_text(encoding="utf-8") for name in MODULES]
    return EXPORT.sub("", IMPORT.sub("", "\n".join(modules)))


FRAMES = """<script>
// A table that is seen whole is no stop for keys. Without this script each is one.
for (const frame of document.querySelectorAll(".frame")) {
  new ResizeObserver(() => {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else if (frame !== document.activeElement) frame.removeAttribute("tabindex");
  }).observe(frame);
}
</script>"""

DRAW = """
// What is drawn before its letters are there has room for those of another font.
await Promise.all(["", "bold "].map((weight) => document.fonts.load(`${weight}13px "FAMILY"`)));
for (const data of document.querySelectorAll("script[data-chart]")) {
  const whole = JSON.parse(data.textContent);
  const place = document.getElementById(data.dataset.chart);
  const config = {
    // A button in what is read as one picture would be nameless, and not where it is heard.
    responsive: false, displayModeBar: false, scrollZoom: false, topojsonURL: "", ...WORDS,
  };
  if (whole.layout.meta?.country) drawMap(place, whole, config);
  else drawChart(place, whole, config);
}

// A title has the lines, and maps side by side the places, that the width asks for.
function drawChart(place, { data, layout }, config) {
  const told = structuredClone(layout);
  const changes = () => {
    const changed = panelsFor(told, place.clientWidth, wordsFor(told, place.clientWidth));
    place.style.height = `${changed.height}px`;
    return changed;
  };
  write(layout, changes());
  Plotly.newPlot(place, data, layout, config);
  addEventListener("resize", () => Plotly.relayout(place, changes()));
}
"""

DRAW_MAP = """
async function drawMap(place, figure, config) {
  const told = structuredClone(figure.layout);
  // A file is handed on: it opens on all that it is of, as its picture does.
  delete told.meta.chosen;
  const map = new MapView(place, ZOOM);
  const changes = () => {
    const width = place.clientWidth;
    const changed = map.changes(width);
    place.style.height = `${changed.height}px`;
    return changed;
  };
  map.take({ data: figure.data, layout: told });
  write(figure.layout, changes());
  map.dress(figure.data);
  await Plotly.newPlot(place, figure.data, figure.layout, config);
  map.arrive();
  addEventListener("resize", () => map.refit(changes()));
}
"""

"""Pictures for screen and print: by a browser where there is one, else by matplotlib."""

import io
import json
from hashlib import sha256
from threading import Lock
from typing import Any

from PIL import Image

from ailaget.charts.script import SCRIPT
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.pictures.browser import browser_path, take_picture
from ailaget.exports.pictures.fonts import fitted, fonts_here
from ailaget.exports.pictures.maps import WIDTH, read_afar
from ailaget.exports.pictures.plain_svg import plain_svg
from ailaget.exports.pictures.standalone import legible, metadata_below, with_shapes, without_title
from ailaget.exports.text.chart_html import has_figure
from ailaget.store.kept_pictures import keep_picture, kept_picture
from ailaget.store.workspace import Workspace, workspace
from ailaget.views.base.result import Chart

SCREEN_SCALE = 2.0
PRINT_DPI, PRINT_CM = 300, 16.0
"""A picture for print fills the width of an A4 page between its margins."""

INCH_CM = 2.54
_drawing = Lock()
"""matplotlib has one set of settings and fonts for all threads: it draws one picture at a time."""

PRINT_SCALE = PRINT_DPI * PRINT_CM / INCH_CM / WIDTH


def chart_png(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return a picture for the screen, twice as dense as its size."""
    return picture(chart, metadata, "png", SCREEN_SCALE)


def chart_print_png(chart: Chart, metadata: ExportMetadata, *, bare: bool = False) -> bytes:
    """Return a picture of 300 dots to the inch, which says so itself: 16 cm wide, a map 11."""
    taken = picture(chart, metadata, "png", PRINT_SCALE, bare=bare)
    with Image.open(io.BytesIO(taken)) as image:
        out = io.BytesIO()
        image.convert("RGB").save(out, "PNG", dpi=(PRINT_DPI, PRINT_DPI), optimize=False)
    return out.getvalue()


def chart_svg(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return a picture of lines and letters, which any size suits, and says what it shows."""
    svg = picture(chart, metadata, "svg", 1)
    return plain_svg(svg, metadata.marked_title(), chart.alt, metadata.language)


def picture(
    chart: Chart,
    metadata: ExportMetadata,
    kind: str,
    scale: float,
    *,
    bare: bool = False,
    is_slide: bool = False,
) -> bytes:
    """Return the figure, or the table that stands for it, with title, source and n inside.

    `kind` is png or svg. A bare one has its title and metadata beside it, as text; on a slide the
    words of a map are larger too.
    """
    whole = _whole(chart, metadata, bare=bare, is_slide=is_slide)
    made = kept_picture(workspace(), _name(whole, kind, scale)) or _taken(whole, kind, scale)
    if kind != "svg":
        return made
    from ailaget.exports.pictures.svg_font import with_font

    return with_font(made)


def bare_svg(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return a picture in lines with title and metadata beside it, as a report has it."""
    return picture(chart, metadata, "svg", 1, bare=True)


def keep_bare_svg(place: Workspace, chart: Chart, metadata: ExportMetadata) -> str:
    """Take that picture ahead and keep it, unless it is there; return its name.

    Raises DiskFull and OSError.
    """
    whole = _whole(chart, metadata, bare=True)
    name = _name(whole, "svg", 1)
    if kept_picture(place, name) is None:
        keep_picture(place, name, _taken(whole, "svg", 1))
    return name


def _whole(
    chart: Chart, metadata: ExportMetadata, *, bare: bool, is_slide: bool = False
) -> dict[str, Any]:
    """Return the JSON of the figure to be taken; its shapes are named in it."""
    if has_figure(chart):
        whole = json.loads(chart.figure_json)
    else:
        from ailaget.exports.pictures.drawn.table import table_figure

        whole = table_figure(chart, metadata)
    whole = without_title(whole) if bare else metadata_below(whole, metadata)
    whole = read_afar(whole) if is_slide else whole
    figure: dict[str, Any] = fitted(legible(whole))
    return figure


def _name(whole: dict[str, Any], kind: str, scale: float) -> str:
    """Return a name made of all that decides how a picture looks."""
    parts = (whole, scale, SCRIPT.name, str(browser_path()), fonts_here())
    return f"{sha256(json.dumps(parts).encode()).hexdigest()[:32]}.{kind}"


def _taken(whole: dict[str, Any], kind: str, scale: float) -> bytes:
    complete = with_shapes(whole)
    return take_picture(complete, kind, scale) or _drawn(complete, kind, scale)


def _drawn(whole: dict[str, Any], kind: str, scale: float) -> bytes:
    """Return the picture as it is drawn where no browser takes it; only then is that imported."""
    from ailaget.exports.pictures.drawn.drawing import draw

    with _drawing:
        return draw(whole, kind, scale)

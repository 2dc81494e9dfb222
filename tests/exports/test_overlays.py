"""Intervals, lines and who stands out: in the XML of slides and workbooks, and as drawn."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from ailaget.charts.style import LIGHT
from ailaget.exports.office.chart_pptx import chart_pptx
from ailaget.exports.office.chart_xlsx import chart_xlsx
from ailaget.exports.office.overlays import ends_of_axis
from ailaget.views.base.frozen import freeze, thaw
from ailaget.views.base.native import drawable, without_overlays
from ailaget.views.base.result import Chart
from ailaget.views.catalogue import CHARTS
from tests.exports.conftest import CHOSEN, Made, Office

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MAKERS = {"pptx": chart_pptx, "xlsx": chart_xlsx}

INTERVALS = ("inequality_between", "inequality_change", "inequality_counties", "inequality_sizes")
LINES = {
    "bivariate_scatter": 1,
    "inequality_between": 1,
    "inequality_convergence": 1,
    "inequality_gradient": 3,
    "inequality_groups": 1,
    "inequality_spread": 2,
    "lagging": 1,
    "left_behind": 2,
    "moran": 2,
    "municipality_similar": 1,
    "region_funnel": 5,
    "region_ranking": 1,
    "silent": 1,
}
"""How many lines each chart draws over its series."""

DARK = 64
"""The light of a dot that is part of a line, of 255."""


@pytest.mark.parametrize("key", [*INTERVALS, "regions_ranking"])
def test_an_axis_holds_every_interval_and_the_values_of_series_without_any(
    made: Made, key: str
) -> None:
    native = drawable(made(key)[0])
    assert native is not None
    ends = ends_of_axis(native)
    assert ends is not None
    places = [native.table.columns.index(column) for column in native.data]
    cells = [row[place] for row in native.table.rows for place in places]
    values = [cell for cell in cells if isinstance(cell, int | float)]
    assert ends[0] <= min(values) <= max(values) <= ends[1]


def drawing(data: bytes) -> Element:
    """Return the XML of a file's only chart."""
    package = zipfile.ZipFile(io.BytesIO(data))
    (name,) = [name for name in package.namelist() if "charts/chart" in name and "rels" not in name]
    return ET.fromstring(package.read(name))


def series_of(chart: Element) -> Iterator[Element]:
    return chart.iter(f"{CHART}ser")


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("key", [*INTERVALS, "silent", "size_gap"])
def test_an_interval_is_an_error_bar_that_finds_its_numbers(
    made: Made, key: str, ending: str
) -> None:
    chart, metadata = made(key)
    native = drawable(chart)
    assert native is not None
    bars = [
        bar
        for series in series_of(drawing(MAKERS[ending](chart, metadata)))
        for bar in series.iter(f"{CHART}errBars")
        if bar.find(f"{CHART}errValType").get("val") == "cust"
    ]
    assert len(bars) == len(native.intervals) > 0
    book = load_workbook(io.BytesIO(chart_xlsx(chart, metadata)))
    sheet = book[metadata.t("xlsx.chart")]
    labels = [cell.value for cell in sheet[1]]
    assert labels == [column.label for column in native.table.columns]
    for bar in bars:
        for way in ("plus", "minus"):
            place = bar.find(f"{CHART}{way}//{CHART}f").text.partition("!")[2].replace("$", "")
            cells = [cell.value for (cell,) in sheet[place]]
            assert all(cell is None or cell >= 0 for cell in cells)
            assert any(cells)


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("key", LINES)
def test_references_trends_and_limits_are_series_of_their_own(
    made: Made, key: str, ending: str
) -> None:
    chart, metadata = made(key)
    native = drawable(chart)
    assert native is not None and len(native.lines) == LINES[key]
    series = list(series_of(drawing(MAKERS[ending](chart, metadata))))
    assert len(series) == len(native.data) + len(native.lines)
    for line in series[len(native.data) :]:
        inks = {colour.get("val") for colour in line.iter(f"{DRAWN}srgbClr")}
        assert inks == {LIGHT.text.removeprefix("#")}


@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_says_what_it_does_not_draw(made: Made, key: str) -> None:
    chart, metadata = made(key)
    native = drawable(chart)
    if native is None:
        return
    text = "\n".join(
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(chart_pptx(chart, metadata))).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    for mark in native.lacks:
        assert metadata.t(f"pptx.mark_{mark}") in text


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("key", ["region_ranking", "region_funnel", "municipality_similar"])
def test_who_stands_out_has_a_colour_of_its_own(made: Made, key: str, ending: str) -> None:
    chosen = replace(CHOSEN, municipality="0180", region="14")
    chart, metadata = made(key, chosen)
    points = list(drawing(MAKERS[ending](chart, metadata)).iter(f"{CHART}dPt"))
    assert [
        colour.get("val").lower() for point in points for colour in point.iter(f"{DRAWN}srgbClr")
    ] == [LIGHT.focus.removeprefix("#")]


def test_a_frozen_chart_keeps_its_lines_and_intervals(made: Made) -> None:
    for key in ("inequality_between", "region_funnel", "left_behind"):
        chart = made(key)[0]
        native = thaw(freeze(chart)).native
        assert native is not None and chart.native is not None
        parts = ("lines", "intervals", "lacks", "kind")
        assert [getattr(native, part) for part in parts] == [
            getattr(chart.native, part) for part in parts
        ]


def test_an_axis_holds_every_interval(made: Made) -> None:
    chart, metadata = made("inequality_between")
    (shape,) = (
        shape
        for slide in Presentation(io.BytesIO(chart_pptx(chart, metadata))).slides
        for shape in slide.shapes
        if shape.has_chart
    )
    native = drawable(chart)
    assert native is not None
    keys = [column.key for column in native.table.columns]
    above = keys.index("share_above")
    highest = max(row[1] + row[above] for row in native.table.rows)
    assert highest <= shape.chart.value_axis.maximum_scale <= 100


def bare(chart: Chart) -> Chart:
    """Return a chart whose native one has nothing drawn over it."""
    assert chart.native is not None
    table = without_overlays(chart.native)
    return replace(chart, native=replace(chart.native, table=table, lines=(), intervals={}))


def test_libreoffice_draws_what_lies_over_the_series(made: Made, opened_by_office: Office) -> None:
    keys = sorted({*LINES, *INTERVALS})
    files = {}
    for key in keys:
        chart, metadata = made(key)
        # What a chart says above itself is ink too: both say the same.
        metadata = replace(metadata, headline="", title="")
        files[f"{key}.pptx"] = chart_pptx(chart, metadata)
        files[f"{key}-bare.pptx"] = chart_pptx(bare(chart), metadata)
    drawn = opened_by_office(files, "png")
    for key in keys:
        overlaid, plain = (_inked(drawn[f"{key}{kind}.png"]) for kind in ("", "-bare"))
        assert len(overlaid - plain) > LEAST, key


LEAST = 20
"""Dots; the shortest strokes are of some more."""


def _inked(picture: bytes) -> set[int]:
    """Return which dots of a slide's middle are as dark as lines are."""
    with Image.open(io.BytesIO(picture)) as image:
        dots = image.convert("L")
    width, height = dots.size
    middle = dots.crop((width // 6, height * 2 // 5, width * 19 // 20, height * 13 // 20))
    return {place for place, light in enumerate(middle.tobytes()) if light < DARK}

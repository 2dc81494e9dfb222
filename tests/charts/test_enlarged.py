"""Charts for the projector: no text too small, and what is measured in pixels grows alike."""

import json
import re
from collections.abc import Iterator

import pytest

from ailaget.charts.enlarged import FACTOR, SMALLEST, enlarged, subtitle_of
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.views.catalogue import CHARTS
from ailaget.views.selection import Selection

CHOSEN = Selection("2026-10", True, municipality="1781", region="17")


@pytest.fixture(scope="module")
def database(demo_workspace: Workspace) -> Iterator[Database]:
    opened = open_database(demo_workspace)
    yield opened
    opened.close()


def sizes(node: object, name: str = "") -> Iterator[float]:
    """Yield the size of every font."""
    if isinstance(node, dict):
        if name.endswith("font") and "size" in node:
            yield node["size"]
        for key, part in node.items():
            yield from sizes(part, key)
    elif isinstance(node, list):
        for part in node:
            yield from sizes(part, name)


@pytest.mark.parametrize("key", [key for key in CHARTS if key != "municipality_answers"])
def test_every_chart_fits_with_no_text_under_28_pixels(database: Database, key: str) -> None:
    figure = CHARTS[key](database, CHOSEN).figure
    parts = enlarged(figure, 1792, 770)
    assert min(sizes(parts)) >= SMALLEST
    layout = parts["layout"]
    assert (layout["width"], layout["height"]) == (1792, 770)
    assert "title" not in layout
    texts = json.dumps(parts, ensure_ascii=False)
    assert "Källa:" not in texts
    assert not [px for px in re.findall(r"font-size:\s*([\d.]+)", texts) if float(px) < SMALLEST]


def test_marks_and_shapes_in_pixels_grow_and_values_do_not(database: Database) -> None:
    figure = CHARTS["bivariate_map"](database, CHOSEN).figure
    parts = enlarged(figure, 1792, 770)
    before = [shape for shape in figure.layout.shapes if shape.xsizemode == "pixel"]
    after = [one for one in parts["layout"]["shapes"] if one.get("xsizemode") == "pixel"]
    assert [one["x1"] for one in after] == [FACTOR * shape.x1 for shape in before]
    trend = CHARTS["region_trend"](database, CHOSEN).figure
    lines = enlarged(trend, 1792, 770)["data"]
    assert [line["y"] for line in lines] == [list(line.y) for line in trend.data]
    assert lines[0]["marker"]["size"] == FACTOR * trend.data[0].marker.size


def test_the_figure_itself_is_left_as_it_was(database: Database) -> None:
    figure = CHARTS["movers"](database, CHOSEN).figure
    before = figure.to_json()
    enlarged(figure, 1792, 770)
    assert figure.to_json() == before


def test_the_subtitle_is_told_in_one_line(database: Database) -> None:
    words = subtitle_of(CHARTS["map"](database, CHOSEN).figure)
    assert "206 av 290" in words
    assert "<br>" not in words

"""A map by areas of one's own is taken away with their boundaries as they came."""

import json
from typing import Any

import pytest

from ailaget.exports.metadata import export_metadata
from ailaget.exports.pictures.drawn.drawing import draw
from ailaget.exports.pictures.fonts import fitted
from ailaget.exports.pictures.standalone import metadata_below, with_shapes
from ailaget.exports.text.chart_html import chart_html
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.grouping import grouping_of
from tests.areas import LEVEL
from tests.views.planted import choose

LABEL = "Gräns i filen: Förbund"


def test_each_picture_and_page_has_the_boundaries(
    areas_workspace: Workspace, areas_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(areas_workspace.root))
    selection = choose(level=LEVEL, is_demo=True)
    chart = map_view(areas_database, selection)
    metadata = export_metadata(chart, selection, areas_database.build)
    own = grouping_of(areas_database, selection)
    assert own is not None
    (features,) = (
        trace["geojson"]["features"]
        for trace in with_shapes(json.loads(chart.figure.to_json()))["data"]
        if trace.get("geojson") and trace["locations"] == list(own.bounded) and trace["z"] == [0, 0]
    )
    kept = json.loads((areas_workspace.kept_maps / own.boundary_name).read_text(encoding="utf-8"))
    assert features == kept["features"]

    def drawn(figure: dict[str, Any]) -> str:
        return draw(fitted(with_shapes(metadata_below(figure, metadata))), "svg", 1).decode()

    whole = json.loads(chart.figure.to_json())
    without = {
        **whole,
        "data": [each for each in whole["data"] if own.boundary_name not in str(each)],
    }
    assert LABEL in drawn(whole)
    assert drawn(whole).count("<path") > drawn(without).count("<path")
    page = chart_html(chart, metadata).decode()
    data = page.split('data-chart="')[1].split(">", 1)[1].split("</script>")[0]
    shapes = [trace.get("geojson") for trace in json.loads(data)["data"]]
    assert kept in shapes

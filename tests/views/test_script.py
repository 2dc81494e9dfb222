"""The browser's script of plotly is of the package's version, and draws all our charts."""

import pytest
from plotly.offline import get_plotlyjs_version

from ailaget.charts.script import SCRIPT, TRACES
from ailaget.store.database import Database
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

AGAIN = "make it anew: python -m scripts.bundle_plotly"


def test_the_script_is_of_the_packages_version_and_says_what_it_holds() -> None:
    head = SCRIPT.read_text(encoding="utf-8").partition("\n")[0]
    assert f"plotly.js v{get_plotlyjs_version()}: {', '.join(TRACES)}. " in head, AGAIN


@pytest.mark.parametrize("key", CHARTS)
def test_the_script_draws_all_that_a_chart_is_made_of(demo: Database, key: str) -> None:
    chosen = Selection("2026-10", True, municipality="1715", region="17", compare=("0180",))
    chart = CHARTS[key](demo, chosen)
    assert {trace.type for trace in chart.figure.data} <= set(TRACES), AGAIN

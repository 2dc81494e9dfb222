"""Minutes on paper: a browser prints each picture whole, under its heading."""

import io
from pathlib import Path

import plotly.graph_objects as go
import pytest
from matplotlib.figure import Figure

from ailaget.council.minutes import Minutes, MinutesItem
from ailaget.council.minutes_html import minutes_html
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.result import Chart, Table
from tests.exports.conftest import Opener


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_is_whole_under_its_heading(
    opened: Opener, tmp_path: Path, language: str
) -> None:
    out = io.BytesIO()
    Figure(figsize=(7, 14)).savefig(out, format="png")
    chart = Chart(
        "map",
        "AI-mognad",
        "Kil ligger högst",
        go.Figure(),
        Table((), []),
        "Bild",
        "",
        "",
        1,
        2,
        "fil",
        "2026-10",
        "Index",
    )
    item = MinutesItem("Karta", chart, out.getvalue(), "Fryst.")
    facts = (("Datum", "3 november"),) * 12
    file = tmp_path / "minutes.html"
    file.write_bytes(minutes_html(Minutes("Protokoll", facts, (item,) * 4, texts(language))))
    assert opened(file).pages == 1 + 4

"""Minutes on paper: a browser prints two whole pictures to a page, each under its heading."""

import io
from pathlib import Path

import plotly.graph_objects as go
import pytest
from matplotlib.figure import Figure

from ailaget.council.minutes import Minutes, MinutesPicture, Paragraph
from ailaget.council.minutes_html import minutes_html
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.result import Chart, Table
from tests.exports.conftest import Opener


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_pictures_fill_a_page_each_whole_under_its_heading(
    opened: Opener, tmp_path: Path, language: str
) -> None:
    out = io.BytesIO()
    Figure(figsize=(7, 14)).savefig(out, format="png")
    chart = Chart(
        "map",
        "AI-mognad",
        "Kil ligger högst",
        Table((), []),
        "Källa: svaren.",
        "",
        1,
        2,
        "fil",
        "2026-10",
        "Index",
        go.Figure(),
        "Bild",
    )
    picture = MinutesPicture(1, "Karta", "Fryst.", chart, out.getvalue())
    facts = (("Datum", "3 november"),)
    paragraphs = (Paragraph("Beslut", lists=(("", ("Vi börjar",)),)),)
    signed = ("Sekreterare", "Ordförande", "Justerare")
    minutes = Minutes("Protokoll", facts, paragraphs, (picture,) * 4, signed, texts(language))
    file = tmp_path / "minutes.html"
    file.write_bytes(minutes_html(minutes))
    # What is said, two pages of pictures, and the notes, which have room under them or follow.
    assert opened(file).pages in (3, 4)

"""A file of nothing says why, and one that a meeting kept says so, whatever its format."""

import io
from dataclasses import replace
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from pptx import Presentation

from ailaget.exports.makers import MAKERS
from ailaget.exports.pictures import images
from tests.exports.conftest import CHOSEN, Made

WORDS = ("csv", "metadata.csv", "components.csv", "xlsx", "pptx", "html", "svg")
"""The formats whose words can be read back; a PNG is drawn as the SVG is."""


def read(content: bytes, ending: str) -> str:
    """Return all that a file says, in one line."""
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        parts = [str(cell.value) for sheet in book for row in sheet for cell in row]
    elif ending == "pptx":
        shapes = [s for slide in Presentation(io.BytesIO(content)).slides for s in slide.shapes]
        parts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    elif ending == "svg":
        parts = list(ET.fromstring(content).itertext())
    else:
        parts = [content.decode("utf-8-sig")]
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize("ending", WORDS)
def test_a_file_of_nothing_says_why(
    made: Made, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "take_picture", lambda *_: None)
    chart, metadata = made("inequality_sizes", replace(CHOSEN, county=("09",), municipality=None))
    assert not chart.table.rows
    text = read(MAKERS[ending](chart, metadata), ending)
    assert chart.headline in text or all(word in text for word in chart.headline.split())


@pytest.mark.parametrize("ending", [ending for ending in WORDS if ending != "components.csv"])
def test_a_frozen_file_says_when_it_was_frozen(
    made: Made, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "take_picture", lambda *_: None)
    chart, metadata = made("region_ranking")
    frozen = replace(metadata, frozen="3 november 2026")
    text = read(MAKERS[ending](chart, frozen), ending)
    assert "3 november 2026" in text
    assert "fryst" in text.lower()

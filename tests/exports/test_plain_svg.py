"""An SVG looks in LibreOffice and in librsvg as in the browser: colours, lines, whole words."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from ailaget.charts.style import palette
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.pictures import images
from ailaget.exports.pictures.images import INCH_CM, PRINT_CM, chart_svg, picture
from ailaget.exports.pictures.maps import WIDTH
from ailaget.exports.pictures.plain_svg import SVG, TEXT, TSPAN, plain_svg
from ailaget.views.base.result import Chart
from ailaget.views.catalogue import CHARTS
from tests.exports.conftest import CHOSEN, Made, Office
from tests.exports.every_file import letters

SAMPLE = (
    "map",
    "region_ranking",
    "inequality_spread",
    "bivariate_scatter",
    "region_trend",
    "region_funnel",
)
LOOKS = (("sv", "light"), ("en", "dark"))

BLOCK = 6
"""Pixels of the squares that are compared, where the browser's are of one colour."""

Key = tuple[str, str, str]


@pytest.fixture(scope="module")
def sample(made: Made, chrome: object) -> dict[Key, tuple[Chart, ExportMetadata]]:
    """Make the charts in each look."""
    return {
        (key, language, theme): made(key, replace(CHOSEN, language=language, theme=theme))
        for key in SAMPLE
        for language, theme in LOOKS
    }


@pytest.fixture(scope="module")
def svgs(sample: dict[Key, tuple[Chart, ExportMetadata]]) -> dict[Key, bytes]:
    return {key: chart_svg(*each) for key, each in sample.items()}


@pytest.fixture(scope="module")
def by_browser(sample: dict[Key, tuple[Chart, ExportMetadata]]) -> dict[Key, np.ndarray]:
    return {key: pixels(picture(*each, "png", 1)) for key, each in sample.items()}


@pytest.fixture(scope="module")
def by_office(svgs: dict[Key, bytes], opened_by_office: Office) -> dict[Key, np.ndarray]:
    """Return the pictures that LibreOffice makes of them."""
    converted = opened_by_office({f"{'-'.join(key)}.svg": svg for key, svg in svgs.items()}, "png")
    return {key: pixels(converted[f"{'-'.join(key)}.png"]) for key in svgs}


@pytest.fixture(scope="module")
def by_librsvg(svgs: dict[Key, bytes]) -> dict[Key, np.ndarray]:
    """Return the pictures that librsvg, and so GNOME, Wikipedia and ImageMagick, make of them."""
    command = shutil.which("rsvg-convert")
    if command is None:
        missing = "rsvg-convert is missing: install librsvg2-bin"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return {
        key: pixels(subprocess.run([command], input=svg, check=True, capture_output=True).stdout)
        for key, svg in svgs.items()
    }


def pixels(png: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def blocks(image: np.ndarray) -> np.ndarray:
    """Return a picture as rows and columns of squares of pixels."""
    down, across = image.shape[0] // BLOCK, image.shape[1] // BLOCK
    cut = image[: down * BLOCK, : across * BLOCK]
    return cut.reshape(down, BLOCK, across, BLOCK, 3).swapaxes(1, 2).reshape(down, across, -1, 3)


@pytest.mark.parametrize("reader", ["by_office", "by_librsvg"])
@pytest.mark.parametrize("key", SAMPLE)
@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_another_reader_has_the_browsers_colours(
    request: pytest.FixtureRequest,
    by_browser: dict[Key, np.ndarray],
    reader: str,
    key: str,
    language: str,
    theme: str,
) -> None:
    wanted = by_browser[key, language, theme]
    seen = request.getfixturevalue(reader)[key, language, theme]
    # LibreOffice rounds up where a picture ends.
    assert np.abs(np.subtract(seen.shape, wanted.shape)).max() <= 1
    wanted_blocks, seen_blocks = blocks(wanted), blocks(seen[: len(wanted), : wanted.shape[1]])
    is_even = np.ptp(wanted_blocks, axis=2).max(axis=2) < 4
    apart = np.abs(wanted_blocks.mean(axis=2) - seen_blocks.mean(axis=2)).max(axis=2)
    ground = np.array([int(palette(theme).background[i : i + 2], 16) for i in (1, 3, 5)])
    is_ground = np.abs(wanted_blocks.mean(axis=2) - ground).max(axis=2) < 4
    # Words in another font are wider, over what is ground in the browser.
    assert (apart[is_even] < 12).mean() > 0.93
    if key == "map":
        assert (is_even & ~is_ground).sum() > 200
        assert (apart[is_even & ~is_ground] < 12).mean() > 0.97


@pytest.mark.parametrize("key", SAMPLE)
def test_no_line_stands_on_another_and_no_word_is_cut(svgs: dict[Key, bytes], key: str) -> None:
    for language, theme in LOOKS:
        svg = svgs[key, language, theme]
        root = ET.fromstring(svg)
        assert b"rgba(" not in svg
        assert [each.attrib for each in root.iter(TEXT) if "dy" in each.attrib] == []
        assert [
            each.attrib for each in root.iter(TSPAN) if {"x", "y", "dy"} & set(each.attrib)
        ] == []
        assert [each for each in cut(root) if any(True for _ in each.iter(TEXT))] == []


def cut(root: ET.Element) -> Iterator[ET.Element]:
    return (each for each in root.iter() if "clip-path" in each.attrib)


@pytest.mark.parametrize("key", SAMPLE)
def test_a_picture_of_letters_has_a_title_and_a_description(
    sample: dict[Key, tuple[Chart, ExportMetadata]], svgs: dict[Key, bytes], key: str
) -> None:
    for language, theme in LOOKS:
        chart, metadata = sample[key, language, theme]
        root = ET.fromstring(svgs[key, language, theme])
        assert (root.get("role"), root.get("lang")) == ("img", language)
        assert (root[0].tag, root[0].text) == (f"{SVG}title", metadata.marked_title())
        assert (root[1].tag, root[1].text) == (f"{SVG}desc", chart.alt)


def test_a_group_that_lets_through_is_as_pale_in_libreoffice(opened_by_office: Office) -> None:
    """LibreOffice lets the opacity of a group count once more for each group and mark within."""
    mark = '<path d="M0,0L90,0L90,90L0,90Z" style="fill: rgb(0, 0, 0); fill-opacity: 0.8"/>'
    group = f'<g style="opacity: 0.5"><g class="fills">{mark}</g></g>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{group}</svg>'
    plain = plain_svg(svg.encode(), "", "", "sv")
    opened = opened_by_office({"pale.svg": plain}, "png")["pale.png"]
    with Image.open(io.BytesIO(opened)) as image:
        grey = image.convert("RGB").getpixel((45, 45))
    assert grey == (pytest.approx(153, abs=2),) * 3


def test_lines_keep_their_heights_and_marks_their_cut() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><g clip-path="url(#c)"><path/><g>'
        b'<text x="2" y="10" dy="0.5em" style="font-size: 20px"><tspan dy="0em" x="2" y="10">a'
        b'</tspan><tspan dy="1.3em" x="2" y="10">b</tspan></text><rect fill="rgba(1, 2, 3, 0.5)"/>'
        b'</g></g><text y="6" dy="0.7em" style="font-size: 10px">c</text></svg>'
    )
    root = ET.fromstring(plain_svg(svg, "t", "d", "sv"))
    assert [(each.text, each.get("y")) for each in root.iter(TEXT)] == [
        ("a", "10"),
        ("b", "36"),
        ("c", "13"),
    ]
    assert [[child.tag for child in each] for each in cut(root)] == [[f"{SVG}path"], [f"{SVG}rect"]]
    (rect,) = root.iter(f"{SVG}rect")
    assert rect.attrib == {"fill": "rgb(1, 2, 3)", "fill-opacity": "0.5"}


def at_an_edge(text: str) -> ET.Element:
    """Return a text of a picture 100 pixels wide, as it is made plain."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20">{text}</svg>'
    (plain,) = ET.fromstring(plain_svg(svg.encode(), "t", "d", "sv")).iter(TEXT)
    return plain


def test_a_text_at_an_edge_grows_inward_in_a_wider_font() -> None:
    at_right = at_an_edge(
        '<g transform="translate(70,5)"><text style="font-size: 10px">12,5 %</text></g>'
    )
    assert at_right.get("text-anchor") == "end"
    assert 70 < 70 + float(at_right.get("x", "")) <= 100
    at_left = at_an_edge('<text x="12" text-anchor="middle" style="font-size: 10px">1234</text>')
    assert at_left.get("text-anchor") == "start"
    assert 0 < float(at_left.get("x", "")) < 12


def test_a_text_of_several_looks_at_an_edge_is_moved_as_a_whole() -> None:
    text = at_an_edge(
        '<text x="70" style="font-size: 10px">'
        '<tspan style="font-weight: bold">12,5</tspan> %</text>'
    )
    assert text.get("text-anchor") == "start"
    assert 60 < float(text.get("x", "")) < 70


@pytest.mark.parametrize(
    "text",
    [
        '<text x="20" style="font-size: 10px">12,5 %</text>',
        '<g transform="rotate(-90,70,5)"><text x="95" style="font-size: 10px">12,5 %</text></g>',
        '<g transform="scale(2)"><text x="95" style="font-size: 10px">12,5 %</text></g>',
    ],
)
def test_what_has_room_or_is_turned_stays_where_it_is(text: str) -> None:
    plain = at_an_edge(text)
    assert plain.get("x") in text
    assert "text-anchor" not in plain.attrib


def test_no_figure_at_an_edge_is_cut_in_libreoffice(
    made: Made, chrome: object, opened_by_office: Office
) -> None:
    keys = ("explanations_growth", "explanations_power", "getting_started_levels", "movers")
    files = {f"{key}.svg": chart_svg(*made(key)) for key in keys}
    for name, png in opened_by_office(files, "png").items():
        # LibreOffice rounds up where a picture ends: its last column may be half of the ground.
        edge = pixels(png)[:, -3:-1]
        assert (edge.min(axis=2) > 200).all(), name


def test_without_a_browser_it_is_as_plain(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "take_picture", lambda *_: None)
    chart, metadata = made("movers")
    root = ET.fromstring(chart_svg(chart, metadata))
    assert [each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")] == [
        metadata.marked_title(),
        chart.alt,
    ]


@pytest.mark.parametrize("key", CHARTS)
def test_no_letter_of_an_svg_is_smaller_than_seven_points_in_print(
    made: Made, chrome: Path, key: str, tmp_path: Path
) -> None:
    file = tmp_path / "chart.svg"
    file.write_bytes(chart_svg(*made(key)))
    points = 72 * PRINT_CM / INCH_CM / WIDTH
    sizes = list(letters(file))
    assert sizes
    assert min(sizes) * points >= 7

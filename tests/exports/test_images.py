"""Pictures: by the browser and without one, with title, source and n inside."""

import asyncio
import io
import json
import os
import re
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import psutil
import pytest
from fontTools.ttLib import TTFont
from kaleido._kaleido_tab import _KaleidoTab
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager
from PIL import Image

from ailaget.charts.map_views import CLOSE_VIEWS, SWEDEN
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.pictures import browser as camera
from ailaget.exports.pictures import finding, fonts, images, svg_font
from ailaget.exports.pictures.browser import browser_path
from ailaget.exports.pictures.drawn.drawing import draw
from ailaget.exports.pictures.drawn.marks import draw_points
from ailaget.exports.pictures.drawn.texts import families, runs, split, width
from ailaget.exports.pictures.finding import picture_finding
from ailaget.exports.pictures.fonts import fitted
from ailaget.exports.pictures.images import chart_png, chart_print_png, chart_svg
from ailaget.exports.pictures.maps import MAP_WIDTH, WIDTH
from ailaget.exports.pictures.own_font import NAME, own_font
from ailaget.exports.pictures.standalone import legible, metadata_below, with_shapes
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS
from tests.exports.conftest import CHOSEN, Made

DRAWN = list(CHARTS)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(images, "take_picture", lambda *_: None)
    monkeypatch.setattr(finding, "browser_path", lambda: None)
    yield


def words(svg: bytes) -> str:
    text = re.sub(r"<(title|desc)>.*?</\1>|<[^>]+>", " ", svg.decode())
    return re.sub(r"\s+", " ", text.replace("&amp;", "&").replace("\xa0", " "))


def has_all(said: str, metadata: ExportMetadata) -> bool:
    wanted = [
        metadata.title.split()[0],
        metadata.build,
        "" if metadata.n is None else metadata.n_each or f"n = {metadata.n}",
        "Källa" if metadata.language == "sv" else "Source",
    ]
    return all(text in said for text in wanted)


@pytest.mark.parametrize("key", DRAWN)
def test_without_a_browser_every_chart_is_drawn_with_its_papers(
    made: Made, key: str, no_browser: None
) -> None:
    chart, metadata = made(key, replace(CHOSEN, language="sv"))
    said = words(chart_svg(chart, metadata))
    assert has_all(said, metadata)
    assert ("påhittade" in said) == chart.of_answers


@pytest.mark.parametrize("key", ["map", "bivariate_map", "inequality_change", "movers"])
def test_without_a_browser_english_is_drawn_too(made: Made, key: str, no_browser: None) -> None:
    chart, metadata = made(key, replace(CHOSEN, language="en"))
    with Image.open(io.BytesIO(chart_png(chart, metadata))) as image:
        assert image.width == 2 * (MAP_WIDTH if key in ("map", "bivariate_map") else WIDTH)
        assert len(image.convert("RGB").resize((200, 200)).getcolors(40000) or []) > 20
    assert has_all(words(chart_svg(chart, metadata)), metadata)


def test_a_drawn_map_has_the_colours_of_its_classes(made: Made, no_browser: None) -> None:
    chart, metadata = made("map")
    svg = chart_svg(chart, metadata).decode()
    used = {swatch for swatch in chart.table.swatches if swatch}
    assert all(colour in svg for colour in used)


def test_a_picture_for_print_has_300_dots_to_the_inch(made: Made, no_browser: None) -> None:
    with Image.open(io.BytesIO(chart_print_png(*made("movers")))) as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.5)
        assert image.width / 300 * 2.54 == pytest.approx(16, abs=0.05)


def sizes(part: Any, *, is_font: bool = False) -> Iterator[float]:
    """Yield the size of every font in a figure's JSON."""
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if is_font and key == "size" and isinstance(value, int | float):
            yield value
        elif isinstance(value, dict | list) and key != "geojson":
            yield from sizes(value, is_font=str(key).endswith("font"))


@pytest.mark.parametrize("key", DRAWN)
def test_no_letter_on_paper_is_smaller_than_seven_points(
    made: Made, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(images, "take_picture", lambda figure, *_: asked.append(figure) or b"x")
    monkeypatch.setattr(images, "fitted", lambda figure: figure)
    images.picture(*made(key), "png", images.PRINT_SCALE)
    (figure,) = asked
    points = 72 * images.PRINT_CM / images.INCH_CM / WIDTH
    assert min(sizes(figure)) * points >= 7


def spans(png: bytes) -> tuple[float, float]:
    """Return what a picture's coloured areas take of its width and of its height."""
    with Image.open(io.BytesIO(png)) as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
    is_coloured = pixels.max(axis=2) - pixels.min(axis=2) > 40
    places = np.argwhere(is_coloured)
    depth, width = (places.max(axis=0) - places.min(axis=0)) / is_coloured.shape
    return float(width), float(depth)


@pytest.mark.parametrize("key", ["map", "bivariate_map"])
def test_sweden_and_its_legend_fill_the_picture_of_a_map(
    made: Made, key: str, no_browser: None
) -> None:
    width, depth = spans(chart_png(*made(key, replace(CHOSEN, municipality=None))))
    assert width > 0.65
    assert depth > 0.65


def test_a_close_view_keeps_its_width(made: Made) -> None:
    chart, metadata = made("map", replace(CHOSEN, view="malmo"))
    assert metadata_below(json.loads(chart.figure.to_json()), metadata)["layout"]["width"] == WIDTH


def test_the_same_figure_is_the_same_file(made: Made) -> None:
    chart, metadata = made("movers")
    whole = fitted(with_shapes(metadata_below(json.loads(chart.figure.to_json()), metadata)))
    assert draw(whole, "svg", 1) == draw(whole, "svg", 1)


@pytest.mark.parametrize("angle", [90, -90])
def test_an_arrows_tip_is_at_its_value_and_its_head_where_it_came_from(angle: int) -> None:
    figure = Figure(figsize=(4, 1), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, 400)
    marker = {"symbol": "arrow", "angle": angle, "size": 40, "color": "#000000"}
    draw_points(axes, np.array([200.0]), np.array([0.5]), marker)
    axes.set_ylim(0, 1)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=100)
    with Image.open(out) as image:
        dark = np.flatnonzero((np.asarray(image.convert("L")) < 128).any(axis=0))
    tip, back = (dark.max(), dark.min()) if angle > 0 else (dark.min(), dark.max())
    assert tip == pytest.approx(200, abs=3)
    assert abs(tip - back) == pytest.approx(40 * 0.951 * 100 / 72, abs=4)


def test_marks_in_texts_become_looks() -> None:
    line = 'a <b>b</b> <span style="color:#c23b12;stroke:#7a8591;stroke-width:1px">■</span> c'
    assert list(runs(line)) == [
        ("a ", False, None, None),
        ("b", True, None, None),
        (" ", False, None, None),
        ("■", False, "#c23b12", "#7a8591"),
        (" c", False, None, None),
    ]
    assert split("a<br>b<br />c") == ["a", "b", "c"]


@pytest.mark.usefixtures("no_browser")
def test_planted_texts_are_drawn_as_they_are(planted: tuple[Chart, ExportMetadata]) -> None:
    chart, metadata = planted
    figure = type(chart.figure)(chart.figure)
    figure.update_layout(title={"text": "$\\frac{1}{2}$ =1+1"})
    said = chart_svg(replace(chart, figure=figure), metadata)
    assert "=1+1" in words(said) and b"<script" not in said


def test_doctor_says_who_makes_the_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "browser_path", lambda: Path("/x/chromium"))
    assert picture_finding().state == "ok"
    monkeypatch.setattr(finding, "browser_path", lambda: None)
    assert picture_finding().key == "doctor.pictures_drawn"


def test_a_browser_that_does_not_start_is_no_browser(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path, at_work: int) -> None:
        raise RuntimeError("no display")

    monkeypatch.setattr(camera, "_try_after", 0.0)
    monkeypatch.setattr(camera, "_camera", None)
    monkeypatch.setattr(camera, "browser_path", lambda: Path("/x/chromium"))
    monkeypatch.setattr(camera, "Camera", broken)
    assert chart_png(*made("movers")).startswith(b"\x89PNG")


def test_twenty_who_ask_at_once_start_one_browser_and_two_are_at_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started, at_work, most = [], [], []

    class Slow:
        """A camera that takes a while to start and to take a picture."""

        def __init__(self, _: Path, at_once: int) -> None:
            started.append(at_once)
            self._room = threading.BoundedSemaphore(at_once)
            time.sleep(0.2)

        def take(self, *_: object) -> bytes:
            with self._room:
                at_work.append(1)
                most.append(len(at_work))
                time.sleep(0.01)
                at_work.pop()
            return b"a picture"

    monkeypatch.setattr(camera, "_camera", None)
    monkeypatch.setattr(camera, "_try_after", 0.0)
    monkeypatch.setattr(camera, "browser_path", lambda: Path("/x/chromium"))
    monkeypatch.setattr(camera, "Camera", Slow)
    monkeypatch.setattr(camera.atexit, "register", lambda *_: None)
    with ThreadPoolExecutor(20) as threads:
        taken = list(threads.map(lambda _: camera.take_picture({}, "png", 1), range(20)))
    assert taken == [b"a picture"] * 20
    assert started == [2]
    assert max(most) <= 2


def test_a_browser_that_fails_is_closed_and_replaced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    closed, started = [], []

    class Dying:
        def __init__(self, *_: object) -> None:
            started.append(self)

        def take(self, *_: object) -> bytes:
            raise RuntimeError("gone")

        def close(self) -> None:
            closed.append(self)

    monkeypatch.setattr(camera, "_camera", None)
    monkeypatch.setattr(camera, "_try_after", 0.0)
    monkeypatch.setattr(camera, "browser_path", lambda: Path("/x/chromium"))
    monkeypatch.setattr(camera, "Camera", Dying)
    monkeypatch.setattr(camera.atexit, "register", lambda *_: None)
    assert camera.take_picture({}, "png", 1) is None
    assert closed == started and len(started) == 1
    assert camera.take_picture({}, "png", 1) is None
    assert len(started) == 2


@pytest.mark.browser
def test_a_picture_whose_page_crashes_is_taken_anew(
    chrome: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera, "_camera", None)
    monkeypatch.setattr(camera, "_try_after", 0.0)
    monkeypatch.setattr(camera, "browser_path", lambda: chrome)
    first = camera.take_picture({"data": [], "layout": {}}, "png", 1)
    crashed = camera._camera
    assert crashed is not None
    for process in psutil.Process(crashed._kaleido.subprocess.pid).children(recursive=True):
        with suppress(psutil.Error):  # one of no account has just ended
            if "--type=renderer" in process.cmdline():
                process.kill()
    try:
        assert first == camera.take_picture({"data": [], "layout": {}}, "png", 1) is not None
        assert camera._camera not in (None, crashed)
    finally:
        camera._give_up(camera._camera)


def test_a_figure_that_crashes_every_page_is_tried_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[object] = []

    class Crashing:
        def __init__(self, *_: object) -> None:
            pass

        def take(self, *_: object) -> bytes:
            raise camera.PageCrashedError

        def close(self) -> None:
            closed.append(self)

    monkeypatch.setattr(camera, "_camera", None)
    monkeypatch.setattr(camera, "_try_after", 0.0)
    monkeypatch.setattr(camera, "browser_path", lambda: Path("/x/chromium"))
    monkeypatch.setattr(camera, "Camera", Crashing)
    monkeypatch.setattr(camera.atexit, "register", lambda *_: None)
    assert camera.take_picture({}, "png", 1) is None
    assert len(closed) == 2


@pytest.mark.browser
def test_a_picture_waits_neither_for_a_second_page_nor_for_its_own_to_be_read_anew(
    chrome: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(_KaleidoTab, "reload", never)
    browser = camera.Camera(chrome, 2)
    pages = browser._kaleido
    try:
        for _ in range(3):
            assert browser.take({"data": [], "layout": {}}, "png", 1).startswith(b"\x89PNG")
            assert len(pages.tabs) == 1
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda _: browser.take({"data": []}, "png", 1), range(4)))
        assert len(pages.tabs) == 2
    finally:
        browser.close()


@pytest.mark.browser
def test_a_picture_is_the_same_whatever_was_drawn_on_its_page_before(
    made: Made, chrome: Path
) -> None:
    charts = [json.loads(made(key)[0].figure.to_json()) for key in ("region_ranking", "map")]
    figures = [fitted(legible(with_shapes(chart))) for chart in charts]
    browser = camera.Camera(chrome, 1)
    try:
        first, other, again = (browser.take(each, "png", 1) for each in (*figures, figures[0]))
    finally:
        browser.close()
    assert first == again != other


@pytest.mark.browser
def test_a_browser_runs_by_itself_and_is_closed_once(chrome: Path) -> None:
    browser = camera.Camera(chrome, 1)
    process = psutil.Process(browser._kaleido.subprocess.pid)
    assert "python" not in process.name()
    browser.close()
    assert not process.is_running()
    began = time.monotonic()
    browser.close()  # as a process that ends does with each that it has had
    assert time.monotonic() - began < camera.SECONDS / 2


@pytest.mark.browser
@pytest.mark.parametrize("key", ["map", "region_ranking"])
def test_the_browser_takes_the_very_figure(made: Made, key: str, chrome: Path) -> None:
    chart, metadata = made(key)
    said = words(chart_svg(chart, metadata))
    assert has_all(said, metadata)
    with Image.open(io.BytesIO(chart_print_png(chart, metadata))) as image:
        share = 1 if key != "map" else MAP_WIDTH / WIDTH
        assert image.width / 300 * 2.54 == pytest.approx(16 * share, abs=0.05)
        colours = image.convert("RGB").resize((300, 300), Image.Resampling.NEAREST)
        found = {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in colours.getcolors(90000) or []}
    if key == "map":
        assert {swatch for swatch in chart.table.swatches if swatch} & found


def test_the_browser_is_found_where_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "chromium"
    named.write_text("")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert browser_path() == named


def test_a_map_of_chosen_counties_is_framed_on_them(made: Made) -> None:
    chart, _ = made("map", replace(CHOSEN, county=("17",), municipality=None))
    geo = json.loads(chart.figure.to_json())["layout"]["geo"]
    (south, north), (west, east) = geo["lataxis"]["range"], geo["lonaxis"]["range"]
    assert 58.5 < south < 59 and 61 < north < 61.5
    assert 11 < west < 12 and 14 < east < 15


@pytest.mark.parametrize(("key", "chosen"), [("map", CHOSEN), ("clusters", CHOSEN)])
def test_a_map_of_the_country_shows_all_of_it(made: Made, key: str, chosen: Selection) -> None:
    chart, _ = made(key, chosen)
    assert tuple(chart.figure.layout.geo.lataxis.range) == SWEDEN[:2]


def test_a_close_view_is_framed_on_itself_whatever_the_filter(made: Made) -> None:
    chart, _ = made("map", replace(CHOSEN, view="malmo", county=("12",)))
    close = CLOSE_VIEWS["malmo"]
    assert tuple(chart.figure.layout.geo.lataxis.range) == (close.south, close.north)


def test_the_font_of_the_pages_is_made_ready_for_pictures() -> None:
    home = own_font()
    assert home is not None
    made = {path.stem: TTFont(path) for path in (home / "fonts").glob("*.ttf")}
    assert set(made) == {"SourceSans3-Regular", "SourceSans3-Bold"}
    for font in made.values():
        assert "fvar" not in font, "matplotlib would draw its thinnest weight"
        assert font["name"].getDebugName(1) == NAME
        assert {ord(sign) for sign in "ÅÄÖåäöéü–−≥±²½→▲"} <= set(font.getBestCmap())
    assert made["SourceSans3-Bold"]["OS/2"].usWeightClass == 700


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the machine without any font that the pages ask for."""
    monkeypatch.setattr(fonts, "_installed", lambda: ())
    monkeypatch.setattr(fonts, "_known", None)
    families.cache_clear()
    width.cache_clear()
    yield
    families.cache_clear()
    width.cache_clear()


@pytest.mark.usefixtures("no_font")
def test_a_machine_without_fonts_borrows_that_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.fonts_here()[0] == NAME
    assert fitted({"font": {"size": 10}}) == {"font": {"size": 10}}
    before = dict(os.environ)
    with camera._with_fonts():
        assert (Path(os.environ["XDG_DATA_HOME"]) / "fonts" / "SourceSans3-Regular.ttf").is_file()
    assert dict(os.environ) == before
    monkeypatch.setattr(fonts, "own_font", lambda: None)
    monkeypatch.setattr(fonts, "_known", None)
    assert fitted({"font": {"size": 10}}) == {"font": {"size": pytest.approx(8.9)}}


@pytest.mark.usefixtures("no_font")
@pytest.mark.parametrize("first", ["drawn", "measured"])
def test_what_draws_without_a_browser_finds_the_borrowed_font(
    first: str, made: Made, no_browser: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [font for font in fontManager.ttflist if font.name != NAME]
    monkeypatch.setattr(fontManager, "ttflist", others)
    if first == "drawn":
        chart_svg(*made("region_ranking"))
    else:
        assert width("Norrbottens län", 12, bold=False) > 0
    assert Path(findfont(FontProperties(family=NAME, weight="bold"))).stem == "SourceSans3-Bold"


@pytest.mark.parametrize("installed", [(), ("Arial", "Liberation Sans")])
def test_a_process_learns_its_fonts_from_another(
    installed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_installed", lambda: installed)
    monkeypatch.setattr(fonts, "_known", None)
    told, known = fonts.told(), (fonts.fonts_here(), fonts.borrowed())
    monkeypatch.setattr(fonts, "_known", None)
    monkeypatch.delattr(fonts, "_installed")
    fonts.learn(told)
    assert (fonts.fonts_here(), fonts.borrowed()) == known
    fonts.learn("")  # from one that could not tell
    assert (fonts.fonts_here(), fonts.borrowed()) == known


@pytest.mark.usefixtures("no_font")
def test_a_picture_of_letters_carries_those_that_it_was_drawn_with(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "take_picture", lambda *_: None)
    drawn = chart_svg(*made("region_ranking"))
    texts = ElementTree.fromstring(drawn).itertext()
    used = {ord(sign) for text in texts if "@font-face" not in text for sign in text.strip()}
    assert ord("ö") in used
    carried = re.findall(rb"src:url\(data:font/ttf;base64,([^)]+)\)", drawn)
    assert len(carried) == 2
    for font in carried:
        known = set(TTFont(io.BytesIO(b64decode(font))).getBestCmap())
        assert used <= known
        assert len(known) < 150, "the whole font would make every picture heavy"
    monkeypatch.setattr(svg_font, "borrowed", lambda: None)
    assert b"@font-face" not in chart_svg(*made("region_ranking"))

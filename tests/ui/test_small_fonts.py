"""Streamlit's fonts with only what pages show of them: nothing that a page shows is missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from ailaget.store.workspace import Workspace
from ailaget.texts import TEXTS
from ailaget.ui.acceleration import small_fonts
from ailaget.ui.acceleration.small_fonts import ICONS, TEXT, make_small_fonts, write_small_fonts
from ailaget.ui.assets import ASSETS, assets
from tests.served import get


def at(name: str) -> str:
    return next(path for path in assets() if path.startswith(f"/static/media/{name}"))


def icon(font: TTFont, name: str) -> Any:
    """Return what a font draws for an icon's name, None where it has no such icon."""
    letters = font.getBestCmap()
    first, *rest = (letters[ord(letter)] for letter in name)
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for ligature in getattr(table, "ExtSubTable", table).ligatures.get(first, ()):
                if ligature.Component == rest:
                    return drawn(font, ligature.LigGlyph)
    return None


def drawn(font: TTFont, glyph: str, weight: int | None = None) -> Any:
    glyphs = font.getGlyphSet(location=None if weight is None else {"wght": weight})
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return glyphs[glyph].width, pen.value


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = Workspace(tmp_path_factory.mktemp("fonts") / "var")
    write_small_fonts(place)
    return place


@pytest.fixture
def served(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    monkeypatch.setattr(small_fonts, "_small", {})
    return place


def small(place: Workspace, name: str) -> TTFont:
    (path,) = (place.databases / "fonts").glob(f"{name}-*.woff2")
    return TTFont(path)


def test_every_icon_that_streamlit_names_is_drawn_as_before(place: Workspace) -> None:
    whole, few = TTFont(assets()[at(ICONS)]), small(place, ICONS)
    scripts = (ASSETS / "static" / "js").glob("*.js")
    named = {n for path in scripts for n in small_fonts.ICON.findall(path.read_text("utf-8"))}
    known = {name for name in named if icon(whole, name)}
    assert {"keyboard_double_arrow_left", "close", "check", "error", "upload"} <= known
    for name in known:
        assert icon(few, name) == icon(whole, name)


def test_every_letter_of_the_texts_is_drawn_as_before_in_all_weights(place: Workspace) -> None:
    whole, few = TTFont(assets()[at(TEXT)]), small(place, TEXT)
    letters, before = few.getBestCmap(), whole.getBestCmap()
    shown = {ord(letter) for path in TEXTS.rglob("*.toml") for letter in path.read_text("utf-8")}
    assert {ord(letter) for letter in "åäöÅÄÖ–×"} <= shown & set(before)
    for letter in shown & set(before):
        for weight in (400, 700):
            old, new = drawn(whole, before[letter], weight), drawn(few, letters[letter], weight)
            assert new == old


def test_both_are_a_tenth_of_what_they_were(place: Workspace) -> None:
    sizes = [path.stat().st_size for path in (place.databases / "fonts").iterdir()]
    assert sum(sizes) < (assets()[at(TEXT)].stat().st_size + assets()[at(ICONS)].stat().st_size) / 8


def test_they_are_answered_with_once_they_are_made_and_asked_for_anew_each_time(
    served: Workspace,
) -> None:
    assert get(at(ICONS)).content == assets()[at(ICONS)].read_bytes()
    make_small_fonts()
    answer = get(at(ICONS))
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.headers["cache-control"] == "no-cache"
    assert len(answer.content) < assets()[at(ICONS)].stat().st_size / 10
    same = get(at(ICONS), headers={"if-none-match": answer.headers["etag"]})
    assert same.status == 304
    assert not same.content


def test_a_page_that_names_another_icon_has_it_and_the_earlier_font_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, page = Workspace(tmp_path / "var"), tmp_path / "pages" / "own.py"
    page.parent.mkdir()
    page.write_text('st.page_link("own.py", icon=":material/rocket_launch:")')
    write_small_fonts(place)
    assert icon(small(place, ICONS), "rocket_launch") is None
    monkeypatch.setattr(small_fonts, "PAGES", (page.parent,))
    small_fonts._key.cache_clear()
    try:
        write_small_fonts(place)
        assert icon(small(place, ICONS), "rocket_launch") is not None
    finally:
        monkeypatch.undo()
        small_fonts._key.cache_clear()


def test_where_they_cannot_be_made_streamlits_own_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(tmp_path / "var"))
    monkeypatch.setattr(small_fonts, "_small", {})
    monkeypatch.setattr(small_fonts, "PAUSE", 0)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "db").write_text("no folder")
    make_small_fonts()
    assert get(at(TEXT)).content == assets()[at(TEXT)].read_bytes()

"""Streamlit's two fonts with only what pages show: a first visit fetches a quarter less.

Streamlit brings 4,000 icons and the letters of half the world. `python -m
ailaget.ui.acceleration.small_fonts` makes the small ones, once for a version of Streamlit and for
the icons that pages name.
"""

import io
import re
import subprocess
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import sleep
from typing import Any

import streamlit
from starlette.requests import Request
from starlette.responses import Response

from ailaget.codebook import DATA
from ailaget.errors import AilagetError
from ailaget.exports.pictures.own_font import LETTERS
from ailaget.store.files import write_whole
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import TEXTS
from ailaget.ui.assets import assets

ROOT = Path(__file__).parents[3]
PAGES = (ROOT / "ailaget", ROOT / "pages", DATA)

TEXT, ICONS = "SourceSansVF-Upright", "MaterialSymbols-Rounded"
"""How the files of the fonts begin that every page asks for."""

ICON = re.compile(r":material/([a-z0-9_]+):")
"""How Streamlit, and whoever writes a page, names an icon."""

ICON_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"

PAUSE = 5.0
"""Seconds after the start: the one who has just started the server gets a page first."""

_small: dict[str, bytes] = {}
"""The small fonts by the path that asks for each, once they are made."""


def small_font(path: str) -> bytes | None:
    """Return what a path of a font asks for, None where it has not been made small."""
    return _small.get(path)


def small_font_response(request: Request, font: bytes) -> Response:
    """Return a small font, if the browser has not kept the very same.

    It has the name of Streamlit's: what a browser keeps for ever would lack an icon of tomorrow.
    """
    headers = {"etag": f'"{sha256(font).hexdigest()[:16]}"', "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(font, media_type="font/woff2", headers=headers)


def make_small_fonts() -> None:
    """Have the small fonts made where there are none, and answer with them from then on.

    In a process of its own: what makes fonts would hold memory for as long as the server runs.
    """
    with suppress(AilagetError, OSError, StopIteration):
        kept = _kept(workspace())
        if not all(path.exists() for path in kept.values()):
            sleep(PAUSE)
            subprocess.run([sys.executable, "-m", __name__], cwd=ROOT, check=False)
        _small.update({asked: path.read_bytes() for asked, path in kept.items()})


def write_small_fonts(place: Workspace) -> None:
    """Make the small fonts, and remove those of other versions; raises DiskFull and OSError."""
    kept = _kept(place)
    text, icons = (assets()[asked] for asked in kept)
    named = _icons_of((*PAGES, Path(streamlit.__file__).parent))
    small = (_smaller(text, _letters()), _smaller(icons, [*map(ord, ICON_LETTERS)], named))
    for path, font in zip(kept.values(), small, strict=True):
        write_whole(path, font)
    for path in _folder(place).iterdir():
        if path not in kept.values():
            path.unlink(missing_ok=True)


def _kept(place: Workspace) -> dict[str, Path]:
    """Return the files of the small fonts by the path that asks for each."""
    folder = _folder(place)
    return {_streamlits(name): folder / f"{name}-{_key()}.woff2" for name in (TEXT, ICONS)}


def _folder(place: Workspace) -> Path:
    return place.databases / "fonts"


def _streamlits(name: str) -> str:
    """Return the path of a font of Streamlit's; raises StopIteration where it has none such."""
    return next(path for path in assets() if path.startswith(f"/static/media/{name}"))


@cache
def _key() -> str:
    """Return the name of all that the small fonts are made of."""
    parts = (streamlit.__version__, sorted(_letters()), sorted(_icons_of(PAGES)))
    return sha256(repr(parts).encode()).hexdigest()[:12]


def _letters() -> set[int]:
    """Return Europe's Latin letters and signs, and whatever else a language's texts have."""
    texts = (path.read_text(encoding="utf-8") for path in TEXTS.rglob("*.toml"))
    return {*LETTERS, *(ord(letter) for text in texts for letter in set(text))}


def _icons_of(folders: Iterable[Path]) -> set[str]:
    """Return the icons that are named in code and texts."""
    return {
        name
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".py", ".js", ".json", ".toml", ".md"} and path.is_file()
        for name in ICON.findall(path.read_text(encoding="utf-8", errors="ignore"))
    }


def _smaller(source: Path, letters: Collection[int], icons: Collection[str] = ()) -> bytes:
    """Return a font, as WOFF2, with some of its letters, and of its icons those with a name."""
    # Once for a version: no start after that waits for what makes fonts.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    if icons:
        # Every icon is a ligature of its name's letters, and would come with them.
        options.layout_features, options.layout_closure = ["*"], False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters, glyphs=_glyphs(font, icons))
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _glyphs(font: Any, icons: Collection[str]) -> list[str]:
    """Return the names of icons' drawings in a font; an icon that it has not is left out."""
    if not icons:
        return []
    drawn = {
        (first, *ligature.Component): ligature.LigGlyph
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, ligatures in getattr(table, "ExtSubTable", table).ligatures.items()
        for ligature in ligatures
    }
    letters = font.getBestCmap()
    names = (tuple(letters.get(ord(letter), "") for letter in name) for name in icons)
    return [drawn[name] for name in names if name in drawn]


if __name__ == "__main__":
    # What cannot be kept is fetched whole.
    with suppress(AilagetError, OSError):
        write_small_fonts(workspace())

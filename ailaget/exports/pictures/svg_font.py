"""A drawn picture's own letters, carried inside it: elsewhere wider ones would be cut."""

import html
import io
import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from ailaget.exports.pictures.fonts import borrowed
from ailaget.exports.pictures.own_font import NAME, WEIGHTS

OPENING = re.compile(rb"<svg\b[^>]*>")


def with_font(svg: bytes) -> bytes:
    """Return an SVG that carries the font it was drawn with, where that is the pages' own.

    Its texts stand where that font's widths put them. Only the letters in it are carried.
    """
    home, opening = borrowed(), OPENING.search(svg)
    if home is None or opening is None:
        return svg
    used = frozenset(map(ord, html.unescape(svg.decode())))
    faces = "".join(
        f"@font-face{{font-family:'{NAME}';font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{_only(home / 'fonts' / f'SourceSans3-{style}.ttf', used)})}}"
        for weight, style in WEIGHTS.items()
    )
    end = opening.end()
    return svg[:end] + f"<style>{faces}</style>".encode() + svg[end:]


@lru_cache(maxsize=32)
def _only(path: Path, letters: frozenset[int]) -> str:
    """Return a font's file with some of its letters, in base 64; one picture is often asked twice.

    Taking the rest out costs as much as drawing the picture.
    """
    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "mark"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return b64encode(out.getvalue()).decode()

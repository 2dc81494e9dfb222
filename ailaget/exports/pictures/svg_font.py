"""A file's own letters, carried inside it: elsewhere wider ones would be cut."""

import html
import io
import re
import zlib
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from ailaget.exports.pictures.fonts import borrowed
from ailaget.exports.pictures.own_font import NAME, WEIGHTS, own_font
from ailaget.store.files import write_whole

USUAL = frozenset(
    (
        *range(0x20, 0x7F),
        *map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}åäöÅÄÖéÉèàüÜæøÆØ§·±×–—−…‘’“”"),
        *map(ord, "\N{EM SPACE}←→↑↓↤↦≤≥≈■□▲△▼▽◆◇○●"),
    )
)
"""The letters of nearly every picture: taken out of the font once, for all of them."""

CONTROL = frozenset(range(0x20))
"""What no letter is drawn for, such as a line's end."""

USUAL_NAME = f"{zlib.crc32(repr(sorted(USUAL)).encode()):08x}"
"""Names those letters: others, in another version, are taken out anew."""

OPENING = re.compile(rb"<svg\b[^>]*>")


def with_font(svg: bytes) -> bytes:
    """Return an SVG that carries the font it was drawn with, where that is the pages' own.

    Its texts stand where that font's widths put them. Only the usual letters are carried or, where
    it has others, its own.
    """
    opening = OPENING.search(svg)
    if borrowed() is None or opening is None:
        return svg
    faces = font_faces(frozenset(map(ord, html.unescape(svg.decode()))))
    end = opening.end()
    return svg[:end] + f"<style>{faces}</style>".encode() + svg[end:]


def font_faces(letters: frozenset[int]) -> str:
    """Return the pages' own font as rules of a style sheet, with the letters that are asked for.

    Empty where it cannot be made. What figures reckon widths by, whatever this machine has.
    """
    home = borrowed() or own_font()
    if home is None:
        return ""
    own = letters - CONTROL
    used = USUAL if own <= USUAL else USUAL | own
    return "".join(
        f"@font-face{{font-family:'{NAME}';font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{_only(home / 'fonts' / f'SourceSans3-{style}.ttf', used)})}}"
        for weight, style in WEIGHTS.items()
    )


@lru_cache(maxsize=32)
def _only(path: Path, letters: frozenset[int]) -> str:
    """Return a font's file with some of its letters, in base 64.

    Taking the rest out costs more than drawing the picture: the usual ones are kept on disk.
    """
    kept = path.parent.parent / f"usual-{USUAL_NAME}" / path.name
    if letters == USUAL and kept.exists():
        return b64encode(kept.read_bytes()).decode()
    content = _subset(path, letters)
    if letters == USUAL:
        write_whole(kept, content)
    return b64encode(content).decode()


def _subset(path: Path, letters: frozenset[int]) -> bytes:
    # For other letters than the usual, and once for those on a machine.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "mark"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()

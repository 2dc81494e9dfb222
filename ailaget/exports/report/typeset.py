"""A document set by Typst as a tagged PDF, PDF/UA-1: what reports and minutes have in common.

Typst refuses to write what breaks that standard. A browser's own PDF names no standard, and leaves
the numbers of its pages outside all that is read aloud.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from ailaget.charts.style import LIGHT
from ailaget.exports.pictures.fonts import NAMES
from ailaget.exports.pictures.own_font import own_font
from ailaget.exports.report.row_heads import HEADS, with_row_heads
from ailaget.texts import LOCALES, Texts
from ailaget.views.base.cells import RIGHT, cell_text, heads_rows
from ailaget.views.base.result import Table
from ailaget.views.base.table_pages import least_width, shares_by_words

PAPER = Path(__file__).parent / "paper.typ"
"""Page, headings, notes and tables, which every layout imports."""

STANDARD: Final = "ua-1"
CHARACTERS, SIZE, SMALLEST = 136, 8.0, 7.0
"""Letters of a table that the width holds, their points, and those of one that is too wide."""

LANDSCAPE = 257 / 170
"""How many times more a landscape page holds across."""

LAST_FONT = "DejaVu Sans Mono"
"""What Typst brings itself, should there be none of those asked for."""


def typeset(layout: Path, contents: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """Return a PDF of contents by a layout, which reads them and the pictures by their names.

    The layout sets the contents' tables in their order.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / PAPER.name).write_bytes(PAPER.read_bytes())
        (folder / "main.typ").write_bytes(layout.read_bytes())
        for picture, content in pictures.items():
            (folder / picture).write_bytes(content)
        text = json.dumps(contents, ensure_ascii=False)
        (folder / "contents.json").write_text(text, encoding="utf-8")
        made: bytes = typst.compile(
            folder / "main.typ", root=folder, font_paths=_fonts(), pdf_standards=[STANDARD]
        )
    return with_row_heads(made, contents)


def page_look(title: str, demo: str, t: Texts, *, is_short: bool = False) -> Mapping[str, Any]:
    """Return what the pages of every document have: its title, mark, language, fonts, colours."""
    language, _, region = LOCALES[t.language].partition("_")
    here = set(_fonts().families())
    return {
        "title": title,
        "demo": demo,
        "language": language,
        "region": region,
        "fonts": [name for name in (*NAMES, LAST_FONT) if name in here],
        "ink": LIGHT.text,
        "muted": LIGHT.muted,
        "accent": LIGHT.accent,
        "short": is_short,
    }


def table_contents(table: Table, caption: str, t: Texts) -> Mapping[str, Any]:
    """Return a table as the layouts set it, with its caption."""
    least = least_width(table, t)
    # One that is too wide even in the smallest letters has landscape pages of its own.
    is_wide = least > CHARACTERS * SIZE / SMALLEST
    held = CHARACTERS * (LANDSCAPE if is_wide else 1)
    size = max(SIZE * min(held / least, 1.0), SMALLEST)
    return {
        "caption": caption,
        "landscape": is_wide,
        "size": size,
        "shares": shares_by_words(table, t, held * SIZE / size),
        HEADS: heads_rows(table),
        "right": [column.kind in RIGHT for column in table.columns],
        "head": [column.label for column in table.columns],
        "cells": [
            [cell_text(cell, column, t) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ],
        "rest": "",
    }


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts of this machine and the pages' own, looked up once."""
    home = own_font()
    return typst.Fonts(font_paths=[] if home is None else [home / "fonts"])

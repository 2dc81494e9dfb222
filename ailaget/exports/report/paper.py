"""A report as a tagged PDF on A4, with headings, alternative texts and a contents: PDF/UA-1.

Typst sets it, and refuses to write what breaks that standard. A browser's own PDF names no
standard, and leaves the numbers of its pages outside all that is read aloud.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from ailaget.charts.style import LIGHT
from ailaget.exports.pictures.fonts import NAMES
from ailaget.exports.pictures.images import bare_svg
from ailaget.exports.pictures.own_font import own_font
from ailaget.exports.pictures.plain_svg import plain_svg
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.prose import blocks
from ailaget.exports.text.chart_html import has_figure
from ailaget.texts import LOCALES, Texts
from ailaget.views.base.cells import RIGHT, cell_text
from ailaget.views.base.result import Table
from ailaget.views.base.table_pages import least_width, shares_by_words

LAYOUT = Path(__file__).parent / "report.typ"
STANDARD: Final = "ua-1"
CHARACTERS, SIZE, SMALLEST = 136, 8.0, 7.0
"""Letters of a table that the width holds, their points, and those of one that is too wide."""

LAST_FONT = "DejaVu Sans Mono"
"""What Typst brings itself, should there be none of those asked for."""


def report_pdf(report: Contents) -> bytes:
    """Return the report; pictures are drawn in lines, so that they print sharp."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(LAYOUT.read_bytes())
        contents = json.dumps(_contents(report, folder), ensure_ascii=False)
        (folder / "report.json").write_text(contents, encoding="utf-8")
        made: bytes = typst.compile(
            folder / "main.typ", root=folder, font_paths=_fonts(), pdf_standards=[STANDARD]
        )
    return made


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts of this machine and the pages' own, looked up once."""
    home = own_font()
    return typst.Fonts(font_paths=[] if home is None else [home / "fonts"])


def _contents(report: Contents, folder: Path) -> Mapping[str, Any]:
    """Return what the layout reads; pictures are written into its folder."""
    t = report.t
    language, _, region = LOCALES[report.language].partition("_")
    here = set(_fonts().families())
    return {
        "title": report.title,
        "language": language,
        "region": region,
        "fonts": [name for name in (*NAMES, LAST_FONT) if name in here],
        "ink": LIGHT.text,
        "muted": LIGHT.muted,
        "accent": LIGHT.accent,
        "demo": report.demo,
        "facts": report.facts(),
        "notes": [note for note in (report.demo, *report.notes) if note],
        "sentences": report.sentences,
        "figures": [vars(each) for each in report.figures],
        "short": report.is_short,
        "contents": t("report.contents"),
        "pages": [
            _page(page, number, report, folder) for number, page in enumerate(report.pages, 1)
        ],
        "sources_heading": t("report.sources"),
        "sources": report.sources(),
        "method_heading": t("report.method"),
        "method": [
            {"label": label, "text": [vars(block) for block in blocks(text)]}
            for label, text in report.method()
        ],
    }


def _page(page: Page, number: int, report: Contents, folder: Path) -> Mapping[str, Any]:
    t, metadata = report.t, page.metadata
    has_table = not (report.is_short and number == 1)
    return {
        "title": page.title,
        "notes": page.notes(),
        "text": [vars(block) for block in blocks(page.text)],
        "picture": _picture(page, number, folder),
        "alt": metadata.alt,
        "caption": report.caption("figure", number),
        "small": page.small_print(),
        "table": _table(page, report.caption("table", number), t) if has_table else None,
        "words": page.words,
    }


def _picture(page: Page, number: int, folder: Path) -> str | None:
    if not has_figure(page.chart):
        return None
    metadata = page.metadata
    svg = bare_svg(page.chart, metadata)
    name = f"chart-{number}.svg"
    plain = plain_svg(svg, metadata.title, metadata.alt, metadata.language)
    (folder / name).write_bytes(plain)
    return name


def _table(page: Page, caption: str, t: Texts) -> Mapping[str, Any] | None:
    table, rest = page.shown_table()
    if not table.columns:
        return None
    return {
        "caption": caption,
        "size": max(SIZE * min(CHARACTERS / least_width(table, t), 1.0), SMALLEST),
        "shares": shares_by_words(table, t, CHARACTERS),
        "right": [column.kind in RIGHT for column in table.columns],
        "head": [column.label for column in table.columns],
        "cells": _cells(table, t),
        "rest": rest,
    }


def _cells(table: Table, t: Texts) -> Sequence[Sequence[str]]:
    return [
        [cell_text(cell, column, t) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]

"""A report as a tagged PDF on A4, with headings, alternative texts and a contents: PDF/UA-1."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ailaget.exports.pictures.images import bare_svg
from ailaget.exports.pictures.plain_svg import plain_svg
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.prose import blocks
from ailaget.exports.report.typeset import page_look, table_contents, typeset
from ailaget.exports.text.chart_html import has_figure
from ailaget.texts import Texts

LAYOUT = Path(__file__).parent / "report.typ"


def report_pdf(report: Contents) -> bytes:
    """Return the report; pictures are drawn in lines, so that they print sharp."""
    pictures = {
        f"chart-{number}.svg": _picture(page)
        for number, page in enumerate(report.pages, 1)
        if has_figure(page.chart)
    }
    return typeset(LAYOUT, _contents(report, set(pictures)), pictures)


def _contents(report: Contents, pictures: set[str]) -> Mapping[str, Any]:
    """Return what the layout reads."""
    t = report.t
    return {
        **page_look(report.title, report.demo, t, is_short=report.is_short),
        "facts": report.facts(),
        "notes": [note for note in (report.demo, *report.notes) if note],
        "sentences": report.sentences,
        "figures": [vars(each) for each in report.figures],
        "contents": t("report.contents"),
        "pages": [
            _page(page, number, report, pictures) for number, page in enumerate(report.pages, 1)
        ],
        "sources_heading": t("report.sources"),
        "sources": report.sources(),
        "method_heading": t("report.method"),
        "method": [
            {"label": label, "text": [vars(block) for block in blocks(text)]}
            for label, text in report.method()
        ],
    }


def _page(page: Page, number: int, report: Contents, pictures: set[str]) -> Mapping[str, Any]:
    t, metadata, picture = report.t, page.metadata, f"chart-{number}.svg"
    has_table = not (report.is_short and number == 1)
    return {
        "title": page.title,
        "notes": page.notes(),
        "text": [vars(block) for block in blocks(page.text)],
        "picture": picture if picture in pictures else None,
        "alt": metadata.alt,
        "caption": report.caption("figure", number),
        "small": page.small_print(),
        "table": _table(page, report.caption("table", number), t) if has_table else None,
        "words": page.words,
    }


def _picture(page: Page) -> bytes:
    metadata = page.metadata
    svg = bare_svg(page.chart, metadata)
    return plain_svg(svg, metadata.title, metadata.alt, metadata.language)


def _table(page: Page, caption: str, t: Texts) -> Mapping[str, Any] | None:
    table, rest = page.shown_table()
    if not table.columns:
        return None
    return {**table_contents(table, caption, t), "rest": rest}

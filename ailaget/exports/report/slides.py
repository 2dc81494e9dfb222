"""A report as a presentation: an opening, a slide for each chart, sources and method."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.util import Inches

from ailaget.charts.style import LIGHT
from ailaget.exports.chart_pptx import (
    BODY,
    EDGE,
    add_chart_slide,
    add_text,
    new_show,
    new_slide,
    saved,
)
from ailaget.exports.report.contents import Contents

LINES, SIGNS = 12, 115
"""Lines that a slide of text holds, and about how many signs a line holds."""


def report_pptx(report: Contents) -> bytes:
    """Return the presentation; charts are native and editable where they can be."""
    t = report.t
    show = new_show(report.title, report.demo)
    opening = new_slide(show, report.title)
    figures = [f"{one.label}: {one.value}. {one.basis}" for one in report.figures]
    add_text(opening, [*report.sentences, "", *figures], BODY, 14)
    if report.demo:
        add_text(opening, [report.demo], (EDGE, Inches(6.35), BODY[2], Inches(0.6)), 12,
                 colour=LIGHT.muted)  # fmt: skip
    for page in report.pages:
        add_chart_slide(show, page.chart, replace(page.papers, finding=page.title))
        if page.text:
            _add_words(show, page.title, page.text.splitlines())
        for heading, sentences in page.words:
            _add_words(show, heading, sentences)
    _add_words(show, t("report.sources"), report.sources())
    if not report.is_short:
        _add_words(show, t("report.method"), [f"{a}: {b}" for a, b in report.method()])
    return saved(show)


def _add_words(show: Any, title: str, lines: Sequence[str]) -> None:
    """Add slides of text, as many as the lines need."""
    slide, room = new_slide(show, title), LINES
    kept: list[str] = []
    for line in filter(str.strip, lines):
        needed = 1 + len(line) // SIGNS
        if needed > room and kept:
            add_text(slide, kept, BODY, 12)
            slide, room, kept = new_slide(show, title), LINES, []
        kept.append(line)
        room -= needed
    add_text(slide, kept, BODY, 12)

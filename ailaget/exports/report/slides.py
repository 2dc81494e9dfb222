"""A report as a presentation: an opening, a slide for each chart, sources and method."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ailaget.exports.office.chart_pptx import add_chart_slide
from ailaget.exports.office.slide import (
    add_foot,
    add_text,
    body_of,
    height_of,
    new_show,
    new_slide,
    saved,
)
from ailaget.exports.report.contents import Contents

SIZE = 14
"""Points of a slide's text."""


def report_pptx(report: Contents) -> bytes:
    """Return the presentation; charts are native and editable where they can be."""
    t = report.t
    show = new_show(report.title, report.demo, t.language)
    opening = new_slide(show, report.title)
    figures = [f"{figure.label}: {figure.value}. {figure.basis}" for figure in report.figures]
    add_text(opening, [*report.notes, *report.sentences, "", *figures], body_of(opening), SIZE)
    if report.demo:
        add_foot(opening, [report.demo])
    for page in report.pages:
        metadata = replace(page.metadata, headline=page.title)
        add_chart_slide(show, page.chart, metadata, page.note)
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
    slide = new_slide(show, title)
    *_, width, height = body_of(slide)
    kept: list[str] = []
    for line in filter(str.strip, lines):
        if kept and height_of([*kept, line], SIZE, width) > height:
            add_text(slide, kept, body_of(slide), SIZE)
            slide, kept = new_slide(show, title), []
        kept.append(line)
    add_text(slide, kept, body_of(slide), SIZE)

"""A report as a presentation: an opening, a slide for each chart, sources and method."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.util import Emu

from ailaget.exports.office.chart_pptx import add_chart_slide
from ailaget.exports.office.slide import (
    ACROSS,
    BOTTOM,
    EDGE,
    add_foot,
    add_text,
    below_title,
    body_of,
    height_of,
    lines_of,
    new_show,
    new_slide,
    saved,
)
from ailaget.exports.report.contents import Contents
from ailaget.exports.report.prose import BULLETS, HEADING, NUMBERS, blocks

SIZE, BRIEF = 14, 3
"""Points of a slide's text, and lines of it that have room beside a chart."""

BULLET = "• "


def report_pptx(report: Contents) -> bytes:
    """Return the presentation; charts are native and editable where they can be."""
    t = report.t
    show = new_show(report.title, report.demo, t.language)
    _add_opening(show, report)
    for page in report.pages:
        prose = _lines(page.text)
        is_beside = bool(prose.lines) and not prose.headings and _is_brief(prose.lines)
        notes = (page.note, *(prose.lines if is_beside else ()))
        add_chart_slide(show, page.chart, page.metadata, notes, page.heading)
        if prose.lines and not is_beside:
            _add_words(show, page.title, prose)
        for heading, sentences in () if report.is_short else page.words:
            _add_words(show, heading, Prose(_bulleted(sentences)))
    if report.is_short:
        _add_words(show, report.title, _closing(report))
        return saved(show)
    _add_words(show, t("report.sources"), Prose(tuple(report.sources())))
    method = tuple(f"{label}: {text}" for label, text in report.method())
    _add_words(show, t("report.method"), Prose(method))
    return saved(show)


def _add_opening(show: Any, report: Contents) -> None:
    """Add the cover: whose figures of when it has, what is first said of them, and what follows."""
    opening = new_slide(show, report.title)
    facts = [f"{label}: {value}" for label, value in report.facts()]
    figures = [f"{figure.label}: {figure.value}. {figure.basis}" for figure in report.figures]
    contents = report.t("report.contents")
    parts = [facts, report.notes, report.sentences, figures]
    if not (report.sentences or report.is_short):
        parts.append([contents, *(page.title for page in report.pages)])
    lines = [line for part in parts if part for line in (*part, "")]
    top = below_title(opening)
    add_text(opening, lines, (EDGE, top, ACROSS, Emu(BOTTOM - top)), SIZE, bold={contents})
    if report.demo:
        add_foot(opening, [report.demo])


@dataclass(frozen=True)
class Prose:
    """Lines of text as a slide has them, and those of them that are headings."""

    lines: tuple[str, ...]
    headings: frozenset[str] = frozenset()


def _closing(report: Contents) -> Prose:
    """Return what a short report has besides its charts: few words, and so on one slide."""
    parts = [(heading, _bulleted(each)) for page in report.pages for heading, each in page.words]
    parts.append((report.t("report.sources"), tuple(report.sources())))
    lines = tuple(line for heading, lines in parts for line in (heading, *lines))
    return Prose(lines, frozenset(heading for heading, _ in parts))


def _bulleted(sentences: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{BULLET}{each}" for each in sentences)


def _lines(text: str) -> Prose:
    """Return what the report's writer has written."""
    lines: list[str] = []
    headings: set[str] = set()
    for block in blocks(text):
        if block.kind == BULLETS:
            lines += [f"{BULLET}{line}" for line in block.lines]
        elif block.kind == NUMBERS:
            lines += [f"{number}. {line}" for number, line in enumerate(block.lines, start=1)]
        else:
            lines += block.lines
            headings |= set(block.lines) if block.kind == HEADING else set()
    return Prose(tuple(lines), frozenset(headings))


def _is_brief(lines: Sequence[str]) -> bool:
    return lines_of(lines, SIZE, ACROSS) <= BRIEF


def _add_words(show: Any, title: str, prose: Prose) -> None:
    """Add slides of text, as many as the lines need."""
    slide = new_slide(show, title)
    *_, width, height = body_of(slide)
    kept: list[str] = []
    for line in filter(str.strip, prose.lines):
        if kept and height_of([*kept, line], SIZE, width) > height:
            add_text(slide, kept, body_of(slide), SIZE, bold=prose.headings)
            slide, kept = new_slide(show, title), []
        kept.append(line)
    add_text(slide, kept, body_of(slide), SIZE, bold=prose.headings)

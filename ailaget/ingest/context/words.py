"""Says what a load of figures took in, line by line, for the command line and the page."""

import shlex
from collections.abc import Iterable

from ailaget.geography import municipality
from ailaget.ingest.context.choosing import DASH, GROUP, Asked
from ailaget.ingest.context.loading import ContextLoaded
from ailaget.ingest.context.observations import Held
from ailaget.ingest.reading.refusals import ROW_REASONS
from ailaget.texts import Texts

MOST_LINES = 20
"""Cells held back that are listed one by one; the report has them all."""

_MOST_FIGURES = 10
_MOST_OPTIONS = 12


def context_lines(loaded: ContextLoaded, t: Texts, *, dry_run: bool) -> Iterable[str]:
    """Yield a load in words: the counts, then everything that a person should look at."""
    chosen = loaded.chosen
    yield taken_line(loaded, t, dry_run=dry_run)
    yield from figure_lines(loaded, t)
    yield from left_out_lines(loaded, t)
    yield from remark_lines(loaded, t)
    for question in chosen.asked:
        yield asked_text(question, t)
        yield from (f"    {answer}" for answer in answers_to(question, t))
    for held in chosen.held[:MOST_LINES]:
        yield held_text(held, t)
    if (more := len(chosen.held) - MOST_LINES) > 0:
        yield t.count("context.more_held", more)


def taken_line(loaded: ContextLoaded, t: Texts, *, dry_run: bool) -> str:
    """Return how many figures and values were taken, or would be, and how many have no number."""
    values = t.count("context.values", len(loaded.chosen.values))
    if none := sum(value.value is None for value in loaded.chosen.values):
        values = t.count("context.without_number", none, values=values)
    return t(
        "context.taken_dry" if dry_run else "context.taken",
        file=loaded.name,
        figures=t.count("context.figures", len(loaded.chosen.figures)),
        values=values,
        new=t.number(loaded.new),
        revised=t.number(loaded.revised),
        unchanged=t.number(loaded.unchanged),
    )


def figure_lines(loaded: ContextLoaded, t: Texts) -> Iterable[str]:
    """Yield each figure's key, name and unit; of many, how many more there are."""
    figures = loaded.chosen.figures
    for figure in figures[:_MOST_FIGURES]:
        unit = figure.unit_sv or t("context.no_unit")
        yield t("context.figure", name=figure.key, label=figure.label_sv, unit=unit)
    if (more := len(figures) - _MOST_FIGURES) > 0:
        yield t.count("context.more_figures", more)


def left_out_lines(loaded: ContextLoaded, t: Texts) -> Iterable[str]:
    """Yield what is left out by rule, with how many of each."""
    for kind, n in sorted(loaded.chosen.skipped.items()):
        yield t.count(f"context.left_out.{kind}", n)


def remark_lines(loaded: ContextLoaded, t: Texts) -> Iterable[str]:
    """Yield what is taken and still worth knowing."""
    for key, params in loaded.chosen.remarks:
        place = municipality(params["code"]).name if "code" in params else ""
        parts = _named_parts(params.get("years", ""))
        yield t(f"context.remark.{key}", **{**params, "place": place, "years": parts})


def _named_parts(years: str) -> str:
    """Return "0330 2003" as "Knivsta 2003", for each part."""
    parts = [part.split() for part in years.split(", ") if part]
    return ", ".join(f"{municipality(code).name} {first}" for code, first in parts)


def asked_text(question: Asked, t: Texts) -> str:
    """Return a question in words."""
    options = [label for _, label in question.options[:_MOST_OPTIONS]]
    if len(question.options) > _MOST_OPTIONS:
        options.append("…")
    return t(
        f"context.ask.{question.kind}",
        name=question.name,
        n=t.number(question.count),
        options=", ".join(options),
    )


def answers_to(question: Asked, t: Texts) -> list[str]:
    """Return what can be written on the command line to answer a question."""
    if question.kind == GROUP:
        pairs = [f"{question.name}={label}" for _, label in question.options[:_MOST_OPTIONS]]
        return [f"--choose {shlex.quote(pair)}" for pair in pairs]
    if question.kind == DASH:
        return ["--dash zero", "--dash missing"]
    return [t(f"context.answer.{question.kind}")]


def held_text(held: Held, t: Texts) -> str:
    """Return a cell that is not taken, where it stands, and why."""
    key = "context.held" if held.place else "context.held_nowhere"
    return t(key, place=held.place, text=held.text, reason=held_reason(held, t))


def held_reason(held: Held, t: Texts) -> str:
    """Return why a cell is not taken, and what may have been meant."""
    is_row = held.reason in ROW_REASONS
    reason = t(f"reasons.{held.reason}" if is_row else f"context.reason.{held.reason}")
    hint = t("context.meant", names=", ".join(held.suggestions)) if held.suggestions else ""
    return reason + hint

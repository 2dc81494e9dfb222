"""Regions, or areas, in brief: how many have answered, their figures, and how they changed."""

from ailaget.codebook import codebook
from ailaget.texts import Texts
from ailaget.views.base.panel import UNCERTAIN, figure_verdict, held_words, moved, panel
from ailaget.views.base.respondents import Respondents
from ailaget.views.base.result import KeyFigure
from ailaget.views.base.rows import all_rows
from ailaget.views.base.selection import (
    Source,
    change_text,
    figure_text,
    group_value,
)

HEADLINES = ("maturity", "has_full_time_ai", "ai_fte_per_100k")
"""The indicators that the page begins with."""


def regions_key_figures(
    source: Source, wave: str, t: Texts, asked: Respondents
) -> tuple[KeyFigure, ...]:
    """Return the response rate and the respondents' own figures in a month's wave.

    `source` is one of those `asked` (`RespondentsSource`).
    """
    rows = all_rows(source, wave, "maturity")
    n, of = int(rows["has_responded"].sum()), len(rows)
    basis = asked.words(t, "basis", n=t.number(n), of=t.number(of))
    answered = KeyFigure(t("regions.responded"), t.percent(n / of), "", basis)
    book = codebook()
    known = (key for key in HEADLINES if book.indicator(key).formula not in asked.unknown)
    return (answered, *(_figure(source, wave, key, t, asked) for key in known))


def _figure(source: Source, wave: str, key: str, t: Texts, asked: Respondents) -> KeyFigure:
    indicator, rows = codebook().indicator(key), all_rows(source, wave, key)
    n, of = int(rows["value"].notna().sum()), len(rows)
    change, direction = _change(source, wave, key, t, asked)
    return KeyFigure(
        t(f"regions.{key}"),
        figure_text(t, indicator, group_value(rows), n),
        change,
        t("regions.basis_value", n=t.number(n), of=t.number(of)),
        direction,
    )


def _change(
    source: Source, wave: str, key: str, t: Texts, asked: Respondents
) -> tuple[str, int | None]:
    """Return how a figure has changed among those with a value both times, if that is sure."""
    indicator, rows = codebook().indicator(key), all_rows(source, wave, key)
    change = moved(rows, group_value)
    if change.wave is None:
        return t("regions.no_change"), None
    if change.before is None or change.after is None:
        return asked.words(t, "change_nobody"), None
    certain = figure_verdict(group_value, panel(rows), len(rows), indicator, t)
    difference = change.after - change.before
    key = "unsure" if certain in UNCERTAIN else "few" if certain == "few" else "sure"
    text = t(
        f"regions.change_{key}",
        change=change_text(t, indicator, difference),
        n=t.number(change.n),
        wave=t.wave_short(change.wave),
    )
    direction = 0 if certain == "same" else 1 if difference > 0 else -1
    return held_words(text, indicator, t), direction if key == "sure" else None

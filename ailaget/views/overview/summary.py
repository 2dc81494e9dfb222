"""The state in brief: headline figures, three sentences, who is silent."""

from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.views.base.panel import (
    UNCERTAIN,
    Figure,
    figure_verdict,
    gap_figure,
    held_words,
    median_figure,
    moved,
    panel,
)
from ailaget.views.base.result import KeyFigure
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, Source, figure_text, group_value
from ailaget.views.overview.nonresponse import silent_rows
from ailaget.views.overview.sentences import change_sentence, maturity_sentence, staff_sentence

HEADLINES = ("has_full_time_ai", "has_ai_position", "ai_fte_per_100k")


@dataclass(frozen=True)
class Overview:
    """What the start page says; `silent` names the municipalities that did not answer, in order."""

    key_figures: tuple[KeyFigure, ...]
    sentences: tuple[str, ...]
    silent: tuple[str, ...]
    of: int


def overview_view(source: Source, selection: Selection) -> Overview:
    """Return the overview of the chosen wave and filter."""
    t, book = selection.t, codebook()
    rows = {key: chosen_rows(source, selection, key) for key in (*HEADLINES, "maturity")}
    asked = rows["maturity"]
    silent = tuple(silent_rows(asked, t)["name"])
    figures = [_response(asked, selection)]
    for key in HEADLINES:
        figures.append(
            _key_figure(
                rows[key], book.indicator(key), group_value, t(f"overview.{key}"), selection
            )
        )
    maturity = book.indicator("maturity")
    figures.append(_key_figure(asked, maturity, median_figure, t("overview.maturity"), selection))
    figures.append(_key_figure(asked, maturity, gap_figure, t("overview.gap"), selection))
    return Overview(tuple(figures), _sentences(rows, selection), silent, len(asked))


def _sentences(rows: dict[str, pd.DataFrame], selection: Selection) -> tuple[str, ...]:
    """Return three sentences, whatever the filter: staffing, maturity and what has changed."""
    if rows["maturity"].empty:
        return ()
    told = (
        staff_sentence(rows["has_full_time_ai"], rows["has_ai_position"], selection.t),
        maturity_sentence(rows["maturity"], selection.t),
        change_sentence(rows["maturity"], selection),
    )
    return tuple(selection.marked(sentence) for sentence in told)


def _response(rows: pd.DataFrame, selection: Selection) -> KeyFigure:
    t, n, of = selection.t, int(rows["has_responded"].sum()), len(rows)
    value = t.percent(n / of) if of else t("missing")
    basis = t.count("overview.responded_basis", of, n=t.number(n), of=t.number(of))
    return KeyFigure(t("overview.responded"), value, "", basis)


def _key_figure(
    rows: pd.DataFrame, indicator: Indicator, figure: Figure, label: str, selection: Selection
) -> KeyFigure:
    t, value = selection.t, figure(rows, "")
    n, of = int(rows["value"].notna().sum()), len(rows)
    basis = t.count("overview.basis", of, n=t.number(n), of=t.number(of))
    is_undefined = n > 0 and value is None
    change, direction = (
        (t("overview.gap_few"), None)
        if is_undefined
        else _change(rows, indicator, figure, selection)
    )
    return KeyFigure(label, figure_text(t, indicator, value, n), change, basis, direction)


def _change(
    rows: pd.DataFrame, indicator: Indicator, figure: Figure, selection: Selection
) -> tuple[str, int | None]:
    """Return the panel's own figure before and after, as a level of others would not fit it."""
    t, found = selection.t, moved(rows, figure)
    if found.wave is None:
        return t("overview.no_change"), None
    if not found.n:
        return t("overview.change_nobody"), None
    if found.before is None or found.after is None:
        return t("overview.change_few"), None
    before, after = (
        figure_text(t, indicator, value, found.n) for value in (found.before, found.after)
    )
    is_same, has_risen = before == after, found.after > found.before
    certain = figure_verdict(figure, panel(rows), len(rows), indicator, t)
    key = "change_unchanged" if is_same else "change"
    direction: int | None = 0 if is_same else 1 if has_risen else -1
    if certain in UNCERTAIN:
        key, direction = key if is_same else "change_unsure", None
    elif certain == "few" and found.n < len(rows):
        direction = None
    words = t.count(
        f"overview.{key}",
        found.n,
        before=before,
        after=after,
        wave=t.wave_short(found.wave),
    )
    return held_words(words, indicator, t), direction

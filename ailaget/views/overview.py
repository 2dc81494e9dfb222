"""The state in brief: headline figures, three sentences, who moved, who is silent."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.statistics.survey import percentile_gap
from ailaget.views.indicator_rows import chosen_rows
from ailaget.views.result import KeyFigure
from ailaget.views.selection import Selection, Source, change_text, group_value, value_text

HEADLINES = ("has_full_time_ai", "has_ai_position", "ai_fte_per_100k")
SMALLEST, LARGEST = "lt10k", "ge100k"
SMALL_CELL = 5
"""A group with fewer answering is not described in a sentence."""

Figure = Callable[[pd.DataFrame, str], float | None]
"""A figure of rows, read from the columns with a prefix: ``""`` is now, ``"previous_"`` before."""


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
    silent = sorted(asked.loc[~asked["has_responded"], "name"], key=t.sort_key)
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
    return Overview(tuple(figures), _sentences(rows, selection), tuple(silent), len(asked))


def panel(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the municipalities with a value both now and in the wave before."""
    return rows[rows["numerator"].notna() & rows["previous_numerator"].notna()]


def _response(rows: pd.DataFrame, selection: Selection) -> KeyFigure:
    t, n, of = selection.t, int(rows["has_responded"].sum()), len(rows)
    value = t.percent(n / of) if of else t("missing")
    basis = t("overview.responded_basis", n=t.number(n), of=t.number(of))
    return KeyFigure(t("overview.responded"), value, "", basis)


def _key_figure(
    rows: pd.DataFrame, indicator: Indicator, figure: Figure, label: str, selection: Selection
) -> KeyFigure:
    t = selection.t
    n, of = int(rows["value"].notna().sum()), len(rows)
    basis = t("overview.basis", n=t.number(n), of=t.number(of))
    value = value_text(t, indicator, figure(rows, ""), group=True)
    both = panel(rows)
    now, before = figure(both, ""), figure(both, "previous_")
    if now is None or before is None:
        return KeyFigure(label, value, t("overview.no_change"), basis)
    words = change_text(t, indicator, now - before)
    direction = 0 if words == change_text(t, indicator, 0.0) else (1 if now > before else -1)
    change = t(
        "overview.change" if direction else "overview.change_unchanged",
        change=words,
        wave=t.wave_short(str(rows["previous_wave"].iloc[0])),
        n=t.number(len(both)),
    )
    return KeyFigure(label, value, change, basis, direction)


def median_figure(rows: pd.DataFrame, prefix: str) -> float | None:
    """Return the median of the rows' values, None where nobody has any."""
    values = rows[f"{prefix}value"].dropna()
    return None if values.empty else float(values.median())


def gap_figure(rows: pd.DataFrame, prefix: str) -> float | None:
    """Return P90 - P10 of the rows' values, None where nobody has any."""
    values = rows[f"{prefix}value"].dropna()
    return None if values.empty else percentile_gap(values).gap


def _sentences(rows: dict[str, pd.DataFrame], selection: Selection) -> tuple[str, ...]:
    """Return the sentences that the answers allow: staffing, size, gap."""
    found = [
        _staff_sentence(rows["has_full_time_ai"], rows["has_ai_position"], selection),
        _size_sentence(rows["has_full_time_ai"], selection),
        _gap_sentence(rows["maturity"], selection),
    ]
    return tuple(selection.marked(sentence) for sentence in found if sentence)


def _staff_sentence(own: pd.DataFrame, any_: pd.DataFrame, selection: Selection) -> str | None:
    t, n = selection.t, int(own["value"].notna().sum())
    if not n:
        return None
    return t(
        "overview.sentence_staff",
        own=t.number(int(own["value"].sum())),
        n=t.number(n),
        any=t.number(int(any_["value"].sum())),
    )


def _size_sentence(rows: pd.DataFrame, selection: Selection) -> str | None:
    t = selection.t
    valued = rows[rows["value"].notna()].groupby("size_class")["value"].agg(["mean", "count"])
    if any(size not in valued.index for size in (SMALLEST, LARGEST)):
        return None
    if valued["count"][[SMALLEST, LARGEST]].min() < SMALL_CELL:
        return None
    return t(
        "overview.sentence_size",
        large=t.percent(float(valued["mean"][LARGEST])),
        small=t.percent(float(valued["mean"][SMALLEST])),
    )


def _gap_sentence(rows: pd.DataFrame, selection: Selection) -> str | None:
    t, gap = selection.t, gap_figure(rows, "")
    if gap is None:
        return None
    both = panel(rows)
    now, before = gap_figure(both, ""), gap_figure(both, "previous_")
    if now is None or before is None:
        return t("overview.sentence_gap", gap=t.number(gap, 1))
    moved = round(now - before, 1)
    key = "grew" if moved > 0 else "shrank" if moved < 0 else "same"
    return t(
        f"overview.sentence_gap_{key}",
        gap=t.number(gap, 1),
        change=t.number(abs(moved), 1),
        n=t.number(len(both)),
        wave=t.wave(str(rows["previous_wave"].iloc[0])),
    )

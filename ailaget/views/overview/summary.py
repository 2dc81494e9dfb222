"""The state in brief: headline figures, the strongest facts, who is silent."""

from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.texts import Texts, rounded
from ailaget.views.base.gap import scale_of
from ailaget.views.base.panel import (
    PERCENT,
    UNCERTAIN,
    Figure,
    figure_verdict,
    gap_figure,
    gap_verdict,
    held_words,
    median_figure,
    moved,
    panel,
)
from ailaget.views.base.result import KeyFigure
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    change_text,
    figure_text,
    group_value,
)
from ailaget.views.overview.facts import facts_of, strongest
from ailaget.views.overview.nonresponse import silent_rows
from ailaget.views.overview.weighted import weighted_words


def staff_sentence(own: pd.DataFrame, any_: pd.DataFrame, t: Texts) -> str:
    """Return how many have a position for AI of their own, and how many more share one."""
    valued = own[own["value"].notna()]
    n = len(valued)
    if not n:
        return t("overview.sentence_staff_nobody")
    if n == 1:
        shared = any_.set_index("municipality")["value"].get(valued["municipality"].iloc[0])
        kind = "own" if valued["value"].iloc[0] == 1 else "shared" if shared == 1 else "none"
        return t(f"overview.sentence_staff_{kind}", name=valued["name"].iloc[0])
    owning, staffed = int(own["value"].sum()), int(any_["value"].sum())
    return _staffed(owning, staffed - owning, n, t)


def _staffed(own: int, shared: int, n: int, t: Texts) -> str:
    """Return how many of several have a position of their own, and how many more share one."""
    if own == n:
        return t("overview.sentence_staff_all", n=t.number(n))
    if not own and not shared:
        return t("overview.sentence_staff_zero", n=t.number(n))
    sentence = (
        t.count("overview.sentence_staff_some", own, own=t.number(own), n=t.number(n))
        if own
        else t("overview.sentence_staff_no_own", n=t.number(n))
    )
    if not shared:
        return f"{sentence} {t('overview.sentence_staff_none_share')}"
    return f"{sentence} {t.count('overview.sentence_staff_share', shared)}"


def maturity_sentence(rows: pd.DataFrame, t: Texts) -> str:
    """Return the median and the gap; of one municipality its index, of few no gap."""
    valued = rows[rows["value"].notna()]
    median, n = median_figure(valued, ""), len(valued)
    if median is None:
        return t("overview.sentence_maturity_nobody")
    numbers = {"median": t.number(median, 1), "n": t.number(n)}
    if n == 1:
        level = codebook().level_of(median).label[t.language]
        return t(
            "overview.sentence_maturity_one",
            name=valued["name"].iloc[0],
            level=level,
            median=numbers["median"],
        )
    gap = gap_figure(valued, "")
    if gap is None:
        return t("overview.sentence_maturity_few", **numbers)
    return t("overview.sentence_maturity", median=numbers["median"], gap=t.number(gap, 1))


def change_sentence(rows: pd.DataFrame, selection: Selection) -> str:
    """Return how median and gap have moved; without a wave before, how many have answered."""
    t, change = selection.t, moved(rows, median_figure)
    if change.wave is None:
        n, of = int(rows["has_responded"].sum()), len(rows)
        return t("overview.sentence_first", basis=selection.basis(n, of))
    wave = t.wave(change.wave)
    if change.before is None or change.after is None:
        return t("overview.sentence_change_nobody", wave=wave, now=t.wave(selection.wave))
    before, after = t.number(change.before, 1), t.number(change.after, 1)
    key = "same" if before == after else "change"
    params, both = {"before": before, "after": after, "wave": wave}, panel(rows)
    if change.n == 1:
        name = both["name"].iloc[0]
        return t(f"overview.sentence_{key}_one", name=name, **params)
    certain = figure_verdict(median_figure, both, len(rows), codebook().indicator("maturity"), t)
    if key == "change" and certain in UNCERTAIN:
        key = certain
    median = t(f"overview.sentence_{key}", n=t.number(change.n), **params)
    return f"{median} {_gap_moved(rows, t)}"


def _gap_moved(rows: pd.DataFrame, t: Texts) -> str:
    """Return whether the gap has changed, by the rule that the page on inequality has."""
    gap = moved(rows, gap_figure)
    if gap.before is None or gap.after is None:
        return t("overview.sentence_gap_few")
    verdict = gap_verdict(panel(rows), len(rows), codebook().indicator("maturity"), t)
    before, after = t.number(gap.before, 1), t.number(gap.after, 1)
    return t(f"overview.sentence_gap_{verdict}", before=before, after=after)


HEADLINES = ("has_full_time_ai", "has_ai_position", "ai_fte_per_100k")

WAYS = {0: "unchanged", 1: "rose", -1: "fell"}
"""How a change is told without its size, by its direction."""

MISFITS = ("ends", "rose", "fell")
"""How a change is told whose size does not fit the level beside it."""


@dataclass(frozen=True)
class Overview:
    """What the start page says; `silent` names the municipalities that did not answer, in order.

    `sentences` are the strongest facts, or what is counted where none is carried: at most three.
    `weighted` says what the figures would be had all answered; empty where that is not known.
    """

    key_figures: tuple[KeyFigure, ...]
    sentences: tuple[str, ...]
    silent: tuple[str, ...]
    of: int
    weighted: str


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
    facts = strongest(facts_of(source, selection, rows)) if len(asked) else ()
    sentences = facts or counted_sentences(rows, selection)
    marked = tuple(selection.marked(sentence) for sentence in sentences)
    weighted = selection.marked(weighted_words(source, selection, rows))
    return Overview(tuple(figures), marked, silent, len(asked), weighted)


def counted_sentences(rows: dict[str, pd.DataFrame], selection: Selection) -> tuple[str, ...]:
    """Return what is counted where no fact is carried: staffing, maturity and what has changed."""
    if rows["maturity"].empty:
        return ()
    return (
        staff_sentence(rows["has_full_time_ai"], rows["has_ai_position"], selection.t),
        maturity_sentence(rows["maturity"], selection.t),
        change_sentence(rows["maturity"], selection),
    )


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
    """Return how the figure has changed among those with a value both times, and which way."""
    t, change = selection.t, moved(rows, figure)
    if change.wave is None:
        return t("overview.no_change"), None
    if not change.n:
        return t("overview.change_nobody"), None
    if change.before is None or change.after is None:
        return t("overview.change_few"), None
    ends = {"before": change.before, "after": change.after}
    shown = {end: figure_text(t, indicator, value, change.n) for end, value in ends.items()}
    is_same, has_risen = shown["before"] == shown["after"], change.after > change.before
    difference = _difference(change.before, change.after, indicator)
    way = 0 if is_same else 1 if has_risen else -1
    key, is_few = WAYS[way], change.n < FEW
    if way and indicator.is_share and is_few:
        key = "ends"
    elif way and is_before_on_scale(figure(rows, ""), difference, indicator):
        key = "fits"
    if key in MISFITS and is_few and change.n < int(rows["value"].notna().sum()):
        return t("overview.change_few"), None
    certain = figure_verdict(figure, panel(rows), len(rows), indicator, t)
    if certain in UNCERTAIN and not is_same:
        key = "unsure"
    is_claimed = certain not in UNCERTAIN and (certain != "few" or change.n == len(rows))
    text = t.count(
        f"overview.change_{key}",
        change.n,
        change=change_text(t, indicator, difference),
        wave=t.wave_short(change.wave),
        **shown,
    )
    return held_words(text, indicator, t), way if is_claimed else None


def _difference(before: float, after: float, indicator: Indicator) -> float:
    """Return a change as the difference of the two figures that are shown."""
    factor, digits = (PERCENT, 0) if indicator.is_share else (1.0, indicator.decimals)
    was, now = (rounded(factor * value, digits) for value in (before, after))
    return rounded(now - was, digits) / factor


def is_before_on_scale(now: float | None, change: float, indicator: Indicator) -> bool:
    """Return whether a change fits the level beside it, both as shown; the level is of others too.

    A share of 8 per cent cannot have risen by 10 percentage points: then no size is told.
    """
    if now is None:
        return False
    factor, digits = (PERCENT, 0) if indicator.is_share else (1.0, indicator.decimals)
    lowest, highest = (factor * end for end in scale_of(indicator))
    return lowest <= rounded(rounded(factor * now, digits) - factor * change, digits) <= highest

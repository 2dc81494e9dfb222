"""How unequal, in words and figures: sentences to repeat, key figures, the table of measures."""

import pandas as pd

from ailaget.statistics.concentration import smallest_holders
from ailaget.statistics.intervals import OF_TENTHS, TENTHS, Bootstrap, Interval
from ailaget.statistics.ties import exceeds
from ailaget.statistics.variance import variance_by_group
from ailaget.texts import rounded
from ailaget.views.base.gap import shown_gap
from ailaget.views.base.result import CELL, Cell, Column, KeyFigure, Table
from ailaget.views.base.selection import (
    FEW,
    few_words,
    grouping_words,
    number_or_none,
    per_cent_number,
    value_text,
)
from ailaget.views.inequality.basis import SHARES, Basis, measure_text, range_text
from ailaget.views.inequality.between import between_of, is_more_than_chance

MOST_NAMED = 12
"""More names than these are a list, not a sentence."""

TABLE = {
    "index": (
        "mean",
        "p90_p10",
        "deviation",
        "variance_between_share",
        "p90_over_p10",
        "share_at_zero",
        "top_tenth",
        "gini",
        "theil",
    ),
    "share": ("mean", "variance_between_share", "gini"),
    "amount": (
        "mean",
        "share_at_zero",
        "top_tenth",
        "gini",
        "theil",
        "theil_between_share",
        "p90_p10",
        "p90_over_p10",
        "deviation",
    ),
}
"""The measures of each kind of indicator, the ones to lead with first."""


def sentences(basis: Basis, draws: Bootstrap) -> tuple[str, ...]:
    """Return what can be repeated aloud; the first is the page's headline."""
    selection = basis.selection
    headlines, lines = [few_words(basis.n, selection.t)], list[str]()
    if basis.n >= FEW:
        of_kind = {"index": _of_index, "share": _of_share, "amount": _of_amount}[basis.kind]
        headlines, lines = of_kind(basis, draws)
    return (
        selection.fitting(headlines, basis.n, basis.of),
        *(selection.marked(sentence) for sentence in [*lines, *_of_own(basis)]),
    )


def _of_own(basis: Basis) -> list[str]:
    """Return where the chosen municipality stands, or why it has no place; nothing outside."""
    t, code = basis.selection.t, basis.selection.municipality
    if code not in basis.rows.index:
        return []
    own = basis.rows[basis.rows.index == code].iloc[0]
    if pd.isna(own["value"]):
        status = t(f"status.{own['status']}")
        return [t("inequality.sentence_own_none", name=own["name"], status=status)]
    value = value_text(t, basis.indicator, own["value"])
    if basis.kind == "share":
        return [t("inequality.sentence_own_answer", name=own["name"], value=value.lower())]
    if basis.n < FEW:
        return [t("inequality.sentence_own_few", name=own["name"], value=value)]
    below = int(exceeds(own["value"], basis.value).sum())
    counts = {"below": number_or_none(below, t), "others": t.number(basis.n - 1)}
    return [t("inequality.sentence_own", name=own["name"], value=value, **counts)]


def _of_amount(basis: Basis, draws: Bootstrap) -> tuple[list[str], list[str]]:
    t, rows = basis.selection.t, basis.rows
    half = smallest_holders(rows["numerator"], rows["population"])
    n = t.number(basis.n)
    if not half.count:
        return [t("inequality.sentence_nothing", n=n)], []
    people = "–" if half.population_share is None else per_cent_number(half.population_share, t)
    zero = int((basis.value == 0).sum())
    headline, lines = t("inequality.sentence_half", count=t.number(half.count), n=n), []
    names = rows["name"].reindex(list(half.units))
    if half.count == 1:
        lines.append(t("inequality.sentence_holder", name=names.iloc[0]))
    elif half.count <= MOST_NAMED:
        lines.append(t("inequality.sentence_holders", names=t.listing(names)))
    lines.append(t("inequality.sentence_people", people=people, n=n))
    none = t("inequality.sentence_zero", zero=t.number(zero), n=n)
    top = draws.intervals["top_tenth"].estimate
    if top is not None:
        none += f" {t(f'inequality.sentence_top_{basis.who}', share=t.number(100 * top))}"
    return [headline], [*lines, none]


def _of_index(basis: Basis, draws: Bootstrap) -> tuple[list[str], list[str]]:
    t, lines = basis.selection.t, []
    share = draws.intervals["variance_between_share"].estimate
    if share is not None:
        by = grouping_words(basis.selection)
        is_more = is_more_than_chance(between_of(basis), basis.selection.by)
        lines.append(
            t(
                "inequality.sentence_between" if is_more else "inequality.sentence_between_chance",
                share=t.number(100 * share),
                by=by,
                rest=t.number(100 - rounded(100 * share)),
            )
        )
    return _of_gap(basis), lines


def _of_gap(basis: Basis) -> list[str]:
    """Return between what the municipalities lie, or that there are too few for tenths of them."""
    t, label = basis.selection.t, basis.indicator.label[basis.selection.language]
    if basis.n < TENTHS:
        n, least = t.number(basis.n), t.number(TENTHS)
        return t.forms("inequality.sentence_gap_few", indicator=label, n=n, least=least)
    gap = shown_gap(basis.value, basis.weights)
    same = "" if gap.gap else "_none"
    return t.forms(
        f"inequality.sentence_gap{same}_{basis.who}",
        indicator=label,
        high=t.number(gap.p90, 1),
        low=t.number(gap.p10, 1),
    )


def undefined_words(basis: Basis, key: str) -> str:
    """Return why a measure cannot be worked out."""
    t = basis.selection.t
    if key in OF_TENTHS and basis.n < TENTHS:
        return t("inequality.few_for_tenths", least=t.number(TENTHS))
    return t(f"inequality.undefined_{key}")


def _of_share(basis: Basis, draws: Bootstrap) -> tuple[list[str], list[str]]:
    t, valued = basis.selection.t, basis.valued
    yes = valued["value"] == 1
    living = float(valued.loc[yes, "population"].sum() / valued["population"].sum())
    n = t.number(basis.n)
    headlines = t.forms(
        "inequality.sentence_yes",
        indicator=basis.indicator.label[t.language],
        yes=number_or_none(int(yes.sum()), t),
        n=n,
    )
    return headlines, [t("inequality.sentence_people", people=per_cent_number(living, t), n=n)]


def figures(basis: Basis, draws: Bootstrap) -> tuple[KeyFigure, ...]:
    """Return the key figures that the indicator allows, each with its interval; none of few."""
    if basis.n < FEW:
        return ()
    keys = {
        "index": ("p90_p10", "deviation", "variance_between_share"),
        "share": ("mean", "variance_between_share"),
        "amount": ("share_at_zero", "top_tenth", "gini", "p90_over_p10"),
    }[basis.kind]
    return tuple(_figure(basis, key, draws.intervals[key]) for key in keys)


def _figure(basis: Basis, key: str, interval: Interval) -> KeyFigure:
    t, name = basis.selection.t, f"{key}_weighted" if basis.is_weighted else key

    def text_of(value: float | None) -> str:
        if key == "mean" and basis.kind == "share":
            return t.percent(value)
        return measure_text(t, basis.indicator, key, value)

    by = grouping_words(basis.selection)
    label = t(f"inequality.figure_{name}", by=by)
    if interval.estimate is None:
        return KeyFigure(label, t("missing"), undefined_words(basis, key), "")
    is_alike = key == "variance_between_share" and basis.is_weighted
    help_key = f"inequality.help_{name}" if is_alike else f"inequality.help_{key}"
    zero = t.number(int((basis.value == 0).sum()))
    help_ = t(help_key, chance=_chance(basis), by=by, zero=zero, n=t.number(basis.n))
    return KeyFigure(label, text_of(interval.estimate), range_text(basis, interval, text_of), help_)


def _chance(basis: Basis) -> str:
    """Return what would lie between groups drawn by lot, (k - 1) / (n - 1), as per cent."""
    t = basis.selection.t
    parts = variance_by_group(basis.value, basis.rows[basis.selection.by])
    return t.percent(parts.by_chance)


def measures_table(basis: Basis, draws: Bootstrap) -> Table:
    """Return every measure with its interval; shares in per cent, so that all fit one column."""
    t = basis.selection.t
    columns = (
        Column("measure", t("inequality.column_measure")),
        Column("value", t("column.value"), "number", 2),
        Column("low", t("inequality.column_low"), "number", 2),
        Column("high", t("inequality.column_high"), "number", 2),
        Column("unit", t("inequality.column_unit"), collapsed=CELL),
        Column("note", t("column.note"), collapsed=CELL),
    )
    rows = [_row(basis, key, draws.intervals[key]) for key in TABLE[basis.kind]]
    return Table(columns, rows)


def is_share(basis: Basis, key: str) -> bool:
    """Return whether a measure is a share, which tables have in per cent."""
    return key in SHARES or (key == "mean" and basis.kind == "share")


def measure_unit(basis: Basis, key: str) -> str:
    """Return a measure's own unit: the indicator's, per cent, or none."""
    t = basis.selection.t
    if is_share(basis, key):
        return t("inequality.unit_percent")
    is_own = key in ("mean", "deviation", "p90_p10")
    return t(f"inequality.unit_{basis.indicator.unit if is_own else 'none'}")


def measure_name(basis: Basis, key: str, by: str) -> str:
    """Return a measure's name; the mean of rates is called that, as it is no group's figure."""
    if key == "mean" and basis.indicator.is_ratio:
        return basis.selection.t(f"inequality.mean_of_rates_{basis.who}")
    return basis.selection.t(f"inequality.measure_{key}", by=by)


def _row(basis: Basis, key: str, interval: Interval) -> tuple[Cell, ...]:
    t = basis.selection.t
    factor = 100.0 if is_share(basis, key) else 1.0
    ends = (interval.estimate, interval.low, interval.high)
    values = [None if end is None else factor * end for end in ends]
    by = grouping_words(basis.selection)
    note = ""
    if interval.estimate is None:
        note = undefined_words(basis, key)
    elif basis.kind == "index" and key in ("gini", "theil", "top_tenth", "p90_over_p10"):
        note = t("inequality.note_zero_of_scale")
    return (measure_name(basis, key, by), *values, measure_unit(basis, key), note)

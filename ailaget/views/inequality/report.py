"""Gini, Theil and their parts by group for one indicator, as the command line gives them."""

from collections.abc import Mapping
from typing import Any

from ailaget.statistics.inequality import theil_by_group
from ailaget.statistics.intervals import DRAWS, LEVEL, TENTHS, bootstrap
from ailaget.statistics.sample import SEED
from ailaget.statistics.survey import percentile_gap
from ailaget.views.base.gap import DECIMALS, shown_gap
from ailaget.views.base.selection import (
    Selection,
    Source,
    grouping_words,
    region_names,
    value_text,
)
from ailaget.views.inequality.basis import Basis, basis_of, group_figures
from ailaget.views.inequality.words import undefined_words

MEASURES = (
    "gini",
    "gini_low",
    "gini_high",
    "theil",
    "theil_between",
    "theil_within",
    "p90_p10",
    "p90_minus_p10",
)


def inequality_report(source: Source, selection: Selection) -> dict[str, Any]:
    """Return the report; what is undefined is None.

    `p90_p10` is the ratio P90 / P10, None where P10 is zero, and `p90_minus_p10` their difference
    as every page shows it; both None under ten municipalities, of which there is no tenth.
    `missing` is the municipalities without a value. A group's `mean` is its figure as on
    every page: sum over sum where it is per inhabitant or employee, else the mean, in which each
    municipality counts the same, or each inhabitant where `weighted`. Weighted by inhabitants, a
    count (full-time equivalents, not their rate) has no inequality, and all its measures are None.
    """
    basis = basis_of(source, selection)
    is_undefined = not basis.n or (selection.weighted and basis.is_total)
    empty: dict[str, Any] = dict.fromkeys(MEASURES)
    measures, groups = (empty, []) if is_undefined else _measured(basis)
    return {
        "indicator": basis.indicator.key,
        "wave": selection.wave,
        "n": basis.n,
        "missing": basis.of - basis.n,
        "weighted": selection.weighted,
        **measures,
        "by": selection.by,
        "groups": groups,
        "level": LEVEL,
        "draws": DRAWS,
        "seed": SEED,
    }


def _measured(basis: Basis) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    groups = basis.rows[basis.selection.by]
    draws = bootstrap(basis.value, groups=groups, weights=basis.weights)
    parts = theil_by_group(basis.value, groups, basis.weights)
    gini = draws.intervals["gini"]
    measures = {
        "gini": gini.estimate,
        "gini_low": gini.low,
        "gini_high": gini.high,
        "theil": parts.total,
        "theil_between": parts.between,
        "theil_within": parts.within,
        **_tenths(basis),
    }
    figures = group_figures(basis, groups)
    order = list(region_names(basis.selection))
    group_rows = [
        {"key": part.key, "n": part.n, "mean": float(figures[part.key]), "theil": part.theil}
        for part in sorted(parts.groups, key=lambda part: order.index(part.key))
    ]
    return measures, group_rows


def _tenths(basis: Basis) -> dict[str, float | None]:
    """Return the two figures of the tenths; None for so few that there is no tenth."""
    if basis.n < TENTHS:
        return {"p90_p10": None, "p90_minus_p10": None}
    decimals = max(basis.indicator.decimals, DECIMALS)
    return {
        "p90_p10": percentile_gap(basis.value, basis.weights).ratio,
        "p90_minus_p10": shown_gap(basis.value, basis.weights, decimals).gap,
    }


def inequality_lines(report: Mapping[str, Any], source: Source, selection: Selection) -> list[str]:
    """Return the report in words: a line per measure and an aligned table of the groups."""
    t, basis = selection.t, basis_of(source, selection)
    by = grouping_words(selection)
    head = [basis.indicator.label[t.language], basis.subtitle(), ""]
    if not report["n"]:
        return [*head, t("empty.no_answers")]
    if report["gini"] is None:
        return [*head, t("inequality.note_total")]
    three = {key: t.number(report[key], 3) for key in MEASURES}
    ratio = report["p90_p10"]
    ratio_text = t.number(ratio, 2) if ratio else undefined_words(basis, "p90_over_p10")
    gap = report["p90_minus_p10"]
    gap_text = undefined_words(basis, "p90_p10") if gap is None else t.number(gap, 1)
    note = [t("inequality.report_index")] if basis.kind == "index" else []
    return [
        *head,
        t("inequality.report_gini", **three),
        t("inequality.report_theil", by=by, **three),
        t("inequality.report_ratio", value=ratio_text),
        t("inequality.report_difference", value=gap_text),
        "",
        *_group_lines(report, basis),
        "",
        t.in_words(
            t("inequality.report_made", level=t.percent(LEVEL), draws=t.number(DRAWS), seed=SEED)
        ),
        *note,
    ]


def _group_lines(report: Mapping[str, Any], basis: Basis) -> list[str]:
    t, names = basis.selection.t, region_names(basis.selection)
    made = "ratio" if basis.indicator.is_ratio else "mean"
    heads = (t("column.group"), "n", t(f"inequality.{made}"), t("inequality.measure_theil"))
    rows = [
        (
            names[group["key"]],
            t.number(group["n"]),
            value_text(t, basis.indicator, group["mean"], group=True),
            t.number(group["theil"], 3),
        )
        for group in report["groups"]
    ]
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])
        for row in (heads, *rows)
    ]

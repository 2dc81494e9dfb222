"""Which groups are high and which low: the figure of each, with n and how uneven it is within."""

from collections.abc import Sequence

import pandas as pd

from ailaget.charts.ranking import RankingLabels, ranking
from ailaget.geography import size_classes
from ailaget.statistics.inequality import GroupTheil, theil_by_group
from ailaget.texts import Texts
from ailaget.views.base.native import BAR, native, with_levels
from ailaget.views.base.panel import shown_factor
from ailaget.views.base.result import CELL, Cell, Chart, Column, Table
from ailaget.views.base.selection import (
    COMPARED,
    FEW,
    Selection,
    Source,
    grouping_words,
    marked_name,
    region_names,
    unit_text,
    value_text,
)
from ailaget.views.inequality.basis import (
    Basis,
    basis_of,
    blank,
    chart_of,
    figure_of_all,
    group_figures,
)
from ailaget.views.inequality.between import between_of, is_more_than_chance

NAN = float("nan")

SIZES = [size.key for size in size_classes()]

MOST_NAMED = 3
"""So many groups are named in a heading; more are counted."""


def groups_view(source: Source, selection: Selection) -> Chart:
    """Return the figure of each group of the chosen grouping, with n and its own Theil."""
    t, basis = selection.t, basis_of(source, selection)
    by, indicator = grouping_words(selection), basis.indicator
    title = t(
        f"inequality.groups_title_{_made(basis)}", indicator=indicator.label[t.language], by=by
    )
    if reason := basis.why_not(1):
        return blank(basis, "groups", title, reason)
    parts = theil_by_group(basis.value, basis.rows[selection.by], basis.weights)
    asked, names = basis.rows.groupby(selection.by).size(), region_names(selection)
    order, known = list(names), {part.key: part for part in parts.groups}
    # Who has been asked and has no value is there too, in words.
    groups = [
        known.get(key) or GroupTheil(key, 0, NAN, NAN, 0.0, 0.0) for key in order if key in asked
    ]
    figures, everyone = group_figures(basis, basis.rows[selection.by]), figure_of_all(basis)
    values = [float(figures.get(part.key, NAN)) for part in groups]
    table = pd.DataFrame(
        {
            "group": [part.key for part in groups],
            "label": [marked_name(t, names[part.key], part.n, asked[part.key]) for part in groups],
            "value": values,
            "value_text": [
                value_text(t, indicator, value, group=True) if part.n else t("region.no_value")
                for part, value in zip(groups, values, strict=True)
            ],
            "n_text": [f"{part.n}/{asked[part.key]}" for part in groups],
        }
    )
    labels = RankingLabels(
        value=t(f"inequality.{_made(basis)}"),
        respondents=t("inequality.answered"),
        empty=t("empty.no_answers"),
        reference=t("inequality.everyone", value=value_text(t, indicator, everyone, group=True)),
    )
    kind, decimals = _kind(basis)
    has_order = selection.by == "size_class"
    drawn = table if has_order else table.sort_values("value", ascending=False, kind="stable")
    marked = Table(
        (
            Column("marked", t("column.group"), "name"),
            Column("value", t(f"inequality.{_made(basis)}"), kind, decimals),
        ),
        list(zip(drawn["label"], drawn["value"], strict=True)),
    )
    ends = (0.0, indicator.upper_bound) if indicator.upper_bound else None
    frame = selection.frame(title, basis.subtitle(basis.figure_words()))
    return chart_of(
        basis,
        "groups",
        ranking(
            table,
            frame,
            labels,
            reference=everyone,
            own=_own_group(basis),
            axis_range=ends,
            has_order=has_order,
        ),
        _groups_table(basis, groups, values, asked),
        title=title,
        headline=_groups_headline(basis, table),
        caveat=" ".join(
            part
            for part in (
                _left_out(basis, table),
                t(f"inequality.about_groups_{_made(basis)}"),
                indicator.caveat[t.language],
            )
            if part
        ),
        unit=f"{unit_text(t, indicator)}, {basis.figure_words()}",
        native=with_levels(
            native(BAR, marked), {labels.reference: shown_factor(indicator) * everyone}
        ),
    )


def _made(basis: Basis) -> str:
    """Return what a group's figure is: ratio (sum over sum) or mean."""
    return "ratio" if basis.indicator.is_ratio else "mean"


def _own_group(basis: Basis) -> str | None:
    own = basis.rows.loc[basis.rows.index == basis.selection.municipality, basis.selection.by]
    return None if own.empty else str(own.iloc[0])


def _kind(basis: Basis) -> tuple[str, int]:
    return ("share", 0) if basis.kind == "share" else ("number", basis.indicator.decimals)


def _groups_table(
    basis: Basis, parts: Sequence[GroupTheil], values: Sequence[float], asked: "pd.Series[int]"
) -> Table:
    t, names = basis.selection.t, region_names(basis.selection)
    kind, decimals = _kind(basis)
    # A size class has no code that anybody else uses.
    has_codes, own = basis.selection.by != "size_class", basis.selection.by_set
    columns = (
        *((Column("key", t("inequality.column_key")),) if has_codes else ()),
        Column("name", t("column.group"), "name"),
        Column("n", "n", "integer"),
        Column("of", t("column.of"), "integer", collapsed=t("column.folded_of", cell=CELL)),
        Column(
            "mean",
            t(f"inequality.{_made(basis)}"),
            kind,
            decimals,
            unit=unit_text(t, basis.indicator),
        ),
        Column("theil", t("inequality.theil_within"), "number", 3, unit=t("inequality.unit_none")),
        Column("note", t("column.note"), collapsed=CELL),
    )
    rows: list[tuple[Cell, ...]] = []
    for part, value in zip(parts, values, strict=True):
        note = t("inequality.few") if part.n < FEW else ""
        code = (own.code_of(part.key) if own else part.key,) if has_codes else ()
        rows.append(
            (
                *code,
                names[part.key],
                part.n,
                int(asked[part.key]),
                value if part.n else None,
                part.theil if part.n >= COMPARED else None,
                note,
            )
        )
    return Table(columns, rows)


def _groups_headline(basis: Basis, table: pd.DataFrame) -> str:
    """Return which group is highest and which lowest of those with enough answers to compare.

    Groups that read the same are the same.
    """
    t, selection = basis.selection.t, basis.selection
    counts = table["n_text"].str.split("/").str[0].astype(int)
    solid = table[counts >= FEW]
    if len(solid) < COMPARED:
        return t("inequality.groups_few")
    by_value = solid.sort_values("value")["value_text"]
    low, high = by_value.iloc[0], by_value.iloc[-1]
    lowest, highest = (solid[solid["value_text"] == end] for end in (low, high))
    shared = {
        "indicator": basis.indicator.label[t.language],
        "by": grouping_words(selection),
    }
    if high == low:
        key = f"inequality.groups_equal_{_made(basis)}"
        return selection.fitting(
            t.forms(key, n=t.number(len(solid)), value=low, **shared), basis.n, basis.of
        )
    is_more = is_more_than_chance(between_of(basis), selection.by)
    key = "groups_finding" if is_more else "groups_finding_chance"
    headlines = [
        each
        for named in (_named, _short, _counted)
        for each in t.forms(
            f"inequality.{key}",
            high=named(highest, t),
            high_value=high,
            low=named(lowest, t),
            low_value=low,
            **shared,
        )
    ]
    return selection.fitting(headlines, basis.n, basis.of)


def _left_out(basis: Basis, table: pd.DataFrame) -> str:
    """Return which groups have too few answers to be compared, in words; nothing where none has."""
    t, names = basis.selection.t, region_names(basis.selection)
    few = table[table["n_text"].str.split("/").str[0].astype(int) < FEW]
    if few.empty:
        return ""
    return t("inequality.groups_left_out", names=t.listing([names[key] for key in few["group"]]))


def _named(groups: pd.DataFrame, t: Texts) -> str:
    """Return the names of a few groups, or how many they are."""
    return _listed(list(groups["label"]), t)


def _short(groups: pd.DataFrame, t: Texts) -> str:
    """Return the codes of SKR groups and the numbers of size classes; the names of counties."""
    rows = zip(groups["group"], groups["label"], strict=True)
    return _listed([_short_name(key, label, t) for key, label in rows], t)


def _counted(groups: pd.DataFrame, t: Texts) -> str:
    """Return how many groups they are, where they are more than one; the short name of one."""
    return _short(groups, t) if len(groups) == 1 else t("inequality.groups_many", n=len(groups))


def _short_name(key: str, label: str, t: Texts) -> str:
    if key in SIZES:
        return t(f"size_gap.short_{key}").lower()
    return key if label.startswith(f"{key} ") else label


def _listed(names: Sequence[str], t: Texts) -> str:
    if len(names) > MOST_NAMED:
        return t("inequality.groups_many", n=t.number(len(names)))
    return t.listing(names)

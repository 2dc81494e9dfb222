"""Where in the country it lags: counties by how far they are from all, and by change."""

import pandas as pd

from ailaget.charts.deviations import DeviationLabels, deviations
from ailaget.codebook import Indicator
from ailaget.statistics.funnel import ALARM
from ailaget.texts import Texts, rounded
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.deviation import denominators_of, deviations_of, middle_of
from ailaget.views.base.groupings import GROUPINGS
from ailaget.views.base.native import BAR, native, with_levels
from ailaget.views.base.panel import (
    PERCENT,
    held_caveat,
    panel,
    previous_wave,
    shown_factor,
)
from ailaget.views.base.result import CELL, Cell, Chart, Column, Table
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    place_names,
    unit_text,
    value_text,
)

COMPARED_GROUPS = 3
"""With fewer groups than this to compare, municipalities are grouped in another way."""

NAMED = 3
"""So many groups are named in the heading, those that lag most."""


def lagging_chart(source: Source, selection: Selection, indicator: Indicator, key: str) -> Chart:
    """Return counties, or else other groups, against all; who lags most comes first."""
    t = selection.t
    rows = chosen_rows(source, selection, indicator.key)
    title = t("lagging.title", indicator=indicator.label[t.language])
    by = _grouping(rows)
    if by is None:
        reason = t("lagging.few") if len(rows) else t("empty.nobody_in_filter")
        return worded_chart(selection, key, title=title, reason=reason, of=len(rows), unit="")
    groups = _groups(rows, by, indicator, selection)
    everyone = middle_of(rows["value"], denominators_of(rows, indicator))
    unit = t("unit.points") if indicator.is_share else unit_text(t, indicator)
    about = t("lagging.about", level=t.number(PERCENT * ALARM, 1))
    n = int(rows["value"].notna().sum())
    wave = previous_wave(rows) if groups["before"].notna().any() else None
    subtitle = t("lagging.subtitle", basis=selection.basis(n, len(rows)))
    if wave:
        subtitle += t("lagging.ring")
    labels = DeviationLabels(
        deviation=t("lagging.deviation"),
        respondents=t("lagging.respondents"),
        sure=t("lagging.sure"),
        unsure=t("lagging.unsure"),
        before=t.wave_short(wave) if wave else "",
        everyone=t("lagging.everyone", value=value_text(t, indicator, everyone, group=True)),
        axis=t("lagging.axis", unit=unit),
        empty=t("empty.no_answers"),
    )
    table = _table(groups, by, indicator, t)
    before = [None if pd.isna(value) else float(value) for value in groups["before"]]
    return make_chart(
        selection,
        key,
        title=title,
        headline=selection.fitting(_headlines(groups, by, indicator, t), n, len(rows)),
        figure=deviations(groups, selection.frame(title, subtitle), labels),
        table=table,
        caveat=held_caveat(about, indicator, t),
        n=n,
        of=len(rows),
        file_stem=t("file.lagging", indicator=indicator.key, wave=selection.wave),
        unit=unit,
        native=with_levels(
            native(BAR, table, "group", "deviation"), {labels.before: before} if wave else {}
        ),
    )


def _grouping(rows: pd.DataFrame) -> str | None:
    """Return how to group: the first way that leaves enough groups with enough values each."""
    valued = rows[rows["value"].notna()]
    for by in GROUPINGS:
        if (valued[by].value_counts() >= FEW).sum() >= COMPARED_GROUPS:
            return by
    return None


def _groups(
    rows: pd.DataFrame, by: str, indicator: Indicator, selection: Selection
) -> pd.DataFrame:
    """Return a row per group with what is drawn and told of it, who lags most first."""
    t, names = selection.t, place_names(selection.language)
    both, factor = panel(rows), shown_factor(indicator)
    deviation = deviations_of(rows["value"], rows[by], denominators_of(rows, indicator))
    moved = both["value"] - both["previous_value"]
    change = deviations_of(moved, both[by], denominators_of(both, indicator))
    groups = pd.DataFrame({"of": rows.groupby(by).size()})
    for name, column in (
        ("n", deviation["n"]),
        ("n_both", change["n"]),
        ("deviation", factor * deviation["deviation"]),
        ("change", factor * change["deviation"]),
    ):
        groups[name] = column
    groups[["n", "n_both"]] = groups[["n", "n_both"]].fillna(0).astype(int)
    for name, measured in (("is_sure", deviation), ("is_sure_change", change)):
        groups[name] = [bool(measured["is_sure"].get(key, False)) for key in groups.index]
    groups["group"] = [str(key) for key in groups.index]
    groups["label"] = [names[key] for key in groups["group"]]
    groups["deviation_text"] = [
        t("lagging.too_few")
        if pd.isna(value)
        else t.number(value, decimals_of(indicator), sign=True)
        for value in groups["deviation"]
    ]
    groups["before"] = groups["deviation"] - groups["change"]
    groups["n_text"] = [
        f"{t.number(n)}/{t.number(of)}" for n, of in zip(groups["n"], groups["of"], strict=True)
    ]
    groups["hover"] = [
        t("lagging.hover", name=name, deviation=text, n=t.number(n), of=t.number(of))
        for name, text, n, of in zip(
            groups["label"], groups["deviation_text"], groups["n"], groups["of"], strict=True
        )
    ]
    groups["name_order"] = groups["label"].map(t.sort_key)
    shown = groups["deviation"].map(lambda value: rounded(value, decimals_of(indicator)))
    order = shown if indicator.higher_is_better else -shown
    groups = groups.assign(shown=shown, order=order)
    groups = groups.sort_values(["order", "name_order"], na_position="last")
    # A difference that is not seen is none, however little chance there is of it.
    return groups.assign(is_sure=groups["is_sure"] & (groups["shown"] != 0))


def decimals_of(indicator: Indicator) -> int:
    """Return the decimals of a difference: of shares, none, in percentage points."""
    return 0 if indicator.is_share else indicator.decimals


def _headlines(groups: pd.DataFrame, by: str, indicator: Indicator, t: Texts) -> list[str]:
    """Return who lags behind beyond doubt, or that nobody does and who is measured lowest.

    Each heading names fewer than the one before.
    """
    lower, label = groups[groups["order"] < 0], indicator.label[t.language]
    behind, nobody = lower[lower["is_sure"]], t(f"lagging.no_{by}")
    if lower.empty:
        return [t("lagging.finding_nobody", indicator=label, nobody=nobody)]
    if behind.empty:
        lowest = [t.listing(list(lower.head(most)["label"])) for most in range(NAMED, 0, -1)]
        named = (
            t("lagging.finding_unsure", indicator=label, nobody=nobody, names=names)
            for names in lowest
        )
        return [*named, t("lagging.finding_unsure_short", indicator=label, nobody=nobody)]
    return [
        t("lagging.finding", indicator=label, names=_listed(list(behind["label"]), most, t))
        for most in range(NAMED, 0, -1)
    ]


def _listed(names: list[str], most: int, t: Texts) -> str:
    """Return so many names at most; where there are more, the last place says how many."""
    if len(names) > most:
        names = [*names[: most - 1], t("lagging.more", n=t.number(len(names) - most + 1))]
    return t.listing(names)


def _table(groups: pd.DataFrame, by: str, indicator: Indicator, t: Texts) -> Table:
    decimals = decimals_of(indicator)
    columns = (
        Column("group", t(f"lagging.column_{by}"), "name"),
        Column("deviation", t("lagging.deviation"), "number", decimals),
        Column("certain", t("lagging.column_certain"), collapsed=CELL),
        Column("change", t("lagging.column_change"), "number", decimals),
        Column("certain_change", t("lagging.column_certain_change"), collapsed=CELL),
        Column("n", "n", "integer"),
        Column("of", t("column.of"), "integer"),
        Column("n_both", t("lagging.column_both"), "integer", collapsed=CELL),
    )
    rows: list[tuple[Cell, ...]] = []
    for _, group in groups.iterrows():
        numbers = [
            None if pd.isna(group[key]) else float(group[key]) for key in ("deviation", "change")
        ]
        sure = [
            t("missing") if number is None else t("yes" if is_sure else "no")
            for number, is_sure in zip(
                numbers, (group["is_sure"], group["is_sure_change"]), strict=True
            )
        ]
        counts = (int(group["n"]), int(group["of"]), int(group["n_both"]))
        rows.append((group["label"], numbers[0], sure[0], numbers[1], sure[1], *counts))
    return Table(columns, rows)

"""All counties or SKR groups in order of one indicator, with the chosen one emphasised."""

from typing import Any

import pandas as pd

from ailaget.charts.ranking import RankingLabels, ranking
from ailaget.codebook import Indicator
from ailaget.views.region_scope import (
    FEW,
    Scope,
    caveat_of,
    figure_kind,
    region_figure,
    region_rows,
    scope_of,
    subtitle_of,
    words_of,
)
from ailaget.views.region_standing import standings
from ailaget.views.result import Cell, Chart, Column, Table
from ailaget.views.selection import (
    Selection,
    Source,
    indicator_of,
    place_names,
    unit_text,
    value_text,
)


def region_ranking_view(source: Source, selection: Selection) -> Chart:
    """Return the regions of the same kind ranked by the chosen indicator."""
    t, indicator, scope = selection.t, indicator_of(selection), scope_of(selection)
    rows = region_rows(source, selection, scope, indicator.key)
    table = _named(standings(rows, indicator), selection)
    n, of = int(rows["value"].notna().sum()), len(rows)
    everyone = region_figure(rows, indicator)
    title = t(f"region.ranking_title_{scope.kind}", indicator=indicator.label[t.language])
    figure_name = t(f"region.figure_{figure_kind(indicator)}")
    unit = t("region.unit_figure", unit=unit_text(t, indicator), figure=figure_name)
    words = value_text(t, indicator, everyone, group=True)
    everyone_key = "region.everyone_narrowed" if scope.is_narrowed else "region.everyone"
    figure = ranking(
        _drawn(table, indicator, selection),
        selection.frame(title, subtitle_of(unit, selection.basis(n, of), scope, selection)),
        RankingLabels(
            value=t("column.value"),
            respondents=t("region.n_of"),
            empty=t("empty.no_answers"),
            reference=t(everyone_key, value=words),
        ),
        reference=everyone,
        own=scope.code,
    )
    finding = _finding(table, scope, selection)
    return Chart(
        key="region_ranking",
        title=title,
        finding=finding,
        figure=figure,
        table=_table(table, indicator, scope, selection),
        alt=t("region.alt", title=title, basis=selection.basis(n, of), finding=finding),
        source=selection.source_line(),
        caveat=f"{caveat_of(indicator, scope, selection)} {t('region.caveat_places')}",
        n=n,
        of=of,
        file_stem=t("file.region_ranking", indicator=indicator.key, region=scope.code,
                    wave=selection.wave),
        wave=selection.wave,
        unit=unit,
    )  # fmt: skip


def _named(table: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return the regions by figure, then name; those without a figure last."""
    names, t = place_names(selection.language), selection.t
    named = table.assign(name=[names[str(code)] for code in table.index])
    named["sort"] = [t.sort_key(name) for name in named["name"]]
    return named.sort_values(["value", "sort"], ascending=[False, True], na_position="last")


def _drawn(table: pd.DataFrame, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    t = selection.t
    few = table["n"].between(1, FEW - 1)
    names = table["name"].where(~few, [t("region.few", name=name) for name in table["name"]])
    texts = [
        t("region.no_value") if pd.isna(value) else value_text(t, indicator, value, group=True)
        for value in table["value"]
    ]
    counts = [
        f"{t.number(n)}/{t.number(of)}" for n, of in zip(table["n"], table["of"], strict=True)
    ]
    return pd.DataFrame(
        {
            "group": table.index,
            "label": names.to_list(),
            "value": table["value"].astype(float).to_list(),
            "value_text": texts,
            "n_text": counts,
        }
    )


def _table(table: pd.DataFrame, indicator: Indicator, scope: Scope, selection: Selection) -> Table:
    t = selection.t
    kind = "share" if indicator.is_share else "number"
    columns = (
        Column("place", t("region.places"), "text"),
        Column("region", t(f"region.kind_{scope.kind}"), "name"),
        Column("value", unit_text(t, indicator), kind, indicator.decimals),
        Column("n", "n", "integer"),
        Column("of", t("column.of"), "integer"),
        Column("low", t("region.lowest_possible"), kind, indicator.decimals),
        Column("high", t("region.highest_possible"), kind, indicator.decimals),
        Column("note", t("column.note")),
    )
    rows: list[tuple[Cell, ...]] = []
    for row in table.itertuples():
        value, low, high = (
            None if pd.isna(number) else float(number) for number in (row.value, row.low, row.high)
        )
        note = t("region.few_note") if row.n < FEW else ""
        rows.append((place_text(row), row.name, value, row.n, row.of, low, high, note))
    return Table(columns, rows, tuple(map(str, table.index)), (), scope.code)


def place_text(row: Any) -> str:
    """Return ``"4–9"``, the places that a region could have; ``"4"`` where there is only one."""
    return str(row.best) if row.best == row.worst else f"{row.best}–{row.worst}"


def _finding(table: pd.DataFrame, scope: Scope, selection: Selection) -> str:
    t = selection.t
    sentence = place_sentence(table, scope, selection)
    return selection.marked(sentence) if sentence else t("empty.no_answers")


def place_sentence(table: pd.DataFrame, scope: Scope, selection: Selection) -> str | None:
    """Return where the region stands, as an interval where the silent ones could change it."""
    t = selection.t
    if scope.code not in table.index or pd.isna(table["value"][scope.code]):
        return None
    here = table.loc[scope.code]
    is_sure = here["best"] == here["worst"]
    return t(
        "region.place_sure" if is_sure else "region.place_between",
        name=words_of(scope, selection).name,
        place=t.number(int(here["place"])),
        best=t.number(int(here["best"])),
        worst=t.number(int(here["worst"])),
        of=t(f"region.all_{scope.kind}", n=t.number(len(table))),
    )

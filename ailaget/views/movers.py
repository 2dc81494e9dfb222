"""Who moved most since the wave before, up and down, among those that answered both times."""

import pandas as pd

from ailaget.charts.movers import MoversLabels, movers
from ailaget.codebook import Indicator
from ailaget.views.indicator_rows import chosen_rows
from ailaget.views.result import Chart, Column, Table
from ailaget.views.selection import (
    Selection,
    Source,
    change_text,
    indicator_of,
    unit_text,
    value_text,
)

SHOWN = 5
"""Municipalities shown in each direction; the table has everyone."""


def movers_view(source: Source, selection: Selection) -> Chart:
    """Return the municipalities whose indicator changed most between the two newest waves."""
    t, indicator = selection.t, indicator_of(selection)
    rows = chosen_rows(source, selection, indicator.key)
    both = _both(rows)
    ordered = both.sort_values(["change", "name"], ascending=[False, True], kind="stable")
    shown = pd.concat([ordered.head(SHOWN), ordered.iloc[SHOWN:].tail(SHOWN)])
    before = "" if rows.empty or both.empty else t.wave_short(str(rows["previous_wave"].iloc[0]))
    title = t("movers.title", indicator=indicator.label[t.language])
    subtitle = t("movers.subtitle", unit=unit_text(t, indicator), before=before,
                 after=t.wave_short(selection.wave), n=t.number(len(both)))  # fmt: skip
    finding = _finding(ordered, before, selection)
    empty = t("empty.one_wave")
    labels = MoversLabels(t("movers.up"), t("movers.down"), before,
                          t.wave_short(selection.wave), empty)  # fmt: skip
    return Chart(
        key="movers",
        title=title,
        finding=finding,
        figure=movers(
            _drawn(shown, indicator, selection),
            selection.frame(title, subtitle if len(both) else ""),
            labels,
        ),
        table=_table(ordered, indicator, selection),
        alt=t("movers.alt", title=title, basis=subtitle, finding=finding),
        source=selection.source_line(),
        caveat=indicator.caveat[t.language],
        n=len(both),
        of=len(rows),
        file_stem=t("file.movers", indicator=indicator.key, wave=selection.wave),
        wave=selection.wave,
        unit=unit_text(t, indicator),
    )


def _both(rows: pd.DataFrame) -> pd.DataFrame:
    both = rows[rows["value"].notna() & rows["previous_value"].notna()]
    return both.assign(change=both["value"] - both["previous_value"])


def _drawn(rows: pd.DataFrame, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    t = selection.t
    return pd.DataFrame(
        {
            "label": rows["name"],
            "before": rows["previous_value"],
            "after": rows["value"],
            "before_text": [value_text(t, indicator, v) for v in rows["previous_value"]],
            "after_text": [value_text(t, indicator, v) for v in rows["value"]],
            "change_text": [change_text(t, indicator, v) for v in rows["change"]],
        }
    )


def _table(rows: pd.DataFrame, indicator: Indicator, selection: Selection) -> Table:
    t = selection.t
    kind = "share" if indicator.is_share else "number"
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("before", t("column.before"), kind, indicator.decimals),
        Column("after", t("column.after"), kind, indicator.decimals),
        Column("change", t("column.change"), kind, indicator.decimals),
    )
    named = rows[["name", "previous_value", "value", "change"]]
    records = [(str(a), float(b), float(c), float(d)) for a, b, c, d in named.to_numpy()]
    return Table(columns, records, tuple(rows["municipality"]), focus=selection.municipality)


def _finding(ordered: pd.DataFrame, before: str, selection: Selection) -> str:
    t = selection.t
    if ordered.empty:
        return t("movers.finding_none")
    up, down = ordered.iloc[0], ordered.iloc[-1]
    if up["change"] <= 0 or down["change"] >= 0:
        rose, fell = int((ordered["change"] > 0).sum()), int((ordered["change"] < 0).sum())
        return selection.marked(
            t("movers.finding_counts", up=t.number(rose), down=t.number(fell), before=before)
        )
    return selection.marked(t("movers.finding", up=up["name"], down=down["name"], before=before))

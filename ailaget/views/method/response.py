"""Who has answered: the waves, and the response rate by county, SKR group and size class."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.texts import Texts
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.selection import Selection, Source, place_names

MOST_NAMED = 3
"""With more groups than this sharing the lowest rate, the heading gives their number instead."""


@dataclass(frozen=True)
class Section:
    """One piece of the method page: a heading, prose as Markdown, and a table with its caption.

    `key` tells a table from the others of its part of the page; `title` is what it is called when
    it is taken away, where the heading says something else.
    """

    heading: str
    text: str = ""
    table: Table | None = None
    caption: str = ""
    key: str = ""
    title: str = ""


@dataclass(frozen=True)
class Answers:
    """The answers tab: a computed sentence, the waves, and the response rate by kind of group.

    `n` have answered, of all `of` in the filter.
    """

    n: int
    of: int
    sentence: str
    waves: Section
    by_county: Section
    by_skr_group: Section
    by_size_class: Section


def answers_view(source: Source, selection: Selection) -> Answers | None:
    """Return who has answered in the chosen wave and filter; None where nobody is in the filter."""
    rows = source.query("municipalities", wave=selection.wave, **selection.filter)
    if rows.empty:
        return None
    t, answered = selection.t, int(rows["has_responded"].sum())
    sentence = t.count(
        "method.answered" if selection.is_filtered else "method.answered_country",
        len(rows),
        n=t.number(answered),
        of=t.number(len(rows)),
        rate=t.percent(answered / len(rows)),
        wave=t.wave(selection.wave),
    )
    return Answers(
        n=answered,
        of=len(rows),
        sentence=selection.marked(t.in_words(sentence)),
        waves=_waves(source.query("waves"), t),
        by_county=_by(rows, "county", selection, order=t.sort_key),
        by_skr_group=_by(rows, "skr_group", selection, order=str),
        by_size_class=_by(rows, "size_class", selection),
    )


def population_years(source: Source, selection: Selection) -> str:
    """Return the year or years whose population the chosen wave is measured against."""
    everyone: dict[str, list[str]] = {name: [] for name in selection.filter}
    rows = source.query("municipalities", wave=selection.wave, **everyone)
    return selection.t.listing(str(year) for year in sorted(rows["population_year"].unique()))


def _waves(waves: pd.DataFrame, t: Texts) -> Section:
    columns = (
        Column("wave", t("filter.wave"), "name"),
        Column("kind", t("method.column_kind"), collapsed=CELL),
        Column(
            "grouping",
            t("method.column_grouping"),
            collapsed=t("method.folded_grouping", cell=CELL),
        ),
        Column("respondents", t("method.column_answered"), "integer"),
        Column("municipalities", t("method.column_asked"), "integer"),
        Column("rate", t("column.rate"), "share"),
    )
    fields = ("wave", "is_demo", "respondents", "municipalities", "grouping")
    rows: list[tuple[Cell, ...]] = [
        (
            t.wave(wave),
            t("method.kind_demo" if is_demo else "method.kind_real"),
            str(grouping),
            respondents,
            municipalities,
            respondents / municipalities,
        )
        for wave, is_demo, respondents, municipalities, grouping in zip(
            *(waves[field].tolist() for field in fields), strict=True
        )
    ]
    heading = t.count("method.waves_heading", len(rows), wave=t.wave(str(waves["wave"].iloc[0])))
    return Section(
        heading,
        t("method.waves_text"),
        Table(columns, rows),
        t("method.waves_caption"),
        "waves",
        t("method.tab_answers"),
    )


def _by(
    rows: pd.DataFrame,
    kind: str,
    selection: Selection,
    order: Callable[[str], str] | None = None,
) -> Section:
    """Return the response rate by a column of `rows`; without `order`, as the size classes lie."""
    t, names = selection.t, place_names(selection.language)
    counts = rows.groupby(kind)["has_responded"].agg(["sum", "count"])
    if order is None:
        keys = [size.key for size in geography.size_classes() if size.key in counts.index]
    else:
        keys = sorted(counts.index, key=lambda key: order(names[key]))
    counts = counts.loc[keys]
    answered, asked = counts["sum"].tolist(), counts["count"].tolist()
    table: list[tuple[Cell, ...]] = [
        (names[key], n, of, n / of) for key, n, of in zip(keys, answered, asked, strict=True)
    ]
    columns = (
        Column("group", t(f"filter.{kind}"), "name"),
        Column("n", t("method.column_answered"), "integer"),
        Column("of", t("column.of"), "integer"),
        Column("rate", t("column.rate"), "share"),
    )
    heading = _lowest(t(f"filter.{kind}"), table, t)
    among = "method.response_caption" if selection.is_filtered else "method.response_country"
    caption = t(among, kind=t(f"filter.{kind}"), wave=t.wave(selection.wave))
    title = t("method.response_title", kind=t(f"filter.{kind}"))
    return Section(heading, "", Table(columns, table), caption, kind, title)


def _lowest(kind: str, table: list[tuple[Cell, ...]], t: Texts) -> str:
    rates = {str(row[0]): float(row[3] or 0) for row in table}
    low = min(rates.values())
    rate = t.in_words(t.percent(low))
    lowest = [name for name, rate in rates.items() if rate == low]
    if len(lowest) == len(rates):
        return t("method.response_same", kind=kind, rate=rate)
    if len(lowest) > MOST_NAMED:
        return t("method.response_lowest_many", kind=kind, n=len(lowest), rate=rate)
    return t("method.response_lowest", kind=kind, names=t.listing(lowest), rate=rate)

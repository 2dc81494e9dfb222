"""What municipalities have begun with, as bars for the country and a table by group and size."""

import pandas as pd

from ailaget.charts.share_bars import ShareLabels, share_bars
from ailaget.statistics.ties import joined
from ailaget.views.base.cells import folding
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.native import BAR, native
from ailaget.views.base.result import Cell, Chart, Column, Exhibit, Table
from ailaget.views.base.selection import FEW, Selection, Source, few_words, is_counted, share_words
from ailaget.views.ethics.begun import QUESTIONS, Begun, every_begun, region_name, regions
from ailaget.views.ethics.training import municipalities_there_are

SHOWN_FROM = 5
"""So many must have answered for a share of a group to be told, as of the protected questions."""


def readiness_view(source: Source, selection: Selection) -> Chart:
    """Return the shares of the country as bars, with those of groups and sizes in the table."""
    t, every = selection.t, every_begun(source, selection)
    title, of = t("ethics.readiness_title"), municipalities_there_are(source, selection)
    known = [each for each in every if each.kind == "country" and each.share is not None]
    if not known:
        reason = t("empty.no_answers")
        return worded_chart(
            selection, "ethics_readiness", title=title, reason=reason, of=of, unit=""
        )
    ranked = sorted(known, key=lambda each: each.share or 0, reverse=True)
    subtitle = t("ethics.subtitle", wave=t.wave(selection.wave))
    table = readiness_table(every, selection)
    n = max(each.answering or 0 for each in ranked)
    return make_chart(
        selection,
        "ethics_readiness",
        title=title,
        headline=selection.marked(_headline(ranked, n, selection)),
        figure=share_bars(
            _bars(ranked, selection),
            selection.frame(title, subtitle),
            ShareLabels(t("ethics.begun"), t("ethics.not_begun"), t("empty.no_answers")),
        ),
        table=table,
        caveat=t("ethics.readiness_caveat"),
        n=n,
        of=of,
        file_stem=t("file.ethics_readiness", wave=selection.wave),
        unit=t("ethics.unit"),
        native=native(BAR, _country_table(ranked, selection), "question", "share"),
    )


def _headline(ranked: list[Begun], n: int, selection: Selection) -> str:
    """Return what the largest and the smallest share have begun with; of few, that they are few.

    All that share a place are named. Where some may not be shown, it is of what is shown alone.
    """
    t = selection.t
    if n < FEW:
        return few_words(n, t)
    shares = joined([each.share or 0.0 for each in ranked])
    most, least = (
        [each for each, share in zip(ranked, shares, strict=True) if share == end]
        for end in (shares[0], shares[-1])
    )
    (most_things, most_share), (least_things, least_share) = (
        _named(ends, selection) for ends in (most, least)
    )
    if len(most) == len(ranked):
        key = "one" if len(ranked) == 1 else "alike"
        return t(f"ethics.readiness_{key}", things=most_things, share=most_share)
    is_whole = len(ranked) == len(QUESTIONS)
    return t(
        f"ethics.readiness_headline{'' if is_whole else '_shown'}",
        most=most_things,
        most_share=most_share,
        least=least_things,
        least_share=least_share,
    )


def _named(alike: list[Begun], selection: Selection) -> tuple[str, str]:
    """Return what things are called that have the same share, and the share: as counts, if one."""
    t = selection.t
    things = t.listing([t(f"ethics.thing_{each.question.key}") for each in alike])
    counts = dict.fromkeys(_counted(each, selection) for each in alike)
    return things, next(iter(counts)) if len(counts) == 1 else _words(alike[0], selection)


def readiness_table(every: list[Begun], selection: Selection) -> Table:
    """Return one row for each region and thing, with counts; what may not be shown says so."""
    t = selection.t
    columns = (
        Column("region", t("ethics.column_region"), "name"),
        Column("question", t("ethics.column_thing")),
        Column("share", t("ethics.begun"), "share"),
        folding(Column("begun", t("ethics.column_begun"), "integer"), t),
        folding(Column("n", t("ethics.column_answering"), "integer"), t),
        folding(Column("note", t("ethics.column_note")), t),
    )
    order = {region: place for place, region in enumerate(regions())}
    rows = [
        _row(each, selection)
        for each in sorted(every, key=lambda each: order[each.kind, each.region])
    ]
    return Table(columns, rows)


def matrix_view(source: Source, selection: Selection) -> Exhibit:
    """Return the shares of each group and size side by side, as they are read on the page."""
    t, every = selection.t, every_begun(source, selection)
    answering = [each.answering or 0 for each in every if each.kind == "country"]
    return Exhibit(
        key="ethics_matrix",
        title=t("ethics.matrix_title"),
        headline=selection.marked(t("ethics.matrix_title")),
        table=_matrix(every, selection),
        attribution=selection.source_line(),
        caveat=" ".join((t("ethics.matrix_help"), t("ethics.readiness_caveat"))),
        n=max(answering, default=0),
        of=municipalities_there_are(source, selection),
        file_stem=t("file.ethics_matrix", wave=selection.wave),
        wave=selection.wave,
        unit=t("ethics.unit"),
    )


def _matrix(every: list[Begun], selection: Selection) -> Table:
    t = selection.t
    things = list(dict.fromkeys(each.question.key for each in every))
    columns = [
        Column("region", t("ethics.column_region"), "name"),
        *(folding(Column(key, t(f"ethics.short_{key}")), t) for key in things),
    ]
    rows: list[tuple[Cell, ...]] = []
    headings = []
    for kind, region in regions():
        here = [each for each in every if (each.kind, each.region) == (kind, region)]
        rows.append((region_name(here[0], selection), *(_cell(each, selection) for each in here)))
        headings.append(t(f"ethics.by_{kind}"))
    return Table(tuple(columns), rows, headings=headings)


def _row(each: Begun, selection: Selection) -> tuple[Cell, ...]:
    t = selection.t
    label = each.question.label[t.language]
    name = region_name(each, selection)
    if each.answering is None:
        return (name, label, None, None, None, _why_hidden(each, selection))
    if each.answering < SHOWN_FROM:
        return (name, label, None, each.begun, each.answering, few_words(each.answering, t))
    return (name, label, each.share, each.begun, each.answering, "")


def _cell(each: Begun, selection: Selection) -> str:
    t = selection.t
    if each.answering is None:
        return t("ethics.hidden") if not each.question.is_open else t("missing")
    if is_counted(each.share or 0, each.answering):
        return _counted(each, selection)
    return t("ethics.cell", share=_words(each, selection), n=t.number(each.answering))


def _why_hidden(each: Begun, selection: Selection) -> str:
    if each.question.is_open:
        return selection.t("empty.no_answers")
    return selection.t("ethics.hidden_size" if each.kind == "size_class" else "ethics.hidden_group")


def _counted(each: Begun, selection: Selection) -> str:
    """Return how many of how many have begun, as a heading has it."""
    t = selection.t
    return t("enough.share", some=t.number(each.begun), n=t.number(each.answering))


def _words(each: Begun, selection: Selection) -> str:
    assert each.share is not None
    assert each.answering is not None
    return share_words(each.share, each.answering, selection.t)


def _bars(ranked: list[Begun], selection: Selection) -> pd.DataFrame:
    t = selection.t
    return pd.DataFrame(
        [
            {
                "group": each.question.key,
                "label": t(
                    "ethics.bar",
                    # Short, beside the per cent in half a page: the table has the whole question.
                    thing=t(f"ethics.short_{each.question.key}"),
                    n=t.number(each.answering),
                ),
                "share": each.share,
                "share_text": _words(each, selection),
                "rest_text": share_words(1 - (each.share or 0), each.answering or 0, t),
            }
            for each in ranked
        ]
    )


def _country_table(ranked: list[Begun], selection: Selection) -> Table:
    t = selection.t
    columns = (
        Column("question", t("ethics.column_thing")),
        Column("share", t("ethics.begun"), "share"),
    )
    return Table(columns, [(each.question.label[t.language], each.share) for each in ranked])

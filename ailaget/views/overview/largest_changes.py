"""Who moved most since the wave before, up and down, among those that answered both times."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.changed_answers import changed_answers
from ailaget.charts.goal_marks import GoalMark
from ailaget.charts.largest_changes import LargestChangesLabels, largest_changes
from ailaget.charts.style import Frame
from ailaget.codebook import Indicator
from ailaget.statistics.ties import exceeds, joined
from ailaget.texts import Texts, at_beginning, rounded
from ailaget.views.base.chart import make_chart
from ailaget.views.base.goals import goals_among
from ailaget.views.base.measurement import sure_change
from ailaget.views.base.native import BAR, THEN_AND_NOW, native
from ailaget.views.base.panel import held_caveat, held_words, nothing_before, panel, previous_wave
from ailaget.views.base.result import Chart, Column, Native, Table
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import (
    Selection,
    Source,
    change_text,
    indicator_of,
    number_or_none,
    unit_text,
    value_text,
)

NAMED = 2
"""So many of those with the same change are named in a heading; the rest are counted."""


def largest_changes_headline(
    ordered: pd.DataFrame,
    indicator: Indicator,
    before: str,
    selection: Selection,
    sure: int | None = None,
    of: int = 0,
    *,
    are_ends_sure: bool = True,
) -> str:
    """Return who moved most, or how many moved; `ordered` has `moved`, the change as shown.

    `sure` is how many have moved by more than how one is measured, where that is known, and
    `are_ends_sure` whether those that moved most both ways are among them; `of` is how many were
    asked, for a heading: of few answers it has less room.
    """
    t = selection.t
    if len(ordered) == 1:
        return selection.marked(_of_one(ordered.iloc[0], indicator, before, t))
    rose, fell = ordered[ordered["moved"] > 0], ordered[ordered["moved"] < 0]
    counts = {"up": t.number(len(rose)), "down": t.number(len(fell)), "before": before}
    if rose.empty and fell.empty:
        return selection.marked(t("movers.finding_same", n=t.number(len(ordered)), before=before))
    if indicator.is_share:
        up, down = (number_or_none(len(inside), t) for inside in (rose, fell))
        answers = t("movers.finding_answers", up=at_beginning(up), down=down, before=before)
        return selection.marked(answers)
    if rose.empty or fell.empty:
        kind = "fell" if rose.empty else "rose"
        return selection.marked(t.count(f"movers.only_{kind}", len(rose) + len(fell), **counts))
    up = _tied(rose[rose["moved"] == rose["moved"].max()], t)
    down = _tied(fell[fell["moved"] == fell["moved"].min()], t)
    counted = {"sure": t.number(sure), "n": t.number(len(ordered))}
    key = "finding" if sure is None else "finding_sure" if sure else "finding_within"
    if sure and not are_ends_sure:
        # All sure changes then go one way, and those that moved most the other way are not named.
        is_up = rose["moved"].max() > -fell["moved"].min()
        key = f"finding_sure_{'rose' if is_up else 'fell'}"
        counted["indicator"] = indicator.label[t.language]
    headlines = t.forms(f"movers.{key}", up=up, down=down, before=before, **counted)
    return selection.fitting(headlines, len(ordered), of)


def part_words(key: str, rows: pd.DataFrame, shown: pd.DataFrame, t: Texts) -> str:
    """Return a part's heading: how many of how many, and who left out has moved as far."""
    counts = {"shown": t.number(len(shown)), "of": t.number(len(rows))}
    if len(shown) == len(rows):
        return t(f"movers.{key}_all", **counts)
    edge = shown["moved"].abs().min()
    left = int((rows["moved"].abs() == edge).sum() - (shown["moved"].abs() == edge).sum())
    if not left:
        return t(f"movers.{key}_some", **counts)
    return t(f"movers.{key}_tied", left=t.number(left), **counts)


def _of_one(row: "pd.Series[float]", indicator: Indicator, before: str, t: Texts) -> str:
    was, now = (value_text(t, indicator, row[kind]) for kind in ("previous_value", "value"))
    if indicator.is_share:
        was, now = was.lower(), now.lower()
    key = "one_moved" if row["moved"] else "one_same"
    return t(f"movers.{key}", name=row["name"], was=was, now=now, before=before)


def _tied(rows: pd.DataFrame, t: Texts) -> str:
    """Return the names of those with the same change, in Swedish order."""
    names = sorted(rows["name"], key=t.sort_key)
    if len(names) <= NAMED + 1:
        return t.listing(names)
    return t("since.and_more", names=", ".join(names[:NAMED]), n=t.number(len(names) - NAMED))


SHOWN = 5
"""Municipalities shown in each direction; the table has everyone."""

MOST_NAMED = 40
"""So many names stand in the chart of a yes or no; the rest are counted."""

WAYS = {(0, 1): "no_yes", (1, 0): "yes_no", (1, 1): "yes_yes", (0, 0): "no_no"}
"""The ways to answer yes or no two times, those that changed first."""


def largest_changes_view(source: Source, selection: Selection) -> Chart:
    """Return the municipalities whose indicator changed most between the two newest waves."""
    t, indicator = selection.t, indicator_of(selection)
    rows = chosen_rows(source, selection, indicator.key)
    ordered = _ordered(rows, indicator)
    wave = previous_wave(rows)
    before = t.wave_short(wave) if wave else ""
    title = t("movers.title", indicator=indicator.label[t.language])
    unit = t("movers.unit_answers") if indicator.is_share else unit_text(t, indicator)
    subtitle = t(
        "movers.subtitle",
        unit=unit,
        before=before,
        after=t.wave_short(selection.wave),
        n=t.number(len(ordered)),
    )
    subtitle = held_words(subtitle, indicator, t) if wave else unit
    # Nobody to compare is said as it is: no wave before, or a wave before that others answered.
    nobody = (not wave and nothing_before(source, selection.wave, t)) or t("movers.finding_none")
    frame = selection.frame(title, subtitle if len(ordered) else "")
    least = sure_change(source, selection.wave, indicator)
    sure = None if least is None else int((~exceeds(least, ordered["change"].abs())).sum())
    ends = ordered["change"].max(), -ordered["change"].min()
    are_ends_sure = least is None or not exceeds(least, ends).any()
    headline = (
        nobody
        if ordered.empty
        else largest_changes_headline(
            ordered, indicator, before, selection, sure, len(rows), are_ends_sure=are_ends_sure
        )
    )
    table = _table(ordered, indicator, selection)
    return make_chart(
        selection,
        "movers",
        title=title,
        headline=headline,
        figure=_answers(ordered, frame, nobody, before, selection)
        if indicator.is_share
        else _moves(ordered, frame, headline, before, selection, goals_among(rows, selection)),
        table=table,
        alt=t("movers.alt", title=title, basis=subtitle, headline=headline),
        caveat=_caveat(ordered, least, sure, selection),
        goals_of=rows,
        n=len(ordered),
        of=len(rows),
        file_stem=t("file.movers", indicator=indicator.key, wave=selection.wave),
        unit=unit,
        native=_ways(table) if indicator.is_share else _outermost(table),
    )


def _caveat(
    ordered: pd.DataFrame, least: float | None, sure: int | None, selection: Selection
) -> str:
    """Return the indicator's caveat, and how many have changed more than measuring alone gives."""
    t, indicator = selection.t, indicator_of(selection)
    caveat = held_caveat(indicator.caveat[t.language], indicator, t)
    if least is None or ordered.empty:
        return caveat
    numbers = {"sure": t.number(sure), "n": t.number(len(ordered))}
    points = t.number(least, indicator.decimals)
    return f"{t('movers.sure', points=points, **numbers)} {caveat}"


def _ways(table: Table) -> Native:
    """Return how many changed their answer in each way: words have no length."""
    counts = Counter(str(row[-1]) for row in table.rows)
    columns = (table.columns[-1], Column("n", "n", "integer"))
    return native(BAR, Table(columns, list(counts.items())))


def _outermost(table: Table) -> Native:
    """Return those that rose and those that fell most, at both ends of the table."""
    rows = list(table.rows)
    if len(rows) > 2 * SHOWN:
        rows = rows[:SHOWN] + rows[-SHOWN:]
    drawn = replace(table, rows=rows)
    return native(BAR, drawn, "name", "before", "after", colours=THEN_AND_NOW)


def _ordered(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return those with a value both times, the largest rise first; `moved` is as it is shown."""
    both = panel(rows)
    change = pd.Series(joined(both["value"] - both["previous_value"]), both.index)
    moved = [rounded(value, indicator.decimals) for value in change]
    return both.assign(change=change, moved=moved).sort_values(
        ["moved", "change", "name"], ascending=[False, False, True], kind="stable"
    )


def _moves(
    ordered: pd.DataFrame,
    frame: Frame,
    empty: str,
    before: str,
    selection: Selection,
    goals: Sequence[GoalMark],
) -> go.Figure:
    t, indicator = selection.t, indicator_of(selection)
    rose, fell = ordered[ordered["moved"] > 0], ordered[ordered["moved"] < 0]
    risen, fallen = rose.head(SHOWN), fell.tail(SHOWN)
    labels = LargestChangesLabels(
        part_words("up", rose, risen, t),
        part_words("down", fell, fallen, t),
        before,
        t.wave_short(selection.wave),
        empty,
    )
    shown = _drawn(pd.concat([risen, fallen]), indicator, selection)
    return largest_changes(shown, frame, labels, targets=goals)


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


def _answers(
    ordered: pd.DataFrame, frame: Frame, nobody: str, before: str, selection: Selection
) -> go.Figure:
    """Draw how many answered each way the two times; who changed their answer is named."""
    t, rows = selection.t, []
    for way, key in WAYS.items():
        inside = ordered[(ordered["previous_value"] == way[0]) & (ordered["value"] == way[1])]
        is_change = way[0] != way[1]
        names = sorted(inside["name"], key=t.sort_key) if is_change else []
        rows.append(
            (t(f"movers.{key}"), len(inside), t.number(len(inside)), _listed(names, t), is_change)
        )
    groups = pd.DataFrame(rows, columns=["label", "n", "n_text", "names", "is_change"])
    return changed_answers(groups, frame, nobody)


def _listed(names: list[str], t: Texts) -> str:
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    shown = ", ".join(names[:MOST_NAMED])
    return t("since.and_more", names=shown, n=t.number(len(names) - MOST_NAMED))


def _table(rows: pd.DataFrame, indicator: Indicator, selection: Selection) -> Table:
    t = selection.t
    kind = "text" if indicator.is_share else "number"
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("before", t("column.before"), kind, indicator.decimals),
        Column("after", t("column.after"), kind, indicator.decimals),
        Column("change", t("column.change"), kind, indicator.decimals),
    )
    make = _answer_row if indicator.is_share else _move_row
    if indicator.is_share:
        # Who changed comes first, as those are what the table is opened for.
        rows = rows.assign(is_same=rows["moved"] == 0).sort_values(
            ["is_same", "moved", "previous_value", "name"], ascending=[True, False, False, True]
        )
    records = [
        make(str(name), float(was), float(now), t)
        for name, was, now in rows[["name", "previous_value", "value"]].to_numpy()
    ]
    return Table(columns, records, tuple(rows["municipality"]), focus=selection.municipality)


Row = tuple[str, str | float, str | float, str | float]


def _move_row(name: str, was: float, now: float, t: Texts) -> Row:
    return name, was, now, now - was


def _answer_row(name: str, was: float, now: float, t: Texts) -> Row:
    change = t("movers.same_answer") if was == now else t(f"movers.{WAYS[int(was), int(now)]}")
    return name, t("yes" if was else "no"), t("yes" if now else "no"), change

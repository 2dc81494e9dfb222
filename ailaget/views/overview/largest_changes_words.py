"""Who moved, in words: ties as ties, one by its name, and yes or no as answers changed."""

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.texts import Texts
from ailaget.views.base.selection import Selection, value_text

NAMED = 2
"""So many of those with the same change are named in a heading; the rest are counted."""


def largest_changes_headline(
    ordered: pd.DataFrame, indicator: Indicator, before: str, selection: Selection
) -> str:
    """Return who moved most, or how many moved; `ordered` has `moved`, the change as shown."""
    t = selection.t
    if len(ordered) == 1:
        return selection.marked(_of_one(ordered.iloc[0], indicator, before, t))
    rose, fell = ordered[ordered["moved"] > 0], ordered[ordered["moved"] < 0]
    counts = {"up": t.number(len(rose)), "down": t.number(len(fell)), "before": before}
    if rose.empty and fell.empty:
        return selection.marked(t("movers.finding_same", n=t.number(len(ordered)), before=before))
    if indicator.is_share:
        return selection.marked(t("movers.finding_answers", **counts))
    if rose.empty or fell.empty:
        kind = "fell" if rose.empty else "rose"
        return selection.marked(t.count(f"movers.only_{kind}", len(rose) + len(fell), **counts))
    up = _tied(rose[rose["moved"] == rose["moved"].max()], t)
    down = _tied(fell[fell["moved"] == fell["moved"].min()], t)
    return selection.marked(t("movers.finding", up=up, down=down, before=before))


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

"""Who lies highest and lowest, in one sentence: a tie is said as a tie, not by one of its names."""

from collections.abc import Callable

import pandas as pd

from ailaget.statistics.ties import joined
from ailaget.texts import Texts

NAMED = 3
"""So many that share an end are all named; more are counted."""


def ends_sentences(
    rows: pd.DataFrame,
    text_of: Callable[[float], str],
    t: Texts,
    *,
    measure: str,
    kind: str = "municipality",
    place: str | None = None,
    among: str = "",
) -> list[str]:
    """Return who lies highest and who lowest, or the one value where there are not two.

    The fullest sentence is first: what is shorter counts those that tie, or leaves out what they
    are measured by.

    `rows` has ``name`` and ``value``, at least one of them known; `text_of` writes a value.
    `measure` is what the values are of, and stands first. `kind` is what is counted, municipality
    or county; `place` is where, if that must be said. Where some
    municipality has no value, the sentence is of those that have: another could lie higher.
    `among` is the form of the text for those of whom it is otherwise said.
    """
    valued = rows[rows["value"].notna()]
    scores = pd.Series(joined(valued["value"]), valued.index)
    suffix, named = "", {"measure": measure}
    if place is not None:
        suffix, named = "_in", {"measure": measure, "place": place}
    low, high = text_of(float(scores.min())), text_of(float(scores.max()))
    if low == high:
        who = str(valued["name"].iloc[0])
        return [t.count(f"ends.same_{kind}{suffix}", len(valued), who=who, value=high, **named)]
    top, bottom = (valued.loc[scores == end, "name"] for end in (scores.max(), scores.min()))
    if kind == "municipality" and len(valued) < len(rows):
        among = "_of_those"
    named_ends, counted_ends = (
        t.forms(
            f"ends.both{among}{suffix}",
            top=_who(top, kind, t, most),
            high=high,
            bottom=_who(bottom, kind, t, most),
            low=low,
            n=t.number(len(valued)),
            **named,
        )
        for most in (NAMED, 1)
    )
    return [*named_ends[:-1], *counted_ends[:-1], named_ends[-1], counted_ends[-1]]


def _who(names: "pd.Series[str]", kind: str, t: Texts, most: int) -> str:
    if len(names) > most:
        return t(f"ends.many_{kind}", n=t.number(len(names)))
    return t.listing(sorted(names, key=t.sort_key))

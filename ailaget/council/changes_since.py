"""Since last time: what differs between two snapshots, as lines that each lead to a view."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.council.goals import goal_words, scope_filter
from ailaget.council.schema import Goal
from ailaget.council.snapshots import Snapshot
from ailaget.statistics.ties import exceeds
from ailaget.texts import Texts
from ailaget.views.base.panel import (
    UNCERTAIN,
    figure_verdict,
    gap_figure,
    held_fixed,
    held_words,
    median_figure,
)
from ailaget.views.base.selection import FEW, group_value, value_text

Figure = Callable[[pd.DataFrame, str], float | None]

MATURITY = "maturity"

HEADLINES: tuple[tuple[str, str, Figure], ...] = (
    ("has_full_time_ai", "has_full_time_ai", group_value),
    ("has_ai_position", "has_ai_position", group_value),
    ("ai_fte_per_100k", "ai_fte_per_100k", group_value),
    ("maturity", MATURITY, median_figure),
    ("gap", MATURITY, gap_figure),
)
"""The start page's figures: the text's key, the indicator, and how it is made."""

FIELDS = ("value", "numerator", "denominator", "factor")
SCOPES = {"counties": "county", "skr_groups": "skr_group", "size_classes": "size_class"}
"""A query's filter, and the keys that choose it in an address."""


@dataclass(frozen=True)
class Line:
    """One thing that differs: its words, and the page and keys that show it.

    Its figures are for the whole country, but for a goal's own scope among the keys. `places` are
    the codes of all the municipalities that it is true of, where it is of some.
    """

    kind: str
    words: str
    page: str
    keys: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    places: tuple[str, ...] = ()

    def whole(self, t: Texts) -> str:
        """Return the words with the names of all its municipalities."""
        if not self.places:
            return self.words
        names = t.listing(geography.municipality(code).name for code in self.places)
        return t("since.with_names", words=self.words, names=names)


def since(before: Snapshot, after: Snapshot, goals: Sequence[Goal], t: Texts) -> list[Line]:
    """Return what differs: answers, headline figures, goals, who climbed and who fell.

    Invented data is compared with nothing: after it, real answers are all new.
    """
    if before.is_demo != after.is_demo:
        return [Line("answers", t("since.other_data"), "method", {"wave": after.wave})]
    lines = [
        *_answers(before, after, t),
        *_definitions(before, after, t),
        *_headlines(before, after, t),
        *_goals(before, after, goals, t),
        *_moves(before, after, t),
    ]
    return lines or [Line("answers", t("since.nothing"), "overview")]


def _answers(before: Snapshot, after: Snapshot, t: Texts) -> Iterator[Line]:
    for kind, codes in (
        ("new", set(after.answered) - set(before.answered)),
        ("lost", set(before.answered) - set(after.answered)),
    ):
        if codes:
            sentence = t.count(f"since.{kind}", len(codes))
            keys = {"wave": after.wave}
            yield Line("answers", sentence, "method", keys, _in_order(codes, t))


def _is_same(before: Snapshot, after: Snapshot, indicator: str) -> bool:
    """Return whether both counted an indicator by the same definition: else none is compared."""
    return before.definition_of(indicator) == after.definition_of(indicator)


def _definitions(before: Snapshot, after: Snapshot, t: Texts) -> Iterator[Line]:
    for key in dict.fromkeys(name for _, name, _ in HEADLINES):
        if not _is_same(before, after, key):
            sentence = t("since.definition", label=codebook().indicator(key).label[t.language])
            yield Line("definition", sentence, "method", {"wave": after.wave})


def _headlines(before: Snapshot, after: Snapshot, t: Texts) -> Iterator[Line]:
    for key, name, figure in HEADLINES:
        if not _is_same(before, after, name):
            continue
        indicator, both = codebook().indicator(name), _both(before, after, name)
        was, becomes = figure(both, "previous_"), figure(both, "")
        if was is None or becomes is None:
            continue
        before_words, after_words = (
            value_text(t, indicator, value, group=True) for value in (was, becomes)
        )
        if before_words == after_words:
            continue
        sentence = t(
            "since.headline",
            label=t(f"overview.{key}"),
            before=before_words,
            after=after_words,
            n=t.number(len(both)),
        )
        if figure_verdict(figure, both, after.asked, indicator, t) in UNCERTAIN:
            sentence = t("since.unsure", words=sentence)
        sentence = held_words(t.in_words(sentence), indicator, t)
        yield Line("headline", sentence, "map", {"wave": after.wave, "indicator": name})


def _goals(before: Snapshot, after: Snapshot, goals: Sequence[Goal], t: Texts) -> Iterator[Line]:
    for goal in goals:
        if not _is_same(before, after, goal.indicator):
            continue
        states = [side.state_of(goal) for side in (before, after)]
        if None in states or states[0] == states[1] or "reached" not in states:
            continue
        kind = "goal_reached" if states[1] == "reached" else "goal_slipped"
        sentence = t(f"since.{kind}", goal=goal_words(goal, t))
        keys: dict[str, str | tuple[str, ...]] = {"wave": after.wave, "indicator": goal.indicator}
        for name, codes in scope_filter(goal.scope).items():
            keys[SCOPES[name]] = tuple(codes)
        yield Line(kind, sentence, "inequality", keys)


def _moves(before: Snapshot, after: Snapshot, t: Texts) -> Iterator[Line]:
    """Give who has surely risen and fallen in maturity; of few, also who is at another level.

    A sure change is one of more than how a single municipality is measured: the same everywhere.
    """
    if not _is_same(before, after, MATURITY):
        return
    both = _both(before, after, MATURITY)
    change = both["value"] - both["previous_value"]
    least = after.sure if after.sure is not None else before.sure
    for kind, sign in (("climbed", 1), ("fell", -1)):
        by_level = _by_level(both, sign)
        sure = () if least is None else both.index[~exceeds(least, sign * change)]
        if not (by_level or len(sure)):
            continue
        if least is None:
            lines = [(t("since.sure_unknown"), ()), *_level_words(kind, by_level, t)]
        else:
            lines = _sure_words(kind, sure, by_level, len(both), least, t)
        for words, codes in lines:
            keys = {"wave": after.wave, "indicator": MATURITY}
            yield Line(kind, words, "map", keys, _in_order(codes, t))


ByLevel = Mapping[tuple[int, int], list[str]]
"""Who has come from one level to another, by the numbers of both."""


def _sure_words(
    kind: str, sure: Iterable[str], by_level: ByLevel, n: int, least: float, t: Texts
) -> list[tuple[str, Iterable[str]]]:
    """Return how many have surely moved, and who else is at another level, each with whom."""
    codes = [str(code) for code in sure]
    numbers = {
        "of": t.number(n),
        "points": t.number(least, codebook().indicator(MATURITY).decimals),
    }
    key = f"since.sure_{kind}"
    words = t.count(key, len(codes), **numbers) if codes else t(f"{key}_none", **numbers)
    if len(codes) < FEW:
        # Of so few the count says little: then also what the answers show, and that it is no more.
        few = [(t("since.sure_few"), ())] * bool(by_level)
        return [(words, codes), *few, *_level_words(kind, by_level, t)]
    others = [code for moved in by_level.values() for code in moved if code not in set(codes)]
    return [
        (words, codes),
        *([(t.count(f"since.also_{kind}", len(others)), others)] * bool(others)),
    ]


def _by_level(both: pd.DataFrame, sign: int) -> ByLevel:
    """Return who has come to a level that is higher (sign 1) or lower (-1), the lowest first."""
    level_of, moved = codebook().level_of, dict[tuple[int, int], list[str]]()
    for code, now, was in both[["value", "previous_value"]].itertuples():
        ends = level_of(was).number, level_of(now).number
        if (ends[1] - ends[0]) * sign > 0:
            moved.setdefault(ends, []).append(str(code))
    return dict(sorted(moved.items()))


def _level_words(kind: str, by_level: ByLevel, t: Texts) -> list[tuple[str, Iterable[str]]]:
    """Return who has come from which level to which."""
    labels = {level.number: level.label[t.language] for level in codebook().levels}
    return [
        (t.count(f"since.{kind}", len(codes), before=labels[start], after=labels[end]), codes)
        for (start, end), codes in by_level.items()
    ]


def _both(before: Snapshot, after: Snapshot, indicator: str) -> pd.DataFrame:
    """Return those with a value both times, by code: now, and with `previous_` before.

    Before is per the denominator of now, so that a change is no move of the population.
    """
    sides = [
        pd.DataFrame.from_dict(side.figures[indicator], orient="index", columns=list(FIELDS))
        for side in (after, before)
    ]
    both = sides[0].join(sides[1].add_prefix("previous_"), how="inner").sort_index()
    return held_fixed(both)


def _in_order(codes: Iterable[str], t: Texts) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda code: t.sort_key(geography.municipality(code).name)))

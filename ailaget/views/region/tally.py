"""How many on each side gave which answer to a question, every kind of missing answer apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Question
from ailaget.texts import Texts
from ailaget.views.indicator_rows import NO_FILTER
from ailaget.views.region.protected import shown_answers
from ailaget.views.region.scope import OWN, REST, Scope, sided
from ailaget.views.selection import Selection, Source

MISSING = ("dont_know", "not_applicable", "unanswered", "nonresponse")

BIN_STARTS: Mapping[str, tuple[float, ...]] = {
    "fte": (1, 2, 5, 10),
    "percent": (20, 40, 60, 80),
    "sek_thousand": (100, 500, 1000, 5000),
}
"""Where bins of numbers begin, by unit; zero is always a bin of its own."""

COUNT_STARTS = (2, 3, 5, 10)
"""Bins of the numbers that count something: 1, 2, 3-4, 5-9, 10 and more."""


@dataclass(frozen=True)
class Tally:
    """One side: municipalities by answer; `n` of `of` gave one, `missing` is the others by kind."""

    counts: Mapping[str, int]
    n: int
    of: int
    missing: Mapping[str, int]

    def share(self, answer: str) -> float:
        """Return the share of those that answered the question; NaN where nobody did."""
        return self.counts.get(answer, 0) / self.n if self.n else float("nan")

    def minus(self, other: "Tally") -> "Tally":
        """Return what is left of the whole when a part is taken away."""
        return Tally(
            {key: count - other.counts.get(key, 0) for key, count in self.counts.items()},
            self.n - other.n,
            self.of - other.of,
            {kind: self.missing[kind] - other.missing[kind] for kind in MISSING},
        )


@dataclass(frozen=True)
class Tallies:
    """Both sides; None is hidden. With `own` hidden, `rest` is the whole country where shown."""

    own: Tally | None
    rest: Tally | None


def open_tallies(source: Source, selection: Selection, scope: Scope, question: Question) -> Tallies:
    """Return both sides' answers to an open question, within the filter."""
    rows = source.query(
        "question_answers", wave=selection.wave, question=question.key, **scope.filter
    )
    rows = sided(rows, scope)
    own, rest = (_open_tally(rows[rows["side"] == side], question) for side in (OWN, REST))
    return Tallies(own, rest)


def _open_tally(rows: pd.DataFrame, question: Question) -> Tally:
    answered = rows[rows["status"] == "answered"]
    status = rows.drop_duplicates("municipality")["status"].value_counts()
    counts = answered.groupby(_keys(answered, question))["municipality"].nunique()
    return Tally(
        {str(key): int(count) for key, count in counts.items()},
        n=int(status.get("answered", 0)),
        of=int(status.sum()),
        missing={kind: int(status.get(kind, 0)) for kind in MISSING},
    )


def protected_tallies(
    source: Source, selection: Selection, scope: Scope, question: Question
) -> Tallies:
    """Return both sides' answers to a protected question, whatever the filter says."""
    places = source.query("municipalities", wave=selection.wave, **NO_FILTER)
    shown = shown_answers(source, selection.wave, question.key, scope.kind)
    whole = None if shown.total is None else _counted(shown.total, places, question)
    if scope.code in shown.hidden:
        return Tallies(None, whole)
    rows = shown.by_region[shown.by_region["region"] == scope.code]
    own = _counted(rows, places[scope.regions(places) == scope.code], question)
    return Tallies(own, None if whole is None else whole.minus(own))


def _counted(rows: pd.DataFrame, places: pd.DataFrame, question: Question) -> Tally:
    """Return the tally of rows that are counts already; who answered at all is open."""
    answered = rows[rows["status"] == "answered"]
    counts = answered["respondents"].groupby(_keys(answered, question)).sum()
    status = rows.groupby("status")["respondents"].sum()
    n = 0 if rows.empty else int(rows["answering"].iloc[0])
    responded = int(places["has_responded"].sum())
    said = {kind: int(status.get(kind, 0)) for kind in ("dont_know", "not_applicable")}
    return Tally(
        {str(key): int(count) for key, count in counts.items()},
        n=n,
        of=len(places),
        missing={
            **said,
            "unanswered": responded - n - sum(said.values()),
            "nonresponse": len(places) - responded,
        },
    )


def _keys(rows: pd.DataFrame, question: Question) -> "pd.Series[str]":
    """Return each answer's key: the choice's own, or the number of its bin."""
    if question.is_multi:
        return rows["choice"].astype(str)
    if question.is_number:
        edges = (0.0, *bin_starts(question))
        return rows["value"].map(
            lambda value: "0" if value <= 0 else str(1 + sum(value >= e for e in edges[1:]))
        ).astype(str)  # fmt: skip
    names = {choice.value: choice.key for choice in question.choices}
    return rows["value"].map(names).astype(str)


def bin_starts(question: Question) -> tuple[float, ...]:
    """Return where a number question's bins begin, above those of zero and of the least."""
    return BIN_STARTS.get(question.unit or "", COUNT_STARTS)


def options(question: Question, t: Texts) -> list[tuple[str, str]]:
    """Return the possible answers in order: key and words."""
    if not question.is_number:
        return [(choice.key, choice.label[t.language]) for choice in question.choices]
    starts = bin_starts(question)
    whole = question.kind == "integer"
    words = [t.number(0)]
    least = 1 if whole else None
    for low, high in zip((least, *starts), (*starts, None), strict=True):
        words.append(_bin(low, high, t, whole=whole))
    return [(str(place), text) for place, text in enumerate(words)]


def _bin(low: float | None, high: float | None, t: Texts, *, whole: bool) -> str:
    if low is None:
        return t("classes.under", high=t.number(high))
    if high is None:
        return t("classes.from", low=t.number(low))
    if not whole:
        return t("classes.between", low=t.number(low), high=t.number(high))
    if high - low == 1:
        return t.number(low)
    return t("classes.range", low=t.number(low), high=t.number(high - 1))

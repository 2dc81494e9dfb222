"""How many on each side gave which answer to a question, every kind of missing answer apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Question
from ailaget.texts import Texts
from ailaget.views.base.selection import Selection, Source
from ailaget.views.region.scope import OWN, REST, Scope, sided

MISSING = ("dont_know", "not_applicable", "unanswered", "nonresponse")


@dataclass(frozen=True)
class Tally:
    """One side: municipalities by answer; `n` of `of` gave one, `missing` is the others by kind.

    Answers among `hides` are protected: whether anybody gave them is not told.
    """

    counts: Mapping[str, int]
    n: int
    of: int
    missing: Mapping[str, int]
    hides: frozenset[str] = frozenset()

    def share(self, answer: str) -> float:
        """Return the share of those that answered the question; NaN if nobody did, or hidden."""
        if answer in self.hides or not self.n:
            return float("nan")
        return self.counts.get(answer, 0) / self.n

    def minus(self, other: "Tally") -> "Tally":
        """Return what is left of the whole when a part is taken away."""
        return Tally(
            {key: count - other.counts.get(key, 0) for key, count in self.counts.items()},
            self.n - other.n,
            self.of - other.of,
            {kind: self.missing[kind] - other.missing[kind] for kind in self.missing},
        )


@dataclass(frozen=True)
class Tallies:
    """Both sides; None is hidden. `rest` is all others, or with `is_country` the whole country.

    `since` is when the counts were published, where they have stood while the wave was published
    anew; else None.
    """

    own: Tally | None
    rest: Tally | None
    is_country: bool = False
    since: str | None = None


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


def _keys(rows: pd.DataFrame, question: Question) -> "pd.Series[str]":
    """Return each answer's key: the choice's own, or the number of its bin."""
    if question.is_multi:
        return rows["choice"].astype(str)
    return rows["value"].map(lambda value: question.answer_key(value, None)).astype(str)


def options(question: Question, t: Texts) -> list[tuple[str, str]]:
    """Return the possible answers in order: key and words."""
    if not question.is_number:
        return [(choice.key, choice.label[t.language]) for choice in question.choices]
    starts = question.bin_starts
    whole = question.kind == "integer"
    labels = [t.number(0)]
    least = 1 if whole else None
    for low, high in zip((least, *starts), (*starts, None), strict=True):
        labels.append(_bin(low, high, t, whole=whole))
    return [(str(place), text) for place, text in enumerate(labels)]


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

"""What is publicly known of AI in Sweden's municipalities, beside what the survey says of the same.

The two are never mixed: each has its own year, source and basis, and what differs is said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from ailaget.geography.rows import read_rows
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.result import Column, Table
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection, Source

STAGES = ("uc_ide", "uc_pilot", "uc_bred")
"""How many use cases there are as ideas, in trials and in use: a municipality counts each once."""

EVALUATED, AREAS = "uc_utvarderad", "uc_omraden"
CARE = ("social_services", "elderly_care")
"""The areas of use that are social services, health and care."""


@dataclass(frozen=True)
class PublicFigure:
    """A published `value`, as its source has it, and the survey's own of the same: `own` of `n`."""

    id: str
    value: str
    year: str
    address: str
    own: float
    n: int


def public_figures(source: Source, selection: Selection) -> list[PublicFigure]:
    """Return each figure that the survey measures too, where anybody has answered; else none."""
    rows = {row["id"]: row for row in read_rows("benchmarks.csv")}
    figures = []
    for key, count in COUNTS.items():
        own, n = count(source, selection.wave)
        if n:
            row = rows[key]
            figures.append(
                PublicFigure(
                    key, row["value"], row["year"].replace("/", "–"), row["source"], own, n
                )
            )
    return figures


def public_table(source: Source, selection: Selection) -> Table:
    """Return one row for each figure: what is published, what the survey says, what differs."""
    t = selection.t
    columns = (
        Column("known", t("method.column_known"), "name"),
        Column("own", t("method.column_survey")),
        folding(Column("differs", t("method.column_differs")), t),
        folding(Column("year", t("method.column_year")), t),
        folding(Column("link", t("method.column_link"), "address"), t),
    )
    rows = [
        (
            _known(each, t),
            _own(each, t),
            t(f"method.differs.{each.id}"),
            each.year,
            each.address,
        )
        for each in public_figures(source, selection)
    ]
    return Table(columns, rows)


def public_sentences(source: Source, selection: Selection) -> tuple[str, ...]:
    """Return each figure with the survey's own as sentences, for a report."""
    t = selection.t
    return tuple(
        t(
            "method.known_sentence",
            known=_known(each, t),
            year=each.year,
            # What is published is real, whatever the survey's data is.
            own=selection.marked(_own(each, t)),
        )
        for each in public_figures(source, selection)
    )


def _known(each: PublicFigure, t: Texts) -> str:
    amount = t.number(float(each.value.removeprefix(">")))
    more = t("method.more_than", n=amount) if each.value.startswith(">") else amount
    return t(f"method.benchmark.{each.id}", value=more)


def _own(each: PublicFigure, t: Texts) -> str:
    return t(f"method.own.{each.id}", own=t.number(each.own), n=t.number(each.n))


def _numbers(source: Source, wave: str, questions: tuple[str, ...]) -> pd.DataFrame:
    """Return the numbers of those who answered all of some questions, by municipality."""
    answers = {}
    for question in questions:
        rows = source.query("question_answers", wave=wave, question=question, **NO_FILTER)
        answered = rows[rows["status"] == "answered"].set_index("municipality")
        answers[question] = answered["value"].astype(float)
    return pd.DataFrame(answers).dropna()


def _with_any(source: Source, wave: str) -> tuple[float, int]:
    """Return how many have at least one use case, and how many told of all stages."""
    cases = _numbers(source, wave, STAGES).sum(axis=1)
    return float((cases > 0).sum()), len(cases)


def _all_cases(source: Source, wave: str) -> tuple[float, int]:
    """Return how many use cases there are in all, in so many municipalities."""
    cases = _numbers(source, wave, STAGES).sum(axis=1)
    return float(cases.sum()), len(cases)


def _in_care(source: Source, wave: str) -> tuple[float, int]:
    """Return how many use AI in social services, health or care, of those who told the areas."""
    rows = source.query("question_answers", wave=wave, question=AREAS, **NO_FILTER)
    answered = rows[rows["status"] == "answered"]
    in_care = answered.loc[answered["choice"].isin(CARE), "municipality"]
    return float(in_care.nunique()), int(answered["municipality"].nunique())


def _evaluated(source: Source, wave: str) -> tuple[float, int]:
    """Return how many use cases in use were evaluated, and how many there are in all."""
    cases = _numbers(source, wave, (*STAGES, EVALUATED))
    return float(cases[EVALUATED].sum()), int(cases[[*STAGES]].sum(axis=1).sum())


COUNTS: Mapping[str, Callable[[Source, str], tuple[float, int]]] = {
    "SE01": _with_any,
    "SE03": _all_cases,
    "SE04": _in_care,
    "SE05": _evaluated,
}
"""The published figures that the survey measures too: what counts its own, and of how many."""

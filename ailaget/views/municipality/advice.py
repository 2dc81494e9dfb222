"""The next step as an action: what those alike that climbed did, and whom to ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.statistics.steps import climbers, steps_taken
from ailaget.statistics.ties import exceeds
from ailaget.views.base.measurement import one_step
from ailaget.views.base.selection import FEW, Selection, Source, number_or_none
from ailaget.views.municipality.ahead import ALIKE, MEASURE
from ailaget.views.municipality.answer_words import given_answers, is_given
from ailaget.views.municipality.areas import group_gaps
from ailaget.views.municipality.milestones import (
    index_of,
    lacked,
    milestone_questions,
    milestones,
)
from ailaget.views.municipality.next_step import lower_label
from ailaget.views.municipality.peers import Peer
from ailaget.views.municipality.wave import MunicipalityWave

SIMILAR = 60
"""So many of the most alike are followed between two waves: a fifth of the country, of which about
half have a value both times."""

TAKEN_BY = 2
"""What a single one did is no pattern."""

MOST_ASKED = 3


@dataclass(frozen=True)
class NextStep:
    """What to do, why that, and whom to ask; `basis` says who is counted. What is empty is not.

    `question` is the one of the survey whose answer the step moves.
    """

    action: str
    why: str
    ask: str = ""
    basis: str = ""
    question: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is said, for where it is read as a list."""
        return tuple(filter(None, (f"{self.action}.", self.why, self.ask)))


@dataclass(frozen=True)
class Step:
    """A step that is not taken, and of those alike that climbed and that did not, who took it.

    One `is_sure` is of those whose climb is more than how one is measured; else it is of those
    whose figure is higher.
    """

    question: str
    taken: int
    n: int
    others_taken: int
    others: int
    is_sure: bool

    @property
    def is_pattern(self) -> bool:
        """Whether several of enough that climbed took it, and oftener than those that did not."""
        is_oftener = self.others < FEW or self.taken * self.others > self.others_taken * self.n
        return self.n >= FEW and self.taken >= TAKEN_BY and is_oftener


def next_step(
    source: Source,
    here: MunicipalityWave,
    peers: Sequence[Peer],
    has: pd.DataFrame,
    selection: Selection,
) -> NextStep:
    """Return the step that most of those alike that climbed took, of those not taken yet.

    Where too few climbed for sure it is of those whose figure is higher, and where they are too few
    the step of the index with most left to do; either says so.
    """
    t = selection.t
    if not here.has_responded:
        is_open = here.wave == here.waves[-1]
        action = "next_answer" if is_open else "next_answer_next"
        words = t(f"municipality.{action}", wave=t.wave(here.wave))
        return NextStep(words, t("municipality.step_silent"))
    questions = [key for key in lacked(has, here.code) if index_of(key)]
    if not questions:
        return _without_step(source, here, has, selection)
    earlier = max((wave for wave in here.waves if wave < here.wave), default=None)
    patterns = [] if earlier is None else _patterns(source, here, peers, has, earlier, questions)
    if earlier is None or not patterns:
        question = most_left(here, questions)
        why, basis = _fallback_why(here, question, earlier, selection), ""
    else:
        step = max(patterns, key=lambda each: (each.taken / each.n, each.n))
        question, why = step.question, _why(step, earlier, selection)
        basis = _basis(here, step, earlier, selection)
    return NextStep(
        action_of(question, selection),
        why,
        whom_to_ask(here, peers, has, question, selection),
        basis,
        question,
    )


def _without_step(
    source: Source, here: MunicipalityWave, has: pd.DataFrame, selection: Selection
) -> NextStep:
    """Return what to tell one that has said of no step of an index that it is left to take.

    What has no answer is not known to be taken; then it is the answers that are left to give.
    """
    t, answers = selection.t, given_answers(source, here.code)
    asked = [question.key for question in milestone_questions()]
    known = [key for key in asked if is_given(answers.get((here.wave, key)))]
    if len(known) < len(asked):
        counts = {"n": t.number(len(known)), "of": t.number(len(asked))}
        kind = "some" if known else "nothing"
        why = t(f"municipality.next_unknown_{kind}", **counts)
        return NextStep(t("municipality.next_unknown"), why)
    if left := lacked(has, here.code):
        return NextStep(action_of(left[0], selection), t("municipality.next_last"))
    return NextStep(t("municipality.next_none"), t("municipality.next_none_why"))


def action_of(question: str, selection: Selection) -> str:
    """Return the step that moves a question's answer, as something to do."""
    milestone = codebook().question(question).milestone
    assert milestone is not None
    return selection.t("municipality.next_action", step=milestone.step[selection.language])


def most_left(here: MunicipalityWave, questions: Sequence[str]) -> str:
    """Return the question, of those not come far in, whose index lies farthest below the group.

    Where the group is too small to compare with, it is that of the lowest index.
    """
    gaps = group_gaps(here)

    def distance(question: str) -> float:
        index = index_of(question)
        assert index is not None
        return gaps[index.key].points if index.key in gaps else (here.value(index.key) or 0.0)

    return min(questions, key=distance)


def _patterns(
    source: Source,
    here: MunicipalityWave,
    peers: Sequence[Peer],
    has: pd.DataFrame,
    earlier: str,
    questions: Sequence[str],
) -> list[Step]:
    """Return what several alike did that climbed for sure, else those whose figure is higher."""
    rows = source.query("wave_indicators", wave=earlier)
    before = rows[rows["indicator"] == MEASURE].set_index("municipality")["value"].astype(float)
    after = pd.Series({p.code: p.figures[MEASURE] for p in peers[:SIMILAR]}, dtype=float)
    both = after.index[after.notna() & before.reindex(after.index).notna()]
    was, now = milestones(source, earlier), has.reindex(both)
    for least, is_sure in ((here.sure[MEASURE], True), (_step_of_maturity(), False)):
        counts = steps_taken(was, now, climbers(before, after[both], least)).loc[list(questions)]
        table = counts[["taken", "n", "others_taken", "others"]].to_numpy()
        steps = [
            Step(str(question), int(taken), int(n), int(others_taken), int(others), is_sure)
            for question, (taken, n, others_taken, others) in zip(counts.index, table, strict=True)
        ]
        if patterns := [step for step in steps if step.is_pattern]:
            return patterns
    return []


def _step_of_maturity() -> float:
    return one_step(codebook().indicator(MEASURE))


def _why(step: Step, earlier: str, selection: Selection) -> str:
    t = selection.t
    counts = {
        "taken": step.taken,
        "n": step.n,
        "others_taken": step.others_taken,
        "others": step.others,
    }
    key = f"next_{'why' if step.is_sure else 'higher'}{'' if step.others >= FEW else '_alone'}"
    numbers = {name: number_or_none(count, t) for name, count in counts.items()}
    return selection.marked(t(f"municipality.{key}", since=t.wave(earlier), **numbers))


def _basis(here: MunicipalityWave, step: Step, earlier: str, selection: Selection) -> str:
    t, decimals = selection.t, codebook().indicator(MEASURE).decimals
    return t(
        f"municipality.next_basis{'' if step.is_sure else '_higher'}",
        of=SIMILAR,
        sure=t.number(here.sure[MEASURE], decimals),
        points=t.number(_step_of_maturity(), decimals),
        since=t.wave(earlier),
    )


def _fallback_why(
    here: MunicipalityWave, question: str, earlier: str | None, selection: Selection
) -> str:
    """Return why no step can be told from those that climbed, and which index has most left."""
    t, index = selection.t, index_of(question)
    assert index is not None
    params = {
        "dimension": lower_label(index, selection),
        "value": t.number(here.value(index.key)),
        "few": FEW,
    }
    reason = "one_wave" if earlier is None else "few"
    return selection.marked(t(f"municipality.next_{reason}", **params))


def whom_to_ask(
    here: MunicipalityWave,
    peers: Sequence[Peer],
    has: pd.DataFrame,
    question: str,
    selection: Selection,
) -> str:
    """Return whom to ask: alike, surely ahead in that index, not below the group, and have it."""
    t, index = selection.t, index_of(question)
    assert index is not None
    asked = [
        t("municipality.with_value", name=peer.name, value=t.number(peer.figures[index.key]))
        for peer in peers
        if peer.code in has.index
        and has.loc[peer.code, question] == 1
        and not exceeds(peer.unlikeness, ALIKE)
        and _is_ahead(here, peer, index)
    ][:MOST_ASKED]
    if not asked:
        return ""
    dimension = lower_label(index, selection)
    return t("municipality.next_ask", names=t.listing(asked), dimension=dimension)


def _is_ahead(here: MunicipalityWave, peer: Peer, index: Indicator) -> bool:
    """Return whether another is ahead in an index by more than how one is measured."""
    own, other = here.value(index.key), peer.figures[index.key]
    group = here.figure("skr_group", index.key)
    around = group if group.n >= FEW else here.figure("sweden", index.key)
    if other is None or exceeds(around.value or 0.0, other):
        return False
    return own is None or not exceeds(here.sure[index.key], other - own)

"""The figures of a question's answers: a scale stacked, options in pairs, numbers in bins."""

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.answers import AnswerChoice, coded_answers
from ailaget.charts.histogram import number_answers
from ailaget.charts.options import PairLabels, multi_answers
from ailaget.charts.style import Frame
from ailaget.codebook import Question
from ailaget.views.base.selection import Selection
from ailaget.views.region.protected import is_in_levels
from ailaget.views.region.scope import OWN, REST, scope_of
from ailaget.views.region.tally import Tallies, Tally

Names = tuple[str, str]
"""What the two sides are called."""

Answers = list[tuple[str, str]]
"""The possible answers in order: key and words."""


def answers_figure(
    sides: Tallies,
    question: Question,
    answers: Answers,
    names: Names,
    frame: Frame,
    selection: Selection,
) -> go.Figure:
    """Return the figure that fits the question's kind; a hidden side says that it is.

    What is told at two levels is a scale of two, whatever the kind.
    """
    if question.is_multi and not is_in_levels(sides):
        return _pairs(sides, answers, names, frame, selection)
    if question.is_number and not is_in_levels(sides):
        axis = selection.t(f"unit.{question.unit}")
        return _bins(sides, answers, names, frame, selection, axis)
    return _stacks(sides, answers, names, frame, selection)


def _label(name: str, tally: Tally | None, selection: Selection) -> str:
    t = selection.t
    if tally is None:
        return t("region.side_hidden", name=name)
    return t("region.side", name=name, n=t.number(tally.n), of=t.number(tally.of))


def _empty(sides: Tallies, selection: Selection) -> str:
    is_hidden = sides.own is None or sides.rest is None
    return selection.t("region.hidden" if is_hidden else "empty.no_answers")


def _share(tally: Tally | None, answer: str) -> float:
    return float("nan") if tally is None else tally.share(answer)


def _share_text(tally: Tally | None, answer: str, selection: Selection) -> str:
    t = selection.t
    is_hidden = tally is None or answer in tally.hides
    return t("region.protected") if is_hidden else t.percent(_share(tally, answer))


def _stacks(
    sides: Tallies, answers: Answers, names: Names, frame: Frame, selection: Selection
) -> go.Figure:
    t = selection.t
    choices = [AnswerChoice(key, label) for key, label in answers]
    pairs = list(zip((OWN, REST), names, (sides.own, sides.rest), strict=True))
    groups = pd.DataFrame(
        [{"group": side, "label": _label(name, tally, selection)} for side, name, tally in pairs]
    ).assign(note=[t("region.protected") if tally is None else "" for _, _, tally in pairs])
    shares = pd.DataFrame(
        [
            {
                "group": side,
                "choice": choice.key,
                "share": _share(tally, choice.key),
                "share_text": _share_text(tally, choice.key, selection),
            }
            for side, _, tally in pairs
            for choice in choices
        ]
    )
    return coded_answers(shares, groups, choices, frame, _empty(sides, selection))


def _pair_table(sides: Tallies, answers: Answers, selection: Selection) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "option": key,
                "label": label,
                "own": _share(sides.own, key),
                "rest": _share(sides.rest, key),
                "own_text": _share_text(sides.own, key, selection),
                "rest_text": _share_text(sides.rest, key, selection),
            }
            for key, label in answers
        ]
    )


def _pairs(
    sides: Tallies, answers: Answers, names: Names, frame: Frame, selection: Selection
) -> go.Figure:
    table = _pair_table(sides, answers, selection)
    table = table.sort_values("rest", ascending=False, kind="stable", na_position="last")
    return multi_answers(table, frame, _pair_labels(sides, names, selection))


def _bins(
    sides: Tallies, answers: Answers, names: Names, frame: Frame, selection: Selection, axis: str
) -> go.Figure:
    labels = _pair_labels(sides, names, selection, axis=axis)
    return number_answers(_pair_table(sides, answers, selection), frame, labels)


def _pair_labels(sides: Tallies, names: Names, selection: Selection, axis: str = "") -> PairLabels:
    own, rest = names
    return PairLabels(
        own=_label(own, sides.own, selection),
        rest=_label(rest, sides.rest, selection),
        empty=_empty(sides, selection),
        axis=axis,
        kind=scope_of(selection).mark,
    )

"""The answers to one question: a region against the rest, protected questions protected."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.answers import AnswerChoice, coded_answers
from ailaget.charts.histogram import number_answers
from ailaget.charts.options import PairLabels, multi_answers
from ailaget.charts.style import Frame
from ailaget.codebook import Question, codebook
from ailaget.texts import Texts, rounded
from ailaget.views.base.cells import folding
from ailaget.views.base.chart import make_chart
from ailaget.views.base.native import BAR, native
from ailaget.views.base.result import Cell, Chart, Column, Table
from ailaget.views.base.selection import Selection, Source, share_words
from ailaget.views.region.protected import is_in_levels, level_answers, protected_tallies
from ailaget.views.region.scope import (
    AREAS,
    COUNTY,
    OWN,
    REST,
    SIDE_COLOURS,
    Scope,
    Words,
    scope_of,
    words_of,
)
from ailaget.views.region.tally import MISSING, Tallies, Tally, open_tallies, options
from ailaget.views.upload.journal import when_text

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
        percent=selection.t.percent_sign,
        kind=scope_of(selection).mark,
    )


WHOLE = 100
"""Per cent of those that answered."""


def question_of(selection: Selection) -> Question:
    """Return the chosen question; without a valid one, the first with a scale."""
    questions = codebook().questions
    first = next(q for q in questions.values() if q.is_open and not q.is_number)
    return questions.get(selection.question or "", first)


def region_answers_view(source: Source, selection: Selection) -> Chart:
    """Return the answers to the chosen question in the region and in the rest."""
    t, question, scope = selection.t, question_of(selection), scope_of(selection)
    if not question.is_open:
        scope = replace(scope, filter={})
    phrases = words_of(scope, selection)
    count = open_tallies if question.is_open else protected_tallies
    sides = count(source, selection, scope, question)
    names = (phrases.name, t("region.country") if sides.is_country else phrases.rest)
    answers = level_answers(question, t.language) if is_in_levels(sides) else options(question, t)
    known = [tally for tally in (sides.own, sides.rest) if tally is not None]
    n, of = sum(tally.n for tally in known), sum(tally.of for tally in known)
    title = question.wording[t.language]
    headlines = _headlines(sides, question, phrases, answers, selection)
    # Why there is nothing holds of any data, and is not marked.
    headline = headlines[0] if sides.own is None else selection.fitting(headlines, n, of)
    frame = selection.frame(title, _subtitle(sides, names, scope, selection))
    table = _table(sides, answers, names, selection)
    return make_chart(
        selection,
        "region_answers",
        title=title,
        headline=headline,
        figure=answers_figure(sides, question, answers, names, frame, selection),
        table=table,
        caveat=_caveat(question, scope, sides, selection),
        n=n,
        of=of,
        file_stem=t(
            "file.region_answers", question=question.key, region=scope.code, wave=selection.wave
        ),
        unit=t("region.share_of_answering"),
        native=native(BAR, table, "answer", *map(_share_key, (OWN, REST)), colours=SIDE_COLOURS),
    )


def _subtitle(sides: Tallies, names: Names, scope: Scope, selection: Selection) -> str:
    """Return what the shares are of, and who gave no answer, by kind."""
    t = selection.t
    line = t("region.answers_subtitle", wave=t.wave(selection.wave))
    if scope.is_narrowed:
        line = t("region.subtitle_narrowed", subtitle=line)
    parts = [
        t("region.missing_side", name=name, kinds=", ".join(_missing_words(tally, selection)))
        for name, tally in zip(names, (sides.own, sides.rest), strict=True)
        if tally is not None and any(tally.missing.values())
    ]
    return t("region.answers_missing", subtitle=line, sides="; ".join(parts)) if parts else line


def _missing_words(tally: Tally, selection: Selection) -> list[str]:
    t = selection.t
    return [
        t("region.missing_kind", kind=t(f"status.{kind}"), n=t.number(count))
        for kind, count in tally.missing.items()
        if count
    ]


def _caveat(question: Question, scope: Scope, sides: Tallies, selection: Selection) -> str:
    t = selection.t
    parts = [t("region.caveat_answers")]
    if not question.is_open:
        parts.append(t("region.caveat_protected"))
        if sides.since is not None:
            parts.append(t("region.caveat_since", when=when_text(sides.since, t)))
    elif scope.is_narrowed:
        parts.append(t("region.caveat_narrowed"))
    if not question.is_multi and any(_is_rounded(tally) for tally in (sides.own, sides.rest)):
        parts.append(t("region.caveat_rounded"))
    return " ".join(parts)


def _is_rounded(tally: Tally | None) -> bool:
    """Return whether the shares of a side, in whole per cent, are 100 together only unrounded."""
    if tally is None or not tally.n:
        return False
    return sum(int(rounded(100 * tally.share(key), 0)) for key in tally.counts) != WHOLE


def _table(sides: Tallies, answers: Answers, names: Names, selection: Selection) -> Table:
    t = selection.t
    columns = [Column("answer", t("region.answer"))]
    for side, name in ((OWN, names[0]), (REST, names[1])):
        columns += [
            folding(Column(side, t("region.count_of", name=name), "integer"), t),
            Column(_share_key(side), t("region.share_of", name=name), "share"),
        ]
    both = (sides.own, sides.rest)
    rows: list[tuple[Cell, ...]] = []
    for key, label in answers:
        cells = [cell for tally in both for cell in _answer_cells(tally, key, selection)]
        rows.append((label, *cells))
    answered = [_count_cells(tally, tally.n if tally else 0, selection) for tally in both]
    rows.append((t("region.answered_question"), *answered[0], *answered[1]))
    kinds = next((tuple(tally.missing) for tally in both if tally is not None), MISSING)
    for kind in kinds:
        gone = [
            _count_cells(tally, tally.missing[kind] if tally else 0, selection) for tally in both
        ]
        rows.append((t(f"status.{kind}"), *gone[0], *gone[1]))
    return Table(tuple(columns), rows)


def _share_key(side: str) -> str:
    return f"{side}_share"


def _answer_cells(tally: Tally | None, answer: str, selection: Selection) -> tuple[Cell, Cell]:
    if tally is None or answer in tally.hides:
        return selection.t("region.protected"), selection.t("region.protected")
    share = tally.share(answer)
    return tally.counts.get(answer, 0), None if pd.isna(share) else share


def _count_cells(tally: Tally | None, count: int, selection: Selection) -> tuple[Cell, Cell]:
    return (selection.t("region.protected"), "") if tally is None else (count, "")


def _headlines(
    sides: Tallies, question: Question, phrases: Words, answers: Answers, selection: Selection
) -> list[str]:
    """Return each side's most common answer, or why there is none; the fullest first."""
    t = selection.t
    if sides.own is None:
        kind = scope_of(selection).kind
        never = f"no_{kind}" if kind in (COUNTY, AREAS) else "hidden"
        return [t(f"region.finding_{never}", place=phrases.place)]
    if not question.is_open:
        return _levels_headlines(sides, phrases, answers, selection)
    if not sides.own.n:
        return [t("region.finding_silent", place=phrases.place)]
    labels = dict(answers)
    own = _commonest(sides.own, labels)
    if own is None:
        return [t("region.finding_tied", place=phrases.place)]
    params = {
        "place": phrases.short_place,
        "answer": labels[own],
        "share": _share_words(sides.own, own, t),
        "rest": phrases.rest_place,
    }
    kind = "multi" if question.is_multi else "single"
    alone = t.forms(f"region.finding_{kind}_alone", **params)
    rest = _commonest(sides.rest, labels) if sides.rest is not None and sides.rest.n else None
    if sides.rest is None or rest is None:
        return alone
    same = "same" if rest == own else "other"
    against = t.forms(
        f"region.finding_{kind}_{same}",
        rest_answer=labels[rest],
        rest_share=_share_words(sides.rest, rest, t),
        **params,
    )
    return [*against, *alone]


def _levels_headlines(
    sides: Tallies, phrases: Words, answers: Answers, selection: Selection
) -> list[str]:
    """Return on each side the share that answered anything but the lowest."""
    t = selection.t
    assert sides.own is not None
    (_, lowest), (above, label) = answers
    params = {
        "place": phrases.short_place,
        "lowest": lowest,
        "answer": label,
        "share": _share_words(sides.own, above, t),
    }
    if sides.rest is None or not sides.rest.n:
        return t.forms("region.finding_levels_alone", **params)
    rest = t("region.country_place") if sides.is_country else phrases.rest_place
    rest_share = _share_words(sides.rest, above, t)
    against = t.forms("region.finding_levels", rest=rest, rest_share=rest_share, **params)
    return [*against, *t.forms("region.finding_levels_alone", **params)]


def _share_words(tally: Tally, answer: str, t: Texts) -> str:
    return share_words(tally.share(answer), tally.n, t)


def _commonest(tally: Tally, labels: dict[str, str]) -> str | None:
    """Return the answer that most have given, None where several are given as often."""
    most = max(tally.counts.get(key, 0) for key in labels)
    first, *others = (key for key in labels if tally.counts.get(key, 0) == most)
    return None if others else first

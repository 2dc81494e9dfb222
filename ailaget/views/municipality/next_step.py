"""What is missing in a municipality's answers, and where it has most left to do."""

from ailaget.codebook import Indicator, Question, codebook
from ailaget.texts import rounded, within_sentence
from ailaget.views.base.measurement import incomplete_of
from ailaget.views.base.selection import Selection, Source, short_label
from ailaget.views.municipality.answer_words import (
    Answers,
    answer_text,
    given_answers,
    is_given,
    item_score,
)
from ailaget.views.municipality.areas import group_gaps, has_any_index
from ailaget.views.municipality.wave import MunicipalityWave

MOST_NAMED = 3
"""So many questions or municipalities are named in a sentence."""

STARTED = 50.0
"""An answer that gives less than this part of 100 has clear room to grow."""


def most_left_to_do(
    source: Source, here: MunicipalityWave, selection: Selection
) -> tuple[str, ...]:
    """Return the weakest dimension against the SKR group, and the answers that gave least there."""
    t, gaps = selection.t, group_gaps(here)
    if not here.has_responded:
        return ()
    if not gaps:
        kind = "few" if has_any_index(here) else "unknown"
        return (t(f"municipality.step_{kind}", group=here.area_name("skr_group", selection)),)
    key = min(gaps, key=lambda each: gaps[each].points)
    gap = gaps[key].points
    indicator = codebook().indicator(key)
    group = here.figure("skr_group", key)
    params = {
        "dimension": lower_label(indicator, selection),
        "gap": t.number(abs(gap)),
        "group": here.area_name("skr_group", selection),
        "n": t.number(group.n),
    }
    side = "weakest" if rounded(gap) < 0 else "level" if rounded(gap) else "even"
    first = f"municipality.step_{side}"
    steps = [selection.marked(t(first, **params))]
    steps += _where_to_begin(given_answers(source, here.code), indicator, here, selection)
    return tuple(steps)


def missing_parts(source: Source, here: MunicipalityWave, selection: Selection) -> tuple[str, ...]:
    """Return, in words, which questions lack an answer and which figures that leaves out.

    Protected questions are never named: that they lack an answer is an answer.
    """
    t = selection.t
    if not here.has_responded:
        return (t("municipality.missing_all", wave=t.wave(here.wave)),)
    answers = given_answers(source, here.code)
    lacking = [
        index for index in codebook().dimension_indicators() if here.value(index.key) is None
    ]
    sentences = [_missing_index(index, answers, here, selection) for index in lacking]
    if here.value("maturity") is None:
        sentences.append(t("municipality.missing_maturity"))
    sentences += _incomplete(source, here, selection)
    explained = {item.question for index in lacking for item in index.items}
    for question, indicators in _lost_figures(here).items():
        asked = codebook().question(question)
        named = _unanswered([asked], answers, here, selection)
        labels = [indicator.label[selection.language] for indicator in indicators]
        params = {"question": "; ".join(named), "indicators": t.listing(labels)}
        sentences.append(t("municipality.missing_figure", **params))
        explained.add(question)
    others = [
        question for question in codebook().questions.values() if question.key not in explained
    ]
    named = _unanswered(others, answers, here, selection)
    if named:
        sentences.append(t("municipality.missing_others", questions="; ".join(named)))
    return tuple(sentences) or (t("municipality.missing_nothing"),)


def _incomplete(source: Source, here: MunicipalityWave, selection: Selection) -> list[str]:
    """Return that maturity rests on fewer answers than all, and what filling in would make it."""
    t, maturity = selection.t, codebook().indicator("maturity")
    rows = incomplete_of(source, here.wave, maturity)
    if here.code not in rows.index:
        return []
    answered, asked, value, filled = rows.loc[[here.code]].to_numpy(float)[0].tolist()
    level = codebook().level_of(filled)
    is_same = level == codebook().level_of(value)
    words = t(
        f"municipality.missing_filled_{'same' if is_same else 'other'}",
        answered=t.number(answered),
        asked=t.number(asked),
        value=t.number(value, maturity.decimals),
        filled=t.number(filled, maturity.decimals),
        level=level.label[t.language],
    )
    return [words]


def lower_label(indicator: Indicator, selection: Selection) -> str:
    """Return an index' dimension as it stands inside a sentence."""
    return within_sentence(short_label(indicator, selection.language))


def _where_to_begin(
    answers: Answers, indicator: Indicator, here: MunicipalityWave, selection: Selection
) -> list[str]:
    """Name the questions of the index that gave least, with the answer given."""
    scored = []
    for item in indicator.items:
        question = codebook().question(item.question)
        answer = answers.get((here.wave, item.question))
        score = item_score(item, answer)
        if score is not None and score < STARTED:
            text = answer_text(question, answer, selection.t)
            scored.append((score, _with_answer(question, text, selection)))
    if not scored:
        return []
    lowest = [text for _, text in sorted(scored, key=lambda pair: pair[0])[:MOST_NAMED]]
    sentence = selection.t("municipality.step_begin", questions="; ".join(lowest))
    return [selection.marked(sentence)]


def _lost_figures(here: MunicipalityWave) -> dict[str, list[Indicator]]:
    """Return the indicators without a value that are made of one question, by the question."""
    lost: dict[str, list[Indicator]] = {}
    for indicator in codebook().indicators.values():
        if indicator.question and here.value(indicator.key) is None:
            lost.setdefault(indicator.question, []).append(indicator)
    return lost


def _missing_index(
    index: Indicator, answers: Answers, here: MunicipalityWave, selection: Selection
) -> str:
    t = selection.t
    questions = [codebook().question(item.question) for item in index.items]
    named = _unanswered(questions, answers, here, selection)
    dimension = short_label(index, selection.language)
    return t("municipality.missing_index", dimension=dimension, questions="; ".join(named))


def _unanswered(
    questions: list[Question], answers: Answers, here: MunicipalityWave, selection: Selection
) -> list[str]:
    named = []
    for question in questions:
        answer = answers.get((here.wave, question.key))
        if question.is_open and not is_given(answer):
            text = answer_text(question, answer, selection.t)
            named.append(_with_answer(question, text, selection))
    return named


def _with_answer(question: Question, text: str, selection: Selection) -> str:
    wording = question.wording[selection.language]
    return selection.t("municipality.with_answer", question=wording, answer=text)

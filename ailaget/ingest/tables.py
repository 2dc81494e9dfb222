"""The rows of the database: reference data, codebook and the answers in force."""

from collections.abc import Iterable
from dataclasses import dataclass

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.ingest.survey import Answer
from ailaget.store.archive import Received

NO_MAXIMUM = 2**31 - 1

Row = tuple[object, ...]


@dataclass(frozen=True)
class Respondent:
    """One municipality's answers in force for a wave, and where they came from."""

    answers: tuple[Answer, ...]
    line: int
    source: Received


Wave = dict[str, Respondent]
"""The respondents of one wave by municipality code."""


def reference_rows() -> Iterable[tuple[str, list[Row]]]:
    """Yield each reference table's name and rows: geography and codebook."""
    book = codebook()
    places = geography.municipalities()
    yield "county", [(county.code, county.name) for county in geography.counties()]
    yield (
        "municipality",
        [
            (m.code, m.name, m.county, m.skr_group_2017, m.skr_group_2023, m.employees_2017)
            for m in places
        ],
    )
    yield (
        "population",
        [(m.code, year, population) for m in places for year, population in m.population.items()],
    )
    yield (
        "size_class",
        [
            (size.key, size.minimum, size.maximum or NO_MAXIMUM, position)
            for position, size in enumerate(geography.size_classes())
        ],
    )
    questions = list(book.questions.values())
    yield (
        "question",
        [
            (q.key, q.dimension, q.kind, q.unit, q.minimum, q.maximum, q.visibility, position)
            for position, q in enumerate(questions)
        ],
    )
    yield (
        "choice",
        [
            (q.key, choice.key, choice.value, choice.exclusive, position)
            for q in questions
            for position, choice in enumerate(q.choices)
        ],
    )
    indicators = list(book.indicators.values())
    yield (
        "indicator",
        [
            (i.key, i.formula, i.question, float(i.factor), i.unit, i.decimals, position)
            for position, i in enumerate(indicators)
        ],
    )
    yield (
        "indicator_item",
        [(i.key, item.question, item.kind, item.of) for i in indicators for item in i.items],
    )
    yield "indicator_part", [(i.key, part) for i in indicators for part in i.of]
    yield "indicator_code", [(i.key, float(v)) for i in indicators for v in i.values]


def survey_rows(
    waves: dict[str, tuple[bool, Wave]], published: dict[bool, set[str]]
) -> Iterable[tuple[str, list[Row]]]:
    """Yield the waves, their respondents and their answers; `published` is keyed by is_demo."""
    yield (
        "wave",
        [
            (
                wave,
                "published" if wave in published[is_demo] else "draft",
                is_demo,
                geography.grouping_of(wave),
            )
            for wave, (is_demo, _) in sorted(waves.items())
        ],
    )
    yield (
        "respondent",
        [
            (wave, code, r.source.sha256, r.source.name, r.line, r.source.received)
            for wave, (_, respondents) in sorted(waves.items())
            for code, r in sorted(respondents.items())
        ],
    )
    yield (
        "answer",
        [
            (wave, code, answer.question, answer.value, answer.choice, answer.status)
            for wave, (_, respondents) in sorted(waves.items())
            for code, respondent in sorted(respondents.items())
            for answer in respondent.answers
        ],
    )

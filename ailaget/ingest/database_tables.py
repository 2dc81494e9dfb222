"""The rows of the database: reference data, codebook and the answers in force.

What regions answer lies in a schema of its own with the very same tables, in which a region stands
where a municipality does: the same formulas hold, and no query of one ever meets the other. So does
what areas of one's own answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.ingest.survey import Answer, Finding
from ailaget.store.decisions import Journal, answering_areas, answering_population
from ailaget.store.state import Received
from ailaget.store.waves import REGIONS, RESPONDENTS, asked_in, month_of

NO_MAXIMUM = 2**31 - 1

Row = tuple[object, ...]

T = TypeVar("T")


@dataclass(frozen=True)
class Respondent:
    """One municipality's answers in force for a wave, and where they came from."""

    answers: tuple[Answer, ...]
    line: int
    source: Received
    sheet: str | None = None
    warnings: tuple[Finding, ...] = ()


Wave = dict[str, Respondent]
"""The respondents of one wave by municipality code."""

WaveKey = tuple[str, bool]
"""A wave (YYYY-MM), and whether it is demonstration data: the two stand side by side."""


def reference_rows(respondents: str, decided: Journal) -> Iterable[tuple[str, list[Row]]]:
    """Yield each reference table's name and rows: who can answer, geography and codebook.

    `decided` has the areas of each set that answers for itself, and their inhabitants.
    """
    book = codebook()
    if respondents in RESPONDENTS:
        yield "county", [(county.code, county.name) for county in geography.counties()]
        yield "municipality", _regions() if respondents == REGIONS else _municipalities()
        everybody = geography.regions() if respondents == REGIONS else geography.municipalities()
        yield (
            "population",
            [(each.code, *years) for each in everybody for years in each.population.items()],
        )
    else:
        yield "county", [("", "")]  # they lie in none
        year, population = answering_population(decided, respondents)
        yield "municipality", _areas(answering_areas(decided)[respondents])
        yield "population", [(code, year, people) for code, people in population.items()]
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


def _municipalities() -> list[Row]:
    return [
        (m.code, m.name, m.county, m.skr_group_2017, m.skr_group_2023, m.employees_2017)
        for m in geography.municipalities()
    ]


def _regions() -> list[Row]:
    """Return the regions as municipalities stand: they have no SKR group, and no employees here."""
    return [(each.code, each.names["sv"], each.code, "", "", None) for each in geography.regions()]


def _areas(names: Mapping[str, str]) -> list[Row]:
    """Return areas as municipalities stand: nobody here knows their inhabitants either."""
    return [(code, name, "", "", "", None) for code, name in names.items()]


def survey_rows(
    waves: Mapping[WaveKey, Wave],
    published: Mapping[bool, set[str]],
    waiting: set[str],
    large_changes: Mapping[WaveKey, Sequence[Finding]],
) -> Iterable[tuple[str, list[Row]]]:
    """Yield the waves, their respondents and answers, and the answers that are marked.

    `published` is keyed by is_demo; `waiting` are the real waves with changes not yet published;
    `large_changes` are the marks that come of the wave before.
    """
    in_order = sorted(waves.items())
    yield (
        "every_wave",
        [
            (
                wave,
                is_demo,
                "published" if wave in published[is_demo] else "draft",
                geography.grouping_of(wave),
                wave in waiting and not is_demo,
            )
            for (wave, is_demo), _ in in_order
        ],
    )
    yield (
        "every_respondent",
        [
            (*key, code, file.sha256, file.name, r.sheet, r.line, file.received, file.by)
            for key, respondents in in_order
            for code, r in sorted(respondents.items())
            for file in [r.source]
        ],
    )
    yield (
        "every_answer",
        [
            (*key, code, a.question, a.value, a.choice, a.status, a.cell)
            for key, respondents in in_order
            for code, respondent in sorted(respondents.items())
            for a in respondent.answers
        ],
    )
    yield (
        "every_warning",
        [
            (*key, w.municipality, w.question, w.reason, w.cell, w.before)
            for key, respondents in in_order
            for w in (*_marked(respondents), *large_changes.get(key, ()))
        ],
    )


def waves_of(respondents: str, waves: Mapping[WaveKey, T]) -> dict[WaveKey, T]:
    """Return what is known of the waves of municipalities, regions or areas, by their months."""
    return {
        (month_of(wave), is_demo): content
        for (wave, is_demo), content in waves.items()
        if asked_in(wave) == respondents
    }


def _marked(respondents: Wave) -> Iterable[Finding]:
    return (finding for _, r in sorted(respondents.items()) for finding in r.warnings)

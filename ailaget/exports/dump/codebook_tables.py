"""The codebook beside a wave's tables: as tables of their own, and as one tree for programs."""

import json
from collections.abc import Iterator
from typing import Any

from ailaget.codebook import Indicator, Question, codebook
from ailaget.exports.dump.answers import questions_in, variables_of
from ailaget.exports.dump.indicators import OF_GROUP
from ailaget.exports.dump.tables import DumpTable, Field, Value, Words, named, titled, worded
from ailaget.exports.text.indicator_csv import STATUS
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import own_unit_text
from ailaget.views.method.codebook import formula_text

TO_QUESTION = {"fraga": ("kodbok_fragor", "fraga")}


def codebook_tables(wave: str) -> tuple[DumpTable, ...]:
    """Return the questions, variables and answers of a wave, the indicators, and the statuses."""
    return (_questions(wave), _variables(wave), _answers(wave), _indicators(), _statuses())


def _questions(wave: str) -> DumpTable:
    rows = [
        (q.key, q.dimension, q.kind, q.minimum, q.maximum, q.visibility, *texts_of)
        for q in questions_in(wave)
        for texts_of in [(*_cells(_unit(q)), *_cells(q.label), *_cells(q.wording))]
    ]
    fields = (
        named("fraga"),
        named("omrade"),
        named("typ"),
        named("minst", "number", is_needed=False),
        named("storst", "number", is_needed=False),
        named("synlighet", options=("open", "aggregate")),
        *_worded("enhet", is_needed=False),
        *_worded("etikett"),
        *_worded("lydelse"),
    )
    return DumpTable("kodbok_fragor", titled("kodbok_fragor"), fields, rows, ("fraga",))


def _variables(wave: str) -> DumpTable:
    rows = [
        (variable.name, question.key, option, *_cells(variable.label))
        for question in questions_in(wave)
        for variable in variables_of(question)
        for option in [variable.option.key if variable.option else None]
    ]
    option = named("svar", is_needed=False)
    fields = (named("variabel"), named("fraga"), option, *_worded("etikett"))
    name = "kodbok_variabler"
    return DumpTable(name, titled(name), fields, rows, ("variabel",), TO_QUESTION)


def _answers(wave: str) -> DumpTable:
    rows = [
        (question.key, choice.key, choice.value, *_cells(choice.label))
        for question in questions_in(wave)
        for choice in question.choices
    ]
    fields = (
        named("fraga"),
        named("svar"),
        named("kod", "number", is_needed=False),
        *_worded("etikett"),
    )
    return DumpTable(
        "kodbok_svar", titled("kodbok_svar"), fields, rows, ("fraga", "svar"), TO_QUESTION
    )


def _indicators() -> DumpTable:
    rows = [
        (each.key, each.decimals, each.version, *texts_of)
        for each in codebook().indicators.values()
        for words in [(each.label, _indicator_unit(each), _formula(each), each.caveat)]
        for texts_of in [[cell for text in words for cell in _cells(text)]]
    ]
    fields = (
        named("indikator"),
        named("decimaler", "integer"),
        named("raknesatt", "integer"),
        *_worded("etikett"),
        *_worded("enhet"),
        *_worded("formel"),
        *_worded("att_tanka_pa"),
    )
    name = "kodbok_indikatorer"
    return DumpTable(name, titled(name), fields, rows, ("indikator",))


def _statuses() -> DumpTable:
    rows = [(status, *_cells(words)) for status, words in status_words().items()]
    fields = (named("status"), *_worded("etikett"))
    return DumpTable("kodbok_status", titled("kodbok_status"), fields, rows, ("status",))


def status_words() -> dict[str, Words]:
    """Return what each status means, of a municipality's value and of a group's."""
    statuses = dict.fromkeys((*STATUS.values(), *OF_GROUP))
    return {status: _status(status) for status in statuses}


def _status(status: str) -> Words:
    return worded(lambda t: t(f"dump.status_{status}"))


def codebook_json(wave: str) -> bytes:
    """Return the codebook of a wave as one tree: areas, questions with answers, and indicators."""
    book = codebook()
    tree = {
        "wave": wave,
        "dimensions": [{"key": d.key, "label": dict(d.label)} for d in book.dimensions.values()],
        "questions": [_question(question) for question in questions_in(wave)],
        "indicators": [_indicator(indicator) for indicator in book.indicators.values()],
        "levels": [
            {"number": each.number, "minimum": each.minimum, "label": dict(each.label)}
            for each in book.levels
        ],
        "statuses": status_words(),
    }
    return as_json(tree)


def as_json(tree: Any) -> bytes:
    """Return a tree as JSON to be read by people too."""
    return (json.dumps(tree, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "dimension": question.dimension,
        "kind": question.kind,
        "label": dict(question.label),
        "wording": dict(question.wording),
        "unit": _unit(question),
        "minimum": question.minimum,
        "maximum": question.maximum,
        "visibility": question.visibility,
        "answers": [
            {"key": choice.key, "code": choice.value, "label": dict(choice.label)}
            for choice in question.choices
        ],
        "variables": [variable.name for variable in variables_of(question)],
        "inspired_by": question.inspired_by,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "key": indicator.key,
        "label": dict(indicator.label),
        "unit": _indicator_unit(indicator),
        "formula": _formula(indicator),
        "decimals": indicator.decimals,
        "version": indicator.version,
        "caveat": dict(indicator.caveat),
    }


def _unit(question: Question) -> Words | None:
    return worded(lambda t: t(f"unit.{question.unit}")) if question.unit else None


def _indicator_unit(indicator: Indicator) -> Words:
    return worded(lambda t: own_unit_text(t, indicator))


def _formula(indicator: Indicator) -> Words:
    return worded(lambda t: formula_text(indicator, t))


def _cells(text: Words | None) -> list[Value]:
    return [text[language] if text else None for language in LANGUAGES]


def _worded(name: str, *, is_needed: bool = True) -> Iterator[Field]:
    """Yield a column of words for each language."""
    for language in LANGUAGES:
        own_name = texts(language).name
        yield Field(f"{name}_{language}", "text", _in_language(name, own_name), is_needed)


def _in_language(name: str, language: str) -> Words:
    return worded(lambda t: t("dump.column_in", column=t(f"dump.column_{name}"), language=language))

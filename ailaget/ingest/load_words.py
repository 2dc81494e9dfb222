"""Says what a load took in, line by line, for the command line."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ailaget.codebook import codebook
from ailaget.geography import respondent_names
from ailaget.ingest.loading import Loaded
from ailaget.ingest.matching.number_meanings import UNCLEAR, AskedNumbers
from ailaget.ingest.matching.number_words import answers_to
from ailaget.ingest.reading.normalisation import tidy
from ailaget.ingest.reading.refusals import WAVE_REASONS
from ailaget.ingest.reason_words import reason_words
from ailaget.ingest.survey import Survey
from ailaget.store.decisions import HOLD_BACK
from ailaget.texts import Texts

_COUNTS = ("rows", "accepted", "new", "changed", "unchanged")


_COLUMNS_NAMED = 5
"""Columns that are not read are named up to so many: a survey tool may add dozens."""


def load_lines(loaded: Loaded, t: Texts, *, dry_run: bool) -> Iterable[str]:
    """Yield a load in words: the counts, then everything that a person should look at."""
    report = loaded.report()
    counts = {key: report[key] for key in _COUNTS}
    yield t("load.taken_dry" if dry_run else "load.taken", wave=report["wave"], **counts)
    for doubt in loaded.survey.wave_warnings:
        reason = t(f"wave_warning.{doubt.reason}", wave=report["wave"], value=doubt.value)
        yield t("load.wave_warning", reason=reason)
    if sheets := loaded.survey.unread_sheets:
        named = t.listing(t("load.column", name=name) for name in sheets)
        yield t.count("load.unread_sheets", len(sheets), read=loaded.survey.sheet, names=named)
    for column in loaded.survey.unread_columns:
        likely = t.listing(question_words(target, t) for target in column.suggestions)
        yield t("load.unread_column", name=column.header, likely=likely)
    unread = {column.header for column in loaded.survey.unread_columns}
    yield from _unknown_columns(
        [header for header in loaded.survey.unknown_columns if header not in unread], t
    )
    problems = [row for row in report["held_back"] if row["reason"] != "no_answers"]
    if silent := len(report["held_back"]) - len(problems):
        yield t.count("load.silent", silent)
    for row in problems:
        names = ", ".join(suggestion["name"] for suggestion in row["suggestions"])
        hint = t("load.suggestions", names=names) if names else ""
        where = {"line": row["line"], "text": row["municipality_text"]}
        yield t("load.held_back", reason=t(f"reasons.{row['reason']}"), **where) + hint
    yield from _duplicates(loaded.survey, loaded.names or respondent_names(), t)
    for asked in loaded.survey.asked_numbers:
        yield _asked_numbers(asked, report["unknown_values"], t)
    for value in report["unknown_values"]:
        if value["reason"] != UNCLEAR:
            yield t("load.unknown_value", **_finding(value, t))
    for value in answer_warnings(report):
        yield t("load.warning", **_finding(value, t))
    if loaded.waits:
        yield t("load.waits", wave=report["wave"])


def answer_warnings(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a load report's warnings of answers, without those of the file's wave."""
    return [value for value in report.get("warnings", ()) if value["reason"] not in WAVE_REASONS]


def question_words(target: str, t: Texts) -> str:
    """Return the short name of a question, or of one and its option (``key:option``)."""
    key, _, option = target.partition(":")
    question = codebook().question(key)
    labels = {choice.key: choice.label[t.language] for choice in question.choices}
    label = question.label[t.language]
    return f"{label}: {labels[option]}" if option in labels else label


def _unknown_columns(headers: Sequence[str], t: Texts) -> Iterable[str]:
    if headers:
        named = ", ".join(t("load.column", name=header) for header in headers[:_COLUMNS_NAMED])
        left = len(headers) - _COLUMNS_NAMED
        more = t("load.more_columns", n=left) if left > 0 else ""
        yield t.count("load.unknown_columns", len(headers), names=named + more)


def _asked_numbers(asked: AskedNumbers, unknown: Iterable[Mapping[str, Any]], t: Texts) -> str:
    """Ask what a question's numbers mean, with what can be answered."""
    question = codebook().question(asked.question)
    waiting = sum(v["question"] == asked.question and v["reason"] == UNCLEAR for v in unknown)
    answers = (f'--means "{answer}"' for answer in answers_to(asked, question, t))
    return t.count(
        "load.asked_numbers",
        waiting,
        question=question.label[t.language],
        number=asked.number,
        numbers=t.listing(asked.numbers),
        answers="\n".join(f"    {answer}" for answer in answers),
    )


def _duplicates(survey: Survey, names: Mapping[str, str], t: Texts) -> Iterable[str]:
    """Say what was done with several rows; where they are held back, of those alike apart."""
    alike = [c for c in survey.duplicates if c in survey.accepted] * (
        survey.duplicate_rule == HOLD_BACK
    )
    others = [code for code in survey.duplicates if code not in alike]
    if others:
        rule = t(f"duplicates.{survey.duplicate_rule}")
        yield t("load.duplicates", names=_names(others, names), rule=rule)
    if alike:
        yield t("load.alike", names=_names(alike, names))


def _names(codes: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names[code] for code in codes)


def _finding(value: Mapping[str, Any], t: Texts) -> dict[str, Any]:
    where = {key: value[key] for key in ("line", "value")} | {"column": tidy(value["column"])}
    return {**where, "reason": reason_words(value, t)}

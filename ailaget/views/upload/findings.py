"""What a trial reading found wrong or unsure, as tables for the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from ailaget import geography
from ailaget.ingest.load_words import answer_warnings
from ailaget.ingest.matching.number_meanings import UNCLEAR
from ailaget.ingest.reason_words import reason_words
from ailaget.store.waves import asked_in, respondents_of_code
from ailaget.texts import Texts
from ailaget.views.base.result import CELL, Cell, Column, Table

MOST_SHOWN = 200
"""Findings that the page lists; all of them are in the report to send back."""

MATCHABLE = (
    "unknown_municipality",
    "damaged_text",
    "code_and_name_disagree",
    "county_not_municipality",
    "foreign_code",
    "short_code",
    "unknown_region",
    "region_columns_disagree",
    "municipality_not_region",
    "unknown_area",
    "area_columns_disagree",
)
"""Reasons that a person can put right by saying which municipality, region or area is meant."""

REPEATED = ("repeated_municipality", "no_time", "unreadable_time", "ambiguous_time")
"""Reasons why the rows of a municipality that answered several times are held back."""

SILENT = "no_answers"
"""The reason of a row without answers: there is nothing in it to put right."""

Report = Mapping[str, Any]
"""A load report; see `Loaded.report`."""


def names_in(report: Report, language: str = "sv") -> Mapping[str, str]:
    """Return the names of all who can have answered the survey of a report, by code."""
    if areas := report.get("names"):
        return {str(code): str(name) for code, name in areas.items()}
    asked = asked_in(report["wave"])
    names = geography.respondent_names(language)
    return {code: name for code, name in names.items() if respondents_of_code(code) == asked}


def unmatched(report: Report) -> dict[str, tuple[str, list[str]]]:
    """Return each municipality text that a person may match: its reason and suggested codes."""
    return {
        row["municipality_text"]: (
            row["reason"],
            [suggestion["municipality"] for suggestion in row["suggestions"]],
        )
        for row in report["held_back"]
        if row["reason"] in MATCHABLE
    }


def repeated(report: Report) -> set[str]:
    """Return the municipalities, as written, whose several answers are held back."""
    rows = (row for row in report["held_back"] if row["reason"] in REPEATED)
    return {row["municipality_text"] for row in rows}


def silent(report: Report) -> int:
    """Return how many rows name a municipality but hold no answer."""
    return sum(row["reason"] == SILENT for row in report["held_back"])


def rows_table(report: Report, t: Texts) -> Table:
    """Return the rows that are held back, with line and reason."""
    columns = (
        Column("where", t("findings.where")),
        Column("written", t("findings.written")),
        Column("reason", t("findings.reason")),
    )
    rows: list[tuple[Cell, ...]] = [
        (_where(row, t), row["municipality_text"], t(f"reasons.{row['reason']}"))
        for row in [row for row in report["held_back"] if row["reason"] != SILENT][:MOST_SHOWN]
    ]
    return Table(columns, rows)


def values(report: Report, kind: str) -> Sequence[Mapping[str, Any]]:
    """Return the findings about answers.

    What is said of the file's wave stands with its file, and answers that wait for what numbers
    mean with the question.
    """
    if kind == "warnings":
        return answer_warnings(report)
    listed: Sequence[Mapping[str, Any]] = report.get(kind, [])
    return [value for value in listed if value["reason"] != UNCLEAR]


def values_table(report: Report, kind: str, t: Texts) -> Table:
    """Return answers not taken (``unknown_values``) or taken with a mark (``warnings``)."""
    names = names_in(report, t.language)
    columns = (
        Column("where", t("findings.where")),
        Column("municipality", t("findings.municipality"), collapsed=CELL),
        Column("column", t("findings.column"), collapsed=CELL),
        Column("written", t("findings.written")),
        Column("reason", t("findings.reason")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            _where(value, t),
            names.get(value.get("municipality", ""), ""),
            value["column"],
            value["value"],
            finding_words(value, t),
        )
        for value in values(report, kind)[:MOST_SHOWN]
    ]
    return Table(columns, rows)


def finding_words(finding: Mapping[str, Any], t: Texts) -> str:
    """Return what is wrong, with the answer of the wave before where that is what it is about."""
    reason = reason_words(finding, t)
    before = finding.get("before")
    return reason if before is None else t("findings.before", reason=reason, before=t.plain(before))


def _where(finding: Mapping[str, Any], t: Texts) -> str:
    return finding.get("cell") or t("correction.line", line=finding["line"])

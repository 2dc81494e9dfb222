"""Times in the forms that survey tools write, and which of several answers is the latest."""

from datetime import UTC, datetime

import pytest

from ailaget.ingest.reading.moments import moments
from ailaget.ingest.survey import Survey, read_survey
from ailaget.store.mappings import Confirmed

NAME = "enkat_2026-10.csv"
QUARTER_PAST = "2026-10-14T09:15:00"


def told(cell: str) -> set[str]:
    """Return what a cell may be, in universal time."""
    return {datetime.fromtimestamp(m.start, UTC).isoformat()[:19] for m in moments(cell).values()}


@pytest.mark.parametrize(
    "cell",
    [
        "2026-10-14T09:15:00Z",
        "2026-10-14 09:15",
        "2026-10-14T11:15:00.000+02:00",
        "2026-10-14 09.15.00",
        "2026-10-14 kl. 09:15",
        "10/14/2026 9:15:00 AM",
        "10/14/26 9:15",
        "2026/10/14 9:15:00 fm",
        "2026/10/14 10:15:00 fm CET",
        "2026/10/14 11:15:00 AM GMT+2",
        "14.10.2026 09:15",
        "14/10/2026, 09:15:00",
        "onsdag 14 oktober 2026 kl. 09.15",
        "14 okt. 2026 09:15",
        "Oct 14, 2026 9:15 AM",
        "Wednesday, October 14th, 2026 9:15 a.m.",
        "14-Oct-2026 09:15:00",
        "20261014 091500",
        "20261014T091500Z",
        "46309.385416666664",
        "46309,385416666664",
        "1791969300",
        "1791969300000",
    ],
)
def test_a_time_is_read_as_survey_tools_write_it(cell: str) -> None:
    assert told(cell) == {QUARTER_PAST}


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2026-10-14", {"2026-10-14"}),
        ("20261014", {"2026-10-14"}),
        ("46309", {"2026-10-14"}),
        ("14/10/2026", {"2026-10-14"}),
        ("10/2/2026", {"2026-10-02", "2026-02-10"}),
        ("26-10-14", {"2026-10-14", "2014-10-26"}),
        ("2/2/2026", {"2026-02-02"}),
    ],
)
def test_a_day_is_read_and_may_be_two(cell: str, days: set[str]) -> None:
    assert {moment[:10] for moment in told(cell)} == days


@pytest.mark.parametrize(
    "cell",
    [
        "x",
        "7",
        "12 st",
        "2026-02-30",
        "2026-10-14 25:00",
        "2026-10-14 13:15 pm",
        "09:15",
        "oktober 2026",
        "2026-10-14 09:15 CST",
        "2026-10-14 ungefär nio",
        "14 okt eller 15 okt 2026",
        "",
    ],
)
def test_what_tells_no_time_is_none(cell: str) -> None:
    assert moments(cell) == {}


def test_after_noon_and_midnight() -> None:
    assert told("2026-10-14 12:05 am") == {"2026-10-14T00:05:00"}
    assert told("2026/10/14 9:15:00 em") == {"2026-10-14T21:15:00"}
    assert told("10/14/2026 12:05 PM") == {"2026-10-14T12:05:00"}


def survey(
    heading: str, first: str, second: str, others: tuple[str, ...] = (), **options: object
) -> Survey:
    """Read Tibro's answers 7 and then 1, each with its time; other municipalities have theirs."""
    rows = [f"Tibro;{first};7;Ja, egen", f"Tibro;{second};1;Nej"]
    rows += [f"{name};{time};4;Nej" for name, time in zip(("Umeå", "Lund"), others, strict=False)]
    header = f"Kommun;{heading};fte_ai_total;ai_heltid"
    data = "\n".join([header, *rows]).encode()
    return read_survey(data, NAME, duplicates="latest_complete", **options)  # type: ignore[arg-type]


def fte(result: Survey) -> list[float | None]:
    answers = result.answers
    return [a.value for a in answers if (a.municipality, a.question) == ("1472", "fte_ai_total")]


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("Completion time", "10/14/2026 9:15:00 AM", "10/2/2026 9:15:00 AM"),
        ("Tidstämpel", "2026/10/14 9:15:00 fm CET", "2026/10/02 9:15:00 fm CET"),
        ("Completion time", "2026-10-14T09:15:00Z", "2026-10-02T09:15:00Z"),
        ("Submitted at", "2026-10-14T09:15:00Z", "2026-10-02T09:15:00Z"),
        ("Ifylld", "2026-10-14T09:15:00Z", "2026-10-02T09:15:00Z"),
        ("_submission_time", "2026-10-14T09:15:00Z", "2026-10-02T09:15:00Z"),
        ("Slutförd", "14 oktober 2026 09:15", "2 oktober 2026 09:15"),
        ("Slutförd", "46309,385", "46297,385"),
        ("submitdate", "14.10.2026 09:15", "02.10.2026 09:15"),
        ("Tidstämpel", "2026-10-14 09:15 CEST", "2026-10-14 08:00 CET"),
        ("Slutförd", "2026-10-14", "2026-10-13 23:59"),
        ("Slutförd", "10/2/2026", "9/2/2026"),
    ],
)
def test_the_newest_answer_counts_whatever_the_order_of_the_rows(
    heading: str, first: str, second: str
) -> None:
    result = survey(heading, first, second)
    assert (fte(result), result.held_back) == ([7], [])
    swapped = survey(heading, second, first)
    assert (fte(swapped), swapped.held_back) == ([1], [])


@pytest.mark.parametrize(
    ("heading", "first", "second", "others", "reason"),
    [
        ("Slutförd", "10/2/2026 9:15", "9/3/2026 9:15", (), "ambiguous_time"),
        ("Slutförd", "3/2/2026", "2/3/2026", ("14/2/2026", "2/14/2026"), "ambiguous_time"),
        ("Slutförd", "2026-10-14", "2026-10-14 09:15", (), "ambiguous_time"),
        ("Slutförd", "2026-10-14 09:15", "2026-10-14 09:15", (), "ambiguous_time"),
        ("Slutförd", "2026-10-14T09:15Z", "2026-10-14 10:15", (), "ambiguous_time"),
        ("Slutförd", "igår", "2026-10-14", (), "unreadable_time"),
        ("Slutförd", "2026-10-14 09:15 CST", "2026-10-14 08:00 CST", (), "unreadable_time"),
        ("Antagen", "2026-10-14", "2026-10-02", (), "no_time"),
        ("Nummer", "46309,385", "46297,385", (), "no_time"),
        ("Förvaltning", "Skola", "Vård", (), "no_time"),
        ("Slutförd", "", "", (), "no_time"),
    ],
)
def test_what_is_not_certain_holds_the_municipality_and_says_why(
    heading: str, first: str, second: str, others: tuple[str, ...], reason: str
) -> None:
    result = survey(heading, first, second, others)
    assert [(row.line, row.reason) for row in result.held_back] == [(2, reason), (3, reason)]
    assert fte(result) == []
    assert result.duplicates == ["1472"]
    assert result.rows == result.accepted_rows + 2


@pytest.mark.parametrize(
    ("settles", "value"), [("10/14/2026", 7), ("14/10/2026", 1), ("2026-10-14", None)]
)
def test_the_whole_column_tells_whether_day_or_month_stands_first(
    settles: str, value: float | None
) -> None:
    result = survey("Slutförd", "10/2/2026", "9/3/2026", (settles,))
    assert fte(result) == ([] if value is None else [value])


def test_two_columns_of_times_that_disagree_hold_the_municipality() -> None:
    lines = [
        "Kommun;Slutdatum;submitdate;fte_ai_total",
        "Tibro;2026-10-14 09:15;2026-10-15;7",
        "Tibro;2026-10-02 09:15;2026-10-16;1",
        "Umeå;2026-10-14 09:15;2026-10-15;7",
        "Umeå;2026-10-02 09:15;;1",
    ]
    result = read_survey("\n".join(lines).encode(), NAME, duplicates="latest_complete")
    assert [row.reason for row in result.held_back] == ["ambiguous_time"] * 2
    assert result.accepted == {"2480": 4}


def test_a_column_that_a_person_has_pointed_out_tells_the_time() -> None:
    confirmed = Confirmed(columns={"Antagen": "completed"})
    assert fte(survey("Antagen", "2026-10-14", "2026-10-02", confirmed=confirmed)) == [7]


def test_the_only_complete_answer_needs_no_time() -> None:
    lines = ["Kommun;fte_ai_total;uc_pilot;uc_bred", "Tibro;7;1;1", "Tibro;1;;"]
    result = read_survey("\n".join(lines).encode(), NAME, duplicates="latest_complete")
    assert (result.accepted, result.held_back) == ({"1472": 2}, [])

"""A column that looks like a question is read, or named; what survey tools add is neither."""

from pathlib import Path

import pytest

from ailaget.ingest.loading import load_data
from ailaget.ingest.survey import Survey, read_survey
from ailaget.ingest.understanding import understand
from ailaget.store.mappings import Confirmed
from ailaget.store.workspace import Workspace
from ailaget.views.upload.understood import left_out, taken, to_confirm

NAME = "enkat_2026-10.csv"
TECHNICAL = (
    "ID;Starttid;Slutförandetid;E-post;Namn;StartDate;RecordedDate;ResponseId;IPAddress;Finished;"
    "Duration (in seconds);"
    "submitdate;lastpage;startlanguage;seed;Respondent ID;Collector ID;start;end;"
    "_id;_uuid;_submission_time;"
    "__version__;Record ID;Complete?;CASE;LASTDATA;QUESTNNR;lfdn"
)


def survey(header: str, cells: str, confirmed: Confirmed | None = None) -> Survey:
    data = f"Kommun;fte_ai_total;{header}\nTibro;1;{cells}\n".encode()
    return read_survey(data, NAME, confirmed=confirmed or Confirmed())


@pytest.mark.parametrize(
    ("header", "question"),
    [
        ("Har kommunen en AI-strategi?", "ai_strategi"),
        ("Vilka hinder?", "hinder"),
        ("Har er kommun minst en heltidstjänst för AI", "ai_heltid"),
    ],
)
def test_a_column_that_resembles_a_question_is_named_with_it(header: str, question: str) -> None:
    result = survey(header, "Nej")
    (unread,) = result.unread_columns
    assert (unread.header, unread.suggestions[0]) == (header, question)
    assert result.report()["unread_columns"][0]["column"] == header


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Telefon", "0500-1234"),
        ("Har kommunen en AI-strategi?", ""),
        ("Kommentar: Har kommunen en AI-strategi?", "kanske"),
        ("Har kommunen en AI-strategi? - Kommentar", "kanske"),
        ("uc_omraden_9_TEXT", "räddningstjänst"),
        (TECHNICAL, ";".join("1" for _ in TECHNICAL.split(";"))),
    ],
)
def test_other_columns_are_not(header: str, cells: str) -> None:
    assert survey(header, cells).unread_columns == ()


def test_a_column_that_a_person_ignores_is_no_longer_named() -> None:
    header = "Har kommunen en AI-strategi?"
    assert survey(header, "Nej", Confirmed(columns={header: "ignore"})).unread_columns == ()


def test_all_was_taken_only_where_every_such_column_was_read(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    data = b"Kommun;fte_ai_total;Har kommunen en AI-strategi?\nTibro;1;Nej\n"
    assert load_data(place, data, NAME, dry_run=True).exit_code == 3
    meant = Confirmed(columns={"Har kommunen en AI-strategi?": "ai_strategi"})
    assert load_data(place, data, NAME, dry_run=True, confirmed=meant).exit_code == 0


def test_technical_columns_are_not_asked_about_and_times_are_shown_as_such() -> None:
    data = f"Kommun;fte_ai_total;{TECHNICAL}\nTibro;1{';x' * len(TECHNICAL.split(';'))}\n".encode()
    understood = understand(data, NAME)
    assert (to_confirm(understood), left_out(understood)) == ([], [])
    times = [c.header for c in taken(understood) if c.target == "completed"]
    assert times == [
        "Slutförandetid",
        "RecordedDate",
        "submitdate",
        "end",
        "_submission_time",
        "LASTDATA",
    ]
    assert {c.why for c in understood.columns if c.target == "ignore"} == {"technical_name"}

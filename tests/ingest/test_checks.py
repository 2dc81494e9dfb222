"""Answers that do not fit together are held back or marked, by rules that are data."""

import dataclasses
from pathlib import Path

import pytest

from ailaget.codebook import CODEBOOK, BrokenCodebook, codebook, read_codebook
from ailaget.ingest.building import DEMO_SURVEYS
from ailaget.ingest.checking.checks import changes
from ailaget.ingest.survey import Survey, read_survey

STAFF = "fte_ai_total;fte_ai_ledning;fte_ai_teknik;fte_ai_verksamhet;fte_ai_juridik"


def read(header: str, *rows: str) -> Survey:
    lines = [f"Kommun;{header}", *(f"Falun;{row}" for row in rows)]
    return read_survey("\n".join(lines).encode(), "enkat_2026-10.csv")


def errors(result: Survey) -> set[tuple[str, str, str]]:
    return {(v.cell, v.question, v.reason) for v in result.unknown_values}


def warnings(result: Survey) -> set[tuple[str, str, str]]:
    return {(v.cell, v.question, v.reason) for v in result.warnings}


def answered(result: Survey) -> dict[str, float | None]:
    return {a.question: a.value for a in result.answers}


def test_parts_that_exceed_the_whole_hold_back_the_whole_and_the_parts_that_say_something() -> None:
    result = read(STAFF, "1;1;0,5;0;Vet ej")
    reason = "parts_exceed_whole"
    assert errors(result) == {
        ("B2", "fte_ai_total", reason),
        ("C2", "fte_ai_ledning", reason),
        ("D2", "fte_ai_teknik", reason),
    }
    assert answered(result) == {"fte_ai_verksamhet": 0, "fte_ai_juridik": None}
    assert warnings(result) == set()


@pytest.mark.parametrize(
    ("row", "is_marked"),
    [
        ("3;1;1;0,5;0", True),
        ("3;1;1;1;0", False),
        ("3;1;1;0,95;0", False),
        ("3;1;;0;0", False),
        ("3;1;Vet ej;0;0", False),
        ("0;0;0;0;0", False),
        ("0,3;0,1;0,1;0,1;0", False),
    ],
)
def test_parts_that_do_not_reach_the_whole_are_taken_with_a_mark(row: str, is_marked: bool) -> None:
    result = read(STAFF, row)
    assert errors(result) == set()
    assert warnings(result) == (
        {("B2", "fte_ai_total", "parts_below_whole")} if is_marked else set()
    )
    assert answered(result)["fte_ai_total"] is not None


def test_a_number_that_is_absurd_for_the_size_is_marked() -> None:
    assert warnings(read("fte_ai_total", "900")) == {("B2", "fte_ai_total", "many_for_its_size")}
    assert warnings(read("fte_ai_total", "12")) == set()


def test_a_finding_says_all_that_a_respondent_needs() -> None:
    (finding,) = read("uc_bred;uc_utvarderad", "3;4").report()["unknown_values"]
    assert finding == {
        "line": 2,
        "column": "uc_utvarderad",
        "value": "4",
        "reason": "exceeds_other_question",
        "cell": "C2",
        "municipality": "2080",
        "question": "uc_utvarderad",
        "before": None,
    }


@pytest.mark.parametrize(
    ("question", "before", "now", "reason"),
    [
        ("fte_ai_total", 2, 20, "large_change"),
        ("fte_ai_total", 20, 2, "large_change"),
        ("fte_ai_total", 0, 6, "large_change"),
        ("fte_ai_total", 0, 4, None),
        ("fte_ai_total", 20, 60, None),
        ("ai_budget_tkr", 100, 1050, None),
        ("ai_budget_tkr", 100, 1100, "large_change"),
        ("utb_chef_pct", 95, 20, "large_change"),
        ("utb_chef_pct", 20, 60, None),
        ("ai_strategi", 3, 0, "large_fall"),
        ("ai_strategi", 0, 3, None),
        ("ai_strategi", 3, 1, None),
    ],
)
def test_what_is_hard_to_believe_after_the_wave_before(
    question: str, before: float, now: float, reason: str | None
) -> None:
    found = changes({question: now}, {question: before}, codebook().checks)
    assert found == ([(question, reason, before)] if reason else [])


def test_a_missing_answer_is_no_change() -> None:
    assert changes({"fte_ai_total": 90}, {}, codebook().checks) == []


@pytest.mark.parametrize("path", sorted(DEMO_SURVEYS.glob("*.csv")), ids=lambda path: path.stem)
def test_the_demonstration_waves_hold_nothing_back(path: Path) -> None:
    result = read_survey(path.read_bytes(), path.name, path.stem.removeprefix("demo_"))
    assert (result.held_back, result.unknown_values, result.warnings) == ([], [], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('whole = "fte_ai_total"', 'whole = "fte_ai_totalt"'),
        ('kind = "fall"\nseverity = "warning"', 'kind = "fall"\nseverity = "error"'),
        ('kind = "per_employees"', 'kind = "per_inhabitant"'),
    ],
)
def test_a_check_that_cannot_be_made_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = CODEBOOK.read_text("utf-8")
    assert old in text
    (tmp_path / "codebook.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BrokenCodebook):
        read_codebook(tmp_path / "codebook.toml")


def test_without_checks_nothing_is_doubted() -> None:
    bare = dataclasses.replace(codebook(), checks=())
    data = b"Kommun;fte_ai_total;fte_ai_teknik\nFalun;1;9\n"
    assert read_survey(data, "x_2026-10.csv", book=bare).unknown_values == []


def test_what_a_municipality_has_by_a_protected_question_is_refused(tmp_path: Path) -> None:
    protected = 'key = "skyddsvarda_rutin"\n'
    milestone = (
        'milestone = { minimum = 2, has = { sv = "a", en = "b" }, step = { sv = "c", en = "d" } }\n'
    )
    text = CODEBOOK.read_text("utf-8").replace(protected, protected + milestone, 1)
    (tmp_path / "codebook.toml").write_text(text, "utf-8")
    with pytest.raises(BrokenCodebook, match="milestone"):
        read_codebook(tmp_path / "codebook.toml")

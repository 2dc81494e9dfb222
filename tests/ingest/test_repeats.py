"""Several answers from one municipality become one by the wave's rule, or are held back."""

from typing import Any

import pytest

from ailaget.ingest.checking import respondents
from ailaget.ingest.survey import Survey, read_survey

HEADER = "Tidstämpel;Kommun;fte_ai_total;utb_chef_pct;ai_strategi;ai_miljo;uc_pilot"
NAME = "enkat_2026-10.csv"


def read(rule: str | None, *rows: str) -> Survey:
    return read_survey("\n".join([HEADER, *rows]).encode(), NAME, duplicates=rule)


def given(result: Survey, municipality: str = "1480") -> dict[str, object]:
    found: dict[str, object] = {}
    for answer in result.answers:
        if answer.municipality == municipality:
            shown = answer.choice or (
                answer.value if answer.status == "answered" else answer.status
            )
            before = found.get(answer.question)
            found[answer.question] = shown if before is None else f"{before}+{shown}"
    return found


def refused(result: Survey) -> list[tuple[int, str, str]]:
    return [(v.line, v.column, v.reason) for v in result.unknown_values]


DEPARTMENTS = (
    "2026-10-01 08:00;Göteborg;2;10;Påbörjat;Egen drift;3",
    "2026-10-01 09:00;Göteborgs stad;1,5;30;Påbörjat;Moln inom EU/EES;0",
    "2026-10-01 09:30;Falun;1;11;Påbörjat;;1",
)


def test_without_a_rule_all_are_held_back() -> None:
    result = read(None, *DEPARTMENTS)
    assert [row.line for row in result.held_back] == [2, 3]
    assert (result.duplicate_rule, result.duplicates) == ("hold_back", ["1480"])


def test_the_sum_of_counts_and_what_cannot_be_summed_must_agree() -> None:
    result = read("sum", *DEPARTMENTS)
    assert given(result) == {
        "fte_ai_total": 3.5,
        "ai_strategi": 1,
        "ai_miljo": "own+cloud_eea",
        "uc_pilot": 3,
    }
    assert refused(result) == [(2, "utb_chef_pct", "rows_disagree")]
    assert result.unknown_values[0].value == "10 / 30"
    assert (result.held_back, result.rows, result.accepted_rows) == ([], 3, 3)
    assert result.accepted == {"1480": 2, "2080": 4}
    assert result.report()["duplicate_rule"] == "sum"


def test_the_mean_of_numbers() -> None:
    result = read("mean", *DEPARTMENTS)
    assert given(result) == {
        "fte_ai_total": 1.75,
        "utb_chef_pct": 20,
        "ai_strategi": 1,
        "ai_miljo": "own+cloud_eea",
        "uc_pilot": 1.5,
    }
    assert refused(result) == []


@pytest.mark.parametrize("rule", ["mean", "sum"])
def test_a_part_is_not_the_whole_and_missing_is_not_zero(rule: str) -> None:
    rows = ("t;Malmö;2;Vet ej;1;Ingen;Ej aktuellt", "t;Malmö;;Vet ej;2;Egen drift;4")
    result = read(rule, *rows)
    found = given(result, "1280")
    assert found["utb_chef_pct"] == "dont_know"
    assert found["ai_miljo"] == "own"
    assert found["uc_pilot"] == 4
    assert found.get("fte_ai_total") == (2 if rule == "mean" else None)
    disagreeing = {column for _, column, _ in refused(result)}
    assert disagreeing == ({"ai_strategi"} if rule == "mean" else {"ai_strategi", "fte_ai_total"})


def test_equal_counts_are_still_summed_and_too_many_options_are_not_cut() -> None:
    result = read("sum", "t;Malmö;1;5;1;;", "t;Malmö;1;5;1;;2")
    assert given(result, "1280")["fte_ai_total"] == 2
    assert given(result, "1280")["utb_chef_pct"] == 5
    lines = ["Kommun;hinder", '"Malmö";"Ekonomi;Kompetens"', '"Malmö";"Datakvalitet;Annat"']
    result = read_survey("\n".join(lines).encode(), NAME, duplicates="mean")
    assert refused(result) == [(2, "hinder", "rows_disagree")]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (("2026-10-02 08:00;Malmö;1;2;3;Ingen;4", "2026-10-01;Malmö;2;2;3;Ingen;4"), 2),
        (("2026-10-01 8.05;Malmö;1;2;3;Ingen;4", "2026-10-01 10.00.01;Malmö;2;2;3;Ingen;4"), 3),
        (("2026-10-01;Malmö;1;2;3;Ingen;4", "2026-10-02;Malmö;2;;;;"), 2),
        ((";Malmö;1;2;3;Ingen;4", "2026-10-01;Malmö;2;;;;", "2026-09-01;Malmö;2;3;;;"), 4),
        (("30/10/26;Malmö;1;2;3;Ingen;4", "12/9/26;Malmö;2;2;3;Ingen;4"), 2),
        (("2026-10-01;Malmö;1;2;3;Ingen;4", "2026-10-02;Malmö;Vet ej;2;3;Ingen;4"), 3),
    ],
)
def test_the_latest_complete_answer(rows: tuple[str, ...], line: int) -> None:
    result = read("latest_complete", *rows)
    assert result.accepted == {"1280": line}
    assert (result.held_back, result.accepted_rows) == ([], len(rows))


@pytest.mark.parametrize("rule", ["latest_complete", "mean", "sum"])
def test_a_row_that_cannot_be_read_holds_its_municipality_back(rule: str) -> None:
    result = read(rule, "t;Malmö;1;2;3;Ingen;4", "t;Malmö;1;2;3;Ingen;4;för mycket")
    assert [row.reason for row in result.held_back] == ["repeated_municipality", "too_many_cells"]
    assert result.rows == result.accepted_rows + len(result.held_back)


TWICE = ("08:00;Malmö;1;2;3;Ingen;4", "08:00;Malmö;1;2;3;Ingen;4", "08:00; Malmö;1;2;3;Ingen;4 ")
ALIKE = ("08:00;Malmö;1;2;3;Ingen;4", "09:00;Malmö;1;2;3;Ingen;4")


@pytest.mark.parametrize(
    ("rule", "rows", "total"),
    [
        (None, TWICE, 1),
        (None, ALIKE, 1),
        ("latest_complete", ALIKE, 1),
        ("mean", ALIKE, 1),
        ("mean", (*TWICE, "09:00;Malmö;3;2;3;Ingen;4"), 2),
        ("sum", TWICE, 1),
        ("sum", ALIKE, 2),
        ("sum", (*TWICE, *ALIKE), 2),
    ],
)
def test_the_same_row_twice_counts_once_and_two_that_answer_alike_are_two_in_a_sum(
    rule: str | None, rows: tuple[str, ...], total: float
) -> None:
    result = read(rule, *rows)
    assert given(result, "1280")["fte_ai_total"] == total
    assert (result.held_back, result.accepted_rows) == ([], len(rows))
    assert result.accepted == {"1280": 2}


def test_rows_are_compared_once_for_each_municipality_however_many_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[int] = []
    real = respondents._that_count

    def counting(*arguments: Any) -> list[int]:
        counted.append(1)
        return real(*arguments)

    monkeypatch.setattr(respondents, "_that_count", counting)
    rows = "0114;1\n" * 50 + "0115;2\n" * 50
    read_survey(f"kommunkod;ai_strategi\n{rows}".encode(), "a_2027-03.csv")
    assert len(counted) == 2

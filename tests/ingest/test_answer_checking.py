"""A cell is read as a number, a choice, options or a missing answer, or refused with a reason."""

import dataclasses

import pytest

from ailaget.codebook import Choice, codebook
from ailaget.ingest.checking.answers import AnswerReader, NotTaken, Reading
from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.reading.numbers import DecimalMark
from ailaget.ingest.reading.refusals import VALUE_REASONS

BOOK = codebook()
COMMA, POINT = DecimalMark(",", True), DecimalMark(".", True)
OPEN = DecimalMark(",", False)


def read(question: str, *cells: str, headers: list[str] | None = None, decimal=COMMA) -> Reading:  # type: ignore[no-untyped-def]
    columns = Headers(BOOK).match(headers or [question] * len(cells)).questions
    assert len(columns) == len(cells)
    return AnswerReader(BOOK.questions[question], columns, decimal).read(cells)


def reason(question: str, *cells: str, headers: list[str] | None = None, decimal=COMMA) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(NotTaken) as caught:
        read(question, *cells, headers=headers, decimal=decimal)
    assert caught.value.reason in VALUE_REASONS
    return caught.value.reason


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        (" 0,125 ", 0.125),
        (",5", 0.5),
        (".50", 0.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234),
        ("12\u202f345", 12345),
        ("1\u2009234", 1234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", None),
        ("234.567,25", 234567.25),
        ("+3", 3),
        ("9", 9),
        ("8", 8),
        ("0", 0),
        ("1,234", 1.234),
        ("007", 7),
        ("-0", 0),
    ],
)
def test_numbers_as_people_write_them(cell: str, value: float | None) -> None:
    if value is None:
        assert reason("ai_budget_tkr", cell) == "out_of_range"
    else:
        assert read("ai_budget_tkr", cell) == Reading("answered", value=value)


@pytest.mark.parametrize(
    ("question", "cell", "decimal", "expected"),
    [
        ("ai_budget_tkr", "1.234", COMMA, "ambiguous_number"),
        ("ai_budget_tkr", "1,234", POINT, "ambiguous_number"),
        ("ai_budget_tkr", "1,234", OPEN, "ambiguous_number"),
        ("ai_budget_tkr", "1.234", OPEN, "ambiguous_number"),
        ("fte_ai_total", "1000", COMMA, "out_of_range"),
        ("fte_ai_total", "−1", COMMA, "out_of_range"),
        ("fte_ai_total", "-1", COMMA, "out_of_range"),
        ("utb_chef_pct", "101", COMMA, "out_of_range"),
        ("uc_pilot", "1,5", COMMA, "not_an_integer"),
        ("fte_ai_total", "nan", COMMA, "not_a_number"),
        ("fte_ai_total", "inf", COMMA, "not_a_number"),
        ("fte_ai_total", "1e5", COMMA, "not_a_number"),
        ("fte_ai_total", "ca 3", COMMA, "not_a_number"),
        ("fte_ai_total", "3-4", COMMA, "not_a_number"),
        ("fte_ai_total", "1 2", COMMA, "not_a_number"),
        ("fte_ai_total", "5²", COMMA, "not_a_number"),
        ("fte_ai_total", "12 %", COMMA, "not_a_number"),
        ("fte_ai_total", "2026-10-01", COMMA, "not_a_number"),
        ("fte_ai_total", "9" * 400, COMMA, "out_of_range"),
        ("uc_pilot", "9" * 400, COMMA, "out_of_range"),
        ("uc_pilot", "3..", COMMA, "not_a_number"),
        ("uc_pilot", "3 --", COMMA, "not_a_number"),
        ("fte_ai_total", "None", COMMA, "not_a_number"),
    ],
)
def test_numbers_that_are_refused(
    question: str, cell: str, decimal: DecimalMark, expected: str
) -> None:
    assert reason(question, cell, decimal=decimal) == expected


@pytest.mark.parametrize("cell", ["12 %", "12%", "12", "12,0\u00a0%", "12 procent", "12 Percent"])
def test_percent_may_say_so(cell: str) -> None:
    assert read("utb_chef_pct", cell).value == 12


def test_an_integer_may_be_written_with_zeros_after_the_mark() -> None:
    assert read("uc_pilot", "3,0").value == 3


@pytest.mark.parametrize("question", BOOK.questions)
@pytest.mark.parametrize(
    ("status", "cells"),
    [
        ("dont_know", ["Vet ej", "VET INTE", " vet  ej ", "Don't know", "Don’t know"]),
        ("not_applicable", ["Ej aktuellt", "Ej tillämpligt", "Not applicable", "-99", "\u221299"]),
        ("unanswered", ["", " ", "\u00a0", ".", "..", "…", "-", "–", "NULL", "n/a", "Ej svar"]),
    ],
)
def test_missing_answers_stay_apart(question: str, status: str, cells: list[str]) -> None:
    for cell in cells:
        assert read(question, cell) == Reading(status), cell


def test_the_codes_nine_and_eight_are_missing_for_coded_questions_only() -> None:
    for question in BOOK.questions.values():
        if question.kind in ("category", "ordinal", "likert"):
            assert read(question.key, "9") == Reading("dont_know")
            assert read(question.key, "8,0") == Reading("not_applicable")
        elif question.is_number:
            assert read(question.key, "9") == Reading("answered", value=9)
        else:
            assert reason(question.key, "9") == "unknown_choice"


CODED = [q for q in BOOK.questions.values() if q.kind in ("category", "ordinal", "likert")]


@pytest.mark.parametrize("question", CODED, ids=lambda q: q.key)
def test_a_choice_by_code_text_key_or_both(question) -> None:  # type: ignore[no-untyped-def]
    for choice in question.choices:
        code = int(choice.value)
        cells = [str(code), f"{code},0", f" {code} "]
        for text in choice.label.values():
            cells += [text, text.upper(), f"{code} = {text}", f"{code} - {text}"]
            cells += [] if text.isdigit() else [f"{code}. {text}", f"{code} {text}"]
            cells += [f"{code}) {text}", f"{code}: {text}", f"{text} ({code})"]
        for cell in cells:
            expected = Reading("answered", value=choice.value)
            assert read(question.key, cell) == expected, cell


@pytest.mark.parametrize(
    ("question", "cell", "expected"),
    [
        ("ai_heltid", "7", "out_of_range"),
        ("ledning_prio", "0", "out_of_range"),
        ("ledning_prio", "2,5", "not_an_integer"),
        ("ai_heltid", "Kanske", "unknown_choice"),
        ("ai_heltid", "Ja", "unknown_choice"),
        ("ledning_prio", "4 = Stämmer helt", "code_and_text_disagree"),
        ("ledning_prio", "5 = Vet ej", "code_and_text_disagree"),
        ("ledning_prio", "3 = Kanske", "unknown_choice"),
        ("ledning_prio", "7..", "unknown_choice"),
    ],
)
def test_choices_that_are_refused(question: str, cell: str, expected: str) -> None:
    assert reason(question, cell) == expected


def test_a_code_may_say_in_words_that_the_answer_is_missing() -> None:
    assert read("ledning_prio", "9 = Vet ej") == Reading("dont_know")
    assert read("ledning_prio", "6. Vet ej") == Reading("dont_know")
    assert read("fte_ai_total", "9 = Vet ej") == Reading("dont_know")
    assert read("ai_heltid", "8 - Ej aktuellt") == Reading("not_applicable")


def test_an_explicit_choice_wins_over_the_code_of_a_missing_answer() -> None:
    ten = tuple(Choice(str(n), {"sv": str(n), "en": str(n)}, float(n)) for n in range(1, 11))
    question = dataclasses.replace(BOOK.questions["ledning_prio"], choices=ten)
    columns = Headers(BOOK).match(["ledning_prio"]).questions
    assert AnswerReader(question, columns, COMMA).read(["9"]) == Reading("answered", value=9)


@pytest.mark.parametrize("joint", [";", "; ", ",", ", ", "|", " | ", "\n", "\r\n"])
@pytest.mark.parametrize("end", ["", ";", "; "])
def test_options_in_one_cell(joint: str, end: str) -> None:
    cell = joint.join(["Plan/bygg/teknik", "Skola", "it_security"]) + end
    expected = ("school", "planning", "it_security")
    assert read("uc_omraden", cell) == Reading("answered", options=expected)


def test_an_option_text_with_commas_survives() -> None:
    texts = ["Ja", "Ja, egen", "Ja, egen, och; delad"]
    choices = tuple(Choice(f"k{i}", {"sv": t, "en": t}) for i, t in enumerate(texts))
    question = dataclasses.replace(BOOK.questions["ai_miljo"], choices=choices)
    columns = Headers(BOOK).match(["ai_miljo"]).questions
    reader = AnswerReader(question, columns, COMMA)
    assert reader.read(["Ja, egen, Ja"]).options == ("k0", "k1")
    assert reader.read(["Ja, egen, och; delad;Ja;"]).options == ("k0", "k2")


@pytest.mark.parametrize(
    ("question", "cell", "expected"),
    [
        ("ai_miljo", "Ingen; Egen drift", "exclusive_option"),
        ("ai_miljo", "Vet ej; Egen drift", "exclusive_option"),
        ("hinder", "Ekonomi;Kompetens;Datakvalitet;Annat", "too_many_choices"),
        ("ai_miljo", "Egen drift; Stordator", "unknown_choice"),
        ("ai_miljo", "Egen driftMoln inom EU/EES", "unknown_choice"),
    ],
)
def test_options_that_are_refused_together(question: str, cell: str, expected: str) -> None:
    assert reason(question, cell) == expected


def test_an_option_given_twice_counts_once_and_exclusive_alone_is_an_answer() -> None:
    assert read("ai_miljo", "Egen drift; own").options == ("own",)
    assert read("ai_miljo", "Ingen").options == ("none",)
    assert read("ai_miljo", "Vet ej;") == Reading("dont_know")


OPTION_HEADERS = ["ai_miljo: Egen drift", "ai_miljo: Moln inom EU/EES", "ai_miljo: Ingen"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1", "0", "0"), Reading("answered", options=("own",))),
        (("1,0", "1.0", ""), None),
        (("Ja", "Yes", "Nej"), Reading("answered", options=("own", "cloud_eea"))),
        (("x", "Y", ""), Reading("answered", options=("own", "cloud_eea"))),
        (("", "Moln inom EU/EES", ""), Reading("answered", options=("cloud_eea",))),
        (("0", "0", "0"), Reading("unanswered")),
        (("", "", ""), Reading("unanswered")),
        (("-99", "-99", "-99"), Reading("not_applicable")),
        (("Vet ej", "", ""), Reading("dont_know")),
    ],
)
def test_one_column_per_option(cells: tuple[str, ...], expected: Reading | None) -> None:
    if expected is None:
        expected = Reading("answered", options=("own", "cloud_eea"))
    assert read("ai_miljo", *cells, headers=OPTION_HEADERS) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1", "0", "1"), "exclusive_option"),
        (("1", "2", "0"), "unknown_choice"),
        (("Ingen", "", ""), "unknown_choice"),
        (("1", "Vet ej", ""), "exclusive_option"),
    ],
)
def test_option_columns_that_are_refused(cells: tuple[str, ...], expected: str) -> None:
    assert reason("ai_miljo", *cells, headers=OPTION_HEADERS) == expected


def test_a_column_for_vet_ej() -> None:
    headers = ["ai_miljo [Egen drift]", "ai_miljo [Vet ej]"]
    assert read("ai_miljo", "", "1", headers=headers) == Reading("dont_know")
    assert read("ai_miljo", "", "Vet ej", headers=headers) == Reading("dont_know")
    assert reason("ai_miljo", "1", "1", headers=headers) == "exclusive_option"


def test_two_columns_for_one_question_must_agree_unless_one_is_blank() -> None:
    assert read("ai_strategi", "1", "Påbörjat").value == 1
    assert read("ai_strategi", "", "1").value == 1
    assert read("ai_strategi", "", "").status == "unanswered"
    assert reason("ai_strategi", "1", "2") == "columns_disagree"
    assert reason("ai_strategi", "1", "Vet ej") == "columns_disagree"
    headers = ["ai_miljo", "ai_miljo_own", "ai_miljo_none"]
    assert read("ai_miljo", "Egen drift", "1", "0", headers=headers).options == ("own",)
    assert reason("ai_miljo", "Egen drift", "0", "1", headers=headers) == "columns_disagree"

"""Numbers that are a survey tool's own: a column's whole set of values is read, or asked about."""

from dataclasses import replace

import pytest

from ailaget.codebook import codebook
from ailaget.ingest.matching.number_meanings import (
    FRACTION,
    FROM_0,
    FROM_1,
    ONE_IS_NO,
    ONE_IS_YES,
    REVERSED,
)
from ailaget.ingest.matching.number_words import UnknownMeaning, chosen_meanings, meaning_text
from ailaget.ingest.survey import Survey, read_survey
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed
from ailaget.texts import texts

NAME = "enkat_2026-10.csv"
PLACES = ("Tibro", "Umeå", "Malmö", "Falun", "Kiruna", "Lund", "Habo", "Ale")
STRATEGY = "Har kommunen en AI-strategi, eller ingår AI i den digitala strategin?"
AREAS = "I vilka verksamhetsområden används AI? Flera svar kan anges."


def column(header: str, *cells: str, confirmed: Confirmed = NOTHING_CONFIRMED) -> Survey:
    """Read a survey of one question, a municipality for each cell."""
    rows = [f"{place};{cell}" for place, cell in zip(PLACES, cells, strict=False)]
    data = "\n".join([f"Kommun;{header}", *rows]).encode()
    return read_survey(data, NAME, confirmed=confirmed)


def options(*rows: str, confirmed: Confirmed = NOTHING_CONFIRMED) -> Survey:
    """Read a survey of one question with a column for each of three options."""
    header = ";".join(f"{AREAS}: {option}" for option in ("Skola", "Socialtjänst", "Annat"))
    lines = [f"{place};{row}" for place, row in zip(PLACES, rows, strict=False)]
    data = "\n".join([f"Kommun;{header}", *lines]).encode()
    return read_survey(data, NAME, confirmed=confirmed)


def given(survey: Survey) -> list[object]:
    return [a.choice or a.value if a.status == "answered" else a.status for a in survey.answers]


def meanings(survey: Survey) -> tuple[str, ...]:
    (asked,) = survey.asked_numbers
    return asked.meanings


@pytest.mark.parametrize(
    ("cells", "offered"),
    [
        (("1", "4", "3", "1", "2", "4"), (FROM_1, REVERSED)),
        (("1", "3", "3", "1", "2"), ("codebook", FROM_1, REVERSED)),
        (("1", "1", "1", "1"), ("codebook", FROM_1, REVERSED)),
        (("2.0", "1,0"), ("codebook", FROM_1, REVERSED)),
        (("0", "1", "4"), ("codebook", FROM_1, REVERSED)),
        (("1", "Vet ej", "9"), ("codebook", FROM_1, REVERSED)),
    ],
)
def test_codes_that_may_be_counted_from_one_are_asked_about_and_not_taken(
    cells: tuple[str, ...], offered: tuple[str, ...]
) -> None:
    survey = column(STRATEGY, *cells)
    assert meanings(survey) == offered
    assert survey.answers == []
    assert [v.line for v in survey.unknown_values] == list(range(2, len(cells) + 2))
    assert {v.reason for v in survey.unknown_values} == {"unclear_number"}
    assert survey.report()["asked"][0]["question"] == "ai_strategi"
    assert survey.report()["asked"][0]["number"] == "1"
    assert survey.accepted_rows == len(cells)


@pytest.mark.parametrize(
    ("header", "cells", "values"),
    [
        (STRATEGY, ("0", "1", "3"), [0, 1, 3]),
        (STRATEGY, ("0", "0", "0"), [0, 0, 0]),
        (STRATEGY, ("Nej", "Påbörjat", ""), [0, 1, "unanswered"]),
        (STRATEGY, ("0", "9", "8", "Vet ej"), [0, "dont_know", "not_applicable", "dont_know"]),
        (STRATEGY, ("1 = Påbörjat", "0 = Nej"), [1, 0]),
        (STRATEGY, ("1 = Påbörjat", "0 = Nej", "1"), [1, 0, 1]),
        (STRATEGY, ("1. Nej", "2. Påbörjat", "5. Vet ej", "2"), [0, 1, "dont_know", 1]),
        (STRATEGY, ("Nej (4)", "Påbörjat (3)", "3"), [0, 1, 1]),
        ("ledning_prio", ("3", "5", "4", "2"), [3, 5, 4, 2]),
        ("ledning_prio", ("Stämmer inte alls", "2", "3"), [1, 2, 3]),
        ("utb_chef_pct", ("0", "0"), [0, 0]),
        ("utb_chef_pct", ("0,45", "12", "1"), [0.45, 12, 1]),
        ("utb_chef_pct", ("0,45 %", "45 procent"), [0.45, 45]),
        ("fte_ai_total", ("0,5", "1"), [0.5, 1]),
    ],
)
def test_what_can_only_be_read_in_one_way_is_read(
    header: str, cells: tuple[str, ...], values: list[object]
) -> None:
    survey = column(header, *cells)
    assert (survey.asked_numbers, survey.unknown_values) == ((), [])
    assert given(survey) == values


@pytest.mark.parametrize(
    "cells", [("1. Nej",), ("1. Nej", "1. Nej"), ("1. Nej", "3. Påbörjat"), ("1. Nej", "0. Nej")]
)
def test_texts_with_numbers_that_no_way_of_counting_has_or_only_one_are_not_taken(
    cells: tuple[str, ...],
) -> None:
    survey = column(STRATEGY, *cells)
    refused = [cell for cell in cells if cell != "0. Nej"]
    assert [v.value for v in survey.unknown_values] == refused
    assert {v.reason for v in survey.unknown_values} == {"code_and_text_disagree"}


def test_a_number_that_a_columns_own_way_of_counting_lacks_is_not_taken() -> None:
    survey = column(STRATEGY, "1. Nej", "2. Påbörjat", "0")
    assert given(survey) == [0, 1]
    assert [(v.value, v.reason) for v in survey.unknown_values] == [("0", "out_of_range")]


def test_a_number_beyond_every_way_of_counting_is_a_fault_of_its_cell() -> None:
    survey = column(STRATEGY, "0", "7", "2")
    assert survey.asked_numbers == ()
    assert [(v.line, v.reason) for v in survey.unknown_values] == [(3, "out_of_range")]


def test_a_scale_from_one_with_a_zero_is_asked_about() -> None:
    assert meanings(column("ledning_prio", "0", "2", "4")) == (FROM_0,)
    confirmed = Confirmed(numbers={"ledning_prio": FROM_0})
    assert given(column("ledning_prio", "0", "2", "4", confirmed=confirmed)) == [1, 3, 5]


@pytest.mark.parametrize(
    ("meaning", "values"),
    [
        ("codebook", [1, 3, 2, "dont_know"]),
        (FROM_1, [0, 2, 1, "dont_know"]),
        (REVERSED, [3, 1, 2, "dont_know"]),
    ],
)
def test_the_answer_decides_what_every_code_means(meaning: str, values: list[object]) -> None:
    confirmed = Confirmed(numbers={"ai_strategi": meaning})
    assert given(column(STRATEGY, "1", "3", "2", "9", confirmed=confirmed)) == values


def test_an_answer_that_does_not_fit_the_next_file_is_asked_for_again() -> None:
    confirmed = Confirmed(numbers={"ai_strategi": "codebook"})
    survey = column(STRATEGY, "1", "4", confirmed=confirmed)
    assert meanings(survey) == (FROM_1, REVERSED)
    assert survey.answers == []


def test_a_text_that_a_person_has_confirmed_is_not_asked_about() -> None:
    confirmed = Confirmed(choices={"ai_strategi": {"1": "no", "2": "started"}})
    assert given(column(STRATEGY, "1", "2", confirmed=confirmed)) == [0, 1]
    assert meanings(column(STRATEGY, "1", "2", "3", confirmed=confirmed))


@pytest.mark.parametrize(
    "rows",
    [
        ("1;1;1", "2;1;1", "1;1;1"),
        ("2;2;2", "1;2;2"),
        ("1;1;1", "1;1;1"),
        ("2;;", ";;"),
        ("1.0;2.0;1.0",),
        ("1;2;0",),
    ],
)
def test_one_and_two_in_options_columns_are_asked_about(rows: tuple[str, ...]) -> None:
    survey = options(*rows)
    assert meanings(survey) == (ONE_IS_YES, ONE_IS_NO)
    assert survey.answers == []
    assert {v.reason for v in survey.unknown_values} == {"unclear_number"}


@pytest.mark.parametrize(
    ("meaning", "chosen"),
    [
        (ONE_IS_NO, ["school", "unanswered"]),
        (ONE_IS_YES, ["social_services", "other", "social_services", "school", "other"]),
    ],
)
def test_the_answer_decides_what_is_chosen(meaning: str, chosen: list[str]) -> None:
    confirmed = Confirmed(numbers={"uc_omraden": meaning})
    assert given(options("2;1;1.0", "1;1;1", confirmed=confirmed)) == chosen


@pytest.mark.parametrize("rows", [("1;0;0", "0;0;0"), ("1;;", ";;"), ("x;;", ";x;"), ("0;0;0",)])
def test_options_that_can_only_be_read_in_one_way_are_read(rows: tuple[str, ...]) -> None:
    survey = options(*rows)
    assert (survey.asked_numbers, survey.unknown_values) == ((), [])


@pytest.mark.parametrize(("cells", "number"), [(("0,45", "0", "1"), "0,45"), (("0", "1"), "1")])
def test_shares_of_one_are_asked_about(cells: tuple[str, ...], number: str) -> None:
    survey = column("utb_chef_pct", *cells)
    (asked,) = survey.asked_numbers
    assert (asked.meanings, asked.number, survey.answers) == (("codebook", FRACTION), number, [])
    confirmed = Confirmed(numbers={"utb_chef_pct": FRACTION})
    as_shares = [100 * float(cell.replace(",", ".")) for cell in cells]
    assert given(column("utb_chef_pct", *cells, confirmed=confirmed)) == as_shares


def test_the_question_is_in_words_and_words_answer_it() -> None:
    book, survey = codebook(), column(STRATEGY, "1", "3", "2")
    (asked,) = survey.asked_numbers
    question = book.questions["ai_strategi"]
    lines = [meaning_text(asked, meaning, question, texts("sv")) for meaning in asked.meanings]
    assert lines == [
        "1 = Påbörjat, 2 = Beslutat/infört, 3 = Infört och följs upp",
        "1 = Nej, 2 = Påbörjat, 3 = Beslutat/infört",
        "1 = Infört och följs upp, 2 = Beslutat/infört, 3 = Påbörjat",
    ]
    by_key = {"ai_strategi": asked}
    for statement in ("ai_strategi:1=Nej", "1=no", " 1 = NEJ", "3=Decided/in place"):
        assert chosen_meanings([statement], by_key, book) == {"ai_strategi": FROM_1}
    for statement in ("1=kanske", "ai_heltid:1=Nej", "1", "2=Beslutat/infört"):
        with pytest.raises(UnknownMeaning) as caught:
            chosen_meanings([statement], by_key, book)
        assert "ai_strategi:1=Nej" in str(caught.value)


def test_words_answer_for_options_and_per_cent_too() -> None:
    book = codebook()
    (chosen,) = options("1;2;2").asked_numbers
    (share,) = column("utb_chef_pct", "0,45").asked_numbers
    asked = {"uc_omraden": chosen, "utb_chef_pct": share}
    assert chosen_meanings(["1=inte vald", "0,45=45 %"], asked, book) == {
        "uc_omraden": ONE_IS_NO,
        "utb_chef_pct": FRACTION,
    }
    assert chosen_meanings(["2=not chosen"], asked, book) == {"uc_omraden": ONE_IS_YES}
    assert chosen_meanings(["0,45=0,45"], asked, book) == {"utb_chef_pct": "codebook"}


def test_what_was_confirmed_before_numbers_were_asked_about_keeps_its_name() -> None:
    earlier = Confirmed(columns={"Fråga 1": "ai_strategi"}, choices={"ai_strategi": {"jo": "no"}})
    assert earlier.id == "00b9c4fd8a6e"
    assert replace(earlier, numbers={"ai_strategi": FROM_1}).id != earlier.id

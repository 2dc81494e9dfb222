"""The inhabitants of areas that answer for themselves are numbers, and what is missing is none."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ailaget.ingest.areas.choosing import AreasRefused
from ailaget.ingest.areas.contents import interpret
from ailaget.ingest.areas.opening import received
from ailaget.ingest.areas.population import MOST_PEOPLE
from tests.answering import CHOICES, NAMES, answering_file

PEOPLE = replace(CHOICES, population="folk", source_date="2025-12-31")


def read(folder: Path, cells: Sequence[object], codes: Sequence[str] = tuple(NAMES)) -> object:
    data, _ = received(answering_file(folder, codes, folk=cells))
    return interpret(data, PEOPLE)


@pytest.mark.parametrize(
    "cells",
    [
        [12, 7000, 30, None, 4, 5],
        [12.0, 7000.0, 30.0, float("nan"), 4.0, 5.0],
        ["12", "7 000", "30", "..", "4", "5"],
    ],
)
def test_whole_numbers_are_inhabitants_however_they_are_written(
    tmp_path: Path, cells: list[object]
) -> None:
    given = read(tmp_path, cells)
    areas = given.areas  # type: ignore[attr-defined]
    numbers = {"0301": 12, "0302": 7000, "0303": 30, "0305": 4, "0306": 5}
    assert (areas.population, areas.population_year) == (numbers, 2025)
    said = ("population", {"column": "folk", "year": "2025", "n": 1})
    assert said in given.remarks  # type: ignore[attr-defined]


@pytest.mark.parametrize("cell", [0, -3, 2.5, "cirka 40", "1e6", MOST_PEOPLE + 1])
def test_what_is_no_number_of_inhabitants_is_refused_with_its_area(
    tmp_path: Path, cell: object
) -> None:
    with pytest.raises(AreasRefused) as refused:
        read(tmp_path, [1, 2, cell if not isinstance(cell, str) else 3, 4, 5, 6])
        read(tmp_path, ["1", "2", cell, "4", "5", "6"])
    assert refused.value.reason == "not_inhabitants"
    assert str(refused.value.params["cells"]).startswith("0303: ")


def test_parts_of_one_area_say_the_same_number(tmp_path: Path) -> None:
    codes = ("0301", "0301", "0302")
    assert read(tmp_path, [9, 9, 8], codes).areas.population == {  # type: ignore[attr-defined]
        "0301": 9,
        "0302": 8,
    }
    with pytest.raises(AreasRefused) as refused:
        read(tmp_path, [9, 7, 8], codes)
    assert refused.value.reason == "inhabitants_differ"


def test_a_column_that_is_not_there_or_has_no_number_is_refused(tmp_path: Path) -> None:
    data, _ = received(answering_file(tmp_path, folk=[None] * 6))
    for column, reason in (("folk", "no_inhabitants"), ("finns ej", "no_such_column")):
        with pytest.raises(AreasRefused) as refused:
            interpret(data, replace(PEOPLE, population=column))
        assert refused.value.reason == reason


def test_the_year_is_asked_for_where_neither_heading_nor_publisher_says_it(tmp_path: Path) -> None:
    data, _ = received(answering_file(tmp_path, folk=[1, 2, 3, 4, 5, 6]))
    asked = interpret(data, replace(PEOPLE, source_date="")).asked
    assert [question.kind for question in asked] == ["inhabited"]

"""Several options in one cell, however a survey tool joins them, and beside columns of options."""

import pytest

from ailaget.ingest.reading.cell_lists import list_items
from ailaget.ingest.reading.spaced_options import spaced_options
from ailaget.ingest.survey import Survey, read_survey

BOTH = {"own", "cloud_eea"}


def survey(header: str, *cells: str) -> Survey:
    """Return a survey of one municipality, its cells quoted as CSV."""
    quoted = ";".join('"' + cell.replace('"', '""') + '"' for cell in ("Tibro", *cells))
    return read_survey(f"Kommun;{header}\n{quoted}\n".encode(), "enkat_2026-10.csv")


def beside(joined: str, own: str, cloud: str) -> Survey:
    """Return a survey whose joined cell stands beside two columns of options.

    Another municipality has chosen neither, so that 1 is seen to be "chosen".
    """
    rows = [["Kommun", "ai_miljo", "ai_miljo/own", "ai_miljo/cloud_eea"]]
    rows += [["Tibro", joined, own, cloud], ["Mora", "", "0", "0"]]
    return read_survey("\n".join(map(";".join, rows)).encode(), "enkat_2026-10.csv")


def chosen(found: Survey, question: str = "ai_miljo") -> set[str]:
    return {a.choice for a in found.answers if a.question == question and a.choice}


@pytest.mark.parametrize(
    "cell",
    [
        "own cloud_eea",
        "own  cloud_eea ",
        "Egen drift Moln inom EU/EES",
        "Egen drift\nMoln inom EU/EES",
        "Egen drift\r\nMoln inom EU/EES\r\n",
        "own\ncloud_eea",
        "Egen drift;#Moln inom EU/EES",
        ";#Egen drift;#Moln inom EU/EES;#",
        '["Egen drift","Moln inom EU/EES"]',
        '["own", "cloud_eea"]',
        '["Egen drift";"Moln inom EU/EES"]',
        "['Egen drift', 'Moln inom EU/EES']",
        '{"Egen drift","Moln inom EU/EES"}',
        '{Egen drift,"Moln inom EU/EES"}',
        "{own,cloud_eea}",
        "[own, cloud_eea]",
    ],
)
def test_two_options_are_two_however_they_are_joined(cell: str) -> None:
    found = survey("ai_miljo", cell)
    assert chosen(found) == BOTH
    assert found.unknown_values == []


@pytest.mark.parametrize("cell", ["[]", "[ ]", "{}", '[""]', ""])
@pytest.mark.parametrize("question", ["ai_miljo", "ai_heltid", "fte_ai_total"])
def test_an_empty_list_is_no_answer(cell: str, question: str) -> None:
    if cell == '[""]' and question == "fte_ai_total":
        cell = "[]"
    found = survey(question, cell)
    assert [a.status for a in found.answers] == ["unanswered"]
    assert found.unknown_values == []


def test_a_list_of_one_is_a_single_choice_and_a_list_of_two_is_none() -> None:
    assert [a.value for a in survey("ai_heltid", '["Ja, egen"]').answers] == [3]
    two = survey("ai_heltid", '["Ja, egen","Nej"]')
    assert [value.reason for value in two.unknown_values] == ["unknown_choice"]


@pytest.mark.parametrize(
    "cell", ["own dator", "Egen drift i molnet", '["Egen drift","eget"]', '["own"', "[[own]]"]
)
def test_what_is_not_options_alone_is_listed_whole(cell: str) -> None:
    found = survey("ai_miljo", cell)
    assert chosen(found) == set()
    assert [value.value for value in found.unknown_values] == [cell]


def test_options_that_exclude_each_other_are_still_refused() -> None:
    assert [v.reason for v in survey("ai_miljo", "own none").unknown_values] == ["exclusive_option"]


def test_a_joined_cell_and_columns_of_options_say_the_same() -> None:
    for joined in ("own cloud_eea", "Egen drift Moln inom EU/EES"):
        found = beside(joined, "1", "1")
        assert chosen(found) == BOTH
        assert found.unknown_values == []


def test_readable_columns_of_options_are_not_overruled_by_a_cell_that_cannot_be_read() -> None:
    found = beside("own & cloud", "1", "1")
    assert chosen(found) == BOTH
    assert found.unknown_values == []
    # A cell that can be read, and says something else, is a contradiction as before.
    assert [v.reason for v in beside("own", "1", "1").unknown_values] == ["columns_disagree"]
    # Columns that say nothing leave the cell to be listed.
    assert [v.value for v in beside("own & cloud", "", "").unknown_values] == ["own & cloud"]


def test_a_row_of_empty_lists_has_not_answered() -> None:
    header = "Kommun;ai_miljo;uc_omraden;hinder;fte_ai_total;ai_heltid"
    data = f"{header}\nTibro;[];[];[];;\nMora;[];[];[];1;\n".encode()
    found = read_survey(data, "enkat_2026-10.csv")
    assert [(row.municipality_text, row.reason) for row in found.held_back] == [
        ("Tibro", "no_answers")
    ]
    assert list(found.accepted) == ["2062"]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        (r'["P\u00e5b\u00f6rjat","a \"b\" c"]', ["Påbörjat", 'a "b" c']),
        ("['it''s']", None),
        ('["a" "b"]', None),
        ('{"a": 1}', None),
        ("[" * 5_000 + "]" * 5_000, None),
        ("[1, 2]", ["1", "2"]),
        ("(a, b)", None),
    ],
)
def test_lists_are_told_from_what_only_resembles_one(cell: str, items: list[str] | None) -> None:
    assert list_items(cell) == items


def test_words_that_can_be_parted_in_two_ways_are_not_guessed() -> None:
    known = {"data", "skydd", "dataskydd"}
    assert spaced_options("data skydd", known) is None
    assert spaced_options("data data", known) == {"data"}
    assert spaced_options(" ".join(["data"] * 61), known) is None

"""Headings in the wrappings of survey tools are the questions that they ask, and nothing else."""

import pytest

from ailaget.codebook import codebook
from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.survey import read_survey

FTE = "Hur många årsarbetskrafter i kommunen arbetar huvudsakligen med AI?"
FULL_TIME = "Har kommunen minst en heltidstjänst för AI?"
WHERE = "Var drivs kommunens AI-lösningar? Flera svar kan anges."
AREAS = "I vilka verksamhetsområden används AI? Flera svar kan anges."
ASKED = "Vilken kommun svarar du för?"


def matched(*header: str) -> dict[str, tuple[str, str | None]]:
    columns = Headers(codebook()).match(["Kommun", *header])
    return {column.header: (column.question, column.option) for column in columns.questions}


@pytest.mark.parametrize(
    "wrapping",
    [
        "2. {}",
        "2) {}",
        "2: {}",
        "2 {}",
        "(2) {}",
        "2.1 {}",
        "2.1. {}",
        "12a. {}",
        "a) {}",
        "B. {}",
        "Q2 - {}",
        "Q2: {}",
        "Q2. {}",
        "[Q2] {}",
        "Q2 – {}",
        "F2. {}",
        "Fråga 2: {}",
        "Fråga 2. {}",
        "G01Q02. {}",
        "V1_A1. {}",
        "fte_ai_total. {}",
        "{} *",
        "{}*",
        "* {}",
        "{} (obligatorisk)",
        "{} (required)",
        "2. {} *",
        "<p>{}</p>",
        "<strong>2. {}</strong> *",
        "bemanning/{}",
        "Om bemanning/{}",
        "2.{}",
        "2){}",
        "12a.{}",
        "Fråga 2 {}",
        "Q2 {}",
        "F12 {}",
        "{}:",
        "Om bemanning > {}",
        "Bemanning | {}",
        "A / B / {}",
        "{} - Selected Choice",
        "Q2 - {} - Selected Choice",
    ],
)
def test_a_wording_in_any_wrapping_is_its_question(wrapping: str) -> None:
    header = wrapping.format(FTE)
    assert matched(header) == {header: ("fte_ai_total", None)}
    assert Headers(codebook()).knows(header)


@pytest.mark.parametrize(
    ("header", "question", "option"),
    [
        ("bemanning-fte_ai_total", "fte_ai_total", None),
        ("bemanning/fte_ai_total", "fte_ai_total", None),
        ("data.bemanning.fte_ai_total", "fte_ai_total", None),
        ("bemanning:fte_ai_total", "fte_ai_total", None),
        ("bemanning__fte_ai_total", "fte_ai_total", None),
        ("enkat/data/ai_miljo", "ai_miljo", None),
        ("data/ai_miljo/own", "ai_miljo", "own"),
        ("ai_miljo/own", "ai_miljo", "own"),
        (f"{WHERE} (choice=Egen drift)", "ai_miljo", "own"),
        (f"4. {WHERE} (choice=Moln inom EU/EES)", "ai_miljo", "cloud_eea"),
        (f"Q4 - {WHERE} [Egen drift]", "ai_miljo", "own"),
        (f"ai_miljo_SQ001. {WHERE} [Egen drift]", "ai_miljo", "own"),
        (f"{AREAS} - Selected Choice", "uc_omraden", None),
        (f"{AREAS} - Selected Choice - Skola", "uc_omraden", "school"),
        (f"Q4 - {AREAS} - Selected Choice - Skola", "uc_omraden", "school"),
        ("ai_miljo___own", "ai_miljo", "own"),
    ],
)
def test_groups_and_options_are_seen_through(
    header: str, question: str, option: str | None
) -> None:
    assert matched(header) == {header: (question, option)}


@pytest.mark.parametrize(
    "header",
    [
        f"ai_strategi. {FTE}",  # the code says another question than the text
        f"Kommentar: {FTE}",
        f"Kommentar till bemanning/{FTE}",
        "kommentar/fte_ai_total",
        "comment-fte_ai_total",
        f"{AREAS} - Annat - Text",
        "uc_omraden_9_TEXT",
        "ai_strategi/fte_ai_total",
        f"Varför? {FTE}",
        f"Motivering/{FTE}",
        f"Motivering - {FTE}",
        f"Vad menas med: {FTE}",
        "2. ",
        "*",
    ],
)
def test_what_only_resembles_a_question_is_left_for_a_person(header: str) -> None:
    assert matched(header) == {}


def test_a_plain_column_is_preferred_to_a_wrapped_one_of_the_same_question() -> None:
    assert matched(f"2. {FTE}", "fte_ai_total") == {"fte_ai_total": ("fte_ai_total", None)}


@pytest.mark.parametrize(
    "header",
    [
        "Kommun *",
        f"1. {ASKED}",
        f"Q1 - {ASKED}",
        f"{ASKED} *",
        "bakgrund-kommun",
        "bakgrund/kommun",
        f"Bakgrund/{ASKED}",
        "<p>Kommun</p>",
        "1. Kommun",
    ],
)
def test_the_municipality_is_known_in_the_same_wrappings(header: str) -> None:
    data = f'"{header}";"2. {FTE}"\n"Tibro";"1"\n'.encode()
    survey = read_survey(data, "enkat_2026-10.csv")
    assert [(a.municipality, a.value) for a in survey.answers] == [("1472", 1)]


def test_an_option_that_is_called_municipality_is_not_the_column_of_municipalities() -> None:
    columns = Headers(codebook()).match(["samverkan/kommun", "fte_ai_total"])
    assert columns.municipality == ()
    columns = Headers(codebook()).match(["Kommun", "kontakt-kommun", "fte_ai_total"])
    assert columns.municipality == (0,)


def test_a_wave_s_column_is_known_in_a_wrapping() -> None:
    data = b"Kommun;meta/matomgang;1. fte_ai_total\nTibro;2026-10;1\n"
    assert read_survey(data, "enkat.csv").wave == "2026-10"

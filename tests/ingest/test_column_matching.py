"""Headers are matched to questions, options, municipality and wave; the rest stays unmatched."""

import pytest

from ailaget.codebook import codebook
from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.reading.normalisation import fold

BOOK = codebook()
HEADERS = Headers(BOOK)


def question_of(header: str) -> tuple[str, str | None] | None:
    columns = HEADERS.match([header]).questions
    return (columns[0].question, columns[0].option) if columns else None


@pytest.mark.parametrize("key", BOOK.questions)
def test_a_question_is_known_by_key_label_and_wording_whatever_case_and_spacing(key: str) -> None:
    question = BOOK.questions[key]
    texts = [key, *question.label.values(), *question.wording.values(), *question.earlier_wordings]
    for text in texts:
        spaced = text.replace(" ", "\u00a0\n")
        for written in (text, text.upper(), f"  {spaced} ", f"\ufeff{text}"):
            assert question_of(written) == (key, None), written


def test_typography_does_not_matter_but_words_do() -> None:
    assert question_of("... varav AI-strateg/\N{EN DASH}samordnare/\u2011chef") == (
        "fte_ai_ledning",
        None,
    )
    assert question_of("Ledningen prioriterar AI (1-5)") is None
    assert question_of("Hur många arbetar med AI?") is None


@pytest.mark.parametrize(
    "pattern", ["{q}: {o}", "{q} [{o}]", "{q}_{o}", "{q} - {o}", "{q} ({o})", "{q}/{o}", "{q}.{o}"]
)
def test_every_option_of_every_multi_question_can_have_its_own_column(pattern: str) -> None:
    for question in BOOK.questions.values():
        if not question.is_multi:
            continue
        starts = (question.key, *question.label.values(), *question.wording.values())
        for choice in question.choices:
            for start in starts:
                for option in (choice.key, *choice.label.values()):
                    found = question_of(pattern.format(q=start, o=option))
                    assert found == (question.key, choice.key)


def test_an_unknown_option_is_not_guessed_but_vet_ej_is_one() -> None:
    assert question_of("ai_miljo: Stordator") is None
    assert question_of("ai_miljoown") is None
    assert question_of("ai_miljo_1") is None
    assert question_of("ai_miljo [Vet ej]") == ("ai_miljo", "dont_know")


@pytest.mark.parametrize(
    "header",
    [
        "kommunkod",
        "Kommun",
        "KOMMUN_NAMN",
        "Kommunnamn",
        "municipality_code",
        "Municipality",
        "Vilken kommun svarar du för?",
        "I vilken kommun arbetar ni?",
        "Välj kommun",
        "Region",
    ],
)
def test_columns_that_tell_the_municipality(header: str) -> None:
    assert HEADERS.match(["x", header]).municipality == (1,)
    assert HEADERS.knows(header)


def test_region_beside_kommun_holds_the_county() -> None:
    assert HEADERS.match(["Region", "Kommun", "Kommunkod"]).municipality == (1, 2)
    assert HEADERS.match(["Region", "Organisation"]).municipality == (1,)


def test_another_question_about_municipalities_is_not_the_respondents_own() -> None:
    asked = ["Vilken kommun svarar du för?", "Vilken kommun samverkar ni mest med?"]
    assert HEADERS.match(asked).municipality == (0,)
    assert HEADERS.match([*asked, "Kommun"]).municipality == (2,)


@pytest.mark.parametrize("header", ["matomgang", "Mätomgång", "WAVE"])
def test_columns_that_tell_the_wave(header: str) -> None:
    assert HEADERS.match(["kommun", header]).wave == 1


def test_what_each_header_is_taken_for_is_told() -> None:
    columns = HEADERS.match(["Tidstämpel", "Kommun", "ai_strategi ", "ai_miljo_own", ""])
    assert columns.by_header() == {
        "Tidstämpel": None,
        "Kommun": None,
        "ai_strategi": "ai_strategi",
        "ai_miljo_own": "ai_miljo",
    }
    assert columns.is_survey
    assert not HEADERS.match(["kommun", "annat"]).is_survey
    assert not HEADERS.match(["ai_strategi"]).is_survey


def test_no_two_choices_of_a_question_are_written_the_same() -> None:
    for question in BOOK.questions.values():
        meant: dict[str, set[str]] = {}
        for choice in question.choices:
            for text in (choice.key, *choice.label.values()):
                meant.setdefault(fold(text), set()).add(choice.key)
        assert all(len(keys) == 1 for keys in meant.values()), question.key

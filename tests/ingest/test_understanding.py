"""What is understood of a file, what is only suggested, and what a person's word changes."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from ailaget.codebook import codebook
from ailaget.ingest.matching.columns import column_keys
from ailaget.ingest.survey import Survey, read_survey
from ailaget.ingest.understanding import ColumnUnderstood, Understanding, understand
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed, SavedMapping

NAME = "svar 2026-10.csv"
TEXTS = Path(__file__).parent.parent.parent / "data" / "texts"

UNKNOWN = [
    "Svarande;Antal årsarbetskrafter som mest arbetar med AI;Finns AI-strategi;Drift"
    ";Kommentar;Kommentar",
    "Falun;1,5;Delvis;Egen server;a;b",
    "Mora;0;Nej;Egen server, Ingen;c;d",
    "Malmö stad;3;Delvis;;;",
]


def data(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def understood(
    *lines: str, confirmed: Confirmed = NOTHING_CONFIRMED, **options: object
) -> Understanding:
    return understand(data(*lines), NAME, confirmed=confirmed, **options)  # type: ignore[arg-type]


def read(*lines: str, confirmed: Confirmed = NOTHING_CONFIRMED) -> Survey:
    return read_survey(data(*lines), NAME, confirmed=confirmed)


def column(found: Understanding, key: str) -> ColumnUnderstood:
    return next(column for column in found.columns if column.key == key)


def test_a_file_that_is_understood_says_how_and_why() -> None:
    found = understood(
        "Enkät;;;;",
        "Kommun;ai_strategi;Ledningen prioriterar AI;"
        "Vår kompetens i AI räcker för att nå våra mål.;ai_miljo: Ingen",
        "Falun;1;2;3;1",
    )
    assert (found.kind, found.encoding, found.delimiter, found.decimal) == (
        "csv",
        "utf-8",
        ";",
        ",",
    )
    assert (found.header_lines, found.rows, found.wave, found.lacks) == ((2,), 1, "2026-10", ())
    assert [(c.letter, c.target, c.why) for c in found.columns] == [
        ("A", "municipality", "municipality_name"),
        ("B", "ai_strategi", "key"),
        ("C", "ledning_prio", "label"),
        ("D", "kompetens_niva", "wording"),
        ("E", "ai_miljo:none", "option"),
    ]
    assert (found.preview, found.preview_lines) == ((("Falun", "1", "2", "3", "1"),), (3,))
    assert column(found, "ai_strategi").examples == ("1",)


def test_what_is_lacking_is_said_instead_of_refused() -> None:
    found = understand(data("Svarande;x", "Falun;1"), "svar.csv")
    assert found.lacks == ("no_municipality", "no_question", "no_wave")
    assert understood("Kommun;ai_strategi").lacks == ("no_rows",)


def test_columns_are_suggested_and_never_taken_unconfirmed() -> None:
    found = understood(*UNKNOWN)
    assert {c.target for c in found.columns} == {None}
    assert column(found, "Svarande").suggestions[0] == ("municipality", 100)
    key = "Antal årsarbetskrafter som mest arbetar med AI"
    assert column(found, key).suggestions[0][0] == "fte_ai_total"
    option = understood("Kommun;Var drivs AI? Molntjänst utanför EU/EES", "Falun;1").columns[1]
    assert option.target is None


def test_a_confirmed_mapping_decides_for_columns_and_choices() -> None:
    confirmed = Confirmed(
        columns={
            "Svarande": "municipality",
            "Antal årsarbetskrafter som mest arbetar med AI": "fte_ai_total",
            "Finns AI-strategi": "ai_strategi",
            "Drift": "ai_miljo",
            "Kommentar #F": "ignore",
        },
        choices={"ai_strategi": {"Delvis": "started"}, "ai_miljo": {"egen  SERVER": "own"}},
    )
    found = understood(*UNKNOWN, confirmed=confirmed)
    assert (found.lacks, found.unknown_choices) == ((), ())
    assert column(found, "Svarande").why == "confirmed"
    assert column(found, "Kommentar #F").target == "ignore"
    result = read(*UNKNOWN, confirmed=confirmed)
    assert set(result.accepted) == {"2080", "2062", "1280"}
    values = {(a.municipality, a.question): a.choice or a.value for a in result.answers}
    assert values[("2080", "ai_strategi")] == 1
    assert values[("2080", "ai_miljo")] == "own"
    assert [v.reason for v in result.unknown_values] == ["exclusive_option"]


def test_a_saved_mapping_is_applied_to_the_same_layout_and_no_other() -> None:
    layout = understood(*UNKNOWN).fingerprint
    old = SavedMapping("gammal", layout, Confirmed(columns={"Svarande": "ignore"}))
    new = SavedMapping("ny", layout, Confirmed(columns={"Svarande": "municipality"}))
    found = understood(*UNKNOWN, mappings=[old, new])
    assert (found.mapping, column(found, "Svarande").why) == ("ny", "mapping")
    again = understood(UNKNOWN[0], "Habo;1;Nej;;;", mappings=[new])
    assert (again.mapping, again.fingerprint) == ("ny", layout)
    other = understood(UNKNOWN[0] + ";Ny kolumn", "Habo;1;Nej;;;;x", mappings=[new])
    assert other.mapping is None


def test_texts_that_are_no_choice_are_gathered_with_suggestions() -> None:
    found = understood(
        "Kommun;ai_strategi;ai_miljo;fte_ai_total",
        "Falun;Delvis påbörjat;Egen drift, Molnet;ca 3",
        "Mora;Delvis påbörjat;Moln utanför EU;x",
        "Habo;7;Ingen;1",
    )
    told = {(c.question, c.text): (c.count, c.lines, c.suggestions) for c in found.unknown_choices}
    assert told[("ai_strategi", "Delvis påbörjat")] == (2, (2, 3), ("started",))
    assert told[("ai_strategi", "7")][0] == 1
    assert told[("ai_miljo", "Moln utanför EU")][2][0] == "cloud_outside_eea"
    assert ("ai_miljo", "Molnet") in told and ("ai_miljo", "Egen drift") not in told
    assert not [key for key in told if key[0] == "fte_ai_total"]


def test_a_tools_own_numbers_are_what_a_person_says_that_they_are() -> None:
    lines = ("Kommun;ai_strategi;ai_miljo", "Falun;1;1 3 5", "Mora;4;2")
    assert ("ai_miljo", "3") in {(c.question, c.text) for c in understood(*lines).unknown_choices}
    numbers = {"1": "no", "2": "started", "3": "decided", "4": "followed_up"}
    codes = {"1": "own", "2": "shared", "3": "cloud_eea", "5": "dont_know"}
    confirmed = Confirmed(
        choices={"ai_strategi": numbers, "ai_miljo": {**codes, "5": "cloud_outside_eea"}}
    )
    result = read(*lines, confirmed=confirmed)
    assert {a.municipality: a.value for a in result.answers if a.question == "ai_strategi"} == {
        "2080": 0,
        "2062": 3,
    }
    assert [a.choice for a in result.answers if a.municipality == "2080"][1:] == [
        "own",
        "cloud_eea",
        "cloud_outside_eea",
    ]


def test_the_status_of_a_word_can_be_confirmed_for_a_number() -> None:
    confirmed = Confirmed(choices={"fte_ai_total": {"osäkert": "dont_know"}})
    (answer,) = read("Kommun;fte_ai_total", "Falun;Osäkert", confirmed=confirmed).answers
    assert answer.status == "dont_know"


def test_free_text_after_annat_is_annat_and_label_numbers_are_no_part_of_the_text() -> None:
    lines = (
        "Kommun;uc_omraden",
        '"Falun";"1. Skola; Annat: parker, lek och skog, IT/säkerhet"',
        '"Mora";"Annat (bad);3) Skola"',
    )
    result = read(*lines)
    given = {"2080": [], "2062": []}  # type: ignore[var-annotated]
    for answer in result.answers:
        given[answer.municipality].append(answer.choice)
    assert given == {"2080": ["school", "it_security", "other"], "2062": ["school", "other"]}
    assert read(lines[0], '"Falun";"Annatlek"').unknown_values[0].reason == "unknown_choice"


def test_a_confirmed_sheet_line_and_wave_column_are_followed() -> None:
    lines = ("Kommun;ai_strategi;När", "Falun;1;2025-10", "x;y;z", "Mora;2;2025-10")
    confirmed = Confirmed(columns={"När": "wave"})
    assert read(lines[0], lines[1], confirmed=confirmed).wave == "2025-10"
    confirmed = Confirmed(columns={"x": "municipality", "y": "ai_strategi"}, header_line=3)
    assert set(read(*lines, confirmed=confirmed).accepted) == {"2062"}


def test_a_target_that_the_codebook_no_longer_has_is_nothing() -> None:
    confirmed = Confirmed(columns={"x": "gone", "ai_strategi": "ai_miljo:gone"})
    assert read("Kommun;x;ai_strategi;dpia", "Falun;1;1;1", confirmed=confirmed).columns == {
        "Kommun": None,
        "x": None,
        "ai_strategi": None,
        "dpia": "dpia",
    }


def test_every_column_has_a_key_of_its_own() -> None:
    assert column_keys(["Annat", "", "Annat", " a ", ""]) == ("Annat", "#B", "Annat #C", "a", "#E")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_why_and_lack_has_words(language: str) -> None:
    words = tomllib.loads((TEXTS / language / "upload.toml").read_text("utf-8"))["understanding"]
    whys = [
        "key",
        "label",
        "wording",
        "earlier_wording",
        "option",
        "municipality_name",
        "wave_name",
    ]
    assert {f"why_{why}" for why in [*whys, "confirmed", "mapping"]} <= set(words)
    assert {"no_municipality", "no_question", "no_rows", "no_wave"} <= set(words)


def test_an_earlier_wording_is_known_as_such() -> None:
    wording, book = "Finns det en AI-plan i kommunen?", codebook()
    once = replace(book.questions["ai_strategi"], earlier_wordings=(wording,))
    changed = replace(book, questions={**book.questions, "ai_strategi": once})
    file = data(f"Kommun;{wording.upper()};ai_heltid", "Falun;2;1")
    assert read_survey(file, NAME, book=book).columns[wording.upper()] is None
    assert read_survey(file, NAME, book=changed).columns[wording.upper()] == "ai_strategi"


@pytest.mark.parametrize(
    ("header", "question"),
    [
        ("Har kommunen en AI-strategi?", "ai_strategi"),
        ("Effekt av AI", "effekt"),
        ("Har ni en heltidstjänst?", "ai_heltid"),
        ("Budget för AI (kr)", "ai_budget_tkr"),
        ("Vilka hinder?", "hinder"),
        ("Samverkar ni med andra?", "samverkan"),
        ("Största hinder: datakvaliteten", "hinder:data_quality"),
    ],
)
def test_words_that_most_questions_have_do_not_decide_what_is_suggested(
    header: str, question: str
) -> None:
    found = understood(f"Kommun;{header}", "Falun;1")
    assert column(found, header).suggestions[0][0] == question
    assert column(found, header).target is None
    assert column(found, header).suggestions[0][1] <= 84  # shown first, but not set beforehand


@pytest.mark.parametrize("header", ["Förvaltning", "Övriga synpunkter", "E-post"])
def test_a_header_that_is_like_no_question_gets_no_suggestion(header: str) -> None:
    assert column(understood(f"Kommun;{header}", "Falun;1"), header).suggestions == ()


def test_of_a_list_only_the_items_that_are_no_option_are_asked_about() -> None:
    data = b"kommun\tai_miljo\nTibro\t['own', 'eget']\nMora\t['own']\n"
    found = understand(data, "a_2026-10.csv")
    assert [choice.text for choice in found.unknown_choices] == ["eget"]

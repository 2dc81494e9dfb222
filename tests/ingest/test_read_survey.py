"""A whole file: what is accepted, held back and listed, with its line and reason."""

import hashlib
import json

import pytest

from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.survey import Answer, Survey, read_survey

NAME = "enkat_2026-10.csv"


def survey(*lines: str, name: str = NAME, wave: str | None = None, **options: object) -> Survey:
    data = "\r\n".join(lines).encode("utf-8-sig")
    return read_survey(data, name, wave, **options)  # type: ignore[arg-type]


def held(result: Survey) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in result.held_back]


def test_the_report_has_exactly_the_agreed_keys_and_counts() -> None:
    lines = [
        "Kommunkod;Kommun;fte_ai_total;ai_strategi;Kommentar",
        "0180;Stockholm;12,5;Påbörjat;",
        "1280;Malmö stad;x;Nej;bra",
        "0125;Eidsberg;1;Nej;",
        "Summa;;99;;",
    ]
    data = "\r\n".join(lines).encode("cp1252")
    report = read_survey(data, NAME).report()
    assert json.loads(json.dumps(report)) == {
        "file": NAME,
        "sha256": hashlib.sha256(data).hexdigest(),
        "wave": "2026-10",
        "encoding": "cp1252",
        "delimiter": ";",
        "decimal": ",",
        "rows": 4,
        "accepted": 2,
        "held_back": [
            {
                "line": 4,
                "municipality_text": "0125 Eidsberg",
                "reason": "code_and_name_disagree",
                "suggestions": [
                    {"municipality": "0125", "name": "Ekerö"},
                    {"municipality": "1885", "name": "Lindesberg"},
                ],
                "cell": "A4",
            },
            {
                "line": 5,
                "municipality_text": "Summa",
                "reason": "total_row",
                "suggestions": [],
                "cell": "A5",
            },
        ],
        "columns": {
            "Kommunkod": None,
            "Kommun": None,
            "fte_ai_total": "fte_ai_total",
            "ai_strategi": "ai_strategi",
            "Kommentar": None,
        },
        "answers": 3,
        "unknown_values": [
            {
                "line": 3,
                "column": "fte_ai_total",
                "value": "x",
                "reason": "not_a_number",
                "cell": "C3",
                "municipality": "1280",
                "question": "fte_ai_total",
                "before": None,
            }
        ],
        "duplicates": [],
        "warnings": [],
        "duplicate_rule": "hold_back",
        "sheet": None,
        "asked": [],
        "unread_columns": [],
        "unread_sheets": [],
    }


def test_every_question_of_the_file_has_one_status_per_municipality() -> None:
    result = survey(
        "kommun;fte_ai_total;ai_strategi;ai_miljo",
        "Falun;9;9;Egen drift;",
        "Habo;Vet ej;8;",
    )
    assert result.answers == [
        Answer("2080", "fte_ai_total", 9.0, None, "answered", 2),
        Answer("2080", "ai_strategi", None, None, "dont_know", 2),
        Answer("2080", "ai_miljo", None, "own", "answered", 2),
        Answer("0643", "fte_ai_total", None, None, "dont_know", 3),
        Answer("0643", "ai_strategi", None, None, "not_applicable", 3),
        Answer("0643", "ai_miljo", None, None, "unanswered", 3),
    ]


def test_a_multi_choice_answer_is_one_row_per_option() -> None:
    result = survey("kommun;ai_miljo", 'Falun;"Moln inom EU/EES;Egen drift"')
    assert [(a.choice, a.value, a.status) for a in result.answers] == [
        ("own", None, "answered"),
        ("cloud_eea", None, "answered"),
    ]


def test_a_repeated_municipality_is_held_back_on_all_its_lines() -> None:
    result = survey(
        "kommun;ai_strategi", "Göteborg;1", "Falun;1", "Göteborgs stad;2", "1480;1", "Malmö;0"
    )
    assert held(result) == [
        (2, "repeated_municipality"),
        (4, "repeated_municipality"),
        (5, "repeated_municipality"),
    ]
    assert result.duplicates == ["1480"]
    assert set(result.accepted) == {"2080", "1280"}


def test_identical_repeats_are_taken_once_and_told() -> None:
    result = survey("id;kommun;ai_strategi", "1;Falun;1", "2;Falun;1 ", "3;Malmö;0")
    assert (result.rows, result.accepted_rows, held(result)) == (3, 3, [])
    assert result.accepted == {"2080": 2, "1280": 4}
    assert result.duplicates == ["2080"]
    assert len(result.answers) == 2


def test_a_row_with_too_many_cells_is_held_back_and_so_is_its_twin() -> None:
    result = survey("kommun;ai_strategi", "Falun;1;x", "Malmö;0;;", "Falun;1")
    assert held(result) == [(2, "too_many_cells"), (4, "repeated_municipality")]
    assert set(result.accepted) == {"1280"}


def test_blank_rows_are_no_rows_but_an_answer_without_a_municipality_is_held_back() -> None:
    result = survey("kommun;ai_strategi", ";", "", " ; ", ";1", "Falun;2")
    assert (result.rows, held(result)) == (2, [(5, "blank_municipality")])


def test_an_answer_larger_than_its_whole_is_not_taken() -> None:
    result = survey(
        "kommun;uc_bred;uc_utvarderad", "Falun;3;4", "Malmö;3;3", "Habo;;4", "Håbo;Vet ej;1"
    )
    listed = [(v.line, v.column, v.value, v.reason) for v in result.unknown_values]
    assert listed == [(2, "uc_utvarderad", "4", "exceeds_other_question")]
    assert ("2080", "uc_utvarderad") not in {(a.municipality, a.question) for a in result.answers}
    assert ("2080", "uc_bred") in {(a.municipality, a.question) for a in result.answers}


def test_columns_that_disagree_are_listed() -> None:
    result = survey(
        "kommun;ai_strategi;AI-strategi eller AI i digital strategi", "Falun;Nej;Påbörjat"
    )
    assert [(v.line, v.reason) for v in result.unknown_values] == [(2, "columns_disagree")]
    assert result.answers == []


def test_an_ambiguous_number_is_never_guessed() -> None:
    result = survey("kommun;ai_budget_tkr;fte_ai_total", "Falun;1.234;0,5", "Malmö;1 234;1,5")
    assert [(v.line, v.reason) for v in result.unknown_values] == [(2, "ambiguous_number")]
    assert next(a.value for a in result.answers if a.municipality == "1280") == 1234


def test_an_alias_decided_by_a_person_takes_the_row_in() -> None:
    lines = ("kommun;ai_strategi", "Nortällje;1")
    assert held(survey(*lines)) == [(2, "unknown_municipality")]
    assert survey(*lines, aliases={"nortällje": "0188"}).accepted == {"0188": 2}


def test_lines_are_those_of_the_file_as_it_stands() -> None:
    result = survey(
        "Enkät om AI i kommunerna;;",
        "",
        "kommun;ai_strategi;Kommentar",
        'Falun;Nej;"en rad',
        'till"',
        "Okänd;Nej;",
        'Malmö;x;"a',
        "",
        'b"',
    )
    assert held(result) == [(6, "unknown_municipality")]
    assert result.unknown_values[0].line == 7
    assert result.accepted == {"2080": 4, "1280": 7}


WAVES = ("kommun;matomgang;ai_strategi", "Falun;2025-10;1", "Malmö;2025-10;0")


def test_the_wave_is_told_or_in_the_column_or_in_the_name() -> None:
    assert survey(*WAVES, wave="2024-10").wave == "2024-10"
    assert survey(*WAVES).wave == "2025-10"
    blank = ("kommun;matomgang;ai_strategi", "Falun;;1")
    assert survey(*blank).wave == "2026-10"


@pytest.mark.parametrize(
    ("lines", "name", "wave", "key"),
    [
        (("kommun;ai_strategi", "Falun;1"), "enkat.csv", None, "load.no_wave"),
        (("kommun;ai_strategi", "Falun;1"), "enkat_2026-13.csv", None, "load.no_wave"),
        (("kommun;ai_strategi", "Falun;1"), "2024-10_2025-10.csv", None, "load.ambiguous_wave"),
        (("kommun;ai_strategi", "Falun;1"), NAME, "2026-13", "load.bad_wave"),
        (("kommun;ai_strategi", "Falun;1"), NAME, "2026", "load.bad_wave"),
        (("kommun;ai_strategi", "Falun;1"), NAME, "", "load.bad_wave"),
        ((*WAVES, "Habo;2024-10;1"), NAME, None, "load.several_waves"),
        (("kommun;matomgang;ai_strategi", "Falun;okt-26;1"), NAME, None, "load.bad_wave"),
        (("kommun;ai_strategi",), NAME, None, "load.no_rows"),
        (("namn;pris", "äpple;3"), NAME, None, "load.not_a_survey"),
        (("kommun;pris", "Falun;3"), NAME, None, "load.not_a_survey"),
        (("namn;ai_strategi", "Falun;3"), NAME, None, "load.not_a_survey"),
        (("hej",), NAME, None, "load.not_a_survey"),
    ],
)
def test_what_refuses_a_whole_file(
    lines: tuple[str, ...], name: str, wave: str | None, key: str
) -> None:
    with pytest.raises(LoadRefused) as caught:
        survey(*lines, name=name, wave=wave)
    assert caught.value.key == key
    assert caught.value.exit_code == 2


def test_a_file_that_is_no_survey_is_told_what_headers_were_found() -> None:
    with pytest.raises(LoadRefused) as caught:
        survey("Rapport", "", "namn;pris", "äpple;3", "päron;4")
    assert caught.value.params == {"found": "namn, pris", "line": 3}


def test_every_row_is_accepted_or_held_back() -> None:
    texts = ["Falun", "Falun", "Malmö", "Oslo", "Riket", "", "0180", "01", "J?rf?lla", "Malmö"]
    rows = [f"{text};{number % 2}" for number, text in enumerate(texts)]
    result = survey("kommun;ai_strategi", *rows)
    assert result.rows == len(texts)
    assert result.rows == result.accepted_rows + len(result.held_back)


FIVE = "kommunkod;ai_strategi;ai_heltid;uc_ide;uc_pilot;uc_bred\n"


def test_a_row_without_any_answer_is_no_respondent_where_enough_is_asked() -> None:
    found = read_survey(f"{FIVE}0114;1;;;;\n0115;;;;;\n".encode(), "a_2027-03.csv")
    assert set(found.accepted) == {"0114"}
    assert [(row.line, row.reason) for row in found.held_back] == [(3, "no_answers")]


def test_a_blank_row_does_not_hold_back_the_municipality_s_real_answer() -> None:
    found = read_survey(f"{FIVE}0114;1;;;;\n0114;;;;;\n".encode(), "a_2027-03.csv")
    assert set(found.accepted) == {"0114"}
    assert found.duplicates == []


def test_a_blank_cell_is_an_unanswered_question_where_little_is_asked() -> None:
    found = read_survey(b"kommunkod;ai_strategi\n0114;\n", "a_2027-03.csv")
    assert [answer.status for answer in found.answers] == ["unanswered"]

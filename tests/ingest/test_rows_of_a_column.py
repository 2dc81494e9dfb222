"""A column speaks for its rows: counties, codes in two parts, trial answers, repeated headings."""

import pytest

from ailaget.geography import counties
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.survey import Survey, read_survey

BOTH = ("Stockholm", "Uppsala", "Jönköping", "Kalmar", "Gotland", "Örebro")
OTHERS = ("Södermanland", "Östergötland", "Skåne", "Halland", "Dalarna")
QUESTION = "fte_ai_total"
FORMS = ("{0.short_name}", "{0.name}", "Region {0.short_name}", "Region {0.name}")


def survey(header: str, *rows: str) -> Survey:
    return read_survey("\n".join((header, *rows)).encode(), "enkat_2026-10.csv")


def of_places(names: list[str], header: str = "Kommun") -> Survey:
    return survey(f"{header};{QUESTION}", *(f"{name};{n}" for n, name in enumerate(names)))


def reasons(found: Survey) -> dict[str, str]:
    return {row.municipality_text: row.reason for row in found.held_back}


@pytest.mark.parametrize("header", ["Kommun", "Region", "Organisation"])
@pytest.mark.parametrize(
    "form", ["{0.short_name}", "{0.name}", "Region {0.short_name}", "Region {0.name}"]
)
def test_a_column_of_counties_is_held_whole_though_six_names_are_municipalities_too(
    form: str, header: str
) -> None:
    found = of_places([form.format(county) for county in counties()], header)
    assert found.accepted == {}
    assert len(found.held_back) == len(counties())
    assert set(reasons(found).values()) == {"column_of_counties"}


def test_a_county_taken_for_a_municipality_before_is_held_in_a_column_of_counties() -> None:
    names = ["Region Stockholm", "Region Skåne", "Region Dalarna"]
    rows = "\n".join([f"Kommun;{QUESTION}", *(f"{name};1" for name in names)]).encode()
    aliases = {"Region Stockholm": "0180"}
    assert read_survey(rows, "a_2026-10.csv", aliases=aliases).accepted == {}
    alone = f"Kommun;{QUESTION}\nRegion Stockholm;1\nLund;2\nMora;3\n".encode()
    taken = read_survey(alone, "a_2026-10.csv", aliases=aliases).accepted
    assert list(taken) == ["0180", "1281", "2062"]


@pytest.mark.parametrize("name", ["Sörmland", "Region Sörmland", "Jämtland Härjedalen", "VGR"])
def test_what_regions_call_themselves_is_a_county(name: str) -> None:
    assert reasons(of_places([name, "Lund", "Mora"])) == {name: "county_not_municipality"}


def test_a_county_among_municipalities_makes_the_shared_names_unsure() -> None:
    found = of_places(["Uppsala", "Håbo", "Enköping", "Östhammar", "Skåne", "Lund"])
    assert list(found.accepted) == ["0305", "0381", "0382", "1281"]
    assert reasons(found) == {
        "Uppsala": "county_or_municipality",
        "Skåne": "county_not_municipality",
    }


@pytest.mark.parametrize(
    ("names", "held"),
    [
        (["Uppsala", "Kalmar", "Lund"], set()),
        (["Stockholm", "Uppsala", "Kalmar"], set()),
        (["Uppsala kommun", "Skåne", "Lund", "Mora"], {"Skåne"}),
        # Where counties are written as such, the bare name is the municipality's.
        (["Uppsala", "Skåne län", "Hallands län", "Lund"], {"Skåne län", "Hallands län"}),
        (["Uppsala", "Region Skåne", "Lund", "Mora"], {"Region Skåne"}),
    ],
)
def test_municipalities_with_a_county_s_name_are_taken(names: list[str], held: set[str]) -> None:
    assert set(reasons(of_places(names))) == held


def test_the_shared_names_alone_are_counties_under_such_a_heading() -> None:
    assert set(reasons(of_places(list(BOTH), "Region"))) == set(BOTH)
    assert reasons(of_places(list(BOTH), "Organisation")) == {}


def test_a_number_by_municipality_is_not_the_municipality() -> None:
    with pytest.raises(LoadRefused) as refused:
        survey(f"Antal/kommun;Namn;{QUESTION}", "12;Tibro;1")
    assert refused.value.reason == "not_a_survey"


def test_a_code_beside_the_name_decides() -> None:
    rows = ["0180;Stockholm;1", "1080;Skåne;2", "1281;Lund;3"]
    found = survey(f"kommunkod;kommun;{QUESTION}", *rows)
    assert list(found.accepted) == ["0180", "1281"]


@pytest.mark.parametrize(
    "code", ["1 280", "1\u00a0280", "1,280", "1.280", "1280,0", "1’280", "12 80", "12-80"]
)
@pytest.mark.parametrize("name", [";Malmö", ";"])
def test_a_code_with_thousands_set_off_is_the_code(code: str, name: str) -> None:
    found = survey(f"kommunkod;kommun;{QUESTION}", f"{code}{name};1", "180;Stockholm;2")
    assert list(found.accepted) == ["1280", "0180"]


def test_a_code_with_thousands_set_off_is_read_beside_the_name_in_one_cell() -> None:
    for cell in ("1 280 Malmö", "1,280 Malmö", "12 80 Malmö", "Malmö (1 280)"):
        assert list(survey(f"kommun;{QUESTION}", f"{cell};1").accepted) == ["1280"]


def test_a_code_with_thousands_and_another_name_disagree() -> None:
    found = survey(f"kommunkod;kommun;{QUESTION}", "1 280;Lund;1")
    assert [row.reason for row in found.held_back] == ["code_and_name_disagree"]


@pytest.mark.parametrize("header", ["LÄNSKOD", "lan", "Länsnummer", "county code"])
@pytest.mark.parametrize("rows", [("01;14", "14;90", "25;84"), ("1;14", "14;90", "25;84")])
def test_a_code_in_two_columns_is_joined(header: str, rows: tuple[str, ...]) -> None:
    found = survey(f"{header};kommun;{QUESTION}", *(f"{row};1" for row in rows))
    assert list(found.accepted) == ["0114", "1490", "2584"]
    assert [answer.line for answer in found.answers] == [2, 3, 4]


def test_the_county_s_name_gives_the_first_two_digits() -> None:
    rows = ("Stockholms län;14;1", "Västra Götaland;90;2", "Region Skåne;80;3")
    assert list(survey(f"Län;Kommunkod;{QUESTION}", *rows).accepted) == ["0114", "1490", "1280"]
    # One that names no county leaves every code short.
    held = survey(f"Län;Kommunkod;{QUESTION}", *rows, "Norge;90;4").held_back
    assert {row.reason for row in held} == {"short_code"}


def test_a_joined_code_must_agree_with_the_name() -> None:
    header = f"LÄNSKOD;LÄN;KOMMUNKOD;KOMMUN;{QUESTION}"
    found = survey(header, "01;Stockholm;14;Upplands Väsby;1", "14;Västra Götaland;90;Malmö;2")
    assert list(found.accepted) == ["0114"]
    assert reasons(found) == {"90 Malmö": "code_and_name_disagree"}


def test_two_digits_without_the_county_s_are_held_with_the_true_reason() -> None:
    found = survey(f"kommunkod;kommun;{QUESTION}", "14;Upplands Väsby;1", "90;Borås;2")
    assert reasons(found) == {"14 Upplands Väsby": "short_code", "90 Borås": "short_code"}
    assert [row.suggestions for row in found.held_back] == [
        (("0114", "Upplands Väsby"),),
        (("1490", "Borås"),),
    ]
    alone = survey(f"kommunkod;{QUESTION}", "14;1", "90;2")
    assert set(reasons(alone).values()) == {"short_code"}
    # Counties' own codes are counties still.
    assert set(reasons(survey(f"kommunkod;{QUESTION}", "01;1", "25;2")).values()) == {
        "county_not_municipality"
    }


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Status", "Survey Preview"),
        ("Response Type", "Survey Test"),
        ("DistributionChannel", "preview"),
        ("Svarstyp", "Förhandsgranskning"),
    ],
)
def test_trial_answers_are_held_and_named(column: str, words: str) -> None:
    rows = (f"{words};Stockholm;99", "IP Address;Tibro;1", f"{words};Tibro;50")
    found = survey(f"{column};kommun;{QUESTION}", *rows)
    assert [(a.municipality, a.value) for a in found.answers] == [("1472", 1)]
    assert [(row.line, row.reason) for row in found.held_back] == [
        (2, "trial_answer"),
        (4, "trial_answer"),
    ]
    assert found.duplicates == []


@pytest.mark.parametrize(
    ("status", "is_trial"), [("0", False), ("1", True), ("2", True), ("16", False), ("17", True)]
)
def test_qualtrics_numbers_say_trial_by_their_bits(status: str, is_trial: bool) -> None:
    rows = (f"{status};R_1;Tibro;1", "0;R_2;Mora;2")
    found = survey(f"Status;ResponseId;kommun;{QUESTION}", *rows)
    assert [row.reason for row in found.held_back] == ["trial_answer"] * is_trial
    # Without the tool's own id such a number may mean anything.
    assert survey(f"Status;kommun;{QUESTION}", f"{status};Tibro;1").held_back == []


def test_a_question_s_own_answer_is_no_trial() -> None:
    found = survey("Status;kommun;fte_ai_total", "Test;Tibro;1", "Pågår;Mora;2")
    assert found.held_back == []


def test_headings_repeated_among_the_answers_are_held_and_named() -> None:
    header = f"Kommun;{QUESTION};ai_heltid"
    found = survey(header, "Tibro;1;Nej", header, "Mora;2;Nej")
    assert list(found.accepted) == ["1472", "2062"]
    assert [(row.line, row.reason) for row in found.held_back] == [(3, "repeated_heading")]


NAMES = '"Q1","Q2","Q3","Q3_9_TEXT"'
KEYS = '"kommun","fte_ai_total","uc_omraden","uc_omraden_9_TEXT"'
TEXTS = (
    '"Vilken kommun svarar du för?",'
    '"Hur många årsarbetskrafter i kommunen arbetar huvudsakligen med AI?",'
    '"I vilka verksamhetsområden används AI? Flera svar kan anges. - Selected Choice",'
    '"I vilka verksamhetsområden används AI? Flera svar kan anges. - Annat - Text"'
)
NOTES = ",".join(f'"{{""ImportId"": ""QID{n}""}}"' for n in range(1, 5))


@pytest.mark.parametrize("first", [NAMES, KEYS])
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_three_rows_of_headings_are_one_heading(first: str, delimiter: str, encoding: str) -> None:
    rows = (first, TEXTS, NOTES, '"Tibro","1.5","Skola,Annat","båtar"', '"Mora","4","Skola",""')
    lines = [row.replace('","', f'"{delimiter}"') for row in rows]
    found = read_survey("\r\n".join(lines).encode(encoding), "svar_2026-10.csv")
    assert (found.rows, found.held_back, found.unknown_values) == (2, [], [])
    assert found.accepted == {"1472": 4, "2062": 5}
    answers = {(a.municipality, a.value, a.choice) for a in found.answers}
    assert answers == {
        ("1472", 1.5, None),
        ("1472", None, "school"),
        ("1472", None, "other"),
        ("2062", 4, None),
        ("2062", None, "school"),
    }


@pytest.mark.parametrize("mark", ['"', "'"])
def test_texts_in_other_words_between_names_and_notes_are_headings_too(mark: str) -> None:
    notes = "\t".join(f"{{{mark}ImportId{mark}: {mark}QID{n}{mark}}}" for n in (1, 2))
    rows = ("kommun\tfte_ai_total", "Var arbetar du?\tHur många är ni?", notes, "Tibro\t1.5")
    found = read_survey("\n".join(rows).encode(), "svar_2026-10.csv")
    assert (found.rows, found.accepted) == (1, {"1472": 4})

"""Text that is not UTF-8: Windows, Latin-1, old Macintosh and DOS, told by their letters."""

import pytest

from ailaget.ingest.reading.encoding import detect_encoding
from ailaget.ingest.reading.old_encodings import narrow_codec
from ailaget.ingest.survey import read_survey

WORDINGS = (
    "Kommun;Hur många årsarbetskrafter i kommunen arbetar huvudsakligen med AI?;"
    "Har kommunen en AI-strategi, eller ingår AI i den digitala strategin?"
)
KEYS = "kommun;fte_ai_total;ai_strategi"
ROWS = "Umeå;4;Beslutat/infört\nMalmö;12;Infört och följs upp\nVästerås;3;Nej\nTibro;1;Påbörjat\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("header", [WORDINGS, KEYS])
@pytest.mark.parametrize(
    ("codec", "name"),
    [("cp1252", "cp1252"), ("mac_roman", "mac-roman"), ("cp850", "cp850"), ("cp437", "cp850")],
)
def test_a_survey_is_read_in_each_encoding_and_the_report_names_it(
    codec: str, name: str, header: str, end: str
) -> None:
    data = f"{header}\n{ROWS}".replace("\n", end).encode(codec)
    survey = read_survey(data, "enkat_2026-10.csv")
    assert survey.report()["encoding"] == name
    assert list(survey.accepted) == ["2480", "1280", "1980", "1472"]
    strategy = [a.value for a in survey.answers if a.question == "ai_strategi"]
    assert strategy == [2, 3, 0, 1]
    assert survey.held_back == survey.unknown_values == []


@pytest.mark.parametrize(
    "text",
    [
        "Kommun;svar\nTibro;”AI” är på gång – 5 €\n",
        "Kommun;svar\nTibro;”AI” i ”bruk”\n",  # in CP850 every ” is an ö
        "Kommun;svar\nÖrebro;½ och §\n",
        "Kommun;svar\nTibro;café\n",
        "Kommun;svar\nTibro;den ”nya” planen, ”utkast”\n",
        "Kommun;svar\nTibro;och så vidare…\n".replace("å", "a"),
        "Kommun;svar\nTibro;17”\n",
    ],
)
def test_what_windows_writes_stays_windows(text: str) -> None:
    assert detect_encoding(text.encode("cp1252")).codec == "cp1252"


@pytest.mark.parametrize("codec", ["mac_roman", "cp850"])
@pytest.mark.parametrize(("name", "code"), [("Umeå", "2480"), ("Säffle", "1785")])
def test_one_letter_in_one_name_is_enough(codec: str, name: str, code: str) -> None:
    data = f"kommun;fte_ai_total\n{name};4\nTibro;1\n".encode(codec)
    assert list(read_survey(data, "enkat_2026-10.csv").accepted) == [code, "1472"]


@pytest.mark.parametrize(
    ("codec", "name", "code"),
    [
        ("cp850", "Malmö", "1280"),  # Windows reads Malm”
        ("mac_roman", "Örebro", "1880"),  # Windows reads …rebro
        ("mac_roman", "Älmhult", "0765"),  # Windows reads €lmhult
        ("mac_roman", "Malmö", "1280"),
        ("cp850", "Örebro", "1880"),
        ("cp850", "Umeå", "2480"),
    ],
)
def test_a_letter_that_windows_reads_as_a_mark_is_a_letter_where_the_mark_stands_alone(
    codec: str, name: str, code: str
) -> None:
    survey = read_survey(f"kommun;fte_ai_total\n{name};4\nTibro;1\n".encode(codec), "e_2026-10.csv")
    assert list(survey.accepted) == [code, "1472"]
    assert survey.report()["encoding"] == codec.replace("_", "-")


def test_bytes_that_windows_lacks_make_it_latin_1() -> None:
    assert narrow_codec("Malmö \x81".encode("latin-1")) == "latin-1"

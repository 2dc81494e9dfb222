"""A survey file without who answered it: nothing of them is left, and it is read as before."""

import csv
import io
from collections.abc import Sequence
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from ailaget.ingest.forgetting.cleansing import Cleansed, ReadAs, ReadsOtherwise, cleansed, says
from ailaget.ingest.survey import read_survey
from ailaget.store.decisions import MEAN, SUM
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed

NAME, MAIL, STREET = "Zyxa Planterqvist", "zyxa@exempel.se", "Planterstigen 4711"
PLANTED = ("Planterqvist", "zyxa", "Zyxa", "Planterstigen", "4711")
READING = ReadAs("enkat.csv", "2026-10", NOTHING_CONFIRMED)

Rows = Sequence[Sequence[str]]

ROWS: Rows = [
    ["Kommun", "Namn", "E-post", "fte_ai_total", "hinder", "Övrigt", "Sluttid"],
    ["Arboga", NAME, MAIL, "2,5", "Kompetens", f"Jag bor på\n{STREET}", "2026-10-01 10:00"],
    ["Mora", NAME, MAIL, "1,25", f"Kompetens;Annat: fråga {NAME}", "", "2026-10-02 11:30"],
    ["Gävle", "", MAIL, f"ring {NAME}", f"Annat: {MAIL}", "", "2026-10-02 11:31"],
]


def text_of(rows: Rows, delimiter: str = ";", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    # Python's own quotes no line feed where lines end with carriage returns.
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue().encode(encoding)


def without(data: bytes, *readings: ReadAs) -> Cleansed:
    """Return a file cleansed, which holds nothing planted and says what the file did."""
    ways = readings or (READING,)
    new = cleansed(data, ways, {})
    assert not [text for text in PLANTED if text.encode() in unpacked(new.data)]
    assert [says(new.data, way, {}) for way in ways] == [says(data, way, {}) for way in ways]
    return new


def unpacked(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"),
    [
        ("utf-8", ";", "\n"),
        ("utf-8-sig", ",", "\r\n"),
        ("cp1252", ";", "\r\n"),
        ("utf-16", "\t", "\n"),
        ("mac_roman", ",", "\r"),
    ],
)
def test_a_text_file_of_any_dialect_loses_who_answered_and_nothing_else(
    encoding: str, delimiter: str, end: str
) -> None:
    new = without(text_of(ROWS, delimiter, encoding, end))
    assert new.columns == ("Namn", "E-post", "fte_ai_total", "hinder", "Övrigt")
    assert new.cells == 9
    kept = list(csv.reader(io.StringIO(new.data.decode("utf-8-sig")), delimiter=delimiter))
    assert kept[1] == ["Arboga", "", "", "2,5", "Kompetens", "\n", "2026-10-01 10:00"]
    assert kept[2][4].startswith("skills|other: ¤")


def test_what_is_cleansed_is_not_changed_again() -> None:
    data = without(text_of(ROWS)).data
    assert cleansed(data, [READING], {}).data == data


def test_a_file_of_answers_alone_is_kept_as_it_came() -> None:
    data = text_of([["Kommun", "ai_heltid"], ["Mora", "Ja, egen"]], encoding="cp1252")
    assert cleansed(data, [READING], {}) == Cleansed(data, 0, ())


def test_lines_above_the_heading_and_below_the_answers_go() -> None:
    above = [[f"Exporterad av {NAME}"], [], *ROWS, [f"Frågor: {MAIL}"], [f"Hälsningar {NAME}"]]
    data = text_of(above)
    without(b"sep=;\r\n" + data)
    without(data)


def test_a_workbook_keeps_its_answers_in_their_cells_and_no_other_sheet_note_or_author() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Svar"
    sheet.append([f"Utskrivet av {NAME}"])
    sheet.append([])
    for row in ROWS:
        sheet.append([float(c.replace(",", ".")) if c in {"2,5", "1,25"} else c for c in row])
    sheet["A4"].comment = Comment(NAME, NAME)
    sheet["B5"] = "=1+1"
    other = book.create_sheet("Kontakter")
    other["A1"] = f"{NAME}, {STREET}"
    book.properties.creator = NAME
    written = io.BytesIO()
    book.save(written)
    new = without(written.getvalue())
    survey = read_survey(new.data, "enkat.xlsx", "2026-10")
    assert survey.sheet == "Svar"
    assert survey.accepted == {"1984": 4, "2062": 5, "2180": 6}


def test_what_some_reading_uses_is_kept_for_it() -> None:
    rows = [["Kommun", "Tjänster", "Namn"], ["Mora", "2,5", NAME], ["Gävle", "3,5", NAME]]
    chosen = ReadAs("a.csv", "2026-10", Confirmed(columns={"Tjänster": "fte_ai_total"}))
    other = ReadAs("a.csv", "2025-10", Confirmed(columns={"Tjänster": "ai_budget_tkr"}))
    new = without(text_of(rows), chosen, other)
    assert new.columns == ("Namn",)


@pytest.mark.parametrize("rule", [MEAN, SUM])
def test_parts_that_answer_the_same_are_still_two_and_a_line_written_twice_one(rule: str) -> None:
    part = ["Mora", "2,5"]
    rows = [["Kommun", "fte_ai_total", "Namn"], [*part, NAME], [*part, MAIL], [*part, MAIL]]
    new = without(text_of(rows))
    survey = read_survey(new.data, "a.csv", "2026-10", duplicates=rule)
    assert [a.value for a in survey.answers] == [5.0 if rule == SUM else 2.5]


def test_a_forgotten_number_still_shows_the_decimal_mark_of_the_file() -> None:
    # Without 3,5 nothing says that 1,234 is not a thousand.
    rows = [["Kommun", "fte_ai_total", "Ålder"], ["Mora", "1,234", "3,5"]]
    survey = read_survey(without(text_of(rows)).data, "a.csv", "2026-10")
    assert [answer.value for answer in survey.answers] == [1.234]


def test_a_row_longer_than_the_heading_is_still_held_back() -> None:
    rows = [["Kommun", "ai_heltid"], ["Mora", "Ja, egen", NAME], ["Gävle", "Nej"]]
    survey = read_survey(without(text_of(rows)).data, "a.csv", "2026-10")
    assert set(survey.accepted) == {"2180"}


def test_a_name_in_the_place_of_a_municipality_goes_and_a_misspelt_municipality_stays() -> None:
    rows = [["Kommun", "ai_heltid"], [NAME, "Nej"], ["Mora kommunn", "Nej"], [MAIL, "Nej"]]
    rows += [[STREET, "Nej"], ["Gävle", "Nej"]]
    assert "Mora kommunn" in without(text_of(rows)).data.decode()


def test_a_telephone_number_in_an_answer_goes_and_a_number_out_of_range_stays() -> None:
    rows = [["Kommun", "utb_medarb_pct"], ["Mora", "070-4711 4711"], ["Gävle", "471"]]
    assert "471" in without(text_of(rows)).data.decode()


def test_a_file_that_would_be_read_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "ailaget.ingest.forgetting.cleansing.text_file", lambda *_: text_of(ROWS[:2])
    )
    with pytest.raises(ReadsOtherwise):
        cleansed(text_of(ROWS), [READING], {})

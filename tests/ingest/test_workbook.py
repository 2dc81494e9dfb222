"""Excel files: sheets, titles, two header rows and cells as people see them; the rest refused."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from types import ModuleType

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ailaget.codebook import codebook
from ailaget.errors import AilagetError
from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.reading import package, raw_table, worksheet
from ailaget.ingest.reading import workbook as workbook_module
from ailaget.ingest.reading.cell_escapes import unescaped
from ailaget.ingest.reading.markup import without_markup
from ailaget.ingest.reading.raw_table import RawTable, read_table
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.reading.worksheet import cell_address, column_index, column_letter
from ailaget.ingest.survey import Survey, read_survey

RELATIONS = "xl/_rels/workbook.xml.rels"
NAME = "svar 2026-10.xlsx"
KNOWN = Headers(codebook()).knows
HEADER = ["Kommun", "fte_ai_total", "ai_strategi"]

Rows = Sequence[Sequence[object]]


def workbook(*sheets: tuple[str, Rows], change: Callable[..., None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, sheet: str | None = None) -> RawTable:
    return read_table(data, KNOWN, sheet)


def survey(*rows: Sequence[object]) -> Survey:
    return read_survey(workbook(("Svar", rows)), NAME)


def refusal(data: bytes) -> LoadRefused:
    with pytest.raises(LoadRefused) as caught:
        read(data)
    return caught.value


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, content)
    return out.getvalue()


PLAIN = workbook(("Svar", [HEADER, ["Falun", 1.5, 2], ["Mora", 0, "Nej"]]))
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_xml(body: str) -> bytes:
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{body}</sheetData></worksheet>'.encode()


def sheet_of(body: str) -> bytes:
    return with_part(PLAIN, SHEET, sheet_xml(body))


def test_a_plain_sheet_is_a_survey_with_the_lines_of_the_sheet() -> None:
    table = read(PLAIN)
    assert (table.encoding, table.delimiter, table.sheet) == ("xlsx", "", "Svar")
    assert table.header == tuple(HEADER)
    assert table.rows == [["Falun", "1.5", "2"], ["Mora", "0", "Nej"]]
    assert (table.header_lines, table.lines) == ((1,), [2, 3])
    result = read_survey(PLAIN, NAME)
    assert (result.wave, result.sheet, result.accepted) == (
        "2026-10",
        "Svar",
        {"2080": 2, "2062": 3},
    )
    assert result.report()["sheet"] == "Svar"


def test_the_sheet_with_most_known_headers_is_chosen_and_another_can_be_asked_for() -> None:
    rows = [HEADER, ["Falun", 1, 2]]
    other = [["Kommun", "ai_strategi"], ["Mora", 3]]
    data = workbook(("Om enkäten", [["Läs mig"]]), ("Utkast", other), ("Svar", rows))
    assert read(data).sheet == "Svar"
    assert read(data).sheets == ("Om enkäten", "Utkast", "Svar")
    assert read(data, "Utkast").rows == [["Mora", "3"]]
    with pytest.raises(LoadRefused) as caught:
        read(data, "Blad9")
    assert caught.value.params == {"sheet": "Blad9", "sheets": "Om enkäten, Utkast, Svar"}


def test_a_hidden_sheet_never_takes_the_place_of_one_that_is_seen() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Listor"].sheet_state = "veryHidden"

    listed = [[*HEADER, "dpia"], ["Mora", 1, 2, 3]]
    data = workbook(("Listor", listed), ("Svar", [HEADER, ["Falun", 1, 2]]), change=hide)
    assert read(data).sheet == "Svar"


def test_titles_and_blank_rows_above_the_header_are_no_answers() -> None:
    table = read(
        workbook(("S", [["Enkät om AI 2026"], [], [None, "Uttag"], HEADER, ["Falun", 1, 2]]))
    )
    assert (table.header_lines, table.lines) == ((4,), [5])
    assert table.preamble == (("Enkät om AI 2026",), ("", "Uttag"))


SURVEYMONKEY = [
    [
        "Respondent ID",
        "Vilken kommun svarar du för?",
        "Kommunens ledning prioriterar AI.",
        "Var drivs kommunens AI-lösningar? Flera svar kan anges.",
        None,
        None,
        "Kommentar",
    ],
    [None, "Open-Ended Response", "Response", "Egen drift", "Moln inom EU/EES", "Annat", None],
    [1, "Falun", "Stämmer helt", "Egen drift", None, None, "hej"],
    [2, "Mora", 3, None, "Moln inom EU/EES", "på månen", None],
]


def test_two_header_rows_as_surveymonkey_writes_them() -> None:
    table = read(workbook(("Sheet", SURVEYMONKEY)))
    assert table.header_lines == (1, 2)
    assert table.header[:3] == (
        "Respondent ID",
        "Vilken kommun svarar du för?",
        "Kommunens ledning prioriterar AI.",
    )
    result = survey(*SURVEYMONKEY)
    assert result.accepted == {"2080": 3, "2062": 4}
    given_ = {(a.municipality, a.question): a.choice or a.value for a in result.answers}
    assert given_[("2080", "ai_miljo")] == "own"
    assert given_[("2062", "ai_miljo")] == "cloud_eea"
    assert given_[("2080", "ledning_prio")] == 5
    assert result.held_back == [] and result.unknown_values == []


def test_two_header_rows_in_a_text_file_and_with_the_question_repeated() -> None:
    lines = [
        "Kommun;ai_strategi;ai_miljo;ai_miljo;ai_miljo",
        ";;Egen drift;Moln inom EU/EES;Ingen",
        "Falun;1;1;1;0",
    ]
    result = read_survey("\n".join(lines).encode(), "x_2026-10.csv")
    assert [a.choice for a in result.answers if a.question == "ai_miljo"] == ["own", "cloud_eea"]


def test_a_merged_title_over_the_options_and_the_questions_under_it() -> None:
    rows = [
        ["Enkät", None, None, "ai_miljo", None, None],
        ["Kommun", "ai_strategi", "dpia", "Egen drift", "Ingen", "ai_riktlinjer"],
        ["Falun", "Påbörjat", "De flesta", 1, 0, "Infört och följs upp"],
    ]
    result = survey(*rows)
    assert result.accepted == {"2080": 3}
    given_ = {a.question: a.choice or a.value for a in result.answers}
    assert given_ == {"ai_strategi": 1, "dpia": 2, "ai_miljo": "own", "ai_riktlinjer": 3}


@pytest.mark.parametrize(
    "second",
    [
        [
            "Vilken kommun?",
            "Årsarbetskrafter som huvudsakligen arbetar med AI",
            "AI-strategi eller AI i digital strategi",
        ],
        ["Svar", "Svar", None],
    ],
)
def test_a_second_row_that_only_names_the_columns_again_is_no_answer(second: list[object]) -> None:
    assert survey(HEADER, second, ["Falun", 1, 2]).accepted == {"2080": 3}


def test_a_row_of_answers_is_never_taken_for_a_header() -> None:
    result = survey(["Kommun", "ai_miljo", None, None], ["Falun", "Egen drift", "x", None])
    assert result.rows == 1
    assert survey(HEADER, ["Svar", "x", 1]).rows == 1


def test_cells_are_what_people_see() -> None:
    def look(book: openpyxl.Workbook) -> None:
        sheet = book["S"]
        sheet["B2"].number_format = "0 %"
        sheet["C2"].number_format = "0000"
        sheet["F2"] = "=1+1"

    moment = datetime(2026, 10, 1, 8, 55)
    row = [
        "Falun",
        0.455,
        180,
        moment,
        datetime(2026, 10, 1),
        None,
        True,
        1e-7,
        1.234,
        1234567.0,
        "1,5",
    ]
    header = ["Kommun", "utb_chef_pct", "kod", "tid", "dag", "f", "b", "l", "t", "m", "text"]
    (cells,) = read(workbook(("S", [header, row]), change=look)).rows
    assert cells == [
        "Falun",
        "45.5 %",
        "180",
        "2026-10-01 08:55:00",
        "2026-10-01",
        "=1+1",
        "TRUE",
        "0.0000001",
        "1.2340",
        "1234567",
        "1,5",
    ]


def test_numbers_of_a_sheet_mean_one_thing_and_texts_in_it_are_not_guessed() -> None:
    result = survey(
        ["Kommun", "ai_budget_tkr", "utb_chef_pct"], ["Falun", 1.234, 12], ["Mora", "1,234", "12 %"]
    )
    assert {a.municipality: a.value for a in result.answers if a.question == "ai_budget_tkr"} == {
        "2080": 1.234
    }
    assert [(v.line, v.reason) for v in result.unknown_values] == [(3, "ambiguous_number")]


def test_a_formula_that_was_never_computed_is_listed_and_not_taken_for_blank() -> None:
    guide = "<t>fte_ai_</t><rPh><t>x</t></rPh><r><t>total</t></r>"
    body = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Kommun</t></is></c>'
        f'<c r="B1" t="inlineStr"><is>{guide}</is></c></row>'
        '<row><c t="str"><f>A</f><v>Falun</v></c><c><f>SUM(A1)</f></c></row>'
        '<row r="9"><c r="A9" t="str"><v>Mora</v></c><c r="B9" t="str"><f>""</f><v></v></c></row>'
    )
    result = read_survey(with_part(PLAIN, SHEET, sheet_xml(body)), NAME)
    assert [(v.line, v.value, v.reason) for v in result.unknown_values] == [
        (2, "=SUM(A1)", "not_a_number")
    ]
    assert result.accepted == {"2080": 2, "2062": 9}
    assert result.answers[-1].status == "unanswered"


def test_the_first_of_january_1904_is_a_day_of_its_own() -> None:
    def old(book: openpyxl.Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    data = workbook(
        ("S", [["Kommun", "ai_strategi", "dag"], ["Falun", 1, datetime(2026, 10, 1)]]), change=old
    )
    assert read(data).rows[0][2] == "2026-10-01"


def test_a_wave_that_excel_made_a_date_of_is_still_a_wave() -> None:
    rows = [["Kommun", "ai_strategi", "matomgang"], ["Falun", 1, datetime(2025, 10, 1)]]
    assert read_survey(workbook(("S", rows)), "svar.xlsx").wave == "2025-10"


def test_letters_of_columns() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert all(column_index(column_letter(i)) == i for i in range(2000))
    assert cell_address(2, 14) == "C14"


BOMB = sheet_xml("<row>" + "<c><v>0</v></c>" * 1_000_000 + "</row>")
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


def ole(content: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64 + content.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_part(PLAIN, "xl/vbaProject.bin", b"x"), "has_macros"),
        (with_part(PLAIN, SHEET, BOMB), "unpacks_too_large"),
        (with_part(PLAIN, SHEET, ENTITIES), "broken_workbook"),
        (with_part(PLAIN, SHEET, b"<worksheet><row>"), "broken_workbook"),
        (sheet_of('<row r="x"/>'), "broken_workbook"),
        (sheet_of('<row><c t="s"><v>99999</v></c></row>'), "broken_workbook"),
        (sheet_of('<row><c r="*1"><v>1</v></c></row>'), "broken_workbook"),
        (sheet_of('<row r="3"><c r="XFD3"><v>1</v></c></row>'), "too_many_columns"),
        (sheet_of(f'<row><c t="str"><v>{"x" * 50_000}</v></c></row>'), "line_too_long"),
        (with_part(PLAIN, "xl/workbook.xml", b"<workbook/>"), "broken_workbook"),
        (workbook(("Tom", [])), "empty_file"),
        (PLAIN[: len(PLAIN) // 2], "broken_workbook"),
        (ole("Workbook"), "is_old_excel"),
        (ole("EncryptedPackage"), "is_encrypted"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "is_opendocument"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_by_name(data: bytes, reason: str) -> None:
    assert refusal(data).reason == reason


def test_a_binary_workbook_and_an_absurd_directory_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("xl/workbook.bin", b"x")
    assert refusal(out.getvalue()).reason == "is_xlsb"
    end = PLAIN.rfind(b"PK\x05\x06")
    absurd = PLAIN[: end + 12] + struct.pack("<I", 2**31) + PLAIN[end + 16 :]
    assert refusal(absurd).reason == "unpacks_too_large"


def test_a_sheet_is_bounded_as_a_text_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_table, "MOST_CELLS", 5)
    assert refusal(PLAIN).reason == "too_many_cells"
    monkeypatch.setattr(package, "MOST_UNPACKED", 10)
    assert refusal(PLAIN).reason == "unpacks_too_large"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<x>" * 200 + "</x>" * 200, "broken_workbook"),
        (f'<row><c a="{random.Random(1).randbytes(700_000).hex()}"/></row>', "unpacks_too_large"),
        ('<row r="1"><c r="AAAA1" t="str"><v> </v></c></row>', "broken_workbook"),
    ],
)
def test_a_sheet_made_to_fill_the_memory_is_refused(body: str, reason: str) -> None:
    assert refusal(with_part(PLAIN, SHEET, sheet_xml(body))).reason == reason


@pytest.mark.parametrize(
    ("module", "bound"),
    [(package, "MOST_IN_ALL"), (worksheet, "MOST_TEXT"), (workbook_module, "MOST_TEXT")],
)
def test_what_all_parts_and_texts_hold_is_bounded(
    module: ModuleType, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, bound, 10)
    book = sheet_of('<row><c t="str"><v>Upplands Väsby</v></c></row>')
    book = with_shared(book, "<si><t>Upplands Vasby</t></si>")
    assert refusal(book).reason == "unpacks_too_large"


def with_shared(data: bytes, texts: str) -> bytes:
    """Return a workbook with texts that its cells share, as Excel itself writes them."""
    relations = '<Relationships><Relationship Target="sharedStrings.xml" Id="rId9"/>'
    listed = zipfile.ZipFile(io.BytesIO(data)).read(RELATIONS).decode()
    listed = re.sub("<Relationships[^>]*>", relations, listed, count=1)
    data = with_part(data, "xl/sharedStrings.xml", f"<sst>{texts}</sst>".encode())
    return with_part(data, RELATIONS, listed.encode())


def test_texts_that_cells_share_are_read_whole_and_without_phonetic_guides() -> None:
    texts = "<si><t>Kommun</t></si><si><t>dpia</t></si>"
    texts += "<si><r><t>Upplands </t></r><r><t>Väsby</t></r><rPh><t>guide</t></rPh></si>"
    cells = ('<c t="s"><v>{}</v></c>' * 2).format
    book = sheet_of(f"<row>{cells(0, 1)}</row><row>{cells(2, 1)}</row>")
    table = read(with_shared(book, texts))
    assert (table.header, table.rows) == (("Kommun", "dpia"), [["Upplands Väsby", "dpia"]])


def test_styled_but_empty_cells_far_to_the_right_are_nothing() -> None:
    body = '<row><c t="str"><v>Kommun</v></c><c t="str"><v>dpia</v></c><c r="XFD1" s="0"/></row>'
    body += '<row r="1048576"><c t="str"><v>Mora</v></c><c><v>1</v></c></row>'
    table = read(with_part(PLAIN, SHEET, sheet_xml(body)))
    assert (table.header, table.lines) == (("Kommun", "dpia"), [1048576])


@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255), st.integers(0, len(PLAIN)))
@settings(max_examples=150, deadline=None)
def test_a_damaged_workbook_raises_nothing_but_a_named_error(at: int, byte: int, cut: int) -> None:
    for data in (PLAIN[:at] + bytes([byte]) + PLAIN[at + 1 :], PLAIN[:cut], PLAIN + PLAIN[:cut]):
        try:
            result = read_survey(data, NAME)
        except AilagetError:
            continue
        assert result.rows == result.accepted_rows + len(result.held_back)


@given(
    st.binary(max_size=120),
    st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]),
)
@settings(max_examples=100, deadline=None)
def test_any_content_of_a_part_raises_nothing_but_a_named_error(content: bytes, part: str) -> None:
    for body in (content, sheet_xml("").replace(b"<sheetData>", content)):
        try:
            read_survey(with_part(PLAIN, part, body), NAME)
        except AilagetError:
            continue


CELLS = st.one_of(
    st.text(st.sampled_from("abcåäöÅ019 .,;'\"\n–=<>&"), max_size=12),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda x: round(x, 4)),
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_sheet_reads_back_the_same(rows: list[list[object]]) -> None:
    table = read(workbook(("S", [[*HEADER, "slut"], *([*row, "."] for row in rows)])))
    assert len(table.rows) == len(rows)
    for found, row in zip(table.rows, rows, strict=True):
        for text, cell in zip(found, row, strict=False):
            same = text == without_markup(cell) if isinstance(cell, str) else float(text) == cell
            assert same, (text, cell)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Tibro_x000D_\n", "Tibro\r\n"),
        ("a_x0009_b_x0020_", "a\tb "),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005f_x005f_", "_x005f_"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", "\ufffd"),
        ("a_x0000_b", "ab"),
        ("_x00G0_ _x12_ fil_xyz", "_x00G0_ _x12_ fil_xyz"),
    ],
)
def test_escaped_characters_are_decoded_and_literal_ones_kept(written: str, read_as: str) -> None:
    assert unescaped(written) == read_as


def test_escaped_line_ends_in_headings_names_and_answers_are_read() -> None:
    """A carriage return comes so both in a cell of its own and in a text that cells share."""
    header = ["Kommun", "ai_miljo_x000D_\n", "ai_heltid"]
    own = workbook(
        ("Svar", [header, ["Tibro_x000D_\n", "own_x000D_\ncloud_eea", "Ja, egen_x000D_\n"]])
    )
    shared = "".join(
        f"<si><t>{text}</t></si>" for text in ("Kommun", "ai_heltid", "Ume\u00e5_x000D_")
    )
    shared += "<si><t>Ja, egen_x000D_</t></si>"
    cells = "".join(
        f'<row><c t="s"><v>{a}</v></c><c t="s"><v>{b}</v></c></row>' for a, b in ((0, 1), (2, 3))
    )
    found = [read_survey(data, NAME) for data in (own, with_shared(sheet_of(cells), shared))]
    assert [list(each.accepted) for each in found] == [["1472"], ["2480"]]
    assert [(a.question, a.choice) for a in found[0].answers if a.choice] == [
        ("ai_miljo", "own"),
        ("ai_miljo", "cloud_eea"),
    ]
    assert [a.value for each in found for a in each.answers if a.question == "ai_heltid"] == [3, 3]
    assert all(each.held_back == each.unknown_values == [] for each in found)


def renamed(data: bytes, names: dict[str, str]) -> bytes:
    """Return a package with its parts under other names, and every reference to them too."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith((".rels", "].xml")):
                for name, other in names.items():
                    content = content.replace(name.encode(), other.encode())
            name = info.filename
            for before, after in names.items():
                name = name.replace(before, after)
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "names",
    [
        {"workbook.xml": "bok.xml", "sheet1.xml": "blad.xml", "styles.xml": "utseende.xml"},
        {"xl/": "data/", "workbook.xml": "bok.xml"},
    ],
)
def test_parts_are_known_by_what_refers_to_them_and_not_by_name(names: dict[str, str]) -> None:
    date = workbook(("Svar", [HEADER, ["Falun", datetime(2026, 10, 2), 2]]))
    assert read(renamed(date, names)).rows == read(date).rows == [["Falun", "2026-10-02", "2"]]


def test_backslashes_between_folders_and_another_case_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            parted = info.filename.replace("/", "\\").replace("sheet1", "Sheet1")
            new.writestr(parted, old.read(info))
    assert read(out.getvalue()).rows == read(PLAIN).rows


def test_a_document_of_another_office_program_is_an_archive() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        new.writestr("word/document.xml", "<document/>")
    assert refusal(out.getvalue()).reason == "is_archive"

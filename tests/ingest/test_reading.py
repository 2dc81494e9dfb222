"""The reader: encodings, delimiters, line numbers, ragged rows, and what is refused."""

import codecs

import pytest

from ailaget.ingest.reading import raw_table
from ailaget.ingest.reading.raw_table import RawTable, read_table
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.survey import read_survey

HEADER = ("kommunkod", "kommun", "fte_ai_total")
KNOWN = set(HEADER).__contains__
TEXT = "kommunkod;kommun;fte_ai_total\n0114;Upplands Väsby;1,5\n0180;Stockholm;12,25\n"


def read(text: str, encoding: str = "utf-8") -> RawTable:
    return read_table(text.encode(encoding), KNOWN)


def refusal(data: bytes) -> LoadRefused:
    with pytest.raises(LoadRefused) as caught:
        read_table(data, KNOWN)
    return caught.value


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.replace("Stockholm", "Stock–holm").encode("cp1252"), "cp1252"),
        (TEXT.encode("latin-1") + b"x;\x81\n", "latin-1"),
        (TEXT.replace("ä", "a").encode("ascii"), "utf-8"),
    ],
)
def test_every_encoding_is_told_and_decoded(data: bytes, name: str) -> None:
    table = read_table(data, KNOWN)
    assert table.encoding == name
    assert table.header == HEADER
    assert table.rows[0][1] in ("Upplands Väsby", "Upplands Vasby")
    assert table.lines[:2] == [2, 3]


def test_one_broken_character_does_not_turn_a_utf8_file_into_another_encoding() -> None:
    table = read_table(TEXT.encode() + "Åre;Täby;".encode() + b"J\xe4rf;1\n", KNOWN)
    assert table.encoding == "utf-8"
    assert table.rows[0][1] == "Upplands Väsby"
    assert "\ufffd" in table.rows[2][2]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end(delimiter: str, end: str) -> None:
    lines = ["kommunkod;kommun;fte_ai_total", "0180;Stockholm;1.5", "", "1280;Malmö;2"]
    table = read(end.join(line.replace(";", delimiter) for line in lines))
    assert (table.delimiter, table.decimal) == (delimiter, ".")
    assert table.rows == [["0180", "Stockholm", "1.5"], ["1280", "Malmö", "2"]]
    assert table.lines == [2, 4]


def test_lines_are_physical_with_preamble_quoted_breaks_blank_rows_and_mixed_line_ends() -> None:
    table = read(
        "Enkät om AI\r\n"  # 1
        "\n"  # 2
        "Skapad;2026-10-01\r"  # 3
        'kommunkod;"kommun";fte_ai_total\n'  # 4
        '0180;"Stock\r\nholm\nstad";1\r\n'  # 5 to 7
        ";;\n"  # 8
        "1280;Malmö;2\r"  # 9
        "\r\n"  # 10
        "2080;Falun;3"  # 11
    )
    assert table.header_line == 4
    assert table.lines == [5, 9, 11]
    assert [row[0] for row in table.rows] == ["0180", "1280", "2080"]
    assert table.preamble == (("Enkät om AI",), ("Skapad", "2026-10-01"))


def test_a_quoted_delimiter_and_a_doubled_quote_stay_in_the_cell() -> None:
    table = read('kommunkod;kommun;fte_ai_total\n0180;"a;b ""c""";1\n')
    assert table.rows == [["0180", 'a;b "c"', "1"]]


def test_short_rows_are_filled_empty_extras_dropped_and_full_extras_kept() -> None:
    table = read("kommunkod;kommun;fte_ai_total\n0180\n1280;Malmö;1;;\n2080;Falun;1;;x\n")
    assert table.rows[0] == ["0180", "", ""]
    assert table.rows[1] == ["1280", "Malmö", "1"]
    assert table.rows[2] == ["2080", "Falun", "1", "", "x"]


def test_a_column_without_a_name_is_a_column() -> None:
    table = read("kommunkod;kommun;fte_ai_total;\n0180;Stockholm;1;en kommentar\n")
    assert table.header == (*HEADER, "")
    assert len(table.rows[0]) == len(table.header)


def test_excels_sep_line_decides_the_delimiter_and_counts_as_a_line() -> None:
    table = read("sep=,\nkommunkod,kommun,fte_ai_total\n0180,a;b;c;d;e,1\n")
    assert (table.delimiter, table.header_line, table.lines) == (",", 2, [3])
    unknown = read_table(b"\xef\xbb\xbfsep=;\r\na;b\r\n1,2,3;4,5,6\r\n")
    assert (unknown.delimiter, unknown.header) == (";", ("a", "b"))


def test_wordings_full_of_commas_do_not_pick_the_wrong_delimiter() -> None:
    wording = "Finns AI-strateg, AI-samordnare, AI-chef, eller någon annan, till exempel?"
    known = {"kommun", wording}.__contains__
    table = read_table(f"kommun;{wording}\nFalun;1\n".encode(), known)
    assert table.header == ("kommun", wording)


def test_without_known_headers_the_even_rows_are_the_table() -> None:
    table = read_table(b"Title, with comma\n\na;b;c\n1;2;3\n4;5;6\n")
    assert table.header == ("a", "b", "c")
    assert table.lines == [4, 5]


@pytest.mark.parametrize(
    ("cells", "mark", "certain"),
    [
        (["1,5", "2"], ",", True),
        (["1.5", "2"], ".", True),
        (["1 234,5", "0,125"], ",", True),
        (["1,5", "2,5", "0.5"], ",", False),
        (["1,234"], ",", False),
        (["1.234"], ",", False),
        (["3"], ",", False),
        (["1\u00a0234,50", "12 %"], ",", True),
    ],
)
def test_the_decimal_mark_is_what_the_numbers_show(
    cells: list[str], mark: str, certain: bool
) -> None:
    rows = "".join(f"0180;Stockholm;{cell}\n" for cell in cells)
    table = read("kommunkod;kommun;fte_ai_total\n" + rows)
    assert (table.decimal, table.decimal_is_certain) == (mark, certain)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty_file"),
        (b" \r\n\t\n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"\xff\xfe", "empty_file"),
        (b";;;\n;;\n", "empty_file"),
        (b"PK\x03\x04....xl/workbook.xml", "broken_workbook"),
        (b"PK\x03\x04....notes.txt", "is_archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is_old_excel"),
        (b"\x1f\x8b\x08", "is_archive"),
        (b"%PDF-1.7", "is_pdf"),
        (b"\x89PNG\r\n\x1a\n", "is_image"),
        (b"  <!DOCTYPE html><html>", "is_html"),
        (b"<table><tr>", "is_html"),
        (b'{"values": []}', "is_json"),
        (bytes(range(256)) * 3 + b"\0" * 200, "is_binary"),
        (b"x" * (raw_table.MOST_IN_A_LINE + 1), "line_too_long"),
    ],
)
def test_what_is_not_a_table_is_named(data: bytes, reason: str) -> None:
    assert refusal(data).reason == reason


def test_a_null_byte_is_refused_with_its_line() -> None:
    error = refusal(TEXT.encode() + b"1280;Malm\0;1\n")
    assert (error.key, error.params) == ("load.null_bytes", {"line": 4})


@pytest.mark.parametrize("row", ['0180;"Stockholm;1\n1280;Malmö;2\n', '0180;"a"b;1\n'])
def test_quotes_that_do_not_pair_are_refused_with_the_line_of_the_row(row: str) -> None:
    error = refusal((TEXT + row).encode())
    assert (error.reason, error.params) == ("broken_quotes", {"line": 4})


def test_a_lone_quote_that_swallows_rows_up_to_the_next_is_refused() -> None:
    text = TEXT + '0180;"Stockholm;1\n1280;Malmö;2\n2080;"Falun;3\n'
    assert refusal(text.encode()).params == {"line": 4}


def test_absurd_sizes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = refusal(TEXT.encode() + b";" * 10_000 + b"x\n")
    assert wide.params == {"line": 4, "columns": 10_001, "limit": raw_table.MOST_COLUMNS}
    monkeypatch.setattr(raw_table, "MOST_ROWS", 2)
    assert refusal(TEXT.encode() + b"1;2;3\n").reason == "too_many_rows"
    monkeypatch.setattr(raw_table, "MOST_CELLS", 5)
    assert refusal(TEXT.encode()).params == {"rows": 2, "columns": 3, "limit": 5}
    monkeypatch.setattr(raw_table, "MOST_LINES", 1)
    assert refusal(TEXT.encode()).params == {"limit": 1}
    monkeypatch.setattr(raw_table, "MOST_BYTES", 10)
    assert refusal(TEXT.encode()).reason == "too_large"


@pytest.mark.parametrize("quote", ['"', ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_two_byte_order_marks_are_none(encoding: str, quote: str) -> None:
    text = f"\ufeff\ufeff{quote}kommun{quote};fte_ai_total\nTibro;1\n"
    table = read_table(text.encode(encoding), KNOWN)
    assert table.header == ("kommun", "fte_ai_total")
    assert table.rows == [["Tibro", "1"]]


def test_a_cell_longer_than_any_answer_is_cut_and_the_rest_of_its_row_read() -> None:
    picture = "data:image/png;base64," + "AAEC" * 60_000
    data = f'kommun;Underskrift;fte_ai_total\n"Tibro";"{picture}";"1"\n'.encode()
    table = read_table(data, KNOWN)
    assert [row[2] for row in table.rows] == ["1"]
    assert table.rows[0][1] == f"{picture[: raw_table.MOST_IN_A_CELL]}…"


def test_a_long_text_where_an_answer_should_be_is_listed() -> None:
    data = f"Kommun;fte_ai_total\nTibro;{'1' * 140_000}x\n".encode()
    survey = read_survey(data, "a_2026-10.csv")
    assert [value.reason for value in survey.unknown_values] == ["not_a_number"]

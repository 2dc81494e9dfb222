"""Any table in a supported dialect reads back the same; no bytes break the reader."""

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ailaget.errors import AilagetError
from ailaget.ingest.matching.municipalities import match_municipality
from ailaget.ingest.reading.normalisation import fold, tidy
from ailaget.ingest.reading.numbers import DecimalMark, NotNumber, parse_number
from ailaget.ingest.reading.raw_table import read_table
from ailaget.ingest.survey import read_survey

HEADER = ["kommunkod", "ai_strategi", "fritext", "ai_miljo"]
KNOWN = set(HEADER).__contains__
LETTERS = st.sampled_from("abcåäöÅÄÖ019 .,;\t'\"\r\n–=-")
CELLS = st.text(LETTERS, max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
PREAMBLES = st.lists(st.sampled_from(["", "Enkät om AI", "Uttag", '"två\nrader"']), max_size=4)


def written(cell: str, delimiter: str, quote: bool) -> str:
    needs_quotes = quote or any(mark in cell for mark in f'"\r\n{delimiter}')
    return '"' + cell.replace('"', '""') + '"' if needs_quotes else cell


@given(ROWS, ENCODINGS, st.sampled_from(";,\t"), ENDS, PREAMBLES, st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_table_reads_back_the_same_with_its_lines(
    rows: list[list[str]], encoding: str, delimiter: str, end: str, above: list[str], quote: bool
) -> None:
    text = "".join(line + end for line in above)
    expected, lines = [], []
    for row in [HEADER, *rows]:
        if any(cell.strip() for cell in row):
            expected.append(row)
            lines.append(len(io.StringIO(text, newline="").readlines()) + 1)
        text += delimiter.join(written(cell, delimiter, quote) for cell in row) + end
    table = read_table(text.encode(encoding), KNOWN)
    assert table.delimiter == delimiter
    assert list(table.header) == HEADER
    assert table.rows == expected[1:]
    assert [table.header_line, *table.lines] == lines


@given(st.binary(max_size=400))
@example(b'"')
@example(b"\xff\xfe\x00")
@example(b'kommun;ai_strategi\n"')
@example(b"sep=;")
@settings(max_examples=300, deadline=None)
def test_arbitrary_bytes_raise_nothing_but_a_named_error(data: bytes) -> None:
    for content in (data, b"kommun;ai_strategi;fte_ai_total\n" + data):
        try:
            result = read_survey(content, "x_2026-10.csv")
        except AilagetError:
            continue
        assert result.rows == result.accepted_rows + len(result.held_back)


@given(st.lists(st.lists(st.text(max_size=15), min_size=3, max_size=6), max_size=6), ENCODINGS)
@settings(max_examples=150, deadline=None)
def test_any_text_in_a_survey_is_taken_or_listed(rows: list[list[str]], encoding: str) -> None:
    out = io.StringIO(newline="")
    out.write("kommun;ai_miljo;fte_ai_total\n")
    csv.writer(out, delimiter=";").writerows(rows)
    try:
        result = read_survey(out.getvalue().encode(encoding, "replace"), "x_2026-10.csv")
    except AilagetError as error:
        assert error.key in ("load.null_bytes", "load.is_binary", "load.no_rows")
        return
    assert result.rows == result.accepted_rows + len(result.held_back)
    told = {(answer.line, answer.question) for answer in result.answers}
    told |= {(value.line, result.columns[value.column] or "") for value in result.unknown_values}
    assert len(told) == 2 * len(result.accepted)


@given(st.floats(0, 999_999, allow_nan=False).map(lambda x: round(x, 2)), st.sampled_from(",."))
@settings(deadline=None)
def test_a_number_with_two_decimals_reads_back_in_every_notation(value: float, mark: str) -> None:
    whole, decimals = f"{value:,.2f}".split(".")
    for space in ("", " ", "\u00a0", "\u202f", "," if mark == "." else "."):
        written = whole.replace(",", space) + mark + decimals
        assert parse_number(written, DecimalMark(",", False)) == value


@given(st.text(max_size=30))
@settings(deadline=None)
def test_any_text_is_a_number_or_refused_and_a_municipality_or_held_back(text: str) -> None:
    match = match_municipality([text])
    assert (match.code is None) == (match.reason is not None)
    assert fold(tidy(text)) == fold(text)
    try:
        assert parse_number(text, DecimalMark(",", True)) == parse_number(
            text, DecimalMark(",", True)
        )
    except NotNumber as error:
        assert error.reason in ("not_a_number", "ambiguous_number")

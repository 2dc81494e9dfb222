"""Long tables in parts: every row once, in order, and none fuller than its slide."""

import pytest

from ailaget.texts import texts
from ailaget.views.base.result import Column, Table
from ailaget.views.base.table_pages import (
    AROUND,
    MOST_LINES,
    Room,
    column_shares,
    in_pages,
    least_width,
    shares_by_words,
)

T = texts("sv")
TABLE = Table(
    (Column("question", "Fråga"), Column("answer", "Svar")),
    [(f"Fråga {i} " + "ord " * (i % 30), "Ja") for i in range(40)],
)


def test_every_row_is_on_one_page_in_order():
    pages = in_pages(TABLE, T, Room(12, 60, 0.5))
    assert len(pages) > 3
    assert [row for page in pages for row in page.rows] == TABLE.rows


def test_parts_are_as_few_as_can_be_and_none_is_left_with_a_row_alone():
    for rows, expected in ((4, [4]), (9, [3, 3, 3]), (10, [3, 4, 3]), (13, [3, 3, 4, 3])):
        short = Table(TABLE.columns, [("a", "b")] * rows)
        assert [len(page.rows) for page in in_pages(short, T, Room(6, 60, 0.5))] == expected


@pytest.mark.parametrize("longest", [1, 3, 9, 40])
def test_no_part_is_fuller_than_its_room_unless_by_one_row(longest: int) -> None:
    words = [("ord " * (1 + 15 * (number * 7 % longest)), "b") for number in range(60)]
    pages = in_pages(Table(TABLE.columns, words), T, Room(12, 60, 0.5))
    assert [row for page in pages for row in page.rows] == words
    shares = shares_by_words(Table(TABLE.columns, words), T, 60)
    width = int(shares[0] * 60 - AROUND)
    for page in pages:
        assert len(page.rows) == 1 or sum(0.5 - -len(row[0]) // width for row in page.rows) <= 12


def test_a_row_longer_than_a_page_has_one_of_its_own():
    long = Table(TABLE.columns, [("a", "b"), ("ord " * 500, "b"), ("a", "b")])
    assert [len(page.rows) for page in in_pages(long, T, Room(6, 60, 0.5))] == [1, 1, 1]


def test_an_empty_table_is_one_page():
    assert [list(page.rows) for page in in_pages(Table((), ()), T, Room(6, 60, 0.5))] == [[]]


def test_columns_share_the_width_by_their_longest_text():
    shares = column_shares(TABLE, T)
    assert abs(sum(shares) - 1) < 1e-9
    assert shares[0] == 4.8 * shares[1]


def test_no_word_is_broken_where_all_fit_and_the_rest_goes_to_long_texts():
    columns = (Column("n", "n"), Column("place", "Möjliga placeringar"), Column("note", "Anm."))
    long = Table(columns, [("12", "1–21", "färre än fem svar, tolka med försiktighet")])
    across = 60
    first, second, third = (across * share for share in shares_by_words(long, T, across))
    assert first - AROUND >= len("12")
    assert second - AROUND >= len("placeringar")
    assert third > across / 2
    assert abs(first + second + third - across) < 1e-9


def test_a_long_text_has_room_among_many_columns_where_the_letters_are_made_smaller():
    columns = [Column(f"word{number}", "Sannolikhet") for number in range(6)]
    long = "ord " * 60
    table = Table((*columns, Column("why", "Skäl")), [(*["ord"] * 6, long)])
    across = least_width(table, T)
    *_, last = (across * share for share in shares_by_words(table, T, across))
    assert len(long) / (last - AROUND) <= MOST_LINES


def test_what_is_left_over_goes_to_a_long_text_before_it_goes_to_short_ones():
    columns = [Column(f"word{number}", "Sannolikhet") for number in range(6)]
    table = Table((*columns, Column("why", "Skäl")), [(*["ord " * 8] * 6, "ord " * 60)])
    short = Table((*columns, Column("why", "Skäl")), [(*["ord"] * 6, "ord")])
    across = (least_width(short, T) + least_width(table, T)) / 2
    *words, last = (across * share for share in shares_by_words(table, T, across))
    assert last > 1.25 * max(words)
    assert min(words) >= len("Sannolikhet") + AROUND


def test_an_address_leaves_room_for_what_is_read():
    address = f"https://www.kommun.se/{'utveckling' * 6}/"
    table = Table(
        (Column("url", "Källa"), Column("what", "Vad")), [(address, "En gemensam tjänst " * 20)]
    )
    url, what = shares_by_words(table, T, 60)
    assert what > 1.5 * url

"""A short link leads to the view that it was made of, in this version and those to come."""

import string

import pytest

from ailaget.exports.permalinks import LONGEST, chart_link, key_of
from ailaget.ui.permalinks import address_of
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHART_ENTRIES
from tests.served import get

IN_PRINT = {
    "1Q5EBAA": "karta?lang=en",
    "1wy2Dxy9Qmw3NYSwjUyTnOlsAAA": (
        "karta?lang=en&wave=2026-10&indicator=ai_fte_per_100k&county=17&county=25&skr_group=C8"
    ),
}
"""Keys that are out there: what they were made of must never change."""

ADDRESSES = (
    "?county=17",
    "karta?lang=en&wave=2026-10&indicator=ai_fte_per_100k&county=17&county=25&skr_group=C8",
    "ojamlikhet?wave=2024-10&section=left_behind&bottom=33&moved=5",
    "mote?meeting=12&item=345",
    "metod?lang=en&method=numbers",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_key_gives_its_address_back_in_fewer_and_plain_signs(address: str) -> None:
    key = key_of(address)
    assert address_of(key) == address
    assert set(key) <= {*string.ascii_letters, *string.digits, "-", "_"}
    assert len(f"http://localhost:8501/v/{key}") <= 75


@pytest.mark.parametrize("key", IN_PRINT)
def test_a_link_in_print_leads_where_it_did(key: str) -> None:
    assert address_of(key) == IN_PRINT[key]


def test_a_short_link_leads_to_its_page_relative_to_where_it_is() -> None:
    answer = get(f"/v/{key_of(ADDRESSES[1])}")
    assert answer.status == 307
    assert answer.headers["location"] == f"../{ADDRESSES[1]}"
    assert get(f"/v/{key_of('?county=17')}").headers["location"] == "../?county=17"


def test_what_a_page_does_not_know_is_left_out() -> None:
    key = key_of("karta?county=17&edit=secret&evil=//x.se")
    assert get(f"/v/{key}").headers["location"] == "../karta?county=17"


@pytest.mark.parametrize(
    "key",
    ["", "1", "2abc", "1!!", "1AAAA", key_of("//evil.se/"), key_of("karta" + "?a=" * LONGEST), "å"],
)
def test_what_is_no_key_of_ours_leads_nowhere(key: str) -> None:
    assert address_of(key) is None
    if key:
        assert get(f"/v/{key}").status == 404


@pytest.mark.parametrize("chart", CHART_ENTRIES)
def test_a_charts_link_has_no_choice_that_leaves_it_as_it_is(chart: str) -> None:
    selection = Selection(
        wave="2026-10",
        is_demo=True,
        language="en",
        county=("17",),
        indicator="ai_fte",
        municipality="1715",
        region="17",
        question="ai_strategi",
        by="county",
    )
    link = chart_link("http://localhost/", chart, selection)
    address = str(address_of(link.rpartition("/")[2]))
    entry = CHART_ENTRIES[chart]
    assert address.startswith(f"{entry.page}?lang=en&wave=2026-10")
    for key in ("indicator", "municipality", "region", "question"):
        assert (f"{key}=" in address) == (key in entry.about)
    assert ("by=" in address) == ("by" in entry.choices)
    assert ("county=17" in address) == ("municipality" not in entry.about)


def test_a_link_to_a_table_says_on_which_part_of_the_page_it_is() -> None:
    selection = Selection("2026-10", is_demo=True, indicator="ai_fte")
    for key, address in (
        ("method_numbers_levels", "metod?wave=2026-10&method=numbers"),
        ("method_answers_waves", "metod?wave=2026-10"),
        ("silent", "ojamlikhet?wave=2026-10&indicator=ai_fte&section=certain"),
    ):
        assert address_of(chart_link("/", key, selection).rpartition("/")[2]) == address


def test_the_link_in_a_picture_is_short_whatever_is_chosen() -> None:
    counties = tuple(f"{code:02}" for code in (1, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 17, 18))
    selection = Selection("2026-10", is_demo=False, county=counties, indicator="ai_fte_per_100k")
    assert len(chart_link("https://ai-laget.example.se/", "map", selection)) <= 110

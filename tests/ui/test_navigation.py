"""Every chart has a home: a page, and on the inequality page a section that shows it."""

from dataclasses import fields

import pytest

from ailaget.ui.address import SECTIONS, Address
from ailaget.ui.navigation import ORDER, link_to
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHART_ENTRIES, ENTRIES


def test_every_chart_of_the_inequality_page_has_its_section() -> None:
    there = [entry for entry in CHART_ENTRIES.values() if entry.page == ORDER["inequality"]]
    assert {entry.section for entry in there} == set(SECTIONS)


def test_every_entry_is_at_home_on_a_page_and_names_choices_there_are() -> None:
    choices = {field.name for field in fields(Selection)}
    for key, entry in ENTRIES.items():
        assert entry.page in ORDER.values(), key
        assert {*entry.choices, *entry.always} <= choices, key
        assert set(entry.about) <= {"indicator", "question", "region", "municipality"}, key


@pytest.mark.parametrize(
    ("chart", "link"),
    [
        ("movers", ".?county=17"),
        ("map", "karta?county=17"),
        ("moran", "ojamlikhet?county=17&section=where"),
    ],
)
def test_a_link_opens_the_chart_where_it_is_at_home(chart: str, link: str) -> None:
    assert link_to(chart, Address(county=("17",))) == link

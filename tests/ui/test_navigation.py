"""Every chart has a home: a page, and on the inequality page a section that shows it."""

import pytest

from ailaget.ui.address import SECTIONS, Address
from ailaget.ui.navigation import HOME, ORDER, SECTION, link_to
from ailaget.views.catalogue import CHARTS


def test_homes_and_sections_are_of_charts_and_exist() -> None:
    assert set(HOME) | set(SECTION) | {"inequality_spread"} == set(CHARTS)
    assert not set(HOME) & set(SECTION)
    assert set(HOME.values()) <= set(ORDER)
    assert set(SECTION.values()) <= set(SECTIONS)


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

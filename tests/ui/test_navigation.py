"""Every chart has a home: a page, and on the inequality page a section that shows it."""

import pytest

from ailaget.ui.address import SECTIONS, Address
from ailaget.ui.navigation import ORDER, SECTION, link_to
from ailaget.views.catalogue import CHARTS, page_of


def test_every_chart_of_the_inequality_page_has_its_section() -> None:
    there = {chart for chart in CHARTS if page_of(chart) == ORDER["inequality"]}
    assert set(SECTION) | {"inequality_spread"} == there
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

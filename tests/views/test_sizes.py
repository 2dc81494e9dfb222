"""Size classes stand in order of size, wherever they stand."""

import pytest

from ailaget import geography
from ailaget.texts import LANGUAGES
from ailaget.ui.address import Address, parse
from ailaget.ui.controls import with_plain_spaces
from ailaget.views.base.selection import Selection, place_names
from ailaget.views.inequality.groups import groups_view
from ailaget.views.inequality.nonresponse import bounds_view
from ailaget.views.inequality.report import inequality_report
from ailaget.views.inequality.spread import spread_chart
from tests.views.planted import CODES, Planted, choose

SIZES = [size.key for size in geography.size_classes()]
PEOPLE = {
    place.code: geography.population_for(place, "2026-10")[1]
    for place in geography.municipalities()
}
# The middle class is highest, so that the order of the values is another than that of the sizes.
VALUES = {"maturity": {code: 60.0 if 20_000 <= PEOPLE[code] < 50_000 else 30.0 for code in CODES}}
ANSWERS = {"has_full_time_ai": {code: float(PEOPLE[code] % 2) for code in CODES}}


def by_size(language: str, **chosen: str) -> Selection:
    return choose(by="size_class", language=language, **chosen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_groups_of_a_size_stand_in_order_in_charts_tables_and_what_is_exported(
    language: str,
) -> None:
    names = [place_names(language)[key] for key in SIZES]
    chart = groups_view(Planted(VALUES), by_size(language))
    assert [row[0] for row in chart.table.rows] == names
    assert list(chart.figure.data[0].text) == names
    assert chart.native is not None and [row[0] for row in chart.native.table.rows] == names
    bounds = bounds_view(Planted(VALUES), by_size(language))
    assert [row[0] for row in bounds.table.rows][1:] == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shares_of_each_size_stand_in_order(language: str) -> None:
    chart = spread_chart(Planted(ANSWERS), by_size(language, indicator="has_full_time_ai"))
    names = [place_names(language)[key] for key in SIZES]
    assert list(chart.figure.data[0].text) == names
    assert chart.native is not None and [row[0] for row in chart.native.table.rows] == names


def test_the_report_of_the_command_line_has_them_in_order() -> None:
    report = inequality_report(Planted(VALUES), by_size("sv"))
    assert [group["key"] for group in report["groups"]] == SIZES


def test_the_address_holds_them_in_order_however_they_were_chosen() -> None:
    chosen = parse({"size_class": ["ge100k", "lt10k", "20_50k"]}, [])
    assert chosen == Address(size_class=("lt10k", "20_50k", "ge100k"))


@pytest.mark.parametrize(("language", "typed"), [("sv", "10 000"), ("en", "10,000")])
def test_a_size_is_found_by_what_is_typed_with_the_space_bar(language: str, typed: str) -> None:
    labels = [with_plain_spaces(place_names(language)[key]) for key in SIZES]
    assert [typed in label for label in labels] == [True, True, False, False, False]

"""Every chart has a home: a page, and on the inequality page a section that shows it."""

import re
from dataclasses import fields

import pytest

from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import EXPLAINED, SECTIONS, Address
from ailaget.ui.navigation import FAMILY, ORDER, OUTSIDE_MENU, family_html, link_to
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHART_ENTRIES, ENTRIES, OF_ENTRY


def test_every_chart_of_the_inequality_page_has_its_section() -> None:
    there = [entry for entry in CHART_ENTRIES.values() if entry.page == ORDER["inequality"]]
    assert {entry.section for entry in there} == set(SECTIONS)


def test_every_section_of_the_page_of_explanations_has_its_charts() -> None:
    there = [entry for entry in CHART_ENTRIES.values() if entry.page == ORDER["explanations"]]
    assert {entry.section for entry in there} == set(EXPLAINED)
    assert link_to("explanations_growth", Address()) == "forklaringar?explained=growth"


def test_every_entry_is_at_home_on_a_page_and_names_choices_there_are() -> None:
    choices = {field.name for field in fields(Selection)}
    for key, entry in ENTRIES.items():
        assert entry.page in ORDER.values(), key
        assert {*entry.choices, *entry.always} <= choices, key
        of = {"indicator", "question", "region", "municipality", "kind", "context", *OF_ENTRY}
        assert set(entry.about) <= of, key


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_on_what_to_do_next_lead_to_each_other_with_all_that_is_chosen(language: str) -> None:
    t, current = texts(language), Address(lang=language, county=("17",), municipality="1715")
    family = {ORDER[name]: t(f"{name}.title") for name in FAMILY if name in ORDER}
    for path, title in family.items():
        html = family_html(path, current, t)
        assert f'aria-current="page">{title}</strong>' in html
        links = re.findall(r'href="([^"?]+)(\?[^"]*)"', html)
        assert [at for at, _ in links] == [at for at in family if at != path]
        assert all("county=17" in query and "municipality=1715" in query for _, query in links)
    assert family_html("karta", current, t) == ""


def test_what_the_menu_leaves_out_has_a_way_to_it() -> None:
    assert set(OUTSIDE_MENU) <= {*FAMILY, "explanations", "regions", "entries", "accessibility"}

"""The page Kommun's first screen: one choice says where a municipality stands, and what is next."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
sv = texts("sv")


def shown_at_once(page: Page, part: Locator) -> None:
    """Assert that a part is seen whole without scrolling: it ends above the window's lower edge."""
    expect(part).to_be_visible()
    window = page.viewport_size
    place = part.bounding_box()
    assert window is not None and place is not None
    assert place["y"] >= 0 and place["y"] + place["height"] <= window["height"], place
    assert place["x"] >= 0 and place["x"] + place["width"] <= window["width"], place


def first_screen(page: Page) -> tuple[Locator, Locator, Locator]:
    """Return the lead, the next step and the cards."""
    main = page.get_by_test_id("stMain")
    return main.locator("p.lead"), main.locator(".next-step"), main.locator(".cards > li")


def test_one_choice_says_how_kristinehamn_stands_and_opens_the_door(visit: Visit) -> None:
    page = visit.open("kommun")
    visit.choose(sv("filter.municipality"), "Kristinehamn")
    lead, step, cards = first_screen(page)
    for part in (lead, step, *cards.all()):
        shown_at_once(page, part)
    expect(cards).to_have_count(3)
    # It has not answered: no level, value or place of its own, and its group's figure instead.
    expect(lead).to_contain_text("har inte svarat i oktober 2026")
    expect(lead).to_contain_text("ingen nivå och ingen placering")
    expect(lead).to_have_text(
        re.compile(r"Medelvärdet i SKR-grupp B5 är \d+,\d \(\d+ av \d+ kommuner har ett värde\)")
    )
    expect(step.get_by_role("heading")).to_have_text(
        "Nästa steg: svara på enkäten för oktober 2026"
    )
    expect(step).to_contain_text("Sista dag att svara: 18 december 2026")
    with page.expect_download() as download:
        step.get_by_role("link", name=re.compile("Hämta enkäten för Kristinehamn")).click()
    assert "1781" in download.value.suggested_filename


def test_one_choice_says_how_gagnef_stands_and_who_is_alike_and_ahead(visit: Visit) -> None:
    page = visit.open("kommun")
    visit.choose(sv("filter.municipality"), "Gagnef")
    lead, step, cards = first_screen(page)
    for part in (lead, step, *cards.all()):
        shown_at_once(page, part)
    expect(cards).to_have_count(3)
    expect(lead).to_have_text(re.compile(r"nivån ”I början”.* SKR-grupp B4 \(n = \d+\)\."))
    expect(lead).to_have_text(re.compile(r"Placering: \d+ av \d+ med värde"))
    expect(step.get_by_role("heading")).to_contain_text("Nästa steg: ")
    expect(step).to_have_text(re.compile(r"\d+ av \d+ liknande kommuner .*Fråga liknande kommuner"))
    for card in cards.all():
        expect(card).to_contain_text("Har")
        expect(card.get_by_role("link")).to_have_count(3)


def test_a_card_opens_compares_and_goes_to_the_agenda(visit: Visit) -> None:
    page = visit.open("kommun", municipality="2026", wave="2025-10")
    card = first_screen(page)[2].first
    name = card.get_by_role("heading").get_by_role("link").inner_text()
    card.get_by_role("link", name=f"Jämför med {name}").click()
    page.wait_for_url("**/kommun?**compare=**")
    visit.settle()
    expect(page.get_by_test_id("stMain").get_by_text(name).first).to_be_visible()
    assert "wave=2025-10" in page.url and "municipality=2026" in page.url
    first_screen(page)[2].first.get_by_role("link", name=re.compile("dagordningen")).click()
    page.wait_for_url("**/mote?**chart=municipality_comparison**")


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_on_a_phone_the_cards_stand_under_one_another(visit: Visit) -> None:
    page = visit.open("kommun", municipality="2026")
    places = [card.bounding_box() for card in first_screen(page)[2].all()]
    assert len({place["x"] for place in places if place}) == 1
    assert all(place["x"] + place["width"] <= 390 for place in places if place)

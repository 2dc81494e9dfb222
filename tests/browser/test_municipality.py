"""The page Kommun's cards: what each opens, and how they stand on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
sv = texts("sv")


def cards(page: Page) -> Locator:
    """Return the cards of those alike that are ahead."""
    return page.get_by_test_id("stMain").locator(".cards > li")


def test_a_card_opens_compares_and_goes_to_the_agenda(visit: Visit) -> None:
    page = visit.open("kommun", municipality="2026", wave="2025-10")
    card = cards(page).first
    name = card.get_by_role("heading").get_by_role("link").inner_text()
    card.get_by_role("link", name=f"Jämför med {name}").click()
    page.wait_for_url("**/kommun?**compare=**")
    visit.settle()
    expect(page.get_by_test_id("stMain").get_by_text(name).first).to_be_visible()
    address = visit.address()
    assert (address["wave"], address["municipality"]) == (["2025-10"], ["2026"])
    cards(page).first.get_by_role("link", name=re.compile("dagordningen")).click()
    page.wait_for_url("**/mote?**chart=municipality_comparison**")


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_on_a_phone_the_cards_stand_under_one_another(visit: Visit) -> None:
    page = visit.open("kommun", municipality="2026")
    places = [card.bounding_box() for card in cards(page).all()]
    assert len({place["x"] for place in places if place}) == 1
    assert all(place["x"] + place["width"] <= 390 for place in places if place)

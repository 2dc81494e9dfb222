"""The band of invented data, and the chip beside each finding, on the first page."""

import pytest
from playwright.sync_api import expect

from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}}
sv = texts("sv")


@pytest.mark.parametrize("look", [LAPTOP], ids=["laptop"])
def test_the_band_of_invented_data_stays_and_a_chip_stands_beside_each_finding(
    visit: Visit,
) -> None:
    page = visit.open("")
    band = page.get_by_text(sv("demo.band"))
    page.get_by_role("heading", name="Har inte svarat").scroll_into_view_if_needed()
    expect(band).to_be_in_viewport()
    chips = page.locator(".finding .chip")
    expect(chips).to_have_count(page.locator(".finding").count())
    # The chip is no part of the heading that is read aloud.
    assert sv("demo.chip") not in page.locator(".finding h2").all_inner_texts()[0]
    page.get_by_role("link", name=sv("demo.what")).click()
    page.wait_for_url("**/metod?**method=demo**")


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_on_a_phone_the_band_covers_nothing(visit: Visit) -> None:
    page = visit.open("")
    page.get_by_role("heading", name="Har inte svarat").scroll_into_view_if_needed()
    expect(page.get_by_text(sv("demo.band"))).not_to_be_in_viewport()

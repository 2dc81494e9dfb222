"""The first screen: is the gap between large and small growing, and where? Without a click."""

import pytest
from playwright.sync_api import Page, expect

from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}}
sv = texts("sv")


def bottom_of(page: Page, selector: str) -> float:
    """Return where a part ends, in pixels from the window's top."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize("look", [LAPTOP], ids=["laptop"])
def test_the_gap_and_where_it_lags_are_seen_without_a_click(visit: Visit) -> None:
    page = visit.open("")
    findings = page.locator(".finding h2")
    expect(findings.nth(0)).to_contain_text("Stora och små: skillnaden har vuxit")
    expect(findings.nth(1)).to_contain_text("AI-mognad: Västra Götalands län ligger säkert efter")
    # The chart whole, with both measures at each wave, and the three that lag most.
    assert bottom_of(page, ".st-key-chart_size_gap .main-svg") <= LAPTOP["viewport"]["height"]
    drawn = page.locator(".st-key-chart_size_gap .main-svg").all_text_contents()
    said = " ".join(drawn).replace("\N{NO-BREAK SPACE}", " ")
    assert all(text in said for text in ("10,3", "15,7", "69", "84", "(16 av 20)", "(22 av 76)"))
    for county in ("Norrbottens län", "Gävleborgs län"):
        place = page.locator(".st-key-chart_lagging text", has_text=county).first.bounding_box()
        assert place is not None and place["y"] < LAPTOP["viewport"]["height"]


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

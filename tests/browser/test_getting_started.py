"""From a municipality's page to a plan on paper, and a checklist that stays in the link."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

GAGNEF, MOST_CLICKS, PAGES, FAMILY = "2026", 5, 2, 5
sv = texts("sv")


class Clicks:
    """Clicks, counted."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, target: Locator) -> None:
        """Click once."""
        self.n += 1
        target.click()


def printed_pages(page: Page) -> int:
    """Return how many pages a page is on paper."""
    pdf = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_gagnef_s_page_is_five_clicks_from_a_plan_on_two_pages_of_paper(visit: Visit) -> None:
    page, click = visit.open("kommun", municipality=GAGNEF), Clicks()
    click(page.get_by_role("link", name=sv("municipality.next_plan")))
    page.wait_for_url("**/kom-igang?**")
    visit.settle()
    way = page.get_by_role("link", name=sv("getting_started.ways_print"))
    with page.context.expect_page() as opened:
        click(way)
    plan = opened.value
    expect(plan.get_by_role("heading", level=1)).to_have_text("Kom igång: plan för Gagnef")
    expect(plan.get_by_role("button", name=sv("getting_started.print_button"))).to_be_visible()
    # The print dialogue's own button is the last click, which no test can make.
    assert click.n + 2 <= MOST_CLICKS
    assert printed_pages(plan) == PAGES
    examples = plan.locator("h3", has_text=sv("getting_started.examples_title")).locator(
        "+ ul > li"
    )
    courses = plan.locator("h3", has_text=sv("getting_started.courses_title")).locator("+ ul > li")
    partners = plan.locator("h2", has_text=sv("getting_started.partners_title")).locator(
        "+ ul > li"
    )
    assert examples.count() >= PAGES and courses.count() >= 1
    expect(partners).to_have_count(PAGES)


def test_a_tick_stays_in_the_link_between_pages_and_in_the_other_language(visit: Visit) -> None:
    page = visit.open("kom-igang", municipality=GAGNEF)
    box = page.get_by_role("checkbox").first
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("p.status")).to_contain_text("1 av")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    (step,) = visit.address()["done"]
    visit.go_to(sv("region.title"))
    visit.go_to(sv("getting_started.title"))
    assert visit.address()["done"] == [step]
    page.get_by_role("link", name="English").click()
    visit.settle()
    expect(page.get_by_role("checkbox").first).to_be_checked()
    assert visit.address()["done"] == [step]
    # A box whose words are there in Swedish alone says so to who hears it.
    page.evaluate(
        "const box = document.createElement('div'); box.className = 'st-key-in_sv_box';"
        "box.id = 'box'; document.body.append(box)"
    )
    expect(page.locator("#box")).to_have_attribute("lang", "sv")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_word_of_a_box_is_cut_and_nothing_is_wider_than_a_phone(
    visit: Visit, language: str
) -> None:
    page = visit.open("kom-igang", municipality=GAGNEF, lang=language)
    page.set_viewport_size({"width": 390, "height": 844})
    visit.settle()
    labels = page.locator("[class*='st-key-done_'] label p")
    assert labels.count() > PAGES
    cut = "all => all.filter(p => p.scrollWidth > p.clientWidth + 1).map(p => p.textContent)"
    assert labels.evaluate_all(cut) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_plan_to_print_is_read_in_one_column_on_a_phone(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{visit.server}/plan/plan.html?municipality={GAGNEF}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    partners = page.locator(".two > div").bounding_box()
    assert partners is not None and partners["width"] > 300


def test_a_tick_stays_in_every_link_of_the_page_that_leads_on(visit: Visit) -> None:
    page = visit.open("kom-igang", municipality=GAGNEF)
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("p.status")).to_contain_text("1 av")
    visit.settle()
    (step,) = visit.address()["done"]
    # The menu's own links hold nothing: whoever follows them takes the address along.
    assert page.locator("main nav.family a[href*='done=']").count() == FAMILY
    lost = page.locator("main a[href*='municipality']:not([href*='done='])").evaluate_all(
        "all => all.map(a => new URL(a.href).searchParams.get('municipality'))"
    )
    assert GAGNEF not in lost
    page.locator("nav.family").get_by_role("link", name=sv("examples.title")).click()
    page.wait_for_url("**/exempel?**")
    assert visit.address()["done"] == [step]

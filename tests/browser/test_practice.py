"""Examples, courses and first tasks, each as somebody uses it who comes for it."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from ailaget.practice import shipped
from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 640}}
KINDS_OF = {"exempel": "examples", "utbildningar": "courses"}
sv, en = texts("sv"), texts("en")

ASK_HEARD = "() => document.querySelector('[role=status].heard-only').textContent"
HEADINGS = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, h4)')]
    .map((heading) => Number(heading.tagName[1]))"""
CUT = """() => [...document.querySelectorAll('.entries > li, .week > li')]
    .filter((card) => card.scrollWidth > card.clientWidth + 1
        || card.scrollHeight > card.clientHeight + 1)
    .map((card) => card.textContent)"""


def test_words_find_examples_and_how_many_is_said_with_the_focus_kept(visit: Visit) -> None:
    page = visit.open("exempel")
    cards = page.locator(".entries > li")
    expect(cards).to_have_count(len(shipped("examples")))
    assert page.evaluate(CUT) == []
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    field = page.get_by_label(sv("practice.search"))
    field.fill("bygglov")
    field.press("Enter")
    visit.settle()
    expect(cards).to_have_count(3)
    expect(page.locator(".count")).to_have_text("3 av 41 exempel. Valt: sökning på ”bygglov”")
    expect(field).to_be_focused()
    page.wait_for_function(f"() => ({ASK_HEARD})().includes('3 av 41 exempel')")
    assert visit.address()["search"] == ["bygglov"]
    expect(cards.first).to_contain_text(sv("practice.technology.robot"))
    link = cards.first.get_by_role("link", name=re.compile(sv("practice.to_source")))
    assert link.get_attribute("rel") == "noopener"
    height = link.bounding_box()
    assert height is not None and height["height"] >= 24
    page.get_by_role("button", name=sv("practice.clear")).click()
    visit.settle()
    expect(cards).to_have_count(len(shipped("examples")))


def test_a_long_option_is_read_whole_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("kom-igang")
    steps = page.get_by_role("combobox", name=sv("practice.single.steps"))
    options = page.get_by_role("option", name=" och ")
    steps.click()
    # What is written opens the list, also where a late answer of the server has shut it.
    while not options.count():
        visit.settle()
        steps.fill("")
        steps.press_sequentially("och")
    cut = """all => all.map(option => option.firstElementChild).filter(
        words => words.scrollWidth > words.clientWidth + 1
            || words.scrollHeight > words.clientHeight + 1).map(words => words.textContent)"""
    assert options.evaluate_all(cut) == []


def test_courses_are_suggested_for_what_gagnef_lacks(visit: Visit) -> None:
    page = visit.open("utbildningar")
    visit.choose(sv("filter.municipality"), "Gagnef")
    expect(page.get_by_role("heading", name="Förslag för Gagnef")).to_be_visible()
    expect(page.get_by_text("Därför:").first).to_be_visible()
    page.get_by_label(sv("practice.field.audience")).click()
    page.get_by_role("option", name=sv("practice.audience.lawyer")).click()
    page.keyboard.press("Escape")
    visit.settle()
    assert visit.address()["audience"] == ["lawyer"]
    expect(page.locator(".count")).to_contain_text("Vem den är för: Jurister")


@pytest.mark.parametrize("look", [PHONE], indirect=True)
def test_no_card_is_cut_on_a_small_phone(visit: Visit) -> None:
    for path in ("exempel", "utbildningar", "for-chefer"):
        page = visit.open(path, municipality="2026")
        page.locator(".entries > li").first.wait_for()
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_tasks_are_printed_four_to_a_sheet_and_none_is_cut(visit: Visit) -> None:
    page = visit.open("for-chefer", lang="en")
    expect(page.locator(".week > li")).to_have_count(5)
    expect(page.get_by_text(en("managers.notice"))).to_be_visible()
    file = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm"))
    sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", file))
    # The plan stands on the first; then four cards to a sheet.
    assert sheets == 1 + -(-len(shipped("tasks")) // 4)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032})  # an A4 sheet within its margins
    assert page.evaluate(CUT) == []
    assert page.locator(".to-print > li").first.evaluate(
        "(card) => getComputedStyle(card).breakInside"
    ) == ("avoid")


LARGEST = """() => [...document.querySelectorAll('.choroplethlayer path')]
    .map((path) => path.getBoundingClientRect())
    .map(({ x, y, width, height }) => [x + width / 2, y + height / 2, width * height])
    .reduce((one, other) => (one[2] > other[2] ? one : other)).slice(0, 2)"""
"""The middle of the largest area on the map, by its box: Gällivare."""


def test_by_mouse_a_municipality_is_chosen_on_the_map_and_its_likes_are_taken_to_word(
    visit: Visit,
) -> None:
    page = visit.open("exempel", lang="en")
    page.locator(".st-key-chart_examples_where").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(LARGEST))
    page.wait_for_function("() => location.search.includes('municipality=2523')")
    visit.settle()
    heading = en("examples.alike_title", name="Gällivare")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator(".demo")).to_have_count(0)
    menu = page.locator(".downloads details").last
    menu.locator("summary").click()
    with page.expect_download() as waiting:
        menu.get_by_role("link", name=en("downloads.docx")).click()
    assert waiting.value.suggested_filename == "ai-laget_good-examples_2026-10.docx"
    pictures = page.locator(".downloads details").first
    pictures.locator("summary").click()
    with page.expect_download() as waiting:
        pictures.get_by_role("link", name=en("downloads.svg"), exact=True).click()
    assert waiting.value.suggested_filename == "ai-laget_examples-where_2026-10.svg"


def test_by_keyboard_a_manager_chooses_an_area_and_takes_its_cards_to_word(visit: Visit) -> None:
    page = visit.open("for-chefer")
    area = page.get_by_role("combobox", name=sv("practice.field.area"))
    area.focus()
    page.keyboard.type(sv("practice.area.law"))
    page.keyboard.press("Enter")
    visit.settle()
    assert visit.address()["area"] == ["law"]
    expect(area).to_be_focused()
    expect(page.locator(".count")).to_contain_text(sv("practice.area.law"))
    page.keyboard.press("Escape")
    menu = page.locator(".st-key-task_cards .downloads details")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    word = menu.get_by_role("link", name=sv("downloads.docx"))
    for _ in range(9):
        page.keyboard.press("Tab")
        if word.evaluate("(link) => link === document.activeElement"):
            break
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".docx")


@pytest.mark.parametrize(
    ("path", "field", "option", "found"),
    [
        ("exempel", "area", "area.law", "3 av 41 exempel"),
        ("utbildningar", "audience", "audience.lawyer", "4 av 12 utbildningar"),
    ],
)
def test_by_keyboard_from_a_choice_to_an_entry_by_itself_and_its_source(
    visit: Visit, path: str, field: str, option: str, found: str
) -> None:
    page = visit.open(path)
    choice = page.get_by_role("combobox", name=sv(f"practice.field.{field}"))
    choice.focus()
    page.keyboard.type(sv(f"practice.{option}"))
    page.keyboard.press("Enter")
    visit.settle()
    expect(choice).to_be_focused()
    expect(page.locator(".count")).to_contain_text(found)
    page.wait_for_function(
        "(said) => document.querySelector('[role=status].heard-only').textContent.includes(said)",
        arg=found,
    )
    page.keyboard.press("Escape")
    card = page.locator(".entries > li").first
    title = card.locator("h3").inner_text()
    visit.tab_to(card.get_by_role("link", name=sv("practice.single.open")))
    page.keyboard.press("Enter")
    page.wait_for_url("**entry=**")
    visit.settle()
    assert visit.address()[field] == [option.partition(".")[2]]
    alone = page.locator(".entries > li").first
    expect(alone.locator("h3")).to_have_text(title)
    page.get_by_role("combobox", name=sv(f"practice.single.{KINDS_OF[path]}")).focus()
    source = alone.get_by_role("link", name=sv("practice.to_source"))
    visit.tab_to(source)
    assert str(source.get_attribute("href")).startswith("https://")

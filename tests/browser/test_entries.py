"""The page Underlag as an editor uses it, and an entry taken up from where it stands."""

import re

import pytest
from playwright.sync_api import expect

from ailaget.exports.text.practice_csv import practice_csv
from ailaget.practice import entry_of, row_of, shipped
from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

TEN, KIND = 10, "examples"
sv = texts("sv")
IS_HEARD = """words => document.querySelector('[role=status].heard-only')
    .textContent.includes(words)"""
CHOSEN = {
    "confidence": "practice.confidence.high",
    "area": "practice.area.school",
    "stage": "practice.stage.pilot",
    "technology": "practice.technology.ai",
    "effect_is_measured": "practice.yes_no.no",
    "open_source": "practice.yes_no.unknown",
}
WRITTEN = {"source_name": "Mora kommun", "source_url": "https://morakommun.se/nytt"}


def field(name: str, language: str = "") -> re.Pattern[str]:
    """Return how the label of a form's field begins."""
    words = sv(f"practice.field.{name}")
    return re.compile(rf"^{re.escape(words)}\b{rf' .{language}.' if language else ''}")


def test_an_editor_adds_an_example_by_form_and_is_told_it_is_a_draft(visit: Visit) -> None:
    page = visit.open("underlag")
    form = page.get_by_test_id("stForm")
    for name, words in WRITTEN.items():
        form.get_by_role("textbox", name=field(name)).fill(words)
    visit.pick(form.get_by_role("combobox", name=field("municipality")), "Mora")
    for name, option in CHOSEN.items():
        visit.pick(form.get_by_role("combobox", name=field(name)).first, sv(option))
    save = form.get_by_role("button", name=sv("entries.save"))
    save.focus()
    page.keyboard.press("Enter")
    visit.settle()
    # Without its title it is refused, and what was written stays.
    expect(page.locator("p.status")).to_contain_text(sv("practice.field.title"))
    expect(form.get_by_role("textbox", name=field("source_name"))).to_have_value("Mora kommun")
    form.get_by_role("textbox", name=field("title", "svenska")).fill("Prövat i skolan")
    form.get_by_role("textbox", name=field("what", "svenska")).fill("Skolan prövar.")
    save.focus()
    page.keyboard.press("Enter")
    visit.settle()
    expect(page.locator("p.status")).to_have_text(sv("entries.saved"))
    page.wait_for_function(IS_HEARD, arg=sv("entries.saved"))


def test_ten_come_by_file_and_one_is_refused_and_told_why(visit: Visit) -> None:
    rows = [{**row_of(shipped(KIND)[0]), "key": f"ny-{number}"} for number in range(TEN + 1)]
    content = practice_csv(KIND, [entry_of(KIND, row) for row in rows])
    content = content.replace(b"ny-10;", b"Ny 10;")
    page = visit.open("underlag")
    file = {"name": "tio.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    visit.settle()
    main = page.locator("main")
    expect(main).to_contain_text("10 uppgifter är nya eller ändrade. 1 rad går inte att läsa in.")
    expect(main).to_contain_text("Nyckel: ”Ny 10” är ingen nyckel.")
    page.get_by_role("button", name=sv.count("entries.take_in", TEN)).press("Enter")
    visit.settle()
    expect(page.locator("p.status").last).to_contain_text(str(TEN))


def test_an_example_is_taken_up_by_keyboard_with_the_focus_kept(visit: Visit) -> None:
    page, entry = visit.open("exempel", municipality="2026"), shipped(KIND)[0]
    card = page.locator(".entries > li").first
    link = card.get_by_role("link", name=re.compile(sv("practice.single.open")))
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**entry=examples.**")
    visit.settle()
    # Or from the list, which says where the entry stands.
    visit.pick(
        page.get_by_role("combobox", name=sv("practice.single.examples")),
        str(entry.title["sv"]),  # type: ignore[attr-defined]
    )
    visit.settle()
    assert visit.address()["entry"] == [entry.id]
    page.wait_for_function(IS_HEARD, arg="visas här nedanför")
    into = page.locator(".st-key-add_entry_examples button")
    into.focus()
    page.keyboard.press("Enter")
    visit.settle()
    expect(into).to_be_focused()
    expect(page.locator("p.status")).to_contain_text("ligger nu i rapporten")
    assert visit.address()["report"]

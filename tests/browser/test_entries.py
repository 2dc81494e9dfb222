"""The page Underlag as an editor uses it, by keyboard: form, file, and what the council decides."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.council.outcomes import Tie, decide
from ailaget.exports.text.practice_csv import practice_csv
from ailaget.practice import entry_of, row_of, shipped
from ailaget.practice.words import column_text
from ailaget.store.practice import published_entries
from ailaget.store.workspace import Workspace
from ailaget.texts import texts, unbroken
from tests.browser.conftest import Served
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

TEN, KIND = 10, "examples"
TITLE, DECISION = "Nytt i skolan", "Alla kommuner ska ha en förteckning över sin AI."
FIELDS = {
    "source_name": "Mora kommun",
    "source_url": "https://morakommun.se/nytt",
    "source_date": "2026-10",
    "confidence": "practice.confidence.high",
    "reviewed_by": "practice.reviewed_by.editors",
    "municipality": "Mora",
    "area": "practice.area.school",
    "stage": "practice.stage.pilot",
    "technology": "practice.technology.ai",
    "effect_is_measured": "practice.yes_no.no",
    "open_source": "practice.yes_no.unknown",
    "title_sv": TITLE,
    "what_sv": "Skolan prövar.",
}
"""What an editor writes, in the order of the form; what is chosen from a list by its text's key."""

REQUIRED = FIELDS.keys() - {"source_url", "source_date", "reviewed_by"}
WRITTEN = ("source_name", "source_url", "source_date", "title_sv", "what_sv")

sv = texts("sv")


@pytest.fixture(scope="module")
def server(own_server: Served) -> Served:
    """Return the dashboard on a folder of its own."""
    return own_server


def field(page: Page, column: str) -> Locator:
    label = column_text(column, sv)
    name = sv("entries.required", field=label) if column in REQUIRED else label
    role = "textbox" if column in WRITTEN else "combobox"
    return page.get_by_role(role, name=name, exact=True)


def status(page: Page) -> Locator:
    return page.locator("p.status").last


def press(visit: Visit, name: str, done: str) -> None:
    """Come to a button by the Tab key and press it; the focus then stands at what came of it."""
    page = visit.page
    visit.tab_to(page.get_by_role("button", name=name, exact=True))
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(done)
    visit.settle()


def test_an_example_is_written_and_published_by_keyboard_alone(
    visit: Visit, place: Workspace
) -> None:
    page = visit.open("underlag", kind=KIND)
    page.get_by_role("combobox", name=sv("entries.which"), exact=True).focus()
    for column, value in FIELDS.items():
        visit.tab_to(field(page, column))
        page.keyboard.type(value if column in WRITTEN else sv.entries.get(value, value))
        if column not in WRITTEN:
            page.keyboard.press("Enter")
    # The last is long, where Enter begins a new line: the field says so in the page's language.
    expect(page.get_by_test_id("InputInstructions")).to_contain_text("Tryck Ctrl+Enter när")
    press(visit, sv("entries.save"), sv("entries.saved"))
    page.wait_for_function("() => document.activeElement.matches('[data-status]')")
    press(visit, sv("entries.do_reviewed"), sv("entries.done_reviewed"))
    press(visit, sv("entries.do_published"), sv("entries.done_published"))
    (entry,) = [e for e in published_entries(place, KIND) if row_of(e)["title_sv"] == TITLE]
    row = row_of(entry)
    assert {column: row[column] for column in ("municipality", "area", "stage")} == {
        "municipality": "2062",
        "area": "school",
        "stage": "pilot",
    }
    page = visit.open("exempel", municipality="2062")
    expect(page.locator(".entries h3", has_text=TITLE)).to_be_visible()


def test_ten_come_by_file_and_one_is_refused_and_told_why(visit: Visit, place: Workspace) -> None:
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
    expect(status(page)).to_contain_text(str(TEN))
    page.get_by_role("button", name=sv.count("entries.publish_all", TEN)).press("Enter")
    visit.settle()
    expect(status(page)).to_have_text(sv.count("entries.published_all", TEN))
    keys = {entry.key for entry in published_entries(place, KIND)}
    assert {f"ny-{number}" for number in range(TEN)} <= keys
    assert not {"ny-10", "Ny 10"} & keys


def test_a_decision_becomes_a_step_that_the_council_recommends_by_keyboard_alone(
    visit: Visit, place: Workspace
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2026, 12, 3), "video"))
    decide(place, Tie(meeting), DECISION)
    page = visit.open("mote", meeting=str(meeting), part="outcomes")
    button = page.get_by_role("button", name=sv("council.recommend"), exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text(sv("council.recommended"))
    visit.settle()
    way = page.get_by_role("link", name=sv("council.recommended_link"))
    # The button is still there and keeps the focus: what came of it is said, and stands above.
    expect(button).to_be_focused()
    expect(page.locator("body > [role=status]")).to_contain_text(sv("council.recommended"))
    visit.tab_to(way, "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/underlag?**")
    visit.settle()
    assert visit.address()["kind"] == ["steps"]
    which = page.get_by_role("combobox", name=sv("entries.which"), exact=True)
    which.focus()
    page.keyboard.type(DECISION)
    page.keyboard.press("Enter")
    publish = page.get_by_role("button", name=sv("entries.do_published"), exact=True)
    expect(publish).to_be_visible()
    visit.settle()
    publish.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(sv("entries.done_published"))
    page = visit.open("kom-igang")
    expect(page.locator("main")).to_contain_text(unbroken(f"AI-rådet rekommenderar: {DECISION}"))

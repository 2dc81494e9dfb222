"""What people come to do, as they do it: six tasks, each timed and its presses counted.

With `-s` pytest prints seconds and presses. What is asserted is never a time.
"""

import io
import re
import time
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from ailaget.council.meetings import MeetingFacts, Person, create_meeting, meetings
from ailaget.council.outcomes import Tie, agree, decide
from ailaget.store.workspace import Workspace
from ailaget.texts import texts, unbroken
from tests.browser.conftest import Served
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

sv = texts("sv")
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}}
MOST_CLICKS = 6
VIEWS = ("map", "movers", "inequality_change", "region_ranking")
PRESSES = ("pointerdown", "keydown")

COUNT = """(kinds) => {
    window.presses = Object.fromEntries(kinds.map((kind) => [kind, 0]));
    for (const kind of kinds) addEventListener(kind, () => { window.presses[kind] += 1; }, true);
}"""
IN_VIEW = """() => {
    const { x, y, width, height } = document.activeElement.getBoundingClientRect();
    return width > 0 && height > 0 && x >= 0 && x + width <= innerWidth + 1
        && y + height > 0 && y < innerHeight;
}"""
HAS_FOCUS = "(element) => element === document.activeElement"
SCALE = """() => document.querySelector('.st-key-chart_map .js-plotly-plot')
    .layout.geo.projection.scale"""


@pytest.fixture(scope="module")
def server(own_server: Served) -> Served:
    """Return the dashboard on a folder of its own."""
    return own_server


class Task:
    """A task from an opened page on: the browser itself counts what is pressed."""

    def __init__(self, visit: Visit, path: str, **params: str) -> None:
        self.began = time.monotonic()
        self.visit, self.page = visit, visit.open(path, **params)
        self.page.evaluate(COUNT, PRESSES)

    def pressed(self, kind: str) -> int:
        return int(self.page.evaluate("(kind) => window.presses[kind]", kind))

    @property
    def clicks(self) -> int:
        return self.pressed("pointerdown")

    def report(self, name: str) -> None:
        """Print how long the task took on this machine, and what was pressed."""
        seconds = time.monotonic() - self.began
        keys = self.pressed("keydown")
        print(f"{name}: {seconds:.1f} s, {self.clicks} clicks, {keys} keys")


def shown_at_once(page: Page, part: Locator) -> None:
    """Assert that a part is seen whole without scrolling: it ends above the window's lower edge."""
    expect(part).to_be_visible()
    window = page.viewport_size
    box = part.bounding_box()
    assert window is not None and box is not None
    assert box["y"] >= 0 and box["y"] + box["height"] <= window["height"], box
    assert box["x"] >= 0 and box["x"] + box["width"] <= window["width"], box


@pytest.mark.parametrize("look", [LAPTOP], ids=["laptop"])
def test_the_gap_by_size_and_where_it_lags_are_seen_without_a_click(visit: Visit) -> None:
    task = Task(visit, "")
    page, findings = task.page, task.page.locator(".finding h2")
    # Growing? A sentence with its verdict, and the chart whole with both measures at each wave.
    expect(findings.nth(0)).to_contain_text("stora och små: skillnaden har inte säkert ändrats")
    shown_at_once(page, findings.nth(0))
    shown_at_once(page, page.locator(".st-key-chart_size_gap .main-svg").first)
    drawn = page.locator(".st-key-chart_size_gap .main-svg").all_text_contents()
    shown = " ".join(drawn).replace("\N{NO-BREAK SPACE}", " ")
    assert all(text in shown for text in ("10,3", "15,7", "69", "84", "(16 av 20)", "(22 av 76)"))
    # Where? The one that surely lags by name, and the three that lag most.
    expect(findings.nth(1)).to_contain_text(
        unbroken("AI-mognad: Västra Götalands län ligger säkert efter")
    )
    shown_at_once(page, findings.nth(1))
    for county in ("Norrbottens län", "Gävleborgs län", "Västra Götalands"):
        shown_at_once(page, page.locator(".st-key-chart_lagging text", has_text=county).first)
    assert task.clicks == task.pressed("keydown") == 0
    task.report("Large against small, growing, and where")


def first_screen(page: Page) -> tuple[Locator, Locator, Locator]:
    """Return the page Kommun's lead, its next step and its cards, once all are seen at once."""
    main = page.get_by_test_id("stMain")
    lead, step, cards = (
        main.locator("p.lead"),
        main.locator(".next-step"),
        main.locator(".cards > li"),
    )
    expect(cards).to_have_count(3)
    for part in (lead, step, *cards.all()):
        shown_at_once(page, part)
    return lead, step, cards


@pytest.mark.parametrize("look", [LAPTOP], ids=["laptop"])
def test_one_choice_says_how_kristinehamn_stands_and_opens_the_door(visit: Visit) -> None:
    task = Task(visit, "kommun")
    visit.choose(sv("filter.municipality"), "Kristinehamn")
    lead, step, _ = first_screen(task.page)
    task.report("Kristinehamn in one choice")
    # It has not answered: no level, value or place of its own, and its group's figure instead.
    expect(lead).to_contain_text("har inte svarat i oktober 2026")
    expect(lead).to_contain_text("ingen nivå och ingen placering")
    expect(lead).to_have_text(
        re.compile(r"Medelvärdet i SKR-grupp B5 är \d+,\d \(\d+\sav\s\d+ kommuner har ett värde\)")
    )
    expect(step.get_by_role("heading")).to_have_text(
        "Nästa steg: svara på enkäten för oktober 2026"
    )
    expect(step).to_contain_text("Sista dag att svara: 18 december 2026")
    with task.page.expect_download() as download:
        step.get_by_role("link", name=re.compile("Ladda ned enkäten för Kristinehamn")).click()
    assert "1781" in download.value.suggested_filename


@pytest.mark.parametrize("look", [LAPTOP], ids=["laptop"])
def test_three_alike_and_ahead_of_gagnef_are_seen_without_scrolling(visit: Visit) -> None:
    task = Task(visit, "kommun")
    visit.choose(sv("filter.municipality"), "Gagnef")
    lead, step, cards = first_screen(task.page)
    assert task.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    task.report("Three alike and ahead of Gagnef")
    expect(lead).to_have_text(re.compile(r"nivån ”I början”.* SKR-grupp B4 \(n\s=\s\d+\)\."))
    expect(lead).to_have_text(re.compile(r"Placering: \d+\sav\s\d+ med värde"))
    expect(step.get_by_role("heading")).to_contain_text("Nästa steg: ")
    expect(step).to_have_text(
        re.compile(r"Av\s\d+ liknande kommuner .* har\s\d+ gjort det.*Fråga liknande kommuner")
    )
    for card in cards.all():
        expect(card).to_contain_text("Har")
        expect(card.get_by_role("link")).to_have_count(3)


def status(page: Page) -> Locator:
    return page.locator("[data-status]").last


def test_four_views_on_an_agenda_in_six_clicks_and_frozen_in_one(
    visit: Visit, place: Workspace
) -> None:
    facts = MeetingFacts(date(2026, 12, 3), "stockholm", present=(Person("skr"),))
    meeting = create_meeting(place, facts)
    task = Task(visit, "mote", meeting=str(meeting))
    page, box = task.page, task.page.get_by_role("combobox", name=sv("council.charts"))
    box.click()
    for number, view in enumerate(VIEWS, start=1):
        name = sv(f"chart_name.{view}")
        box.fill(name)
        # The list follows what is typed a moment later, and would move under the pointer.
        option = page.get_by_role("option").first
        expect(option).to_have_accessible_name(re.compile(f": {re.escape(name)}$"))
        option.click()
        expect(page.locator(".st-key-charts_to_add_0_chosen [data-tag]")).to_have_count(number)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=sv("council.add"), exact=True).click()
    what = sv("council.counted_charts.other", n=4)
    expect(status(page)).to_have_text(sv("council.added", what=what))
    assert task.clicks <= MOST_CLICKS
    visit.settle()
    before = task.clicks
    page.get_by_role("button", name=sv("council.freeze_all", what=what), exact=True).click()
    expect(status(page)).to_have_text(sv("council.all_frozen", what=what))
    assert task.clicks == before + 1
    task.report("Four views on an agenda, and frozen")
    (kept,) = [one for one in meetings(place) if one.id == meeting]
    assert [item.chart for item in kept.items] == list(VIEWS)
    assert all(item.frozen for item in kept.items)


def test_minutes_need_no_manual_change(visit: Visit, place: Workspace) -> None:
    meeting = next(one for one in meetings(place) if len(one.items) == len(VIEWS))
    tie = Tie(meeting.id, meeting.items[0].id)
    decide(place, tie, "Vi bjuder in till en kurs", Person("skr"), date(2027, 1, 15))
    agree(place, tie, "Ring runt i Värmland", Person("skr"), date(2026, 12, 10))
    task = Task(visit, "mote", meeting=str(meeting.id))
    with task.page.expect_download() as waiting:
        task.page.get_by_role("link", name=sv("minutes.as_docx")).click()
    content = Path(waiting.value.path()).read_bytes()
    assert task.clicks == 1
    task.report("Minutes")
    document = Document(io.BytesIO(content))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    numbers = [int(number) for number in re.findall(r"§\s(\d+) ", "\n".join(headings))]
    assert numbers == list(range(1, len(numbers) + 1))
    names = [re.sub(r"^§\s\d+ ", "", heading) for heading in headings]
    begins = ("minutes.present", "council.item_previous", "council.item_since")
    outcomes = ("minutes.decisions", "minutes.actions", "minutes.open_actions")
    assert names[:6] == [sv(key) for key in begins + outcomes]
    ends = ("signatures", "pictures", "notes", "appendix")
    assert names[-len(ends) :] == [sv(f"minutes.{end}") for end in ends]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    written = " ".join(paragraphs + cells)
    for text in ("Vi bjuder in till en kurs", "Ring runt i Värmland", "15 januari 2027"):
        assert text in written.replace("\N{NO-BREAK SPACE}", " ")
    pictures = document.inline_shapes
    assert len(pictures) == len(VIEWS)
    assert all(picture._inline.docPr.get("descr").strip() for picture in pictures)
    breaks = [
        one.text[:6]
        for one in document.paragraphs
        if one.style.name == "Heading 2" and one.paragraph_format.page_break_before
    ]
    assert breaks == ["Bild 3"]
    styles = ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    assert 'w:lang w:val="sv-SE"' in styles
    hashes = [at for at, text in enumerate(paragraphs) if re.search("[0-9a-f]{12}", text)]
    assert min(hashes) > paragraphs.index(sv("minutes.notes"))


def tab_to(target: Locator, key: str = "Tab") -> None:
    """Press a key until a place has the focus; all on the way is seen."""
    page = target.page
    for _ in range(60):
        page.keyboard.press(key)
        page.wait_for_function(IN_VIEW)
        if target.count() and target.first.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"no key led to {target}")


def choice(page: Page, key: str) -> Locator:
    return page.get_by_role("combobox", name=sv(f"filter.{key}"), exact=True)


def pick_by_keys(visit: Visit, option: str) -> None:
    """Choose in the list that has the focus, as one does: write, down, Enter."""
    page, before = visit.page, visit.href()
    page.keyboard.type(option)
    expect(page.get_by_role("option", name=option, exact=True).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    visit.settle()


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_all_of_the_map_can_be_done_by_keyboard_on_a_phones_width(visit: Visit) -> None:
    task = Task(visit, "karta")
    page = task.page
    # The indicator, and the county in the panel, which gives the focus back.
    tab_to(choice(page, "indicator"))
    pick_by_keys(visit, "Mognad: kompetens")
    tab_to(page.get_by_test_id("stExpandSidebarButton"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#stSidebar a[href]").first).to_be_focused()
    tab_to(choice(page, "county"))
    pick_by_keys(visit, "Värmlands län")
    page.keyboard.press("Escape")
    # In a list Escape shuts the list: from another place it shuts the panel.
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    # The municipality, which the map then shows.
    tab_to(choice(page, "municipality"))
    pick_by_keys(visit, "Kristinehamn")
    assert visit.address() == {
        "county": ["17"],
        "indicator": ["maturity_skills"],
        "municipality": ["1781"],
    }
    # The map: nearer, and back to all of the country.
    frame = page.locator(".map-frame")
    tab_to(frame)
    before = page.evaluate(SCALE)
    page.keyboard.press("+")
    page.wait_for_function(f"before => ({SCALE})() > 1.5 * before", arg=before)
    tab_to(page.get_by_role("button", name=sv("map.zoom_whole"), exact=True))
    page.keyboard.press("Enter")
    page.wait_for_function(f"before => ({SCALE})() < 0.5 * before", arg=before)
    expect(frame).to_be_focused()
    # The figures as a file, and the table in another order.
    tab_to(page.locator(".downloads summary"))
    page.keyboard.press("Enter")
    tab_to(page.locator(".downloads").get_by_text(sv("downloads.csv"), exact=True))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".csv")
    heading = page.locator(".data thead button", has_text=sv("column.municipality"))
    tab_to(heading)
    page.keyboard.press("Enter")
    expect(page.locator(".data [aria-sort='ascending'] button")).to_have_text(
        sv("column.municipality")
    )
    expect(heading).to_be_focused()
    assert task.clicks == 0
    task.report("All of the map by keyboard")

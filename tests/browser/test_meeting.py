"""The council's meeting in a real browser: from an empty page to minutes, and on the projector."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, Route, expect

from ailaget.charts.style import DARK, LIGHT
from ailaget.council import agenda
from ailaget.council.agenda import add_item
from ailaget.council.freezing import freeze_item, kept_as
from ailaget.council.goals import drop_goal, goals
from ailaget.council.meetings import MeetingFacts, Person, create_meeting, meetings
from ailaget.council.outcomes import LONGEST, Tie, actions, agree, decide, decisions
from ailaget.geography import counties
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS
from tests.browser.conftest import Served
from tests.browser.visit import SECONDS, Visit

pytestmark = pytest.mark.browser

sv = texts("sv")

TEXTS = """() => {
    const slide = document.querySelector('.slide:not([hidden])');
    const scale = document.querySelector('.stage').getBoundingClientRect().width / 1920;
    const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const box = node.parentElement.getBoundingClientRect();
        if (!node.data.trim() || !box.width) continue;
        found.push({
            text: node.data,
            size: parseFloat(getComputedStyle(node.parentElement).fontSize) * scale,
            inside: box.left >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1,
        });
    }
    return found;
}"""

IS_SHOWN = """(number) => {
    const slide = document.querySelector('.slide:not([hidden])');
    const figure = slide?.querySelector('.figure');
    const isDrawn = slide?.querySelector('.page').textContent.startsWith(`${number} `)
        && (!figure || figure.querySelector('.main-svg'));
    const since = window.drawnSince?.number === number ? window.drawnSince.frames : 0;
    window.drawnSince = { number, frames: isDrawn ? since + 1 : 0 };
    return since > 2;
}"""
"""Whether a slide is shown, with its chart, and has been so for three frames."""

CUT = """(slide) => {
    const room = slide.querySelector('.body').getBoundingClientRect();
    return [...slide.querySelectorAll('li')].filter((line) => {
        const box = line.getBoundingClientRect();
        return box.bottom > room.bottom + 1 || box.right > room.right + 1;
    }).map((line) => line.textContent.slice(0, 40));
}"""


OVERLAPPING = """() => {
    const walk = document.createTreeWalker(
        document.querySelector('.slide:not([hidden]) .figure'), NodeFilter.SHOW_TEXT);
    const boxes = [], found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        // A watermark lies behind all that is read.
        if (node.parentElement.closest('.shape-label')) continue;
        if (!node.data.trim() || !box.width) continue;
        // Letters fill the middle of their line, which is what must be free.
        const rim = box.height / 6;
        boxes.push({ text: node.data, left: box.left + 4, right: box.right - 4,
                     top: box.top + rim, bottom: box.bottom - rim });
        if (box.left < 0 || box.right > 1920 || box.top < 0 || box.bottom > 1080)
            found.push(`${node.data} is cut`);
    }
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
            found.push(`${a.text} on ${b.text}`);
    }));
    return found;
}"""


@pytest.fixture(scope="module")
def server(own_server: Served) -> Served:
    """Return the dashboard on a folder of its own."""
    return own_server


@pytest.fixture
def look() -> dict[str, Any]:
    return {"viewport": {"width": 1920, "height": 1080}}


@pytest.fixture
def held(place: Workspace) -> None:
    """See to it that a meeting has been held: a frozen map, a decision and an action."""
    if meetings(place):
        return
    meeting = create_meeting(place, MeetingFacts(date(2026, 11, 3), "stockholm"))
    item, database = add_item(place, meeting, "map", ""), open_database(place)
    charts = {
        kept_as(language, theme): CHARTS["map"](
            database, Selection("2026-10", True, language=language, theme=theme)
        )
        for language in LANGUAGES
        for theme in ("light", "dark")
    }
    freeze_item(place, item, charts, database.build)
    database.close()
    decide(place, Tie(meeting, item), "Vi bjuder in till en gemensam kurs")
    agree(place, Tie(meeting, item), "Ring runt i Värmland", Person("skr"), None)


def press(visit: Visit, name: str) -> None:
    button = visit.page.get_by_role("button", name=name, exact=True)
    # As one does: it is brought into sight, and pressed once nothing moves.
    button.scroll_into_view_if_needed()
    visit.settle()
    button.click()
    visit.settle()


def stands_at(page: Page, slide: int) -> None:
    expect(page).to_have_url(re.compile(rf"[?&]present={slide}(&|$)"))


def write(visit: Visit, label: str, text: str) -> None:
    box = visit.page.get_by_label(label, exact=True).locator("visible=true").first
    box.fill(text)
    box.blur()
    visit.settle()


def choose_owner(visit: Visit) -> None:
    """Choose by role who is to do an action, in its form."""
    form = visit.page.locator("[class*=st-key-action_][class*=_owner_role]")
    visit.pick(form.get_by_role("combobox"), sv("council.role_director"))


def test_a_meeting_from_nothing_to_the_projector(visit: Visit, place: Workspace) -> None:
    page = visit.open("mote")
    page.get_by_text(sv("council.start_empty"), exact=True).click()
    press(visit, sv("council.create"))
    box = page.get_by_role("combobox", name=sv("council.charts"))
    visit.pick(box, f": {sv('chart_name.map')}", is_whole=False)
    page.keyboard.press("Escape")
    press(visit, sv("council.add"))
    press(visit, sv("council.freeze"))
    expect(page.get_by_text(sv("council.is_frozen_now"))).to_be_visible()
    page.get_by_text(sv("council.new_decision"), exact=True).click()
    write(visit, sv("council.decision"), "Vi bjuder in till en gemensam kurs")
    press(visit, sv("council.decide"))
    expect(page.get_by_text("Vi bjuder in till en gemensam kurs [")).to_be_visible(
        timeout=1000 * SECONDS
    )
    page.get_by_text(sv("council.new_action"), exact=True).click()
    write(visit, sv("council.action"), "Ring runt i Värmland")
    choose_owner(visit)
    press(visit, sv("council.agree"))
    expect(page.get_by_text("Ring runt i Värmland [")).to_be_visible(timeout=1000 * SECONDS)
    assert [one.text for one in decisions(place)] == ["Vi bjuder in till en gemensam kurs"]
    assert [one.text for one in actions(place)] == ["Ring runt i Värmland"]
    assert meetings(place)[0].items[0].frozen is not None

    page.get_by_role("link", name=sv("council.present_it")).click()
    page.wait_for_selector(".slide:not([hidden])")
    stands_at(page, 1)
    go_to_the_map(page)
    at = int(visit.address()["present"][0])
    assert at > 1
    steps = page.get_by_role("navigation", name=sv("present.steps")).get_by_role("button")
    names = [sv(f"present.{step}") for step in ("previous", "next", "full_screen", "leave")]
    assert [step.get_attribute("aria-label") for step in steps.all()] == names
    assert page.get_by_role("link").count() == 0
    page.get_by_role("button", name=sv("present.previous")).click()
    stands_at(page, at - 1)
    page.get_by_role("button", name=sv("present.next")).focus()
    page.keyboard.press("Enter")
    stands_at(page, at)
    page.keyboard.press("f")
    stands_at(page, at)
    page.keyboard.press("PageDown")
    expect(page.get_by_text("Vi bjuder in till en gemensam kurs")).to_be_visible()
    page.keyboard.press("Home")
    stands_at(page, 1)
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    stands_at(page, at)
    assert len(page.locator(".slide:visible").all()) == 1
    page.keyboard.press("Escape")
    visit.settle()
    assert "present" not in visit.address()
    expect(page.locator("h1")).to_have_text(sv("meeting.title"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_on_the_projector_is_at_least_28_pixels_and_whole(
    visit: Visit, held: None, language: str
) -> None:
    visit.page.goto(f"{visit.server}/mote?lang={language}&present=1")
    assert visit.page.locator("html").get_attribute("lang") == language
    for number in range(1, visit.page.locator(".slide").count() + 1):
        visit.page.wait_for_function(IS_SHOWN, arg=number)
        found = visit.page.evaluate(TEXTS)
        assert found
        assert [one["text"] for one in found if one["size"] < 28] == []
        assert [one["text"] for one in found if not one["inside"]] == []
        visit.page.keyboard.press("PageDown")


def go_to_the_map(page: Page) -> None:
    """Go on to the slide with the map: what has changed since last time stands before it."""
    for _ in range(page.locator(".slide").count()):
        if page.locator(".slide:not([hidden]) .figure").count():
            break
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(".slide:not([hidden]) .main-svg .choroplethlayer path")


@pytest.fixture
def much_decided(place: Workspace) -> int:
    """Return a meeting with a long agenda that came to much."""
    meeting = create_meeting(place, MeetingFacts(date(2025, 12, 4), "video"))
    for county in counties()[1:]:
        for other in ("county=17", "county=13&county=14"):
            add_item(place, meeting, "map", f"{other}&county={county.code}")
    for number in range(7):
        decide(
            place, Tie(meeting), f"{number} {'Vi bjuder in till en gemensam kurs. ' * 6 * number}"
        )
        agree(place, Tie(meeting), "Ring runt i Värmland " * 8, Person("skr"), date(2026, 1, 8))
    decide(place, Tie(meeting), ("Vi bjuder in till en gemensam kurs. " * 99)[:LONGEST])
    return meeting


def test_nothing_that_a_meeting_looks_at_or_comes_to_is_cut_on_the_projector(
    visit: Visit, place: Workspace, much_decided: int
) -> None:
    page = visit.page
    page.goto(f"{visit.server}/mote?meeting={much_decided}&present=1")
    cut, small, shown = [], [], 0
    for number in range(1, page.locator(".slide").count() + 1):
        slide = page.locator(".slide:not([hidden])")
        expect(slide.locator(".page")).to_have_text(re.compile(f"^{number} "))
        lines = slide.locator("li")
        if slide.locator("h1").inner_text() != sv("council.item_since"):
            shown += lines.count()
        small += [one for one in page.evaluate(TEXTS) if one["size"] < 28]
        cut += slide.evaluate(CUT)
        page.keyboard.press("ArrowRight")
    assert (cut, small) == ([], [])
    (held,) = [one for one in meetings(place) if one.id == much_decided]
    assert shown == len(held.items) + 8 + 7


@pytest.fixture
def with_every_chart(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return a meeting that has every chart on its agenda, more than a council puts there."""
    monkeypatch.setattr(agenda, "MOST_ITEMS", len(CHARTS))
    meeting = create_meeting(place, MeetingFacts(date(2026, 1, 8), "video"))
    for key in CHARTS:
        add_item(place, meeting, key, "municipality=1715&region=17&compare=0180&compare=1785")
    return meeting


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_projector_no_word_of_any_chart_is_cut_or_stands_on_another(
    visit: Visit, with_every_chart: int, language: str
) -> None:
    page, faults, drawn = visit.page, {}, 0
    page.goto(f"{visit.server}/mote?meeting={with_every_chart}&present=1&lang={language}")
    last = page.locator(".slide").count()
    for number in range(2, last):
        page.keyboard.press("ArrowRight")
        slide = page.locator(".slide:not([hidden])")
        page.wait_for_function(IS_SHOWN, arg=number)
        if slide.locator(".figure").count():
            drawn += 1
            if found := page.evaluate(OVERLAPPING):
                faults[slide.locator("h1").inner_text()] = found
        assert [one["text"] for one in page.evaluate(TEXTS) if one["size"] < 28] == []
    assert drawn == len(CHARTS) - 1
    assert faults == {}


@pytest.mark.parametrize(
    ("look", "paper"),
    [({"color_scheme": "light"}, LIGHT.background), ({"color_scheme": "dark"}, DARK.background)],
)
def test_a_frozen_chart_follows_light_and_dark(visit: Visit, held: None, paper: str) -> None:
    page = visit.open("mote", meeting="1")
    ground = page.locator(".js-plotly-plot .main-svg").first
    red, green, blue = (int(paper[i : i + 2], 16) for i in (1, 3, 5))
    expect(ground).to_have_css("background-color", f"rgb({red}, {green}, {blue})")


PLACES = """() => [...document.querySelectorAll('[class*="st-key-row_action_"]')].map((row) => {
    const [words, ...buttons] = [...row.children].map((one) => one.getBoundingClientRect());
    return { words: [words.top, words.bottom, words.width], row: row.clientWidth,
             buttons: buttons.map((one) => [one.top, one.bottom]) };
})"""


@pytest.mark.parametrize(
    ("look", "is_beside"),
    [({"viewport": {"width": width, "height": 900}}, width > 400) for width in (1280, 1920, 390)],
)
def test_the_buttons_of_a_long_action_stand_beside_it_and_on_a_phone_close_under(
    visit: Visit, held: None, place: Workspace, is_beside: bool
) -> None:
    if len(actions(place)) == 1:
        agree(place, Tie(1), "Ring runt i Värmland och fråga " * 12, Person("skr"), None)
    page, rows = visit.open("mote", meeting="1", part="outcomes"), len(actions(place))
    # A first visit fetches the script of buttons late: until it is there they take no room.
    expect(page.locator('[class*="st-key-row_action_"] button')).to_have_count(2 * rows)
    found = page.evaluate(PLACES)
    assert len(found) == rows
    for row in found:
        top, bottom, width = row["words"]
        assert len(row["buttons"]) == 2
        for start, end in row["buttons"]:
            if is_beside:
                assert start <= (top + bottom) / 2 <= end
            else:
                assert bottom <= start < bottom + 8
        assert is_beside or width == row["row"]


def test_the_form_of_those_present_stays_open_while_they_are_written(
    visit: Visit, held: None, place: Workspace
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2025, 11, 6), "video"))
    page = visit.open("mote", meeting=str(meeting))
    page.get_by_text(sv("council.edit"), exact=True).click()
    press(visit, sv("council.save"))
    expect(page.locator(".status", has_text=sv("council.saved"))).to_be_visible()
    for role in ("skr", "ai_sweden"):
        visit.pick(
            page.locator("[class*=st-key-present_][class*=_role]").get_by_role("combobox"),
            sv(f"council.role_{role}"),
        )
        press(visit, sv("council.add_person"))
        again = page.get_by_role("button", name=sv("council.add_person"), exact=True)
        expect(again).to_be_visible()
    (found,) = [one for one in meetings(place) if one.id == meeting]
    assert [one.role for one in found.present] == ["skr", "ai_sweden"]


def test_an_action_that_is_refused_keeps_its_words_and_a_kept_one_leaves_an_empty_form(
    visit: Visit, held: None, place: Workspace
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2025, 11, 6), "video"))
    page = visit.open("mote", meeting=str(meeting), part="outcomes")
    page.get_by_text(sv("council.new_action"), exact=True).click()
    words = page.get_by_role("textbox", name=sv("council.action"), exact=True)
    words.fill("Boka rum")
    press(visit, sv("council.agree"))
    owner = sv("council.field", label=sv("council.owner"))
    refused = page.locator(".status", has_text=sv("errors.council.unfilled", fields=owner))
    expect(refused).to_be_in_viewport()
    # It stands at the button, which has kept the focus, and is said aloud.
    button = page.get_by_role("button", name=sv("council.agree"), exact=True)
    expect(button).to_be_focused()
    assert 0 <= top_of(refused) - bottom_of(button) < NEAR
    expect(page.locator("body > [role=status]")).to_have_text(refused.inner_text())
    expect(words).to_have_value("Boka rum")
    choose_owner(visit)
    press(visit, sv("council.agree"))
    kept = page.locator(".status", has_text=sv("council.action_kept"))
    expect(kept).to_be_in_viewport()
    expect(words).to_have_value("")
    assert "Boka rum" in [one.text for one in actions(place)]


@pytest.mark.parametrize("on_an_item", [False, True])
def test_five_actions_in_a_row_are_written_without_opening_the_form_again(
    visit: Visit, held: None, place: Workspace, on_an_item: bool
) -> None:
    """By keyboard: what is kept has the focus, and the next Tab comes to the empty form."""
    meeting = create_meeting(place, MeetingFacts(date(2025, 11, 7), "video"))
    if on_an_item:
        agenda.add_text(place, meeting, "Utlysningar")
    part = "agenda" if on_an_item else "outcomes"
    page = visit.open("mote", meeting=str(meeting), part=part)
    page.get_by_text(sv("council.new_action"), exact=True).click()
    words = page.get_by_role("textbox", name=sv("council.action"), exact=True)
    words.focus()
    written = [f"Åtgärd {number}" for number in range(5)]
    for text in written:
        expect(words).to_be_focused()
        page.keyboard.type(text)
        choose_owner(visit)
        press(visit, sv("council.agree"))
        kept = page.locator(".status", has_text=sv("council.action_kept"))
        expect(kept).to_be_focused()
        expect(words).to_have_value("")
        page.keyboard.press("Tab")
    assert {one.text for one in actions(place) if one.meeting_id == meeting} == set(written)


def test_the_form_of_goals_stays_open_once_the_first_is_set(
    visit: Visit, held: None, place: Workspace
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2025, 11, 8), "video"))
    visit.open("mote", meeting=str(meeting), part="goals")
    for number in (1, 2):
        # Before the first goal it stands open.
        press(visit, sv("goal.set"))
        said = visit.page.locator(".status", has_text=sv("goal.is_set"))
        expect(said).to_be_in_viewport()
        assert len(goals(place)) == number
    expect(visit.page.get_by_role("button", name=sv("goal.set"), exact=True)).to_be_visible()
    for goal in goals(place):
        drop_goal(place, goal.id)


NEAR = 40
"""Pixels between a button and what is said at it."""


def top_of(place: Locator) -> float:
    return float(place.evaluate("(node) => node.getBoundingClientRect().top"))


def bottom_of(place: Locator) -> float:
    return float(place.evaluate("(node) => node.getBoundingClientRect().bottom"))


RINGS = """() => [...document.querySelectorAll('[data-testid="stRadioOption"]')].map((option) => {
    const words = option.querySelector('p');
    const { top, height } = option.querySelector(':scope > div > div').getBoundingClientRect();
    const line = parseFloat(getComputedStyle(words).lineHeight);
    const box = words.getBoundingClientRect();
    return { off: Math.abs(top + height / 2 - box.top - line / 2), lines: box.height / line };
}).filter(({ lines }) => lines)"""
"""How far from the middle of its label's first line each ring stands, and how many lines it has."""


def test_the_ring_of_an_item_stands_at_the_first_line_of_its_label(
    visit: Visit, held: None, place: Workspace
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2026, 5, 9), "video"))
    add_item(place, meeting, "map", "county=17&skr_group=C8")
    add_item(place, meeting, "region_trend", "region=17")
    page = visit.open("mote", meeting=str(meeting))
    rings = page.evaluate(RINGS)
    assert max(ring["lines"] for ring in rings) > 1.5
    assert max(ring["off"] for ring in rings) < 2


def test_minutes_in_the_making_say_so(visit: Visit, held: None) -> None:
    page = visit.open("mote", meeting="1")
    link = page.get_by_role("link", name=sv("minutes.as_docx"))
    assert link.get_attribute("data-wait") == sv("downloads.wait")
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    page.route("**/minutes/*", hold)
    with page.expect_download():
        link.click(no_wait_after=True)
        expect(page.get_by_role("link", name=sv("downloads.wait"))).to_be_visible()
        asked[0].continue_()
    expect(page.get_by_role("link", name=sv("minutes.as_docx"))).to_be_visible()


def test_a_link_opens_the_very_slide(visit: Visit, held: None) -> None:
    visit.page.goto(f"{visit.server}/mote?meeting=1&present=2")
    expect(visit.page.locator(".slide:not([hidden]) .page")).to_have_text(re.compile("^2 "))


ACROSS = """() => {
    const boxes = [...document.querySelectorAll('.slide:not([hidden]) .choroplethlayer path')]
        .map((path) => path.getBoundingClientRect()).filter(({ width }) => width);
    const words = [...document.querySelectorAll('.slide:not([hidden]) .legendtext')]
        .map((text) => text.getBoundingClientRect());
    const left = Math.min(...words.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    return (right - left) / innerWidth;
}"""


NUMBER_OF_FIGURE = """() => 1 + [...document.querySelectorAll('.slide')]
    .findIndex((slide) => slide.querySelector('.figure'))"""


@pytest.mark.parametrize(
    ("key", "query"),
    [("map", ""), ("map", "level=county"), ("map_waves", ""), ("map_waves", "level=county")],
)
def test_a_map_uses_the_whole_width_of_a_slide(
    visit: Visit, place: Workspace, key: str, query: str
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2026, 2, 9), "video"))
    add_item(place, meeting, key, query)
    visit.page.goto(f"{visit.server}/mote?meeting={meeting}&present=1")
    number = visit.page.evaluate(NUMBER_OF_FIGURE)
    visit.page.goto(f"{visit.server}/mote?meeting={meeting}&present={number}")
    visit.page.wait_for_function(IS_SHOWN, arg=number)
    # The slide's map has its frame before its areas, which come from the server.
    visit.page.wait_for_function(f"() => ({ACROSS})() > 0.85")


@pytest.mark.parametrize(
    "look",
    [
        {"viewport": {"width": 2560, "height": 1080}},
        {"viewport": {"width": 1024, "height": 768}},
    ],
    ids=["wide", "high"],
)
def test_a_slide_fills_a_screen_of_any_proportions(
    visit: Visit, held: None, look: dict[str, Any]
) -> None:
    visit.page.goto(f"{visit.server}/mote?meeting=1&present=2")
    visit.page.wait_for_function(IS_SHOWN, arg=2)
    stage = visit.page.locator(".stage").bounding_box()
    size = look["viewport"]
    assert stage is not None
    assert stage == pytest.approx({"x": 0, "y": 0, **size}, abs=1)
    assert [one["text"] for one in visit.page.evaluate(TEXTS) if not one["inside"]] == []


@pytest.mark.parametrize("query", ["present=x", "present=99", "meeting=77&present=-1", "present="])
def test_garbage_opens_a_slide(visit: Visit, held: None, query: str) -> None:
    visit.page.goto(f"{visit.server}/mote?{query}")
    visit.page.wait_for_selector(".slide:not([hidden])")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_minutes_hold_agenda_frozen_figure_decision_and_action(
    visit: Visit, held: None, tmp_path: Path, language: str
) -> None:
    t, page = texts(language), visit.open("mote", lang=language)
    files = {}
    for ending in ("docx", "html"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=t(f"minutes.as_{ending}")).click()
        files[ending] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(files[ending])
        assert files[ending].name.startswith(t("minutes.file", day=""))
    document = Document(str(files["docx"]))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    html = files["html"].read_text("utf-8")
    for words in (
        "Vi bjuder in till en gemensam kurs",
        "Ring runt i Värmland",
        t("chart_name.map"),
        t("minutes.frozen", day="|", build="|").split("|")[0],
    ):
        assert words in said
        assert words in html
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr")
    assert html.count('<img src="data:image/png;base64,') == 1
    assert 'src="http' not in html

"""What the secretary presses, what it does, and where the focus stands afterwards."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ailaget.council.agenda import add_item
from ailaget.council.meetings import MeetingFacts, create_meeting, meetings
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from tests.browser.conftest import Served
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

sv = texts("sv")
SURVEY = "Kommunkod;ai_strategi;ai_heltid\n0114;1;3\n0115;2;0\n1781;0;1\n"


@pytest.fixture(scope="module")
def server(own_server: Served) -> Served:
    """Return the dashboard on a folder of its own."""
    return own_server


def status(page: Page) -> Locator:
    return page.locator("[data-status]").last


def test_the_focus_stands_at_what_came_of_each_button_on_a_meeting(
    visit: Visit, place: Workspace
) -> None:
    page = visit.open("mote")  # before the first meeting the form stands open
    created = sv("council.created", day=sv.day(date.today()))
    press(visit, sv("council.create"), created)
    # The next time the form is opened for it, and is shut again once the meeting is there.
    page.get_by_text(sv("council.new"), exact=True).click()
    press(visit, sv("council.create"), created)
    expect(page.get_by_role("button", name=sv("council.create"), exact=True)).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.status") is not None
    page.get_by_role("textbox", name=sv("council.text_item")).fill("Utlysningar")
    press(visit, sv("council.add_text"), sv("council.text_added"))
    add_item(place, int(visit.address()["meeting"][0]), "movers", "")
    visit.open("mote", meeting=visit.address()["meeting"][0], item=last_item(place))
    press(visit, sv("council.freeze"), sv("council.is_frozen_now"))
    page.get_by_role("textbox", name=sv("council.note_label")).last.fill("Bra möte")
    button = page.get_by_role("button", name=sv("council.save_note"), exact=True).last
    press(visit, button, sv("council.note_saved"))
    press(visit, sv("council.unfreeze"), sv("council.unfreeze_question"))
    press(visit, sv("council.remove_no"), sv("council.nothing_changed"))


def last_item(place: Workspace) -> str:
    return str(max(item.id for meeting in meetings(place) for item in meeting.items))


def press(visit: Visit, button: str | Locator, said: str) -> None:
    """Press a button by keyboard: the focus then stands there, or at what is said of it."""
    page = visit.page
    if isinstance(button, str):
        button = page.get_by_role("button", name=button, exact=True)
    button.first.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(said)
    visit.settle()
    page.wait_for_function("() => document.activeElement !== document.body")
    focused = page.evaluate("() => document.activeElement.innerText")
    spoken = page.locator("body > [role=status]").inner_text()
    assert said in (focused, spoken)


def test_a_chart_is_put_on_the_agenda_without_leaving_its_page(
    visit: Visit, place: Workspace
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2026, 12, 3), "stockholm"))
    page = visit.open("karta", county="17", meeting=str(meeting))
    button = page.get_by_role("button", name=sv("council.to_agenda"), exact=True).first
    button.click()
    expect(status(page)).to_contain_text("ligger nu på dagordningen till mötet den 3 december 2026")
    visit.settle()
    assert "/karta" in visit.href()
    status(page).get_by_role("link", name=sv("council.to_the_agenda")).click()
    page.wait_for_url("**/mote?**")
    visit.settle()
    expect(page.get_by_role("radio", checked=True).last).to_be_attached()
    added = meetings(place)
    assert "county=17" in [item.address for meeting in added for item in meeting.items]


@pytest.mark.parametrize("look", [{"viewport": {"width": 390, "height": 844}}], ids=["phone"])
def test_what_is_said_of_an_addition_is_seen_on_a_phone(visit: Visit, place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 12, 3), "stockholm"))
    page = visit.open("karta")
    button = page.get_by_role("button", name=sv("council.to_agenda"), exact=True).first
    # At the window's lower edge, below which the words come.
    button.evaluate("(pressed) => pressed.scrollIntoView({ block: 'end' })")
    button.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_be_in_viewport(ratio=1)


def test_a_file_that_was_read_and_a_draft_that_was_saved_have_the_focus(
    visit: Visit, tmp_path: Path
) -> None:
    survey = tmp_path / "enkat_2026-11.csv"
    survey.write_text(SURVEY, encoding="utf-8")
    page = visit.open("ladda-upp")
    page.locator("input[type=file]").first.set_input_files(survey)
    expect(status(page)).to_contain_text(f"{survey.name} är läst: ")
    visit.settle()
    page.wait_for_function("() => document.activeElement.matches('[data-status]')")
    save = page.get_by_role("button", name=sv("upload.save"), exact=True)
    save.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(sv("upload.saved", wave=sv.wave("2026-11")))
    visit.settle()
    page.wait_for_function("() => document.activeElement !== document.body")


def test_what_a_file_of_figures_would_give_has_the_focus_and_each_answer_is_said(
    visit: Visit, tmp_path: Path
) -> None:
    figures = tmp_path / "elever.csv"
    figures.write_text("kommunkod;år;värde\n0114;2023;10\n0115;2023;20\n", encoding="utf-8")
    page = visit.open("ladda-upp")
    page.locator("input[type=file]").last.set_input_files(figures)
    expect(status(page)).to_contain_text("skulle läsa in 0 värden")
    page.wait_for_function("() => document.activeElement.matches('[data-status]')")
    answers = {"name": "Elever", "source": "scb", "licence": "CC0 1.0"}
    for kind, answer in answers.items():
        field = page.get_by_label(sv(f"context.label.{kind}"))
        if field.count():
            field.fill(answer)
            field.press("Enter")
            visit.settle()
    heard = "() => document.querySelector('[role=status].heard-only').textContent"
    page.wait_for_function(f"() => ({heard})().includes('skulle läsa in 2 värden för 1 mått')")


@pytest.mark.parametrize(("path", "query"), [("ladda-upp", {}), ("underlag", {"kind": "courses"})])
def test_a_file_that_is_refused_has_the_focus_where_it_is_told(
    visit: Visit, tmp_path: Path, path: str, query: dict[str, str]
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no workbook")
    page = visit.open(path, **query)
    page.locator("input[type=file]").last.set_input_files(broken)
    expect(status(page)).to_have_text(sv("upload.is_refused", file="broken.xlsx"))
    page.wait_for_function("() => document.activeElement.matches('[data-status]')")


def test_each_part_of_a_date_is_large_enough_to_hit(visit: Visit) -> None:
    page = visit.open("mote")
    page.get_by_text(sv("council.new"), exact=True).click()
    parts = page.locator("[data-testid=stDateInput] [role=spinbutton]:visible")
    expect(parts.first).to_be_visible()
    for part in parts.all():
        box = part.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24


@pytest.mark.parametrize(
    ("language", "empty", "valued"),
    [("sv", "åååå", ["inte ifylld", "12 – december"]), ("en", "yyyy", ["not filled in", "12 – "])],
)
def test_a_date_is_said_in_the_pages_language_part_by_part(
    visit: Visit, place: Workspace, language: str, empty: str, valued: list[str]
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2026, 12, 3), "stockholm"))
    page = visit.open("mote", lang=language, meeting=str(meeting), part="outcomes")
    page.get_by_text(texts(language)("council.new_decision"), exact=True).click()
    year = page.locator("[role=spinbutton][data-type=year][data-placeholder]").first
    expect(year).to_have_text(empty)
    expect(year).to_have_attribute("aria-valuetext", valued[0])
    page.locator("[role=spinbutton][data-type=month][data-placeholder]").first.focus()
    page.keyboard.type("12")
    typed = page.locator("[role=spinbutton][data-type=month][aria-valuenow='12']").first
    expect(typed).to_have_attribute("aria-valuetext", re.compile(f"^{valued[1]}"))
    expect(typed).to_have_text("12")


def answered(visit: Visit, asks: str, question: str, answer: str, done: str) -> None:
    """Press what asks before it does something, then its answer, as a hand does."""
    page = visit.page
    button = page.get_by_role("button", name=asks, exact=True)
    button.scroll_into_view_if_needed()
    visit.settle()
    button.click()
    expect(status(page)).to_have_text(question)
    visit.settle()
    page.get_by_role("button", name=answer, exact=True).click()
    expect(status(page)).to_have_text(done)
    visit.settle()


def test_an_approved_meeting_is_locked_and_a_deleted_one_is_gone_and_can_come_back(
    visit: Visit, place: Workspace
) -> None:
    held, mistake = (
        create_meeting(place, MeetingFacts(date(2027, 1, day), "video")) for day in (14, 15)
    )
    page = visit.open("mote", meeting=str(held))
    open_end(page)
    answered(
        visit,
        sv("council.approve"),
        sv("council.approve_question"),
        sv("council.approve_yes"),
        sv("council.approve_done"),
    )
    (kept,) = [each for each in meetings(place) if each.id == held]
    assert kept.approved_on == date.today()
    expect(page.get_by_text(sv("council.approved", day=sv.day(date.today())))).to_be_visible()
    for locked in ("approve", "delete", "add"):
        button = page.get_by_role("button", name=sv(f"council.{locked}"), exact=True)
        expect(button).to_have_count(0)

    visit.open("mote", meeting=str(mistake))
    open_end(page)
    meeting = sv("council.meeting", day=sv.day(date(2027, 1, 15)), place="Video")
    answered(
        visit,
        sv("council.delete"),
        sv("council.delete_question", meeting=meeting),
        sv("council.delete_yes"),
        sv("council.delete_done"),
    )
    assert mistake not in [each.id for each in meetings(place)]
    page.get_by_text(sv.count("council.deleted", 1), exact=True).click()
    page.get_by_role("button", name=sv("council.restore"), exact=True).click()
    expect(status(page)).to_have_text(sv("council.meeting_restored"))
    assert mistake in [each.id for each in meetings(place)]


def open_end(page: Page) -> None:
    """Unfold what ends a meeting."""
    page.get_by_text(sv("council.end"), exact=True).click()

"""Tables of entries on the agenda and in a report: put there from their page, shown and kept."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import pytest
from pptx import Presentation

from ailaget.council.agenda import add_item
from ailaget.council.freezing import freeze_item, frozen_chart, kept_as
from ailaget.council.meetings import MeetingFacts, create_meeting, meetings
from ailaget.practice import shipped
from ailaget.store.database import open_database
from ailaget.store.reports import ReportItem, change_report, new_report, with_item
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts, unbroken
from ailaget.ui.meeting.minutes_text import gathered
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import ITEMS, LISTED
from ailaget.views.entries.single import CARDS
from ailaget.views.entries.single import KEYS as KINDS
from tests.pages.test_pages import opened, words
from tests.served import get

pytestmark = pytest.mark.usefixtures("as_editor")
T = texts("sv")


def one_of(key: str) -> str | None:
    """Return the id of an entry of the kind that a key stands for; None for a whole table."""
    return shipped(KINDS[key])[0].id if key in KINDS else None


def query(key: str) -> str:
    return f"entry={one_of(key)}" if one_of(key) else ""


@pytest.fixture
def place(
    tmp_path: Path, demo_copy: Callable[[Path], Workspace], monkeypatch: pytest.MonkeyPatch
) -> Workspace:
    place = demo_copy(tmp_path / "served")
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    return place


def test_the_page_puts_its_examples_on_the_agenda_and_into_a_report(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2099, 1, 1), "stockholm"))
    app = opened("examples", area="school")
    app.button(key="add_to_agenda_examples").click().run()
    (meeting,) = meetings(place)
    assert [(item.chart, item.address) for item in meeting.items] == [("examples", "area=school")]
    app.button(key="add_examples").click().run()
    assert not app.exception
    page = words(opened("meeting", meeting=str(meeting.id))).replace("\N{WORD JOINER}", "")
    assert T("council.live_listed") in page and T("council.live") not in page
    school = [entry for entry in shipped("examples") if getattr(entry, "area", "") == "school"]
    assert all(entry.title["sv"] in page for entry in school)  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", LISTED)
def test_each_is_kept_as_it_was_shown(place: Workspace, key: str) -> None:
    database = open_database(place)
    choosing = Selection(wave="2026-10", is_demo=True, entry=one_of(key))
    charts = {
        kept_as(language, "light"): ITEMS[key](database, replace(choosing, language=language))
        for language in LANGUAGES
    }
    database.close()
    meeting = create_meeting(place, MeetingFacts(date(2099, 1, 1), "stockholm"))
    item = add_item(place, meeting, key, query(key))
    freeze_item(place, item, charts, database.build)
    kept = frozen_chart(place, item, "sv")
    assert kept is not None
    assert [list(row) for row in kept.table.rows] == [list(r) for r in charts["sv"].table.rows]
    assert kept.table.rows and kept.of_answers == charts["sv"].of_answers
    for ending in ("xlsx", "csv", "html"):
        assert get(f"/frozen/{item}.{ending}").status == 200


@pytest.mark.parametrize("key", LISTED)
def test_a_report_has_each_with_its_source_and_says_of_answers_alone_that_they_are_invented(
    place: Workspace, key: str
) -> None:
    report = new_report(place)
    change_report(place, report, lambda old: with_item(old, ReportItem(key, query(key))))
    page = get(f"/report/own.html?report={report}").content.decode()
    choosing = Selection(wave="2026-10", is_demo=True, entry=one_of(key))
    listed = ITEMS[key](open_database(place), choosing)
    first = next(cell for cell in listed.table.rows[0] if isinstance(cell, str))
    assert escape(first) in page
    assert (T("demo.banner") in page) == listed.of_answers
    assert "– av –" not in page
    show = Presentation(io.BytesIO(get(f"/report/own.pptx?report={report}").content))
    tables = [shape for slide in show.slides for shape in slide.shapes if shape.has_table]
    assert tables


PAGES = {"steps": "getting_started", "tasks": "managers", "law_dates": "ethics"}
"""The pages that are not called by the kind of entries that they show."""

PAGES |= {kind: kind for kind in ("examples", "courses")} | {"collaborations": "collaboration"}


@pytest.mark.parametrize("key", KINDS)
def test_a_single_entry_is_put_on_the_agenda_and_the_minutes_refer_to_it(
    place: Workspace, key: str
) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2099, 1, 1), "stockholm"))
    entry = next(each for each in shipped(KINDS[key]) if each.source_url)
    page = PAGES[KINDS[key]]
    # Whatever else is chosen, the entry is the same, and stands on the agenda once.
    for county in ("17", "20"):
        app = opened(page, entry=entry.id, municipality="2026", county=county)
        app.button(key=f"add_to_agenda_{key}").click().run()
    assert T("council.to_the_agenda") in words(app)
    app.button(key=f"add_{key}").click().run()
    assert T("report.added", title="")[-20:] in words(app)
    ((item,),) = [each.items for each in meetings(place)]
    assert (item.chart, item.address) == (key, f"entry={entry.id}")
    card = CARDS[KINDS[key]](entry, Selection("2026-10", is_demo=True))
    shown = words(opened("meeting", meeting=str(meeting)))
    assert unbroken(card.title.text) in shown and entry.source_url in shown
    minutes = gathered(meetings(place)[0], T)
    (paragraph,) = [each for each in minutes.paragraphs if card.title.text in each.heading]
    (text,) = paragraph.texts
    assert all(part in text for part in (card.title.text, card.source, entry.source_url))
    assert [picture.note for picture in minutes.pictures] == [T("minutes.live_listed")]
    kept = opened("report", report=str(app.query_params["report"]))
    assert card.title.text in words(kept)


def test_a_list_chooses_an_entry_and_says_where_it_stands(place: Workspace) -> None:
    app = opened("examples", municipality="2026")
    assert not [button for button in app.button if button.key == "add_entry_examples"]
    entry = shipped("examples")[0]
    app.selectbox(key="single_examples").select(entry.id).run()
    assert app.query_params["entry"] in (entry.id, [entry.id])
    assert T("practice.single.shown", name=entry.title["sv"]) in words(app)  # type: ignore[attr-defined]
    assert [button for button in app.button if button.key == "add_entry_examples"]


def test_an_entry_that_is_no_more_says_so(place: Workspace) -> None:
    meeting = create_meeting(place, MeetingFacts(date(2099, 1, 1), "stockholm"))
    add_item(place, meeting, "entry_examples", "entry=examples.there-is-no-such")
    assert T("practice.single.gone") in words(opened("meeting", meeting=str(meeting)))
    assert get("/export/entry_examples.xlsx?entry=examples.there-is-no-such").status == 404
    assert not opened("examples", entry="examples.there-is-no-such").exception

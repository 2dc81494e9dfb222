"""Tables of entries on the agenda and in a report: put there from their page, shown and kept."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
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
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import ITEMS, LISTED
from tests.pages.test_pages import opened, words
from tests.served import get

pytestmark = pytest.mark.usefixtures("as_editor")
T = texts("sv")


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
    page = words(opened("meeting", meeting=str(meeting.id)))
    school = [entry for entry in shipped("examples") if getattr(entry, "area", "") == "school"]
    assert all(entry.title["sv"] in page for entry in school)  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", LISTED)
def test_each_is_kept_as_it_was_shown(place: Workspace, key: str) -> None:
    database = open_database(place)
    choosing = Selection(wave="2026-10", is_demo=True)
    charts = {
        kept_as(language, "light"): ITEMS[key](database, replace(choosing, language=language))
        for language in LANGUAGES
    }
    database.close()
    meeting = create_meeting(place, MeetingFacts(date(2099, 1, 1), "stockholm"))
    item = add_item(place, meeting, key, "")
    freeze_item(place, item, charts, database.build)
    kept = frozen_chart(place, item, "sv")
    assert kept is not None
    assert [list(row) for row in kept.table.rows] == [list(r) for r in charts["sv"].table.rows]
    assert kept.table.rows and not kept.of_answers
    for ending in ("xlsx", "csv", "html"):
        assert get(f"/frozen/{item}.{ending}").status == 200


@pytest.mark.parametrize("key", LISTED)
def test_a_report_has_each_with_its_source_and_says_nothing_of_answers(
    place: Workspace, key: str
) -> None:
    report = new_report(place)
    change_report(place, report, lambda old: with_item(old, ReportItem(key, "")))
    page = get(f"/report/own.html?report={report}").content.decode()
    first = str(
        ITEMS[key](open_database(place), Selection("2026-10", is_demo=True)).table.rows[0][0]
    )
    assert first in page
    assert T("demo.banner") not in page and "– av –" not in page
    show = Presentation(io.BytesIO(get(f"/report/own.pptx?report={report}").content))
    tables = [shape for slide in show.slides for shape in slide.shapes if shape.has_table]
    assert tables

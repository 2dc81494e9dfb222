"""Cards as HTML: nothing of an entry's text is run, and each says in which language it is."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from ailaget.exports.metadata import export_metadata
from ailaget.exports.office.chart_xlsx import chart_xlsx
from ailaget.exports.text.table_csv import chart_csv
from ailaget.practice import check_row, row_of, shipped
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.ui.address import Address
from ailaget.ui.practice.cards import cards_html, line_html
from ailaget.ui.practice.week import week_html
from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection
from ailaget.views.courses.listing import courses_table, courses_view
from ailaget.views.examples.listing import examples_table, examples_view
from ailaget.views.managers.tasks import tasks_table, tasks_view
from ailaget.views.practice.cards import Line
from tests.practice.planted import FORMULA, PlantedSource, harmful, only_in_swedish
from tests.remembered import remembered

T = texts("sv")
CHOOSING = Selection(wave="2026-10", is_demo=True, today="2026-11-28")


@pytest.fixture(scope="module")
def planted(demo_workspace: Workspace) -> Iterator[PlantedSource]:
    database = remembered(demo_workspace)
    entries = {
        "examples": (harmful("examples", "title", "what", "data_used"),),
        "courses": (harmful("courses", "about", "length"),),
        "tasks": (harmful("tasks", "task", "may", "never", "check"),),
    }
    assert all(check_row(kind, row_of(entry)) == [] for kind, (entry,) in entries.items())
    yield PlantedSource(database, entries)
    database.connection.close()


def html_of(source: PlantedSource | Database, language: str = "sv") -> str:
    selection = replace(CHOOSING, language=language)
    t, here = selection.t, Address(lang=language)
    groups = [
        *examples_view(source, selection).groups,
        *courses_view(source, selection).groups,
    ]
    cards = [cards_html(group.cards, here, t) for group in groups]
    tasks = tasks_view(source, selection)
    return "".join([*cards, cards_html(tasks.cards, here, t), week_html(tasks.week)])


def test_no_text_of_an_entry_is_run_by_a_page(planted: PlantedSource) -> None:
    html = html_of(planted)
    assert "&lt;b&gt;fet&lt;/b&gt;" in html
    assert "<b>" not in html and "<script" not in html


def test_a_name_in_swedish_says_so_on_an_english_page_alone(demo: Database) -> None:
    english, swedish = html_of(demo, "en"), html_of(demo)
    for name in ("Sju lärosäten, samordnat av Chalmers", "Leksands kommun"):
        assert f'<span lang="sv">{name}</span>' in english
        assert f">{name}<" not in swedish.replace(f"<span>{name}</span>", "")
    assert '<h3 lang="sv">Vägledning om GDPR och AI</h3>' in english
    assert "<h3>Elements of AI</h3>" in english and "<h3>Elements of AI</h3>" in swedish
    assert 'lang="sv"' not in swedish
    assert '<h3 lang="no">Kunstig intelligens i offentlig forvaltning</h3>' in swedish


@pytest.mark.parametrize("make", [examples_table, courses_table, tasks_table])
def test_no_text_of_an_entry_is_run_by_a_spreadsheet(
    planted: PlantedSource, make: Callable[..., Exhibit]
) -> None:
    exhibit = make(planted, CHOOSING)
    metadata = export_metadata(exhibit, CHOOSING, "build")
    book = load_workbook(io.BytesIO(chart_xlsx(exhibit, metadata)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts_kept = [cell for cell in cells if FORMULA in str(cell.value)]
    assert texts_kept and {cell.data_type for cell in texts_kept} == {"s"}
    told = chart_csv(exhibit, metadata).decode("utf-8-sig")
    assert not re.search(r"(?:^|[;\"])=1\+1", told, re.M)


def test_every_source_is_an_ordinary_link_that_tells_nothing_of_where_it_came_from(
    demo_workspace: Workspace,
) -> None:
    database = remembered(demo_workspace)
    html = html_of(database)
    database.connection.close()
    outside = re.findall(r'<a href="(https?:[^"]+)"([^>]*)>(.*?)</a>', html)
    assert len(outside) == 41 - 1 + 12 + 23  # one example has no checked address
    assert all('rel="noopener"' in rest for _, rest, _ in outside)
    assert T("practice.no_address") in html


def test_swedish_texts_say_so_to_an_english_reader(demo_workspace: Workspace) -> None:
    database = remembered(demo_workspace)
    swedish = tuple(only_in_swedish(entry) for entry in shipped("examples"))
    html = html_of(PlantedSource(database, {"examples": swedish}), "en")
    in_swedish, in_english = html_of(database), html_of(database, "en")
    database.connection.close()
    assert re.search(r'<h3 lang="sv">Möten i socialtjänsten blir text</h3>', html)
    assert "<span>Möten" not in html
    assert 'lang="sv"' not in in_swedish
    assert "<h3>Meetings in social services become text</h3>" in in_english


def test_what_stands_after_a_label_begins_with_a_capital() -> None:
    assert line_html(Line("läsmaterial", "Längd")) == (
        "<p><strong>Längd:</strong> <span>Läsmaterial</span></p>"
    )


def test_no_line_of_a_card_ends_within_a_number() -> None:
    assert "200\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kronor" in line_html(Line("200 000 kronor"))

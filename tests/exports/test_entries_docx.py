"""Entries in Word: each under its heading with its source and dates, and a head on each page."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from ailaget.exports.formats import OF_ENTRIES
from ailaget.exports.metadata import export_metadata
from ailaget.exports.office.entries_docx import OVERVIEW, entries_docx
from ailaget.practice import shipped
from ailaget.practice.words import field_text
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import table_of
from tests.exports.conftest import LINK, Office
from tests.served import get

CHOOSING = Selection("2026-10", is_demo=True, today="2026-11-28")
KINDS = {"examples": "examples", "courses": "courses", "manager_tasks": "tasks"}

each_table = pytest.mark.parametrize("key", OF_ENTRIES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def made(source: Database, key: str, selection: Selection) -> tuple[Exhibit, bytes]:
    exhibit = table_of(key, source, selection)
    assert exhibit is not None
    return exhibit, entries_docx(exhibit, export_metadata(exhibit, selection, source.build, LINK))


@each_table
@each_language
def test_each_entry_has_a_heading_its_source_and_its_dates(
    demo_database: Database, key: str, language: str
) -> None:
    exhibit, content = made(demo_database, key, replace(CHOOSING, language=language))
    document, t = Document(io.BytesIO(content)), texts(language)
    levels = [p.style.name for p in document.paragraphs if p.style.name.startswith(("H", "T"))]
    assert levels == ["Title", "Heading 1", "Heading 1", *["Heading 2"] * len(exhibit.table.rows)]
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for entry in shipped(KINDS[key]) if key in KINDS else ():
        assert entry.source_name in said and entry.source_url in said, entry.key
        assert field_text(entry, "read_on", t) in said
    assert document.core_properties.language == {"sv": "sv-SE", "en": "en-GB"}[language]
    # Nobody has made any of it up.
    assert t("demo.banner") not in said + document.sections[0].header.paragraphs[0].text


@pytest.mark.parametrize("key", [key for key in OF_ENTRIES if "source_name" in OVERVIEW[key]])
def test_the_table_of_all_names_each_source_under_a_head_that_is_repeated(
    demo_database: Database, key: str
) -> None:
    exhibit, content = made(demo_database, key, CHOOSING)
    (table,) = Document(io.BytesIO(content)).tables
    assert len(table.rows) == 1 + len(exhibit.table.rows)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    heads = [cell.text for cell in table.rows[0].cells]
    t = texts("sv")
    assert {t("practice.field.source_name"), t("practice.field.source_date")} < set(heads)


def test_what_is_chosen_is_all_that_is_in_it_and_nothing_says_so(demo_database: Database) -> None:
    exhibit, content = made(demo_database, "examples", replace(CHOOSING, area=("school",)))
    said = "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)
    assert "Skola och förskola" in exhibit.headline and exhibit.headline in said
    _, nothing = made(demo_database, "examples", replace(CHOOSING, county=("09",)))
    empty = Document(io.BytesIO(nothing))
    assert not empty.tables and "0 av 41 exempel" in "\n".join(p.text for p in empty.paragraphs)


def test_libreoffice_reads_every_entry_with_its_source(
    demo_database: Database, opened_by_office: Office
) -> None:
    files = {f"{key}.docx": made(demo_database, key, CHOOSING)[1] for key in OF_ENTRIES}
    texts_of = opened_by_office(files, "txt:Text (encoded):UTF8")
    assert len(texts_of) == len(files)
    read = "".join(content.decode("utf-8-sig") for content in texts_of.values())
    for kind in KINDS.values():
        assert all(entry.source_name in read for entry in shipped(kind))


def test_the_page_gives_it_by_link(
    demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    answer = get("/export/courses.docx?lang=en&price=free")
    assert answer.status == 200
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    assert '.docx"' in answer.headers["content-disposition"]
    assert get("/export/no_such_table.docx").status == 404

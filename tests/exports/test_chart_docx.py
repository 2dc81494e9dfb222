"""A chart or a table in Word: its chart to edit, its whole table, and all that must be said."""

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from ailaget.exports.makers import MAKERS, TABLE_MAKERS
from ailaget.exports.metadata import export_metadata
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.native import drawable
from ailaget.views.catalogue import table_of
from tests.exports.conftest import CHOSEN, LINK, Made, Office

pytestmark = pytest.mark.usefixtures("pictured_once")

NATIVE, MAP = "ethics_readiness", "collaboration_groups"


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def text_of(document: Any) -> str:
    return "\n".join("".join(part.xpath(".//w:t/text()")) for part in document.element.body)


@pytest.mark.parametrize("key", [NATIVE, MAP])
def test_a_chart_is_native_where_it_can_be_and_its_table_is_whole(made: Made, key: str) -> None:
    chart, metadata = made(key)
    document = opened(MAKERS["docx"](chart, metadata))
    kinds = {relation.reltype.rpartition("/")[2] for relation in document.part.rels.values()}
    assert ("chart" in kinds) == (drawable(chart) is not None) == (key == NATIVE)
    assert ("image" in kinds) == (key == MAP)
    (table,) = document.tables
    assert len(table.rows) == 1 + len(chart.table.rows) and len(chart.table.rows) > 1
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    descriptions = [part.get("descr") for part in document.element.body.iter(qn("wp:docPr"))]
    assert descriptions == [metadata.alt]


def test_all_that_must_be_said_is_in_it_and_invented_data_is_marked(made: Made) -> None:
    chart, metadata = made(NATIVE)
    document = opened(MAKERS["docx"](chart, metadata))
    text = text_of(document)
    assert all(f"{label}: {metadata.t.plain(value)}" in text for label, value in metadata.lines())
    together = "".join(text.split())
    assert all("".join(method.split()) in together for _, method in metadata.method)
    assert metadata.demo in text and metadata.demo in document.sections[0].header.paragraphs[0].text
    assert document.core_properties.language == "sv-SE"
    links = [each for each in document.part.rels.values() if each.is_external]
    assert LINK in [each.target_ref for each in links]


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_opens_a_chart_a_map_and_a_table(
    made: Made, demo_database: Database, opened_by_office: Office, language: str
) -> None:
    selection = replace(CHOSEN, language=language)
    files = {f"{key}.docx": MAKERS["docx"](*made(key, selection)) for key in (NATIVE, MAP)}
    table = table_of("collaboration_pairs", demo_database, selection)
    assert table is not None
    metadata = export_metadata(table, selection, demo_database.build, LINK)
    files["pairs.docx"] = TABLE_MAKERS["docx"](table, metadata)
    read = opened_by_office(files, "txt:Text (encoded):UTF8")
    assert len(read) == len(files)
    for content in read.values():
        assert texts(language)("demo.banner") in content.decode("utf-8-sig")
    assert table.headline in read["pairs.txt"].decode("utf-8-sig")


def test_a_table_too_wide_for_an_upright_page_lies_and_what_follows_stands(made: Made) -> None:
    """The mark of invented data is above it, too."""
    chart, metadata = made("regions_ranking", replace(CHOSEN, language="en"))
    document = Document(io.BytesIO(MAKERS["docx"](chart, metadata)))
    sides = [section.page_width > section.page_height for section in document.sections]
    assert sides == [False, True, False]
    upright, lying, after = document.sections
    (table,) = document.tables
    width = sum(column.width for column in table.columns)
    assert 0.99 < width / (lying.page_width - lying.left_margin - lying.right_margin) <= 1
    for section in (lying, after):
        assert not section.different_first_page_header_footer
        assert section.header.paragraphs[0].text == metadata.demo
    assert upright.different_first_page_header_footer
    few = Document(io.BytesIO(MAKERS["docx"](*made("map"))))
    assert len(few.sections) == 1

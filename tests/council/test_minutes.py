"""Minutes: the same words in Word and on the web, tables where there is no picture, all escaped."""

import io
from dataclasses import replace
from zipfile import ZipFile

import plotly.graph_objects as go
import pytest
from docx import Document
from docx.shared import Cm

from ailaget.council.minutes import Minutes, MinutesItem
from ailaget.council.minutes_docx import minutes_docx
from ailaget.council.minutes_html import minutes_html
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.result import Chart, Column, Table

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8ffff3f030008fc02fea7356981"
    "0000000049454e44ae426082"
)
HOSTILE = "<script>alert(1)</script> =cmd|'/c calc'!A1 & \"citat\""


def minutes(language: str, picture: bytes | None) -> Minutes:
    table = Table(
        (Column("name", "Kommun", "name"), Column("value", "Index", "number", 1)),
        [("Kristinehamn", 31.25), ("Gagnef", None)],
    )
    chart = Chart(
        "map",
        "AI-mognad",
        HOSTILE,
        table,
        "Källa: svaren.",
        "",
        1,
        2,
        "fil",
        "2026-10",
        "Index",
        go.Figure(),
        "Bild i ord",
    )
    item = MinutesItem("Karta", chart, picture, "Fryst.", HOSTILE, (HOSTILE,), ("Ring",))
    return Minutes(
        "Protokoll",
        (("Datum", "3 november"),),
        (item,),
        texts(language),
        "Om mötet\n\nMera",
        ("Ett till",),
        (),
        ("Väntar",),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_gets_headings_lists_a_table_and_the_language(language: str) -> None:
    document = Document(io.BytesIO(minutes_docx(minutes(language, None))))
    said = [(one.style.name, one.text) for one in document.paragraphs]
    assert ("Title", "Protokoll") in said
    assert ("Heading 1", "1. Karta") in said
    assert ("List Number", "Karta") in said
    assert ("List Bullet", HOSTILE) in said
    assert ("List Bullet", "Väntar") in said
    places = [text for _, text in said]
    for words, heading in (("Om mötet", "note_meeting"), (HOSTILE, "note_item")):
        above = places.index(texts(language)(f"council.{heading}"))
        assert places[above + 1] == words
        assert said[above][0].startswith("Heading")
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    t = texts(language)
    assert rows == [["Kommun", "Index"], ["Kristinehamn", t.number(31.25, 1)], ["Gagnef", "–"]]
    assert document.core_properties.language[:2] == language
    assert document.core_properties.author == "AI-läget"


def test_words_have_more_room_in_a_table_than_figures() -> None:
    document = Document(io.BytesIO(minutes_docx(minutes("sv", None))))
    name, figure = (column.width for column in document.tables[0].columns)
    assert name > figure
    assert name + figure == pytest.approx(Cm(16.0), rel=0.001)
    for row in document.tables[0].rows:
        assert [cell.width for cell in row.cells] == [name, figure]


def test_word_gets_the_picture_in_place_of_the_table_with_its_words() -> None:
    file = minutes_docx(minutes("sv", PICTURE))
    document = Document(io.BytesIO(file))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Bild i ord"
    (headline,) = [
        one
        for one in document.paragraphs
        if one.text == HOSTILE
        and one.style.name == "Normal"
        and one.paragraph_format.keep_with_next
    ]
    assert headline is not None
    assert document.tables == []
    assert not [name for name in ZipFile(io.BytesIO(file)).namelist() if "vba" in name.lower()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_web_page_says_the_same_and_runs_nothing(language: str) -> None:
    html = minutes_html(minutes(language, None)).decode()
    assert f'<html lang="{language}">' in html
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3
    t = texts(language)
    assert f'<h2>{t("council.note_meeting")}</h2><p class="note">Om mötet' in html
    assert f'<h3>{t("council.note_item")}</h3><p class="note">&lt;script' in html
    assert html.index(t("council.note_item") + "</h3>") < html.index(t("minutes.decisions") + "</")
    assert "<th scope=col class=r>Index" in html
    assert "<td class=r>–" in html


def test_invented_data_is_marked_above_all_else() -> None:
    marked = replace(minutes("sv", None), mark=texts("sv")("demo.banner"))
    said = [one.text for one in Document(io.BytesIO(minutes_docx(marked))).paragraphs]
    assert said[1] == texts("sv")("demo.banner")
    assert f'</h1><p class="demo" role="note">{said[1]}</p><dl>' in minutes_html(marked).decode()


def test_the_web_page_holds_its_picture_itself() -> None:
    html = minutes_html(minutes("sv", PICTURE)).decode()
    assert 'src="data:image/png;base64,' in html
    assert 'alt="Bild i ord"' in html
    assert "<table" not in html

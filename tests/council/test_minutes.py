"""Minutes: the same words in Word and on the web, tables where there is no picture, all escaped."""

import io
from dataclasses import replace
from zipfile import ZipFile

import plotly.graph_objects as go
import pytest
from docx import Document
from docx.document import Document as DocumentFile
from docx.oxml.ns import qn
from docx.shared import Cm

from ailaget.council.minutes import (
    Minutes,
    MinutesPicture,
    Paragraph,
    minutes_json,
    read_minutes,
)
from ailaget.council.minutes_docx import minutes_docx
from ailaget.council.minutes_html import minutes_html
from ailaget.exports.report.contents import SHOWN
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.contact import CONTACT
from ailaget.views.base.result import Chart, Column, Table

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8ffff3f030008fc02fea7356981"
    "0000000049454e44ae426082"
)
sv = texts("sv")
HOSTILE = "<script>alert(1)</script> =cmd|'/c calc'!A1 & \"citat\""


def chart() -> Chart:
    table = Table(
        (Column("name", "Kommun", "name"), Column("value", "Index", "number", 1)),
        [("Kristinehamn", 31.25), ("Gagnef", None)],
    )
    return Chart(
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


def minutes(language: str, image: bytes | None, count: int = 1) -> Minutes:
    picture = MinutesPicture(7, "Karta", "Fryst, dataversion 1f2e3d.", chart(), image)
    return Minutes(
        "Protokoll",
        (("Datum", "3 november"),),
        (
            Paragraph("Närvarande", lists=(("", ("SKR",)),)),
            Paragraph("Beslut", lists=(("Av mötet", (HOSTILE,)),)),
            Paragraph("Karta", ("Om mötet\n\nMera", HOSTILE)),
        ),
        (picture,) * count,
        ("Sekreterare", "Justerare"),
        texts(language),
    )


def document_of(made: Minutes) -> DocumentFile:
    return Document(io.BytesIO(minutes_docx(made)))


def styled(made: Minutes) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in document_of(made).paragraphs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_gets_numbered_paragraphs_signatures_pictures_and_notes_in_this_order(
    language: str,
) -> None:
    t, made = texts(language), minutes(language, None)
    assert [text for style, text in styled(made) if style == "Heading 1"] == [
        "§\N{NO-BREAK SPACE}1 Närvarande",
        "§\N{NO-BREAK SPACE}2 Beslut",
        "§\N{NO-BREAK SPACE}3 Karta",
        t("minutes.signatures"),
        t("minutes.pictures"),
        t("minutes.notes"),
    ]
    said = styled(made)
    assert ("Title", "Protokoll") in said
    assert ("Heading 2", "Av mötet") in said and ("List Bullet", HOSTILE) in said
    at = said.index(("Heading 1", "§\N{NO-BREAK SPACE}3 Karta"))
    assert [text for _, text in said[at + 1 : at + 4]] == ["Om mötet", "Mera", HOSTILE]
    at = said.index(("Normal", "Sekreterare"))
    assert said[at - 1][1] == "\t"
    assert said[-1][1] == t("minutes.picture_note", number=1, note="Fryst, dataversion 1f2e3d.")
    assert sum("1f2e3d" in text for _, text in said) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_the_table_where_there_is_no_picture_and_the_language(language: str) -> None:
    t, document = texts(language), document_of(minutes(language, None))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["Kommun", "Index"], ["Kristinehamn", t.number(31.25, 1)], ["Gagnef", "–"]]
    assert document.core_properties.language[:2] == language
    assert document.core_properties.author == "AI-läget"
    language_mark = document.styles.element.find(f".//{qn('w:lang')}")
    assert language_mark.get(qn("w:val"))[:2] == language


def test_words_have_more_room_in_a_table_than_figures() -> None:
    document = document_of(minutes("sv", None))
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
    captions = [one for one in document.paragraphs if one.style.name == "Heading 2"]
    assert [one.text for one in captions[-2:]] == ["Bild 1. Karta", "Tabell 1. Karta"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Kristinehamn", "31,3"]
    said = [one.text for one in document.paragraphs]
    assert f"Källa: svaren. {sv('minutes.in_appendix')}" in said
    assert said.index(sv("minutes.appendix")) > said.index(sv("minutes.notes"))
    assert not [name for name in ZipFile(io.BytesIO(file)).namelist() if "vba" in name.lower()]


def of_a_map(t_language: str = "sv") -> Minutes:
    """Return minutes with the picture of a map, whose table is as long as there are places."""
    rows = [(f"Kommun {number}", float(number)) for number in range(290)]
    made = minutes(t_language, PICTURE)
    long = replace(chart(), table=replace(chart().table, rows=rows))
    picture = replace(made.pictures[0], chart=long, values_at="http://plats/frozen/7.xlsx")
    return replace(made, pictures=(picture,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_long_table_word_has_the_first_rows_and_says_where_the_rest_is(language: str) -> None:
    t, made = texts(language), of_a_map(language)
    file = minutes_docx(made)
    document = Document(io.BytesIO(file))
    (table,) = document.tables
    assert len(table.rows) == 1 + SHOWN
    rest = t("minutes.more_rows", n=290 - SHOWN, address="http://plats/frozen/7.xlsx")
    assert document.paragraphs[-1].text == rest
    assert "http://plats/frozen/7.xlsx" in {part.target_ref for part in document.part.rels.values()}
    said = [one.text for one in document.paragraphs]
    assert f"Källa: svaren. {t('minutes.first_in_appendix', n=SHOWN)}" in said


def test_the_web_page_has_the_whole_of_a_long_table() -> None:
    html = minutes_html(of_a_map()).decode()
    assert html.count("<th scope=row>") == 290
    assert sv("minutes.in_appendix") in html


def test_every_third_picture_begins_a_page_and_a_table_ends_one() -> None:
    def breaks(made: Minutes) -> list[bool]:
        headings = [one for one in document_of(made).paragraphs if one.text.startswith("Bild ")]
        return [
            bool(one.paragraph_format.page_break_before)
            for one in headings
            if one.style.name == "Heading 2"
        ]

    assert breaks(minutes("sv", PICTURE, 5)) == [False, False, True, False, True]
    assert breaks(minutes("sv", None, 2)) == [False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_web_page_says_the_same_and_runs_nothing(language: str) -> None:
    html = minutes_html(minutes(language, None)).decode()
    assert f'<html lang="{language}">' in html
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3
    t = texts(language)
    places = [
        html.index(words)
        for words in (
            "<h2>§\N{NO-BREAK SPACE}1 Närvarande</h2><ul><li>SKR",
            "<h2>§\N{NO-BREAK SPACE}2 Beslut</h2><h3>Av mötet</h3><ul>",
            '<h2>§\N{NO-BREAK SPACE}3 Karta</h2><p class="note">Om mötet',
            f"<h2>{t('minutes.signatures')}</h2>",
            '<p class="sign">Justerare',
            f'<h2 class="pictures">{t("minutes.pictures")}</h2>',
            "<th scope=col class=r>Index",
            f"<h2>{t('minutes.notes')}</h2>",
            "1f2e3d",
        )
    ]
    assert places == sorted(places)
    assert "<td class=r>–" in html


def test_invented_data_is_marked_above_all_else() -> None:
    marked = replace(minutes("sv", None), mark=texts("sv")("demo.banner"))
    said = [text for _, text in styled(marked)]
    assert said[1] == texts("sv")("demo.banner")
    assert f'</h1><p class="demo" role="note">{said[1]}</p><dl>' in minutes_html(marked).decode()


def test_approved_minutes_say_so_where_they_are_signed() -> None:
    approved = replace(minutes("sv", None), approved="Justerat den 1 december.")
    said = [text for _, text in styled(approved)]
    assert said[said.index(sv("minutes.signatures")) + 1] == "Justerat den 1 december."
    assert "</h2><p>Justerat den 1 december.</p>" in minutes_html(approved).decode()


def test_the_web_page_holds_its_picture_itself() -> None:
    html = minutes_html(minutes("sv", PICTURE)).decode()
    assert 'src="data:image/png;base64,' in html
    assert 'alt="Bild i ord"' in html
    assert "<table" not in html[: html.index(sv("minutes.appendix"))]
    assert f'<a href="#values-7">{sv("minutes.in_appendix")}</a>' in html
    assert '<h3 id="values-7">Tabell 1. Karta</h3><div class="frame"' in html
    assert "<table><caption>AI-mognad</caption>" in html
    assert "<th scope=row>Kristinehamn" in html


def test_where_a_table_stands_in_a_pictures_place_it_stands_once() -> None:
    made = minutes("sv", None)
    assert minutes_html(made).decode().count("<table") == 1
    assert len(document_of(made).tables) == 1
    assert sv("minutes.appendix") not in minutes_html(made).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_ends_with_what_to_do_where_a_barrier_is_met(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    t = texts(language)
    monkeypatch.delenv(CONTACT, raising=False)
    end = f'<footer><p class="small">{t("barrier.nobody")}</p></footer></body></html>'
    assert minutes_html(minutes(language, None)).decode().strip().endswith(end)
    monkeypatch.setenv(CONTACT, "ai@example.se")
    link = '<a href="mailto:ai@example.se">ai@example.se</a></p></footer></body></html>'
    html = minutes_html(minutes(language, None)).decode().strip()
    assert html.endswith(f"{t('barrier.contact')} {link}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_that_were_kept_are_read_word_for_word(language: str) -> None:
    made = replace(minutes(language, PICTURE, 2), mark="Påhittat")
    kept = read_minutes(minutes_json(made), made.t)
    bare = tuple(replace(picture, chart=None, image=None) for picture in made.pictures)
    assert kept == replace(made, pictures=bare)


def test_a_wide_table_lies_in_word_and_its_mark_and_number_are_on_each_page() -> None:
    columns = tuple(Column(f"word{number}", "Sannolikhetskolumn") for number in range(9))
    wide = replace(chart(), table=Table(columns, [("ord",) * 9]))
    made = minutes("sv", PICTURE)
    picture = replace(made.pictures[0], chart=wide)
    document = document_of(replace(made, pictures=(picture,), mark=sv("demo.banner")))
    sides = [section.page_width > section.page_height for section in document.sections]
    assert sides == [False, True, False]
    (heading,) = document.tables[0]._tbl.xpath("preceding-sibling::w:p[1]")
    assert "".join(heading.xpath(".//w:t/text()")) == "Tabell 1. Karta"
    assert not heading.xpath(".//w:sectPr")
    for section in document.sections:
        assert section.header.paragraphs[0].text == sv("demo.banner")
        assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE"]


def test_every_link_can_be_followed() -> None:
    """In what is said, under a picture, in a table and in a note."""
    links = [f"https://skr.se/{place}" for place in ("sagt", "lista", "kalla", "tabell", "not")]
    said, listed, source, cell, noted = links
    table = Table((Column("url", "Adress"),), [(cell,)])
    entry = replace(chart(), attribution=f"Källa: {source}.", table=table)
    made = minutes("sv", None)
    picture = replace(made.pictures[0], chart=entry, note=f"Fryst, se {noted}.")
    paragraph = Paragraph("Uppgift", (f"Se {said}.",), (("", (f"Se {listed}",)),))
    made = replace(made, paragraphs=(paragraph,), pictures=(picture,))
    html, document = minutes_html(made).decode(), document_of(made)
    targets = {part.target_ref for part in document.part.rels.values()}
    for link in links:
        assert f'<a href="{link}">{link}</a>' in html
        assert link in targets
    assert document.tables[0].cell(1, 0).text == cell

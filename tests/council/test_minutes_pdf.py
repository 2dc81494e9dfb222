"""Minutes as PDF: tagged, in their language, with the words of Word's, pictures and values."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from ailaget.council.minutes_pdf import minutes_pdf
from ailaget.texts import LANGUAGES, texts
from tests.council.test_minutes import HOSTILE, minutes, of_a_map
from tests.pdf_structure import elements, scope_of

sv = texts("sv")


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    said = " ".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\s+", " ", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_every_paragraph_who_signs_and_the_notes(language: str) -> None:
    t = texts(language)
    made = replace(minutes(language, None), mark="Påhittat", approved="Justerat.")
    said = text_of(minutes_pdf(made))
    headings = ("§ 1 Närvarande", "§ 2 Beslut", "§ 3 Karta", t("minutes.signatures"))
    places = [said.index(words) for words in (*headings, "Justerat.", "Justerare")]
    assert places == sorted(places)
    for words in ("Påhittat", "Datum: 3 november", "Av mötet", HOSTILE, "Om mötet", "Kristinehamn"):
        assert words in said
    note = t("minutes.picture_note", number=1, note="Fryst, dataversion 1f2e3d.")
    assert note.replace("\N{NO-BREAK SPACE}", " ") in said


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_it_is_tagged_and_a_picture_has_its_words_and_its_values(language: str, tag: str) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "#1f5f86").save(picture, "PNG")
    made = minutes_pdf(minutes(language, picture.getvalue(), 2))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == tag
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Protokoll"
        parts = list(elements(pdf.Root.StructTreeRoot))
        kinds = [str(part.S) for part in parts]
        assert kinds.count("/H1") == 1
        assert kinds.count("/Table") == 2
        scopes = [scope_of(part) for part in parts if str(part.S) == "/TH"]
        assert scopes == ["/Column", "/Column", "/Row", "/Row"] * 2
        assert [str(part.Alt) for part in parts if "/Alt" in part] == ["Bild i ord"] * 2


def test_what_a_picture_says_stands_on_its_page() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (160, 82), "#1f5f86").save(picture, "PNG")
    made = minutes_pdf(minutes("sv", picture.getvalue(), 14))
    with_pictures = [
        sum(part.type == 3 for part in page.get_objects()) for page in pypdfium2.PdfDocument(made)
    ]
    for page, drawn in zip(pypdfium2.PdfDocument(made), with_pictures, strict=True):
        said = page.get_textpage().get_text_range()
        assert drawn == len(re.findall(r"Bild \d+\. Karta", said.partition("Noter")[0]))
    assert sum(with_pictures) == 14


def test_the_table_of_a_map_takes_a_page_and_says_where_the_rest_is() -> None:
    made = of_a_map()
    picture = io.BytesIO()
    Image.new("RGB", (160, 82), "#1f5f86").save(picture, "PNG")
    drawn = replace(made.pictures[0], image=picture.getvalue())
    pdf = minutes_pdf(replace(made, pictures=(drawn,)))
    pages = pypdfium2.PdfDocument(pdf)
    appendix = [
        page for page in pages if sv("minutes.appendix") in page.get_textpage().get_text_range()
    ]
    assert len(appendix) == 1 and len(pages) == 3
    said = text_of(pdf)
    rest = sv("minutes.more_rows", n=280, address="http://plats/frozen/7.xlsx")
    assert rest.replace("\N{NO-BREAK SPACE}", " ") in said
    assert "Kommun 9 " in said and "Kommun 10 " not in said

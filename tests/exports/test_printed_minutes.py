"""Minutes on paper: a browser prints two whole pictures to a page, each under its heading."""

import io
import re
from pathlib import Path

import plotly.graph_objects as go
import pypdfium2
import pytest
from matplotlib.figure import Figure

from ailaget.council.minutes import Minutes, MinutesPicture, Paragraph
from ailaget.council.minutes_docx import minutes_docx
from ailaget.council.minutes_html import minutes_html
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.result import Chart, Table
from tests.exports.conftest import Office, Opener


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_pictures_fill_a_page_each_whole_under_its_heading(
    opened: Opener, tmp_path: Path, language: str
) -> None:
    out = io.BytesIO()
    Figure(figsize=(7, 14)).savefig(out, format="png")
    chart = Chart(
        "map",
        "AI-mognad",
        "Kil ligger högst",
        Table((), []),
        "Källa: svaren.",
        "",
        1,
        2,
        "fil",
        "2026-10",
        "Index",
        go.Figure(),
        "Bild",
    )
    picture = MinutesPicture(1, "Karta", "Fryst.", chart, out.getvalue())
    facts = (("Datum", "3 november"),)
    paragraphs = (Paragraph("Beslut", lists=(("", ("Vi börjar",)),)),)
    signed = ("Sekreterare", "Ordförande", "Justerare")
    minutes = Minutes("Protokoll", facts, paragraphs, (picture,) * 4, signed, texts(language))
    file = tmp_path / "minutes.html"
    file.write_bytes(minutes_html(minutes))
    # What is said, two pages of pictures, and the notes, which have room under them or follow.
    assert opened(file).pages in (3, 4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_two_pictures_to_a_page_also_of_invented_data_that_few_have_answered(
    opened_by_office: Office, language: str
) -> None:
    """What tops the page, and the band of each picture, leave room for the next one."""
    out, t = io.BytesIO(), texts(language)
    Figure(figsize=(16, 9)).savefig(out, format="png")
    headline = "Skillnaden mellan stora och små kommuner har vuxit i egna heltidstjänster"
    chart = Chart(
        "map",
        "AI-mognad",
        f"Bland de 43 med värde – {headline} (påhittade data)",
        Table((), []),
        t("source.demo", wave=t.wave("2026-10"), today="30 november 2026"),
        "",
        38,
        96,
        "fil",
        "2026-10",
        "Index",
        go.Figure(),
        "Bild",
    )
    picture = MinutesPicture(1, "Stora och små kommuner över tid", "Fryst.", chart, out.getvalue())
    paragraphs = (Paragraph("Beslut", lists=(("", ("Vi börjar",)),)),)
    minutes = Minutes("Protokoll", (), paragraphs, (picture,) * 4, (), t, t("demo.banner"))
    (printed,) = opened_by_office({"minutes.docx": minutes_docx(minutes)}, "pdf").values()
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed)]
    captions = [
        re.escape(t("minutes.picture", number=n, heading=picture.heading)) for n in (1, 2, 3, 4)
    ]
    places = [next(n for n, page in enumerate(pages) if re.search(each, page)) for each in captions]
    assert places == [1, 1, 2, 2]

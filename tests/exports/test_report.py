"""Reports of several charts: contents, sources and method; nothing cut on paper; nothing run."""

import io
import re
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from pptx import Presentation
from pypdfium2 import PdfDocument

from ailaget.exports.report import pages
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.makers import REPORT_MAKERS
from ailaget.exports.report.pages import report_html
from ailaget.exports.report.slides import report_pptx
from ailaget.store.reports import ReportItem, change_report, new_report, with_item
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.views.base.frozen import freeze
from ailaget.views.report.ready import CHAPTERS
from tests.exports.conftest import A4_WIDTH, Get, Made, Opener

pytestmark = pytest.mark.usefixtures("pictured_once")

NASTY = '=cmd|"/c calc"!A1 <script>alert(1)</script>'


@pytest.fixture(scope="module")
def report(made: Made) -> Contents:
    trend, movers = made("region_trend"), made("movers")
    pages = (Page(*trend, heading=NASTY, text=f"Först.\n{NASTY}"), Page(*movers))
    return Contents("Till rådet", "sv", "ai-laget_rapport", pages, sentences=(NASTY,))


def test_a_source_is_said_once_and_each_chart_from_it_with_its_link(report: Contents) -> None:
    lines = report.sources()
    metadata = [page.metadata for page in report.pages]
    origins = list(dict.fromkeys(f"{one.attribution} {one.version}" for one in metadata))
    assert [line for line in lines if line in origins] == origins
    links = [f"{one.title}: {one.permalink}" for one in metadata]
    assert sorted(line for line in lines if line not in origins) == sorted(links)


def test_the_pages_say_contents_sources_method_and_run_nothing(report: Contents) -> None:
    page = report_html(report).decode()
    t = texts("sv")
    for name, key in (("sources", "sources"), ("method", "method")):
        assert f'href="#{name}"' in page
        assert f'id="{name}"' in page
        assert t(f"report.{key}") in page
    assert '<a href="#chart-2">' in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert report.pages[0].metadata.attribution in page
    assert report.pages[0].metadata.build in page
    assert ". Oktober 2026. n = " in page
    assert t("demo.banner") in page
    assert page.count('<img class="picture"') == 2
    assert "http://" not in page.replace(report.pages[0].metadata.permalink, "")


def test_the_slides_open_with_each_chart_and_what_was_written(report: Contents) -> None:
    show = Presentation(io.BytesIO(report_pptx(report)))
    words = [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in show.slides
    ]
    assert words[0].startswith("Till rådet")
    assert any(shape.has_chart for shape in show.slides[1].shapes)
    for label, value in report.facts():
        assert f"{label}: {value}" in words[0]
    assert words[1].startswith(NASTY)  # the writer's heading is the slide's title
    assert report.pages[0].metadata.title in words[1]
    assert "Först." in words[1]
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    sources, method = titles.index(texts("sv")("report.sources")), titles[-1]
    assert method == texts("sv")("report.method")
    assert set(titles[sources + 1 :]) == {method}
    assert all(len(each.splitlines()) <= 30 for each in words)


def test_a_longer_text_has_a_slide_of_its_own_with_its_headings_and_lists(
    report: Contents,
) -> None:
    text = "Inledning.\n# Frågor\n- Ett\n- Två\n1. Läs\n2. Kom"
    written = replace(report, pages=(replace(report.pages[0], heading="Vår rubrik", text=text),))
    slides = Presentation(io.BytesIO(report_pptx(written))).slides
    assert [slide.shapes.title.text_frame.text for slide in slides][1:3] == ["Vår rubrik"] * 2
    (body,) = [s for s in slides[2].shapes if s.has_text_frame and s != slides[2].shapes.title]
    lines = [(part.text, bool(part.font.bold)) for part in body.text_frame.paragraphs]
    assert lines == [
        ("Inledning.", False),
        ("Frågor", True),
        ("• Ett", False),
        ("• Två", False),
        ("1. Läs", False),
        ("2. Kom", False),
    ]


def test_the_pages_have_the_writers_headings_lists_and_links(report: Contents) -> None:
    text = "Först.\n# Frågor\n- Ett\n- Två\n1. Läs https://skr.se/ai.\n<b>"
    page = report_html(replace(report, pages=(replace(report.pages[0], text=text),))).decode()
    link = '<a href="https://skr.se/ai">https://skr.se/ai</a>'
    lists = f"<h3>Frågor</h3><ul><li>Ett<li>Två</ul><ol><li>Läs {link}.</ol><p>&lt;b&gt;</p>"
    assert f"<p>Först.</p>{lists}" in page


def test_a_figure_and_a_table_have_captions_with_numbers(report: Contents) -> None:
    page, t = report_html(report).decode(), texts("sv")
    for number, each in enumerate(report.pages, start=1):
        title = escape(each.metadata.title)
        assert f"<figcaption>{t('report.figure')} {number}. {title}</figcaption>" in page
        assert f"<caption>{t('report.table')} {number}. {title}</caption>" in page


NOTE = "Måttet har ändrats sedan dess."


@pytest.mark.browser
@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_how_many_more_rows_there_are_stands_by_the_last_and_a_note_by_its_chart(
    made: Made, opened: Opener, tmp_path: Path, ending: str
) -> None:
    """Wherever a table comes to stand on its page."""
    of_map = made("map")
    texts_before = ("\n\n".join(["Vi har läst svaren."] * count) for count in range(0, 28, 2))
    pages = tuple(Page(*of_map, text=text, note=NOTE) for text in texts_before)
    file = REPORT_MAKERS[ending].make(Contents("Till rådet", "sv", "rapport", pages))
    if ending == "html":
        (tmp_path / "report.html").write_bytes(file)
        file = opened(tmp_path / "report.html").printed
    table, rest = pages[0].shown_table()
    places = [column.key for column in table.columns]
    last = str(table.rows[-1][places.index("name")])
    said = 0
    for page in PdfDocument(file):
        words = re.sub(r"\s+", " ", page.get_textpage().get_text_range())
        said += words.count(rest[:20])
        assert last in words.partition(rest[:20])[0] or rest[:20] not in words
        assert not re.search(rf"{re.escape(NOTE)}( \d+ ?\(\d+\)| Till rådet.*)?$", words)
    assert said == len(pages)


def test_without_charts_a_report_is_still_a_report(report: Contents) -> None:
    empty = replace(report, pages=(), sentences=())
    assert b"<h1>" in report_html(empty)
    assert len(Presentation(io.BytesIO(report_pptx(empty))).slides) >= 1


@pytest.mark.parametrize("ending", REPORT_MAKERS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_report_on_a_municipality_is_served(get: Get, language: str, ending: str) -> None:
    answer = get(f"municipality.{ending}", f"municipality=2026&lang={language}")
    assert answer.status_code == 200
    mark = texts(language)("demo.file")
    assert f"gagnef_2026-10_{mark}.{ending}" in answer.headers["content-disposition"]
    assert answer.headers["content-type"] == REPORT_MAKERS[ending].media_type


def test_the_slides_on_a_municipality_end_with_one_of_all_that_is_said_besides(get: Get) -> None:
    file = bytes(get("municipality.pptx", "municipality=2026").body)
    slides = list(Presentation(io.BytesIO(file)).slides)
    assert len(slides) == 2 + len(CHAPTERS["municipality"])
    t = texts("sv")
    headings = [t(f"report.{key}") for key in ("missing", "steps", "sources")]
    said = [part for shape in slides[-1].shapes for part in shape.text_frame.paragraphs]
    assert [part.text for part in said if part.text in headings and part.font.bold] == headings


@pytest.mark.browser
@pytest.mark.parametrize(("code", "pages"), [("2026", 2), ("1983", 3), ("0319", 3)])
def test_the_report_on_a_municipality_is_two_pages_of_paper_or_three_where_most_is_missing(
    get: Get, opened: Opener, tmp_path: Path, code: str, pages: int
) -> None:
    """Gagnef has answered everything; Köping and Älvkarleby lack most, and so have most to say."""
    file = tmp_path / "r.html"
    file.write_bytes(bytes(get("municipality.html", f"municipality={code}").body))
    assert opened(file).pages <= pages


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["country", "county"])
def test_nothing_of_a_ready_report_is_wider_than_the_paper(
    get: Get, opened: Opener, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "r.html"
    file.write_bytes(bytes(get(f"{kind}.html", "region=17").body))
    found = opened(file)
    assert file.read_text("utf-8").count('<h2 id="chart-') == len(CHAPTERS[kind])
    assert found.width <= A4_WIDTH
    assert found.asked == [file.as_uri()]
    assert found.said == []


def test_a_collected_report_is_served_by_its_link(get: Get, demo_workspace: Workspace) -> None:
    place = demo_workspace
    key = new_report(place)
    change_report(place, key, lambda old: replace(old, title="Till rådet"))
    change_report(
        place, key, lambda old: with_item(old, ReportItem("movers", "indicator=maturity_use"))
    )
    change_report(place, key, lambda old: with_item(old, ReportItem("no_such_chart", "")))
    answer = get("own.html", f"report={key}")
    assert answer.status_code == 200
    assert "ai-laget_rapport_till-radet_pahittat.html" in answer.headers["content-disposition"]
    assert bytes(answer.body).decode().count('<img class="picture"') == 1


@pytest.mark.parametrize(
    "path",
    [
        "own.html",
        "own.html?report=xxxxxxxxxxxxxxxx",
        "municipality.html",
        "country.exe",
        "country",
        "galaxy.html",
    ],
)
def test_what_is_not_there_is_not_found(get: Get, path: str) -> None:
    assert get(*path.split("?")).status_code == 404


def test_a_chart_whose_wave_is_gone_says_which_wave_it_shows_instead(
    get: Get, demo_workspace: Workspace
) -> None:
    key = new_report(demo_workspace)
    pinned = replace(ReportItem("region_trend", "wave=2019-04&region=17"), heading="Läget i april")
    change_report(demo_workspace, key, lambda old: with_item(old, pinned))
    kept = ReportItem("movers", "wave=2026-10")
    change_report(demo_workspace, key, lambda old: with_item(old, kept))
    said = texts("sv")("report.wave_gone", wave="april 2019", instead="oktober 2026")
    page = bytes(get("own.html", f"report={key}").body).decode()
    assert page.count(said) == 1
    assert page.index("Läget i april</h2>") < page.index(said)
    slides = Presentation(io.BytesIO(bytes(get("own.pptx", f"report={key}").body))).slides
    words = [[s.text_frame.text for s in slide.shapes if s.has_text_frame] for slide in slides]
    assert [said in "\n".join(each) for each in words[1:3]] == [True, False]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_ready_report_of_a_wave_that_is_not_there_is_refused_in_words(
    get: Get, language: str
) -> None:
    answer = get("country.html", f"wave=2019-04&lang={language}")
    assert answer.status_code == 404
    assert texts(language).wave("2019-04") in bytes(answer.body).decode()


@pytest.mark.parametrize("kind", ["country", "county"])
def test_no_filter_narrows_a_report_whose_title_says_of_whom_it_is(
    get: Get, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A drawing has ids of its own each time: what it is drawn from is held against each other.
    monkeypatch.setattr(pages, "bare_svg", lambda chart, *_, **__: freeze(chart).encode())
    filtered = "&county=17&county=18&skr_group=C6&size_class=lt10k"
    whole, narrowed = (
        bytes(get(f"{kind}.html", f"region=17{more}").body) for more in ("", filtered)
    )
    assert narrowed == whole
    assert whole.count(b"data:image") == len(CHAPTERS[kind])


def test_the_county_of_the_filter_is_the_county_of_the_report(get: Get) -> None:
    assert "Värmlands" in bytes(get("county.html", "county=17").body).decode().split("</h1>")[0]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_report_says_which_of_its_charts_are_no_more(
    get: Get, demo_workspace: Workspace, language: str
) -> None:
    key, t = new_report(demo_workspace), texts(language)
    for item in (
        ReportItem("pie", "", name=NASTY),
        ReportItem("movers", ""),
        ReportItem("rose", ""),
    ):
        change_report(demo_workspace, key, lambda old, item=item: with_item(old, item))
    query = f"report={key}&lang={language}"
    page = get("own.html", query).body.decode()
    assert escape(t("report.chart_gone", name=NASTY)) in page
    assert t("report.chart_gone", name="rose") in page
    assert page.count('<img class="picture"') == 1
    opening, *_ = Presentation(io.BytesIO(get("own.pptx", query).body)).slides
    said = "\n".join(shape.text_frame.text for shape in opening.shapes if shape.has_text_frame)
    assert t("report.chart_gone", name=NASTY) in said

"""Reports of several charts: contents, sources and method; nothing cut on paper; nothing run."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from starlette.requests import Request
from starlette.responses import Response

from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.pages import report_html
from ailaget.exports.report.slides import report_pptx
from ailaget.store.reports import Item, change_report, new_report, with_item
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.ui.report.files import MAKERS, report_file
from ailaget.views.report.ready import CHAPTERS
from tests.exports.conftest import A4_WIDTH, Made, opened

Get = Callable[..., Response]

NASTY = '=cmd|"/c calc"!A1 <script>alert(1)</script>'


@pytest.fixture(scope="module")
def report(made: Made) -> Contents:
    trend, movers = made("region_trend"), made("movers")
    pages = (Page(*trend, heading=NASTY, text=f"Först.\n{NASTY}"), Page(*movers))
    return Contents("Till rådet", "sv", "ai-laget_rapport", pages, sentences=(NASTY,))


@pytest.fixture
def get(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Get:
    """Ask for a report as the server does: ``get("county.html", "region=17")``."""
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))

    def ask(file: str, query: str = "") -> Response:
        return report_file(
            Request(
                {
                    "type": "http", "method": "GET", "scheme": "http", "headers": [],
                    "server": ("localhost", 8501), "path": f"/report/{file}",
                    "path_params": {"file": file}, "query_string": query.encode(),
                }
            )
        )  # fmt: skip

    return ask


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
    assert report.pages[0].papers.source in page
    assert report.pages[0].papers.build in page
    assert t("demo.banner") in page
    assert page.count('<img class="picture"') == 2
    assert "http://" not in page.replace(report.pages[0].papers.permalink, "")


def test_the_slides_open_with_each_chart_and_what_was_written(report: Contents) -> None:
    show = Presentation(io.BytesIO(report_pptx(report)))
    words = [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in show.slides
    ]
    assert words[0].startswith("Till rådet")
    assert any(shape.has_chart for shape in show.slides[1].shapes)
    assert "Först." in words[2]
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    sources, method = titles.index(texts("sv")("report.sources")), titles[-1]
    assert method == texts("sv")("report.method")
    assert set(titles[sources + 1 :]) == {method}
    assert all(len(each.splitlines()) <= 30 for each in words)


def test_without_charts_a_report_is_still_a_report(report: Contents) -> None:
    empty = replace(report, pages=(), sentences=())
    assert b"<h1>" in report_html(empty)
    assert len(Presentation(io.BytesIO(report_pptx(empty))).slides) >= 1


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_report_on_a_municipality_is_served(get: Get, language: str, ending: str) -> None:
    answer = get(f"municipality.{ending}", f"municipality=2026&lang={language}")
    assert answer.status_code == 200
    assert "gagnef_2026-10" in answer.headers["content-disposition"]
    assert answer.headers["content-type"] == MAKERS[ending][0]


@pytest.mark.browser
@pytest.mark.parametrize("code", ["2026", "1983", "0319"])
def test_the_report_on_a_municipality_is_two_pages_of_paper(
    get: Get, chrome: Path, tmp_path: Path, code: str
) -> None:
    """Gagnef has answered everything; Köping and Älvkarleby lack most, and so have most to say."""
    file = tmp_path / "r.html"
    file.write_bytes(bytes(get("municipality.html", f"municipality={code}").body))
    assert opened(chrome, file).pages == 2


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["country", "county"])
def test_nothing_of_a_ready_report_is_wider_than_the_paper(
    get: Get, chrome: Path, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "r.html"
    file.write_bytes(bytes(get(f"{kind}.html", "region=17").body))
    found = opened(chrome, file)
    assert file.read_text("utf-8").count('<h2 id="chart-') == len(CHAPTERS[kind])
    assert found.width <= A4_WIDTH
    assert found.asked == [file.as_uri()]
    assert found.said == []


def test_a_collected_report_is_served_by_its_link(get: Get, demo_workspace: Workspace) -> None:
    place = demo_workspace
    key = new_report(place)
    change_report(place, key, lambda old: replace(old, title="Till rådet"))
    change_report(place, key, lambda old: with_item(old, Item("movers", "indicator=maturity_use")))
    change_report(place, key, lambda old: with_item(old, Item("no_such_chart", "")))
    answer = get("own.html", f"report={key}")
    assert answer.status_code == 200
    assert "ai-laget_rapport_till-radet.html" in answer.headers["content-disposition"]
    assert bytes(answer.body).decode().count('<img class="picture"') == 1


@pytest.mark.parametrize(
    "path",
    ["own.html", "own.html?report=xxxxxxxxxxxxxxxx", "municipality.html", "country.exe",
     "country", "galaxy.html"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(get: Get, path: str) -> None:
    assert get(*path.split("?")).status_code == 404

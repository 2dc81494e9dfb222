"""Pages that stand alone: nothing asked of anyone, nothing run, nothing cut in print."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from ailaget.exports.chart_html import chart_html
from ailaget.exports.passport import Passport
from ailaget.views.catalogue import CHARTS
from ailaget.views.result import Chart
from tests.exports.conftest import CHOSEN, Made


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(data: bytes) -> _Read:
    parser = _Read()
    parser.feed(data.decode())
    return parser


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_chart_is_a_page_with_table_and_papers(made: Made, key: str, language: str) -> None:
    chart, papers = made(key, replace(CHOSEN, language=language))
    page = read(chart_html(chart, papers))
    assert ("html", {"lang": language}) in page.tags
    said = "\n".join(page.words)
    for text in (papers.title, papers.demo, papers.source, papers.build, papers.caveat):
        assert text in said
    assert sum(tag == "tr" for tag, _ in page.tags) == len(chart.table.rows) + 1
    assert not [a for tag, a in page.tags if {"src", "href"} & a.keys()]
    if chart.figure.data:
        assert any(a.get("aria-label") == chart.alt for _, a in page.tags)


def test_no_planted_text_is_run(planted: tuple[Chart, Passport]) -> None:
    data = chart_html(*planted).decode()
    assert "<script>alert(1)" not in data
    assert "&lt;script&gt;alert(1)" in data


@pytest.fixture
def page(chrome: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chrome, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page()
        browser.close()


@pytest.mark.browser
def test_a_map_opens_from_a_file_without_asking_anyone_and_prints_whole(
    made: Made, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    file.write_bytes(chart_html(*made("map")))
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector(".choroplethlayer path")
    assert page.locator(".choroplethlayer path").count() >= 290
    assert asked == [file.as_uri()]
    assert said == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 900})  # A4 between its margins
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 3

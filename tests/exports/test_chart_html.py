"""Pages that stand alone: nothing asked of anyone, nothing run, nothing cut in print."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.text.chart_html import chart_html
from ailaget.store.database import Database
from ailaget.texts import texts
from ailaget.views.base.contact import CONTACT
from ailaget.views.base.result import Chart
from ailaget.views.catalogue import CHARTS, table_of
from tests.exports.conftest import A4_WIDTH, CHOSEN, LINK, PHONE, Made, Opener


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
    chart, metadata = made(key, replace(CHOSEN, language=language))
    page = read(chart_html(chart, metadata))
    assert ("html", {"lang": language}) in page.tags
    said = "\n".join(page.words)
    # The line under a chart begins with the word that stands before it here.
    source = metadata.attribution.partition(": ")[2]
    for text in (metadata.title, metadata.demo, source, metadata.build, metadata.caveat):
        assert text in said
    assert sum(tag == "tr" for tag, _ in page.tags) == len(chart.table.rows) + 1
    assert not [a for _, a in page.tags if "src" in a]
    links = {str(a["href"]) for tag, a in page.tags if "href" in a and tag == "a"}
    assert metadata.permalink in links
    assert all(link.startswith("http") and link in said for link in links)
    method = page.words[page.words.index(metadata.t("xlsx.method")) + 1 :]
    assert "" not in dict(metadata.method).values()
    assert not any("*" in word for word in method[: 2 * len(metadata.method)])
    if chart.figure.data:
        assert any(a.get("aria-label") == chart.alt for _, a in page.tags)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("address", ["", "ai@example.se", "https://kontakt.example/ai"])
def test_every_page_ends_with_what_to_do_where_a_barrier_is_met(
    made: Made, monkeypatch: pytest.MonkeyPatch, language: str, address: str
) -> None:
    monkeypatch.setenv(CONTACT, address)
    t = texts(language)
    for key in ("map", "moran"):
        data = chart_html(*made(key, replace(CHOSEN, language=language))).decode()
        end = data[data.index("</main>") :].partition("<script")[0]
        assert t("barrier.contact" if address else "barrier.nobody") in end
        assert ("<a href=" in end) == bool(address)
        assert address.removeprefix("https://") in end


def test_no_planted_text_is_run(planted: tuple[Chart, ExportMetadata]) -> None:
    data = chart_html(*planted).decode()
    assert "<script>alert(1)" not in data
    assert "&lt;script&gt;alert(1)" in data


@pytest.mark.browser
def test_a_map_opens_from_a_file_without_asking_anyone_and_prints_whole(
    made: Made, opened: Opener, tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    file.write_bytes(chart_html(*made("map")))
    found = opened(file, ".choroplethlayer path")
    assert found.shapes >= 290
    assert found.asked == [file.as_uri()]
    assert found.said == []
    assert found.width <= A4_WIDTH
    assert found.pages > 3


OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll(".annotation-text, .legendtext")]
    .map((text) => text.getBoundingClientRect()).filter(({ width }) => width);
  return boxes.filter((one, at) => boxes.some((other, place) => place > at
    && one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 2 && other.top < one.bottom - 2)).length;
})()"""
"""How many texts of a chart stand over another."""

FONT_IS_THERE = "document.fonts.size === 2 && document.fonts.check('13px \"Source Sans 3\"')"


@pytest.mark.browser
@pytest.mark.parametrize("key", ["map_waves", "explanations_power", "inequality_groups", "silent"])
def test_a_chart_has_room_for_its_words_on_a_phone(
    made: Made, opened: Opener, tmp_path: Path, key: str
) -> None:
    """In the pages' own font, which the file carries, and maps under their legend."""
    file = tmp_path / f"{key}.html"
    file.write_bytes(chart_html(*made(key)))
    found = opened(file, ".annotation-text", f"[{OVERLAPS}, {FONT_IS_THERE}]")
    assert found.answer == [0, True]
    assert found.on_phone == PHONE["width"]
    assert found.said == []


@pytest.mark.browser
@pytest.mark.parametrize("key", ["courses", "getting_started_steps", "entries"])
def test_a_wide_table_leaves_the_page_its_width(
    demo_database: Database, opened: Opener, tmp_path: Path, key: str
) -> None:
    exhibit = table_of(key, demo_database, CHOSEN)
    assert exhibit is not None
    file = tmp_path / f"{key}.html"
    file.write_bytes(chart_html(exhibit, export_metadata(exhibit, CHOSEN, "build", LINK)))
    scrolls = "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)"
    found = opened(file, "table", f"{scrolls}(document.querySelector('.frame'))")
    assert found.on_phone == PHONE["width"]
    assert found.answer


@pytest.mark.browser
def test_a_table_is_a_stop_for_keys_only_where_it_scrolls(
    demo_database: Database, opened: Opener, tmp_path: Path
) -> None:
    """Without the page's script it is one everywhere: it must never scroll for a mouse alone."""
    table = table_of("courses", demo_database, CHOSEN)
    assert table is not None
    metadata = export_metadata(table, CHOSEN, "build", LINK)
    narrow = replace(table.table, columns=table.table.columns[:1], rows=[("AI",), ("Data",)])
    stops = "document.querySelector('.frame').tabIndex"
    for each, stop in ((table, 0), (replace(table, table=narrow), -1)):
        page = chart_html(each, metadata)
        assert b'class="frame" role="region" tabindex="0"' in page
        file = tmp_path / "table.html"
        file.write_bytes(page)
        asked = f"new Promise(requestAnimationFrame).then(() => {stops})"
        assert opened(file, "table", asked).answer == stop

"""What a reader meets in a real browser, cut off from every other host.

Each test also asserts at its end that nothing was asked of another host, and that the browser had
nothing to complain of: no error, no warning, no failed request.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ailaget.charts.style import LIGHT
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.navigation import ORDER, WITHOUT_ANSWERS
from ailaget.views.base.selection import place_names
from tests.browser.conftest import visiting
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

every_page = pytest.mark.parametrize("page", ORDER)
both_languages = pytest.mark.parametrize("language", LANGUAGES)

SHAPES = """() => [...document.querySelectorAll('.choroplethlayer > .trace')].map(
    (trace) => [...trace.querySelectorAll('path')]
        .filter((path) => path.getBBox().width > 0)
        .map((path) => getComputedStyle(path).fill))"""
"""Each layer of the map: the colours of the shapes that are really drawn."""


LIGHTNESS = """(element) => {
    const [r, g, b] = getComputedStyle(element).%s.match(/[0-9.]+/g).map(Number);
    return (r + g + b) / 3;
}"""
LIGHT_MISSING = "rgb({}, {}, {})".format(*bytes.fromhex(LIGHT.missing[1:]))


def drawn(page: Page) -> list[list[str]]:
    page.wait_for_function(f"() => ({SHAPES})().flat().length > 0")
    found: list[list[str]] = page.evaluate(SHAPES)
    return found


def save(page: Page, button: str, folder: Path) -> Path:
    menu = page.locator(".downloads").first
    menu.locator("summary").press("Enter")
    with page.expect_download() as waiting:
        menu.get_by_text(button, exact=True).press("Enter")
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def test_a_request_to_another_host_would_be_noticed(visit: Visit) -> None:
    page = visit.open("metod")
    page.evaluate("fetch('https://cdn.plot.ly/un/world_110m.json').catch(() => null)")
    assert visit.outside or visit.complaints
    visit.outside.clear()
    visit.complaints.clear()


@every_page
@both_languages
def test_a_page_opens_in_its_language(visit: Visit, page: str, language: str) -> None:
    opens_in_its_language(visit, page, language)


@every_page
def test_a_page_opens_in_plain_streamlit_too(plain_visit: Visit, page: str) -> None:
    opens_in_its_language(plain_visit, page, "en")
    assert not [address for address in plain_visit.asked if "/acceleration/" in address]


def opens_in_its_language(visit: Visit, page: str, language: str) -> None:
    opened = visit.open(ORDER[page], lang=language)
    t = texts(language)
    title = t(f"{page}.title")
    expect(opened.locator("h1")).to_have_text(title)
    kind = "real" if ORDER[page] in WITHOUT_ANSWERS else "demo"
    name = t(f"page_title.{kind}", page=title)
    expect(opened).to_have_title(re.compile(f"(.+ – )?{re.escape(name)}"))
    assert opened.locator("html").get_attribute("lang") == language
    assert opened.locator("body").inner_text().count("{") == 0


def test_the_map_draws_all_290_municipalities_in_several_colours_and_is_seen_at_once(
    visit: Visit,
) -> None:
    page = visit.open("karta")
    layers = drawn(page)
    assert len(layers[0]) == 290
    assert LIGHT_MISSING in layers[0]
    assert len(set(layers[0])) >= 5  # four classes at least, and those without a value
    share = page.evaluate(
        """() => {
            const frame = document.querySelector('.main-svg').getBoundingClientRect();
            return Math.max(...[...document.querySelectorAll('.choroplethlayer path')].map((p) => {
                const box = p.getBoundingClientRect();
                return (box.width * box.height) / (frame.width * frame.height);
            }));
        }"""
    )
    assert share < 0.25, "a shape floods the map"
    box = page.locator(".chart-figure").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768, "the map reaches below the window"


def test_the_map_draws_all_21_counties(visit: Visit) -> None:
    layers = drawn(visit.open("karta", level="county"))
    assert sum(len(colours) for colours in layers) == 21


def test_choosing_an_indicator_recolours_the_map_and_is_in_the_address(either_visit: Visit) -> None:
    page = either_visit.open("karta")
    before = drawn(page)
    either_visit.choose("Mått", "Egen heltidstjänst för AI")
    assert either_visit.address() == {"indicator": ["has_full_time_ai"]}
    page.wait_for_function(
        f"(before) => JSON.stringify(({SHAPES})()) !== JSON.stringify(before)", arg=before
    )
    assert len(drawn(page)[0]) == 290


def test_a_filter_is_in_the_address_and_survives_a_change_of_page(visit: Visit) -> None:
    visit.open("karta")
    visit.choose("Län", "Värmlands län")
    assert visit.address() == {"county": ["17"]}
    page = visit.page
    page.wait_for_function(f"() => ({SHAPES})().slice(0, 1).flat().length === 16")
    visit.go_to("Översikt")
    assert visit.address() == {"county": ["17"]}
    expect(page.get_by_text("av 16").first).to_be_visible()
    visit.go_to("Karta")
    assert visit.address() == {"county": ["17"]}


def test_a_link_opens_the_same_view_in_a_window_of_its_own(visit: Visit) -> None:
    visit.open("karta", county="17", indicator="ai_fte")
    link = visit.page.locator("footer.page-foot > a").get_attribute("href")
    visit.page.goto(f"{visit.server}/karta{link}")
    visit.settle()
    assert visit.address() == {"county": ["17"], "indicator": ["ai_fte"], "wave": ["2026-10"]}
    assert len(drawn(visit.page)[0]) == 16


def test_switching_language_keeps_the_view(visit: Visit) -> None:
    page = visit.open("karta", county="17", indicator="has_full_time_ai")
    swedish = drawn(page)
    page.get_by_role("link", name="English").click()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    visit.settle()
    expect(page.locator("h1")).to_have_text("Map")
    assert visit.address() == {
        "lang": ["en"],
        "county": ["17"],
        "indicator": ["has_full_time_ai"],
    }
    assert drawn(page) == swedish
    visit.go_to("Overview")
    assert page.locator("html").get_attribute("lang") == "en"
    assert visit.address()["lang"] == ["en"]


def click_a_municipality(visit: Visit) -> str:
    """Click the largest area of the map, and return its code once it is in the address."""
    page = visit.page
    drawn(page)
    x, y, code = page.evaluate(
        """() => {
            const shapes = [...document.querySelectorAll('.choroplethlayer path')]
                .filter((shape) => shape.__data__.loc.length === 4);
            const area = ({ width, height }) => width * height;
            const [shape] = shapes.sort((one, other) => area(other.getBoundingClientRect())
                - area(one.getBoundingClientRect()));
            const box = shape.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2, shape.__data__.loc];
        }"""
    )
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    page.wait_for_function("() => location.search.includes('municipality=')")
    visit.settle()
    return str(code)


def test_clicking_a_municipality_puts_it_in_the_address(visit: Visit) -> None:
    visit.open("karta")
    code = click_a_municipality(visit)
    assert visit.address()["municipality"] == [code]


def test_a_table_stays_as_a_reader_has_sorted_it_when_the_map_is_clicked(visit: Visit) -> None:
    page = visit.open("karta")
    headings, rows = page.locator(".data thead th"), page.locator(".data tbody tr")
    # A place is best when it is lowest, and so are they sorted; any other number begins highest.
    for column, direction in ((0, "ascending"), (2, "descending"), (2, "ascending")):
        headings.nth(column).get_by_role("button").click()
        expect(headings.nth(column)).to_have_attribute("aria-sort", direction)
    before = rows.evaluate_all("rows => rows.map((row) => row.cells[1].textContent)")
    click_a_municipality(visit)
    page.wait_for_function("() => document.querySelector('.data [aria-current]')")
    assert rows.evaluate_all("rows => rows.map((row) => row.cells[1].textContent)") == before
    expect(headings.nth(2)).to_have_attribute("aria-sort", "ascending")
    assert page.locator(".data thead [aria-sort]").count() == 1


def test_a_chart_is_changed_in_place_ahead_of_the_page_and_drawn_once(visit: Visit) -> None:
    page = visit.open("karta")
    drawn(page)
    page.evaluate(
        """() => {
            const react = Plotly.react;
            const change = window.changeChart;
            window.drawings = [];
            window.ahead = [];
            window.changeChart = (text) => {
                window.ahead.push(JSON.parse(text).key);
                return change(text);
            };
            window.chart = document.querySelector('.st-key-chart_map .js-plotly-plot');
            Plotly.react = (node, ...figure) => {
                window.drawings.push(node === window.chart);
                return react(node, ...figure);
            };
        }"""
    )
    visit.choose("Mått", "Egen heltidstjänst för AI")
    assert page.evaluate("() => window.ahead") == ["chart_map"]
    assert page.evaluate("() => window.drawings") == [True]
    assert page.evaluate("() => window.chart.isConnected")


def test_a_maps_new_colours_come_first_and_are_those_of_the_drawn_chart(visit: Visit) -> None:
    page = visit.open("karta")
    drawn(page)
    page.evaluate(
        """() => {
            const layer = document.querySelector('.choroplethlayer .trace');
            const look = (path) => [path.getAttribute('d'),
                getComputedStyle(path).fill, getComputedStyle(path).stroke];
            const areas = () => [...layer.children].map(look);
            const react = Plotly.react;
            window.pictures = [];
            Plotly.react = async (...figure) => {
                const first = areas();
                await react(...figure);
                window.pictures.push([first, areas()]);
            };
        }"""
    )
    for size in ("50 000–99 999 invånare", "10 000–19 999 invånare"):
        visit.choose("Storlek", size)
    page.locator(".st-key-clear_filter button").click()
    page.wait_for_function("() => window.pictures.length === 3")
    pictures = page.evaluate("() => window.pictures")
    for first, after in pictures:
        assert first == after
    sizes = [len(after) for _, after in pictures]
    assert 0 < sizes[0] < sizes[1] < sizes[2] == 290


def listed(page: Page) -> list[str]:
    """Return the heading and the table beside the map, as they stand."""
    return [page.locator(place).inner_text() for place in (".stApp h2", ".table-box")]


def test_a_map_that_has_changed_is_as_one_opened_anew_and_so_is_its_table(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")  # it goes to what is chosen at once
    page = visit.open("karta")
    drawn(page)
    visit.choose("Storlek", "50 000–99 999 invånare")
    page.locator(".st-key-clear_filter button").click()
    page.wait_for_function(f"() => ({SHAPES})()[0].length === 290")
    visit.settle()
    changed: dict[str, tuple[str, list[list[str]], list[str]]] = {}
    for label, option in (
        ("Visa", "Län"),
        ("Mått", "Mognad: samverkan"),
        ("Visa", "Kommuner"),
        ("Utsnitt", "Stockholm"),
        ("Utsnitt", "Hela Sverige"),
    ):
        visit.choose(label, option)
        changed[f"{label}: {option}"] = visit.href(), drawn(page), listed(page)
    for choice, (address, shapes, table) in changed.items():
        page.goto(address)
        visit.settle()
        assert drawn(page) == shapes, choice
        assert listed(page) == table, choice


def test_on_a_first_visit_the_chart_is_drawn_before_what_follows_it_comes(visit: Visit) -> None:
    tab = visit.page.context.new_page()  # one that what is added here goes away with
    tab.add_init_script(
        """new MutationObserver(() => {
            if ("rowsThen" in window) return;
            if (!document.querySelector('.stApp .choroplethlayer path')) return;
            window.rowsThen = document.querySelectorAll('.table-box tbody tr').length;
        }).observe(document, { childList: true, subtree: true });"""
    )
    with visiting(tab, visit.server) as first:
        page = first.open("karta")
        assert page.evaluate("() => window.rowsThen") == 0
        assert page.locator(".table-box tbody tr").count() > 200
    tab.close()


def test_a_chart_that_cannot_be_drawn_says_so(visit: Visit) -> None:
    visit.page.route("**/front/plotly-*.js", lambda route: route.abort())
    visit.page.goto(f"{visit.server}/karta")
    place = visit.page.locator(".st-key-chart_map .chart-figure")
    expect(place).to_have_attribute("data-words", re.compile("gick inte att rita"))
    expect(visit.page.locator(".table-box tbody tr").first).to_be_visible()
    visit.complaints.clear()  # of the script that did not come


def test_a_chart_is_as_wide_as_its_place(visit: Visit) -> None:
    page = visit.open("region", county="17")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            """() => [...document.querySelectorAll('.js-plotly-plot')].every((chart) =>
                Math.abs(chart.querySelector('.main-svg').getBoundingClientRect().width
                    - chart.parentElement.getBoundingClientRect().width) < 2)"""
        )


@both_languages
def test_the_picture_as_svg_carries_title_source_and_n(
    visit: Visit, tmp_path: Path, language: str
) -> None:
    page = visit.open("karta", lang=language)
    drawn(page)
    t = texts(language)
    file = save(page, t("downloads.svg"), tmp_path)
    assert file.suffix == ".svg"
    picture = " ".join(re.sub(r"<[^>]*>", " ", file.read_text("utf-8")).split())
    assert "AI-mognad" in picture or "AI maturity" in picture
    source = t("source.demo", wave=t.wave("2026-10"), today="|").split("|")[0].strip()
    assert source in picture
    assert re.search(t("basis", n=r"\d+", of="290", rate="|").split(" (")[0], picture)
    assert file.read_text("utf-8").count("<path") >= 290


def test_the_picture_as_png_is_large_enough_for_a_slide(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("karta")
    drawn(page)
    file = save(page, "PNG för skärm", tmp_path)
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert width >= 1000 and height >= 1000


def test_the_numbers_come_as_csv_for_swedish_excel(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("karta", county="17")
    drawn(page)
    data = save(page, "CSV för Excel", tmp_path).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert "Kristinehamn;" in text and "Gagnef" not in text
    assert "påhittade demonstrationsdata" in text


@every_page
def test_garbage_in_the_address_opens_the_default(visit: Visit, page: str) -> None:
    garbage = "'; drop table answer; --<script>alert(1)</script>"
    opened = visit.open(
        ORDER[page],
        wave="1999-99",
        county=["xx", garbage],
        indicator=garbage,
        lang="klingon",
        municipality="9999",
        compare=garbage,
        classes="",
        view="moon",
        level="planet",
    )
    expect(opened.locator("h1")).to_have_text(texts("sv")(f"{page}.title"))
    assert opened.locator("html").get_attribute("lang") == "sv"


@both_languages
@pytest.mark.parametrize(
    "look",
    [{"color_scheme": "dark", "viewport": {"width": 390, "height": 844}}],
    ids=["dark on a phone"],
)
def test_every_page_fits_a_phone_and_follows_the_readers_dark_mode(
    visit: Visit, language: str, look: dict[str, Any]
) -> None:
    visit.open("metod", lang=language)
    for page, path in ORDER.items():
        opened = visit.go_on(path, lang=language)
        expect(opened.locator("h1")).to_have_text(texts(language)(f"{page}.title"))
        wide = opened.evaluate(
            """() => {
                const main = document.querySelector('[data-testid="stMain"]');
                return [document.documentElement.scrollWidth, main.scrollWidth];
            }"""
        )
        assert max(wide) <= 390, page
        app = opened.locator('[data-testid="stApp"]')
        assert app.evaluate(LIGHTNESS % "backgroundColor") < 60, page
        assert opened.locator("h1").evaluate(LIGHTNESS % "color") > 180, page
        for text in opened.locator(".main-svg .gtitle, .main-svg .legendtext").all()[:20]:
            assert text.evaluate(LIGHTNESS % "fill") > 100, page


def test_what_is_not_for_readers_is_closed(visit: Visit) -> None:
    answer = visit.page.request.get(f"{visit.server}/_stcore/metrics")
    assert answer.status == 404
    document = visit.page.request.get(
        f"{visit.server}/karta?lang=en", headers={"accept": "*/*", "accept-encoding": "gzip"}
    )
    assert document.status == 200
    assert "default-src 'self'" in document.headers["content-security-policy"]
    assert document.headers["x-content-type-options"] == "nosniff"
    assert '<html lang="en"' in document.text()


def test_shapes_are_fetched_once_and_kept(visit: Visit) -> None:
    visit.open("karta")
    drawn(visit.page)
    shapes = [url for url in visit.asked if "municipalities-" in url]
    assert 1 <= len(set(shapes)) == 1
    answer = visit.page.request.get(shapes[0])
    assert "immutable" in answer.headers["cache-control"]
    visit.asked.clear()
    visit.choose("Mått", "Egen heltidstjänst för AI")
    assert [url for url in visit.asked if "/geo/" in url] == []


def test_a_table_sorts_by_its_headings_and_keeps_what_is_missing_last(visit: Visit) -> None:
    page = visit.open("karta")
    values = page.locator(".data tbody td:nth-child(3)")
    heading = page.locator(".data thead th").nth(2)
    label = heading.inner_text().strip()
    for direction in ("descending", "ascending"):
        heading.get_by_role("button").click()
        expect(heading).to_have_attribute("aria-sort", direction)
        # The arrow is seen, and is no part of the button's name.
        expect(heading.get_by_role("button")).to_have_accessible_name(label)
        texts_shown = values.all_inner_texts()
        numbers = [float(text.replace(",", ".")) for text in texts_shown if text != "–"]
        assert texts_shown[len(numbers) :] == ["–"] * (290 - len(numbers))
        assert numbers == sorted(numbers, reverse=direction == "descending")
        assert len(set(numbers)) > 50
    name = page.locator(".data thead th").nth(1)
    name.get_by_role("button").press("Enter")
    names = page.locator(".data tbody th").all_inner_texts()
    assert (names[0], names[-1]) == ("Ale", "Övertorneå")
    expect(heading).not_to_have_attribute("aria-sort", re.compile(".*"))


def test_a_section_of_inequality_is_in_the_address_and_opens_by_it(visit: Visit) -> None:
    page = visit.open("ojamlikhet", section="where")
    selected = page.get_by_role("tab", selected=True).first
    expect(selected).to_have_text(texts("sv")("inequality.tab_where"))
    page.get_by_role("tab", name=texts("sv")("inequality.tab_left_behind")).click()
    page.wait_for_url("**section=left_behind**")
    visit.settle()
    assert "Vilka hamnar efter" in page.locator(".st-key-chart_left_behind").inner_text()


def test_one_click_shows_the_small_municipalities_alone(visit: Visit) -> None:
    page = visit.open("karta")
    page.get_by_role("button", name=texts("sv")("filter.small")).click()
    page.wait_for_url("**size_class=lt10k**")
    visit.settle()
    assert page.locator(".data tbody tr").count() == 76


def test_back_right_after_a_choice_leaves_page_and_address_agreed(visit: Visit) -> None:
    """What the choice writes into the address reaches the browser after Back was pressed."""
    t = texts("sv")
    page = visit.open("karta")
    visit.choose(t("map.view"), t("map.view_malmo"))
    visit.choose(t("map.view"), t("map.view_goteborg"))
    box = page.get_by_role("combobox", name=t("map.view"), exact=True)
    box.click()
    page.get_by_role("option", name=t("map.view_stockholm"), exact=True).evaluate(
        "option => { option.click(); history.back(); setTimeout(() => history.back(), 10); }"
    )
    visit.settle()
    (view,) = visit.address().get("view", ["sweden"])
    expect(box).to_have_value(t(f"map.view_{view}"))
    subtitle = page.locator(".st-key-chart_map .legendtitletext").text_content() or ""
    assert (t("map.view_stockholm") in subtitle) == (view == "stockholm")


@both_languages
def test_what_a_filter_changes_is_drawn_anew_around_the_controls(
    visit: Visit, language: str
) -> None:
    t = texts(language)
    page = visit.open("karta", lang=language)
    assert page.get_by_role("button", name=t("filter.clear")).count() == 0
    visit.choose(t("filter.size_class"), place_names(language)["lt10k"])
    for link in (".languages a", "footer.page-foot > a"):
        assert "size_class=lt10k" in str(page.locator(link).get_attribute("href"))
    title = page.locator(".st-key-chart_map .legendtitletext").text_content()
    page.go_back()
    visit.settle()
    expect(page.get_by_role("button", name=t("filter.clear"))).to_have_count(0)
    assert "size_class" not in visit.address()
    visit.choose(t("filter.size_class"), place_names(language)["lt10k"])
    assert page.locator(".st-key-chart_map .legendtitletext").text_content() == title
    page.get_by_role("button", name=t("filter.clear")).click()
    page.wait_for_function("() => !location.search.includes('size_class')")
    visit.settle()
    expect(page.get_by_role("button", name=t("filter.clear"))).to_have_count(0)

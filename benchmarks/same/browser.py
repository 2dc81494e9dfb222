"""Each page as a browser shows it, tab by tab: its words and its picture."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TypeVar

from playwright.sync_api import Page, sync_playwright

from .collection import Writer
from .pages import PATHS
from .running import queries, serving

T = TypeVar("T")

TABS, LOOKS = 3, 50
"""A chart has so many tabs: itself, its table and what is said about it."""

WINDOW = {"width": 1366, "height": 2400}
PLACE = "municipality=1715&region=17"
VIEWS = (
    *((path, PLACE) for path in PATHS if path != "metod"),
    ("karta", "county=17&indicator=ai_fte_per_100k&level=municipality"),
    *(("ojamlikhet", f"{PLACE}&section={key}") for key in ("between", "where", "two")),
    *(("metod", f"method={key}") for key in ("answers", "numbers")),
)  # fmt: skip
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const charts = [...document.querySelectorAll('[class*="st-key-chart_"]')];
    return document.querySelector('footer.page-foot')
        && app?.dataset.testScriptState === 'notRunning'
        && charts.every((chart) => chart.querySelector('.main-svg'));
}"""
OPENED = """(tab) => {
    const panel = document.getElementById(tab.getAttribute('aria-controls'));
    return tab.getAttribute('aria-selected') === 'true' && panel?.innerText.trim();
}"""
STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"


def collect(items: Writer) -> None:
    """Collect the pages of a server; its own browser is the machine's."""
    chromium = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    with (
        serving(items.scratch / "var", items.scratch / "log") as server,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=chromium, args=flags)
        for scheme in ("light", "dark"):
            window = browser.new_context(viewport=WINDOW, locale="sv-SE", color_scheme=scheme)
            window.set_default_timeout(120_000)
            page = window.new_page()
            for path, view in VIEWS if scheme == "light" else VIEWS[:1]:
                for query in queries((view,)):
                    page.goto(f"{server.address}/{path}?{query}")
                    for name, content in _shown(page):
                        items.add(f"{scheme}/{path}?{query} {name}", content)
        browser.close()
    items.note_builds()


def _shown(page: Page) -> Iterator[tuple[str, bytes | str]]:
    """Yield the page's picture and words, then its words with each tab opened that a chart has."""
    page.wait_for_function(SETTLED)
    page.add_style_tag(content=STILL)
    yield "picture", _until_still(lambda: page.screenshot(animations="disabled"))
    yield "words", page.inner_text("body")
    for place in (1, 2):
        lists = page.locator('[role="tablist"]')
        for number in range(lists.count()):
            tabs = lists.nth(number).get_by_role("tab")
            if tabs.count() == TABS:
                tabs.nth(place).click()
                page.wait_for_function(OPENED, arg=tabs.nth(place).element_handle())
        page.wait_for_function(SETTLED)
        yield f"tabs {place}", _until_still(lambda: page.inner_text("body"))


def _until_still(look: Callable[[], T]) -> T:
    """Return what is seen once it is seen twice: a page may be drawn in several steps."""
    before = look()
    for _ in range(LOOKS):
        if (now := look()) == before:
            return now
        before = now
    raise TimeoutError("the page does not come to rest")

"""One visit to the dashboard: opening pages, waiting until they are whole, choosing."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page, TimeoutError

SECONDS = 60

BOXES = """() => [...document.querySelectorAll('.table-box')]
    .filter((box) => box.clientWidth)
    .map((box) => [box.clientWidth, box.scrollWidth])"""
"""The width of each box of a table that is seen, and of the table in it."""


@dataclass
class Visit:
    """One page in the browser: where it is, what it asked for outside, what it complained of."""

    page: Page
    server: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "", **params: str | list[str]) -> Page:
        """Open a path of the server and wait until its page is whole."""
        query = urlencode(params, doseq=True)
        self.page.goto(f"{self.server}/{path}{'?' if query else ''}{query}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run to its end and every chart on the page is drawn."""
        self.page.wait_for_selector("footer.page-foot", timeout=1000 * SECONDS)
        self.page.wait_for_function(
            """() => {
                const app = document.querySelector('[data-testid="stApp"]');
                const charts = [...document.querySelectorAll('[class*="st-key-chart_"]')];
                return app.dataset.testScriptState === 'notRunning'
                    && charts.every((chart) => chart.querySelector('.main-svg'));
            }""",
            timeout=1000 * SECONDS,
        )

    def address(self) -> dict[str, list[str]]:
        """Return the keys and values of the page's URL."""
        return parse_qs(urlsplit(self.page.url).query)

    def choose(self, label: str, option: str) -> None:
        """Choose an option in the list with this label, and wait until the page has followed."""
        before = self.page.url
        self.pick(self.page.get_by_role("combobox", name=label, exact=True), option)
        self.page.keyboard.press("Escape")
        self.page.wait_for_function("before => location.href !== before", arg=before)
        self.settle()

    def pick(self, box: Locator, option: str, is_whole: bool = True) -> None:
        """Choose an option by its name, or what its name has in it unless that `is_whole`.

        A list that a late answer of the server shut is opened again.
        """
        # As one types it: no-break spaces are on no keyboard.
        typed = option.replace("\N{NO-BREAK SPACE}", " ")
        entry = self.page.get_by_role("option", name=typed, exact=is_whole).first
        for patience in (SECONDS / 6, SECONDS / 6, SECONDS):
            self.settle()
            box.click()
            box.fill(typed)
            try:
                return entry.click(timeout=1000 * patience)
            except TimeoutError:
                box.press("Escape")
        raise AssertionError(f"{option} is not in the list")

    def go_to(self, title: str) -> None:
        """Follow the navigation to the page with this title."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
        self.page.wait_for_function(
            "title => document.querySelector('h1')?.textContent.trim() === title", arg=title
        )
        self.settle()

"""One visit to the dashboard: opening pages, waiting until they are whole, choosing."""

import itertools
from dataclasses import dataclass, field
from string import Template
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page, TimeoutError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SECONDS = 180
"""What is awaited at most: many times what it takes, for a machine with much else to do."""

MOST_STOPS = 30
"""Stops of the Tab key from one thing that is used to the next: those between are left alone."""

WATCH = Template("""(() => {
    window.isAwaited = false;
    let hasBegun = false;
    const kind = (data) => {
        // A message's own field comes first but for its hash and metadata, which are passed over.
        const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0);
        let at = 0;
        while (bytes[at] === 0x0a || bytes[at] === 0x12) {
            let length = 0, shift = 0;
            do {
                at += 1;
                length |= (bytes[at] & 0x7f) << shift;
                shift += 7;
            } while (bytes[at] & 0x80);
            at += 1 + length;
        }
        return bytes[at] >> 3;
    };
    const hear = ({ data }) => {
        if (typeof data === 'string') return;
        if (kind(data) === $new_session) hasBegun = true;
        if (kind(data) === $script_finished && hasBegun) window.isAwaited = false;
    };
    const heard = new WeakSet(), send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
        if (!heard.has(this)) this.addEventListener('message', hear);
        heard.add(this);
        if (typeof data !== 'string' && kind(data) === $rerun_script) {
            window.isAwaited = true;
            hasBegun = false;
        }
        return send.call(this, data);
    };
})()""").substitute(
    new_session=ForwardMsg.NEW_SESSION_FIELD_NUMBER,
    script_finished=ForwardMsg.SCRIPT_FINISHED_FIELD_NUMBER,
    rerun_script=BackMsg.RERUN_SCRIPT_FIELD_NUMBER,
)
"""Notes from a page's socket whether a run of the script was asked for and has not ended."""

RESTS = """(asked) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const charts = [...document.querySelectorAll('[class*="st-key-chart_"]')];
    const rests = !window.isAwaited && app?.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"]')
        && charts.every((chart) => chart.querySelector('.main-svg'));
    const since = window.restsSince?.asked === asked ? window.restsSince.frames : 0;
    window.restsSince = { asked, frames: rests ? since + 1 : 0 };
    return since > 2;
}"""
"""Whether no run is awaited or under way, and every part has its script and every chart is drawn.

And so it was three frames long.
What is pressed or written sends its word to the server within the next two frames.
"""
ASKED = itertools.count()

COME_BACK = """(address) => {
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
}"""

BOXES = """() => [...document.querySelectorAll('.table-box')]
    .filter((box) => box.clientWidth)
    .map((box) => [box.clientWidth, box.scrollWidth])"""
"""The width of each box of a table that is seen, and of the table in it."""


@dataclass
class Visit:
    """One page in the browser: where it is, what it asked for, what it complained of."""

    page: Page
    server: str
    asked: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "", **params: str | list[str]) -> Page:
        """Open a path of the server and wait until its page is whole."""
        query = urlencode(params, doseq=True)
        self.page.goto(f"{self.server}/{path}{'?' if query else ''}{query}")
        self.settle()
        return self.page

    def go_on(self, path: str = "", **params: str | list[str]) -> Page:
        """Come to a path of the server as by Back, and wait until its page is whole.

        It costs a third of opening it: the page that is open stays, and changes.
        """
        query = urlencode(params, doseq=True)
        self.page.evaluate(COME_BACK, f"{self.server}/{path}{'?' if query else ''}{query}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script rests: nothing that was done awaits it, and all charts are drawn.

        Every wait on what a rerun may replace goes through here.
        """
        self.page.wait_for_selector("footer.page-foot", timeout=1000 * SECONDS)
        self.page.wait_for_function(RESTS, arg=next(ASKED), timeout=1000 * SECONDS)

    def href(self) -> str:
        """Return the page's URL as the page has it: Playwright hears of a change a moment later."""
        return str(self.page.evaluate("location.href"))

    def address(self) -> dict[str, list[str]]:
        """Return the keys and values of the page's URL."""
        return parse_qs(urlsplit(self.href()).query)

    def choose(self, label: str, option: str) -> None:
        """Choose an option in the list with this label, and wait until the page has followed."""
        before = self.href()
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

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Press Tab, or another key that moves the focus, until something has it."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            if target.evaluate("(node) => node === document.activeElement"):
                return
        raise AssertionError(f"{key} does not come there in {MOST_STOPS} stops")

    def go_to(self, title: str) -> None:
        """Follow the navigation to the page with this title."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
        self.page.wait_for_function(
            "title => document.querySelector('h1')?.textContent.trim() === title", arg=title
        )
        self.settle()

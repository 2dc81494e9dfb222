"""In a real browser: from a click on a filter to the recoloured map, and the first visit."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
REPEATS = 8

WATCH = """
() => {
  const plot = document.querySelector(".st-key-chart_map .js-plotly-plot");
  window.clicked = 0;
  window.drawn = 0;
  document.addEventListener("click", () => { window.clicked = performance.now(); }, true);
  plot.on("plotly_afterplot", () => { if (!window.drawn) window.drawn = performance.now(); });
}
"""


@dataclass
class Traffic:
    """What came over the sockets and by HTTP, in bytes."""

    messages: list[int] = field(default_factory=list)
    fetched: int = 0


@dataclass(frozen=True)
class FilterChange:
    """Medians over repeated clicks: milliseconds, the largest message and all of them in bytes."""

    milliseconds: float
    largest_message: float
    all_messages: float


@contextmanager
def browser() -> Iterator[Browser]:
    """Yield a headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


def watched(page: Page) -> Traffic:
    """Return the traffic of a page, counted from now on."""
    traffic = Traffic()
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def message(event: dict[str, dict[str, str]]) -> None:
        # Binary frames are given as base64: three bytes in four characters.
        traffic.messages.append(len(event["response"]["payloadData"]) * 3 // 4)

    def fetched(event: dict[str, int]) -> None:
        traffic.fetched += event["encodedDataLength"]

    session.on("Network.webSocketFrameReceived", message)
    session.on("Network.loadingFinished", fetched)
    return traffic


def filter_change(chromium: Browser, url: str) -> FilterChange:
    """Measure choosing size classes, one after the other, on an open map page."""
    page = chromium.new_page(viewport={"width": 1366, "height": 900})
    traffic = watched(page)
    page.goto(url)
    page.wait_for_selector(".st-key-chart_map .choroplethlayer path", timeout=60_000)
    page.wait_for_timeout(2000)
    page.evaluate(WATCH)
    box = page.locator(".st-key-control_size_class input")
    times, largest, total = [], [], []
    for number in range(REPEATS):
        traffic.messages.clear()
        if number % 4 == 0:
            while page.locator('.st-key-control_size_class [data-baseweb="tag"]').count():
                box.press("Backspace")
                page.wait_for_timeout(800)
        box.click()
        option = page.locator('[role="option"]').first
        option.wait_for()
        page.wait_for_timeout(400)
        traffic.messages.clear()
        page.evaluate("() => { window.drawn = 0; }")
        option.click()
        page.wait_for_function("() => window.drawn > window.clicked", timeout=10_000)
        times.append(page.evaluate("() => window.drawn - window.clicked"))
        page.wait_for_timeout(700)
        largest.append(max(traffic.messages, default=0))
        total.append(sum(traffic.messages))
        page.keyboard.press("Escape")
    page.close()
    return FilterChange(*(statistics.median(sample) for sample in (times, largest, total)))


def first_visit(chromium: Browser, url: str) -> tuple[float, float]:
    """Return seconds and MB until the first chart stands in a fresh browser."""
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    traffic = watched(page)
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .choroplethlayer path", timeout=60_000)
    seconds = time.perf_counter() - began
    page.wait_for_timeout(1500)
    context.close()
    return seconds, (traffic.fetched + sum(traffic.messages)) / 1e6

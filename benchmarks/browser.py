"""In a real browser: from a click on a filter to the recoloured map, and the first visit."""

import base64
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from string import Template
from typing import Any

from playwright.sync_api import (
    Browser,
    CDPSession,
    Locator,
    Page,
    ViewportSize,
    sync_playwright,
)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REPEATS = 8
VISITS = 5
SCREEN: ViewportSize = {"width": 1366, "height": 900}
MAP = ".js-plotly-plot .choroplethlayer path[d]"
MAP_IN_PAGE = f".stApp {MAP}"
TEXT = 1
"""What a web socket calls a frame of text."""

WATCH = """
() => {
  const all = (marks) => [...document.querySelectorAll(`.st-key-chart_map ${marks}`)];
  const colour = (shape) => shape.style.fill || shape.getAttribute("fill");
  const colours = () => all(".choroplethlayer path").map(colour).join();
  const words = () => all(".legendtext").map((text) => text.textContent).join() || colours();
  const note = (moment, picture) => {
    window[moment] = 0;
    const before = picture();
    const look = () => {
      const now = picture();
      if (now && now !== before) window[moment] = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  document.addEventListener("click", () => {
    window.clicked = performance.now();
    note("drawn", colours);
    note("finished", words);
  }, true);
}
"""
"""Notes a click, the first frame on which the map's colours differ, and its legend's counts."""

FRAMES = Template("""
for (const [moment, piece] of [["seen", "$piece"], ["inPage", ".stApp $piece"]]) {
  new MutationObserver((_, watcher) => {
    if (!document.querySelector(piece)) return;
    watcher.disconnect();
    requestAnimationFrame(() => { window[moment] = performance.now(); });
  }).observe(document, { childList: true, subtree: true });
}
""")
"""Notes the first frame with some piece of a page, and with one in its page, since the browser set
out."""

FIRST_FRAMES = FRAMES.substitute(piece=MAP)
"""Notes the first frame with a map, and with one in its page."""


@dataclass
class Traffic:
    """What came over the sockets and by HTTP, in bytes; `maps` are the messages with a figure."""

    messages: list[int] = field(default_factory=list)
    maps: list[int] = field(default_factory=list)
    fetched: int = 0


@dataclass(frozen=True)
class FilterChange:
    """Medians over repeated clicks: milliseconds until the map's colours, and bytes.

    `whole` counts until the map's legend stands too; the bytes are the map's message, and all.
    """

    milliseconds: float
    whole: float
    map_message: float
    all_messages: float


@dataclass(frozen=True)
class FirstVisit:
    """Seconds until a fresh browser shows the first chart, and what it had fetched, in MB.

    `seconds` is a median, `after_start` the one visit for which the server has nothing ready.
    `in_page`, a median too, is when that chart stands in a page whose controls can be used.
    """

    seconds: float
    in_page: float
    after_start: float
    megabytes: float


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

    def message(event: dict[str, dict[str, Any]]) -> None:
        frame = _bytes(event["response"])
        traffic.messages.append(len(frame))
        if b"choropleth" in frame:
            traffic.maps.append(len(frame))

    def fetched(event: dict[str, int]) -> None:
        traffic.fetched += event["encodedDataLength"]

    session.on("Network.webSocketFrameReceived", message)
    session.on("Network.loadingFinished", fetched)
    return traffic


def _bytes(frame: dict[str, Any]) -> bytes:
    """Return what a frame of a web socket holds: text as it is, bytes in base 64."""
    data: str = frame["payloadData"]
    return data.encode() if frame["opcode"] == TEXT else base64.b64decode(data)


def filter_change(chromium: Browser, url: str) -> FilterChange:
    """Measure choosing size classes, one after the other, on an open map page."""
    page = chromium.new_page(viewport=SCREEN)
    traffic = watched(page)
    page.goto(url)
    page.wait_for_selector(
        ".st-key-chart_map .choroplethlayer path", state="attached", timeout=60_000
    )
    page.wait_for_timeout(2000)
    page.evaluate(WATCH)
    times, wholes, largest, total = [], [], [], []
    for number in range(REPEATS):
        option = opened_option(page, number)
        traffic.messages.clear()
        traffic.maps.clear()
        option.click()
        page.wait_for_function("() => window.drawn && window.finished", timeout=10_000)
        times.append(page.evaluate("() => window.drawn - window.clicked"))
        wholes.append(page.evaluate("() => window.finished - window.clicked"))
        page.wait_for_timeout(700)
        largest.append(max(traffic.maps, default=0))
        total.append(sum(traffic.messages))
    page.close()
    return FilterChange(*(statistics.median(sample) for sample in (times, wholes, largest, total)))


def opened_option(page: Page, number: int) -> Locator:
    """Open the list of size classes and return an option that changes the map when clicked."""
    box = page.locator(".st-key-control_size_class input")
    if number % 4 == 0:
        for _ in range(8):
            box.press("Backspace")
            page.wait_for_timeout(150)
        page.wait_for_timeout(1500)
    box.click()
    option = page.locator('[role="option"]').nth((number // 4) % 2)
    option.wait_for()
    page.wait_for_timeout(500)
    return option


def first_visits(chromium: Browser, url: str) -> FirstVisit:
    """Return what first visits cost, each in a fresh browser, to a server that has just started."""
    started, *later = (first_visit(chromium, url, MAP) for _ in range(1 + VISITS))
    seen, in_page = (statistics.median(moments) for moments in zip(*later, strict=True))
    context = chromium.new_context(viewport=SCREEN)
    page = context.new_page()
    traffic = watched(page)
    page.goto(url)
    page.wait_for_selector(MAP_IN_PAGE, timeout=60_000)
    page.wait_for_timeout(1500)
    context.close()
    megabytes = (traffic.fetched + sum(traffic.messages)) / 1e6
    return FirstVisit(seen, in_page, started[0], megabytes)


def first_visit(chromium: Browser, url: str, piece: str) -> tuple[float, float]:
    """Return the seconds until a piece of a page is seen, and until it stands in its page.

    `piece` is a selector of it.
    """
    # Nothing watches the traffic here: that alone takes a third of the time.
    context = chromium.new_context(viewport=SCREEN)
    page = context.new_page()
    page.add_init_script(FRAMES.substitute(piece=piece))
    page.goto(url)
    page.wait_for_function("() => window.inPage", timeout=60_000)
    seen, in_page = page.evaluate("() => [window.seen / 1000, window.inPage / 1000]")
    context.close()
    return seen, in_page

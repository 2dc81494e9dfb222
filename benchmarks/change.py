"""One change on an open page: another indicator on the page Karta, beside a static plotly page.

`python -m benchmarks.change [--beside COMMIT] [--rounds N]` opens both, and the page of an earlier
commit where one is named, and changes the indicator in each in turn. Printed are medians of the
milliseconds until the map has its new colours and until the whole page is new, both painted; their
ratios to the static page's; and what a change costs the server, in the round in which an indicator
is asked for the first time and in those after it.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from ailaget.codebook import codebook
from ailaget.store.workspace import Workspace
from ailaget.texts import DEFAULT_LANGUAGE
from ailaget.ui.precompute import SETTLED
from benchmarks.browser import SCREEN, browser, watched
from benchmarks.server import ROOT, processor_seconds, run, running, worktree
from benchmarks.static_map import charts, serving

ROUNDS = 4
REST = 0.4
"""Seconds between two changes: what comes late of one shall not count for the next."""

INDICATORS = (
    "ai_fte_per_100k",
    "maturity_strategy",
    "has_ai_position",
    "maturity_use",
    "ai_fte",
    "maturity_data",
    "has_full_time_ai",
    "maturity",
)
"""In an order in which every part of the page changes; a page opens on the last."""

QUIET, PATIENCE = 2.0, 120.0

STATIC = {
    "map": "#map .choroplethlayer",
    "heading": "h2",
    "legend": "#legend",
    "table": "tbody",
}
OURS = {
    "map": ".st-key-chart_map .choroplethlayer",
    "heading": "[data-testid=stMain] h2",
    "legend": ".st-key-chart_map .legend",
    "table": ".table-box tbody",
}

WATCH = """
(marks) => {
  const colour = (shape) => shape.style.fill || shape.getAttribute("fill");
  const look = (part) => {
    const node = document.querySelector(marks[part]);
    if (part !== "map" || !node) return node?.textContent;
    return [...node.querySelectorAll("path")].map(colour).join();
  };
  const before = Object.fromEntries(Object.keys(marks).map((part) => [part, look(part)]));
  const moments = (window.moments = {});
  const begin = () => {
    const began = performance.now();
    const onFrame = () => {
      const isNew = (part) => { const now = look(part); return now && now !== before[part]; };
      const news = Object.keys(before).filter(isNew);
      news.forEach((part) => delete before[part]);
      // What is put in place on a frame has been painted when the next task begins.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        news.forEach((part) => { moments[part] = performance.now() - began; });
      };
      port2.postMessage("");
      if (Object.keys(before).length) requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  };
  addEventListener(document.querySelector("select") ? "change" : "pointerup", begin, {
    capture: true, once: true,
  });
}
"""
"""Notes when each part of a page has been painted anew, in milliseconds since the next choice."""


@dataclass
class Subject:
    """A page that is measured: how to choose on it, its server, and what each change took."""

    page: Page
    marks: Mapping[str, str]
    server: int | None = None
    maps: list[float] = field(default_factory=list)
    wholes: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    """Milliseconds of a processor for a change, by round."""

    def choose(self, indicator: str) -> None:
        """Choose an indicator, and wait until the whole page is new."""
        if self.server is None:
            self.page.evaluate(WATCH, dict(self.marks))
            self.page.locator("select").select_option(indicator)
        else:
            label = codebook().indicators[indicator].label[DEFAULT_LANGUAGE]
            self.page.locator(".st-key-control_indicator input").click()
            option = self.page.get_by_role("option", name=label, exact=True)
            option.hover()
            self.page.evaluate(WATCH, dict(self.marks))
            option.click()
        all_parts = f"() => Object.keys(window.moments).length === {len(self.marks)}"
        self.page.wait_for_function(all_parts, timeout=1000 * PATIENCE)

    def measure(self, indicator: str) -> None:
        """Keep what one change takes."""
        self.choose(indicator)
        moments = self.page.evaluate("() => window.moments")
        self.maps.append(moments["map"])
        self.wholes.append(max(moments.values()))


def measure(subjects: list[Subject], rounds: int) -> None:
    """Choose every indicator on every page, one page after the other, time and again."""
    for _ in range(rounds):
        before = [_processor(subject) for subject in subjects]
        for indicator in INDICATORS:
            for subject in subjects:
                subject.measure(indicator)
                time.sleep(REST)
        for subject, used in zip(subjects, before, strict=True):
            subject.processor.append(1000 * (_processor(subject) - used) / len(INDICATORS))


def _processor(subject: Subject) -> float:
    return processor_seconds(subject.server) if subject.server is not None else 0.0


def opened(chromium: Browser, address: str, marks: Mapping[str, str]) -> Page:
    """Return an open page."""
    page = chromium.new_context(viewport=SCREEN, locale="sv-SE").new_page()
    page.goto(address)
    page.wait_for_selector(marks["map"], state="attached", timeout=1000 * PATIENCE)
    page.wait_for_selector(marks["table"], timeout=1000 * PATIENCE)
    return page


def _rest(server: int) -> None:
    """Wait until a server that has just started has nothing more to do.

    Of a database that has been there for a minute it takes pictures ahead.
    """
    time.sleep(SETTLED)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        used = processor_seconds(server)
        time.sleep(QUIET)
        if processor_seconds(server) - used < 0.02 * QUIET:
            return


def message_bytes(subject: Subject) -> float:
    """Return the median of bytes that a change sends, in a round that is not timed."""
    traffic, sums = watched(subject.page), []
    for indicator in INDICATORS:
        traffic.messages.clear()
        subject.choose(indicator)
        subject.page.wait_for_timeout(1000 * REST)
        sums.append(sum(traffic.messages))
    return statistics.median(sums)


def table(static: Subject, ours: Mapping[str, Subject], sent: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each figure; milliseconds that pass have their ratio to the static page's.

    `sent` are the bytes of a change.
    """
    yield _line("", ["static", *ours])
    maps, wholes = zip(*((subject.maps, subject.wholes) for subject in ours.values()), strict=True)
    yield _line("map recoloured, median", _beside(static.maps, maps), "1.2")
    yield _line("whole page new, median", _beside(static.wholes, wholes), "2.0")
    for rounds, which in (("first time", slice(1)), ("later", slice(1, None))):
        costs = [statistics.median(subject.processor[which]) for subject in ours.values()]
        cells = ["", *(f"{cost:.0f} ms" for cost in costs)]
        yield _line(f"server's processor, {rounds}", cells, "20 ms")
    yield _line("sent by the server, median", ["", *(f"{sent[o] / 1000:.0f} kB" for o in ours)])


def _beside(static: Sequence[float], ours: Sequence[Sequence[float]]) -> list[str]:
    """Return a median, and others with their ratio to it."""
    least = statistics.median(static)
    medians = map(statistics.median, ours)
    return [f"{least:.0f} ms", *(f"{each:.0f} ms = {each / least:.2f}" for each in medians)]


def _line(what: str, cells: Sequence[str], aim: str = "") -> str:
    return f"{what:32}" + "".join(f"{cell:>18}" for cell in cells) + f"   aim {aim}" * bool(aim)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", metavar="COMMIT")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        trees = {"now": ROOT}
        if options.beside:
            tree = stack.enter_context(worktree(options.beside, folder / "tree"))
            trees = {"before": tree, "now": ROOT}
        chromium = stack.enter_context(browser())
        ours = {}
        for when, root in trees.items():
            run(["build"], folder / when, root)
            address, server = stack.enter_context(running(["dashboard.py"], folder / when, root))
            ours[when] = Subject(opened(chromium, f"{address}/karta", OURS), OURS, server)
        maps = charts(Workspace(folder / "now"))
        address = stack.enter_context(serving(folder / "static", maps))
        static = Subject(opened(chromium, address, STATIC), STATIC)
        for subject in ours.values():
            _rest(subject.server or 0)
        measure([static, *ours.values()], options.rounds)
        sent = {when: message_bytes(subject) for when, subject in ours.items()}
        print("\n".join(table(static, ours, sent)))


if __name__ == "__main__":
    main()

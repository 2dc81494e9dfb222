"""One change on the page Förklaringar beside one on the page Karta, on one server, in turn.

`python -m benchmarks.explanations [--rounds N] [--figures N]` opens both and changes the indicator
in each, with so many figures of others to choose among: those that AI-läget does not come with are
made here in the form of Kolada's API, mean nothing, and are taken in by the command `context`.
Printed are medians of the milliseconds until the whole of what is seen is new and painted, the
ratio, and what a change costs the server, in the round in which an indicator is asked for the first
time and in those after it.
"""

import argparse
import statistics
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from ailaget.codebook import codebook
from ailaget.texts import DEFAULT_LANGUAGE
from benchmarks.browser import SCREEN, browser
from benchmarks.change import INDICATORS, OURS, PATIENCE, REST, ROUNDS, WATCH
from benchmarks.context import content
from benchmarks.server import ROOT, processor_seconds, run, running

ANEW = WATCH.replace("node?.textContent", "node?.innerHTML")
"""Headings and ticks may be alike for two indicators: what is drawn is not."""

EXPLANATIONS = {
    "chart": ".st-key-chart_explanations_scatter .scatterlayer",
    "beside": ".st-key-chart_explanations_concentration .scatterlayer",
}
FIGURES, SHIPPED = 20, 5
"""Figures of others that there are to choose among, and how many of them AI-läget comes with."""

AT_MOST = 2.0
"""What a change may cost, times one on the page Karta."""

QUIET = 8.0
"""Seconds until a server that has just started has computed what it does ahead of anyone."""


@dataclass
class Opened:
    """An open page, what is watched on it, and what each change took."""

    page: Page
    marks: dict[str, str]
    wholes: list[float] = field(default_factory=list)
    processor: list[list[float]] = field(default_factory=list)

    def change(self, indicator: str, server: int) -> None:
        """Choose an indicator, wait until all is new, and keep the time and the server's work."""
        label = codebook().indicators[indicator].label[DEFAULT_LANGUAGE]
        self.page.locator(".st-key-control_indicator input").click()
        option = self.page.get_by_role("option", name=label, exact=True)
        option.hover()
        before = processor_seconds(server)
        self.page.evaluate(ANEW, self.marks)
        option.click()
        all_parts = f"() => Object.keys(window.moments).length === {len(self.marks)}"
        self.page.wait_for_function(all_parts, timeout=1000 * PATIENCE)
        moments = self.page.evaluate("() => window.moments")
        self.wholes.append(max(moments.values()))
        self.processor[-1].append(1000 * (processor_seconds(server) - before))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--figures", type=int, default=FIGURES)
    options = parser.parse_args()
    rounds, made = options.rounds, options.figures - SHIPPED
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        chromium = stack.enter_context(browser())
        run(["build"], folder, ROOT)
        if made > 0:
            file = folder / "kolada.json"
            file.write_bytes(content(made))
            run(["context", str(file)], folder, ROOT)
        address, server = stack.enter_context(running(["dashboard.py"], folder, ROOT))
        pages = {}
        for path, marks in (("karta", dict(OURS)), ("forklaringar", EXPLANATIONS)):
            page = chromium.new_context(viewport=SCREEN, locale="sv-SE").new_page()
            page.goto(f"{address}/{path}")
            for mark in marks.values():
                page.wait_for_selector(mark, state="attached", timeout=1000 * PATIENCE)
            pages[path] = Opened(page, marks)
        time.sleep(QUIET)
        for _ in range(rounds):
            for opened in pages.values():
                opened.processor.append([])
            for indicator in INDICATORS:
                for opened in pages.values():
                    opened.change(indicator, server)
                    time.sleep(REST)
    medians = {path: statistics.median(opened.wholes) for path, opened in pages.items()}
    for path, opened in pages.items():
        first = opened.processor[0]
        later = [cost for costs in opened.processor[1:] for cost in costs]
        print(
            f"{path:14} whole page new {medians[path]:.0f} ms; server's processor "
            f"{statistics.median(first):.0f} ms the first time, "
            f"{statistics.median(later or first):.0f} ms later"
        )
    print(f"ratio {medians['forklaringar'] / medians['karta']:.2f}   aim {AT_MOST}")


if __name__ == "__main__":
    main()

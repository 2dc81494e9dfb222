"""The first visit of the pages on what to do next, each beside that of Region, in one run.

`python -m benchmarks.visits [--rounds N]` serves the demonstration waves and opens each page in a
fresh browser, in another order each round: the end of a heavy page is felt by the next. Printed of
each page are four medians and the median of their ratios to Region's visit of the same round, which
a busy machine moves less: seconds until the page's own first piece is seen, be it a chart or cards,
until it stands in a page whose controls can be used, and until the whole page stands; milliseconds
of the processor, the server's and the browser's, to that moment.
"""

import argparse
import statistics
import tempfile
from pathlib import Path
from random import Random
from typing import NamedTuple

from playwright.sync_api import Browser

from benchmarks.browser import FRAMES, SCREEN, browser
from benchmarks.server import processor_seconds, running

REGION = "region"
PAGES = (
    REGION,
    "kom-igang",
    "kom-igang?municipality=2026",
    "samverkan",
    "etik",
    "exempel",
    "utbildningar",
    "for-chefer",
)
"""Region, and the pages on what to do next."""

PIECE = ":is(.main-svg .trace, .entries > li, .week > li, .path-level)"
"""What a page is about: a chart, cards, days or levels, whichever it begins with."""

WHOLE = (
    ':root:has([data-test-script-state="notRunning"]):has(.stApp .page-foot)'
    ":not(:has(.chart-figure:not(.js-plotly-plot))):not(:has([data-testid=stSkeleton]))"
)
"""A page that has been sent whole, with each chart drawn and no control still to come."""

STANDS = "(whole) => document.querySelector(whole) && performance.now()"
"""The moment at which a page stands, in milliseconds since the browser set out."""

ROUNDS = 7


class Visit(NamedTuple):
    """What one visit took: seconds to three moments, milliseconds of two processors to its end.

    `seen` is when the first piece is seen, `in_page` when it stands in its page, `whole` when all
    of the page does: every chart is drawn and the foot has come. `server` and `browser`, of which
    the main thread counts, have worked so long until then.
    """

    seen: float
    in_page: float
    whole: float
    server: float
    browser: float


def visits(chromium: Browser, address: str, server: int, rounds: int) -> dict[str, list[Visit]]:
    """Return what every round measured of each page; the server's very first visit comes before."""
    measured: dict[str, list[Visit]] = {page: [] for page in PAGES}
    for number in range(1 + rounds):
        for page in Random(number).sample(PAGES, len(PAGES)):
            visit = _visit(chromium, f"{address}/{page}", server)
            if number:
                measured[page].append(visit)
    return measured


def _visit(chromium: Browser, url: str, server: int) -> Visit:
    context = chromium.new_context(viewport=SCREEN)
    page = context.new_page()
    page.add_init_script(FRAMES.substitute(piece=PIECE))
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = processor_seconds(server)
    page.goto(url)
    page.wait_for_function("() => window.inPage", timeout=60_000)
    whole = page.wait_for_function(STANDS, arg=WHOLE).json_value() / 1000
    worked = processor_seconds(server) - before
    metrics = session.send("Performance.getMetrics")["metrics"]
    (browsed,) = (each["value"] for each in metrics if each["name"] == "TaskDuration")
    seen, in_page = page.evaluate("() => [window.seen / 1000, window.inPage / 1000]")
    context.close()
    return Visit(seen, in_page, whole, 1000 * worked, 1000 * browsed)


def table(measured: dict[str, list[Visit]]) -> list[str]:
    """Return a line for each page: each median, and the median ratio to Region's of its round."""
    return [
        f"{page:30}"
        + "".join(
            f"{field.replace('_', ' '):>10} {statistics.median(ours):8.2f} "
            f"({statistics.median(map(_ratio, ours, beside)):4.2f})"
            for field, ours, beside in zip(
                Visit._fields,
                zip(*of_page, strict=True),
                zip(*measured[REGION], strict=True),
                strict=True,
            )
        )
        for page, of_page in measured.items()
    ]


def _ratio(ours: float, beside: float) -> float:
    return ours / beside if beside else float("nan")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    with (
        tempfile.TemporaryDirectory() as name,
        browser() as chromium,
        running(["dashboard.py"], Path(name)) as (address, server),
    ):
        print("\n".join(table(visits(chromium, address, server, rounds))))


if __name__ == "__main__":
    main()

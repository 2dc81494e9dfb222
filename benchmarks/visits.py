"""The first visit of the pages on what to do next, each beside that of Region, in one run.

`python -m benchmarks.visits [--rounds N]` serves the demonstration waves and opens each page in a
fresh browser, in turn. Printed are medians of the seconds until the page's own first piece is seen,
be it a chart or cards, and until it stands in a page whose controls can be used.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.browser import browser, first_visit
from benchmarks.server import running

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

PIECE = ":is(.main-svg, .entries > li, .week > li, .path-level)"
"""What a page is about: a chart, cards, days or levels, whichever it begins with."""

ROUNDS = 7

Visit = tuple[float, float]
"""Seconds until the first piece is seen, and until it stands in its page."""


def visits(chromium: Browser, address: str, rounds: int) -> dict[str, list[Visit]]:
    """Return what every round measured of each page; the server's very first visit comes before."""
    measured: dict[str, list[Visit]] = {page: [] for page in PAGES}
    for number in range(1 + rounds):
        for page in PAGES:
            visit = first_visit(chromium, f"{address}/{page}", PIECE)
            if number:
                measured[page].append(visit)
    return measured


def table(measured: dict[str, list[Visit]]) -> list[str]:
    """Return a line for each page: both medians, and each as a share of Region's."""
    medians = {page: _medians(of_page) for page, of_page in measured.items()}
    seen, in_page = medians[REGION]
    return [
        f"{page:30} seen {one:5.2f} s  ratio {one / seen:5.2f}   "
        f"in page {two:5.2f} s  ratio {two / in_page:5.2f}"
        for page, (one, two) in medians.items()
    ]


def _medians(of_page: list[Visit]) -> Visit:
    seen, in_page = (statistics.median(moments) for moments in zip(*of_page, strict=True))
    return seen, in_page


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    with (
        tempfile.TemporaryDirectory() as name,
        browser() as chromium,
        running(["dashboard.py"], Path(name)) as (address, _),
    ):
        print("\n".join(table(visits(chromium, address, rounds))))


if __name__ == "__main__":
    main()

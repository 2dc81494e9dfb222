"""The inequality page: from a filter click to its last chart, and the draws beside plain PySAL."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from inequality.gini import Gini
from inequality.theil import Theil, TheilD
from playwright.sync_api import Browser

from ailaget.statistics.intervals import DRAWS, bootstrap
from ailaget.statistics.sample import SEED
from benchmarks.browser import REPEATS, opened_option

UNITS, GROUPS, SILENT, TIMES = 290, 9, 60, 3

WATCH = """
() => {
  window.clicked = 0;
  window.drawn = 0;
  document.addEventListener("click", () => { window.clicked = performance.now(); }, true);
  const inChart = (node) => (node.nodeType === 1 ? node : node.parentElement)
    ?.closest(".js-plotly-plot");
  new MutationObserver((changes) => {
    if (changes.some((change) => inChart(change.target))) window.drawn = performance.now();
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}
"""
"""Notes the moment of a click and of the last change in any chart."""


@dataclass(frozen=True)
class Draws:
    """Seconds for 1 000 draws of Gini, Theil and Theil between groups: ours and PySAL's."""

    ours: float
    pysal: float


def section_change(chromium: Browser, url: str) -> float:
    """Return the median of eight, ms, from choosing a size class to the page's last chart."""
    page = chromium.new_page(viewport={"width": 1366, "height": 900})
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .main-svg", state="attached", timeout=60_000)
    page.wait_for_timeout(3000)
    page.evaluate(WATCH)
    times = []
    for number in range(REPEATS):
        opened_option(page, number).click()
        page.wait_for_timeout(3000)
        waited = page.evaluate("() => window.drawn - window.clicked")
        if waited > 0:  # a filter that changes no chart says nothing
            times.append(waited)
    page.close()
    return statistics.median(times)


def draws() -> Draws:
    """Measure both ways on a survey of 290 with silence, in one process, the best of three."""
    random = np.random.default_rng(SEED)
    values = pd.Series(random.gamma(1.2, 20, UNITS))
    values[random.choice(UNITS, SILENT, replace=False)] = np.nan
    groups = pd.Series(random.integers(GROUPS, size=UNITS).astype(str))
    return Draws(
        _best(lambda: bootstrap(values, groups=groups)), _best(lambda: _loop(values, groups))
    )


def _loop(values: pd.Series, groups: pd.Series) -> None:
    """Draw as one would with PySAL alone: resample, call, keep."""
    random = np.random.default_rng(SEED)
    answered = values.dropna().to_numpy()
    inside = groups[values.notna()].to_numpy()
    kept = []
    for _ in range(DRAWS):
        chosen = random.integers(len(answered), size=len(answered))
        drawn = answered[chosen]
        kept.append((Gini(drawn).g, Theil(drawn).T, TheilD(drawn, inside[chosen]).bg))


def _best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return min(seconds)

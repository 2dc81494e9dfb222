"""A fresh start: seconds from the command to the first byte and the first chart, and memory then.

`python -m benchmarks.start [--beside COMMIT] [--times N]` measures this working copy and, in turn
with it, a worktree of an earlier commit: the server, and two commands of the command line. Printed
are medians of the seconds that passed and of those that a processor worked.
"""

import argparse
import resource
import statistics
import tempfile
import time
import urllib.request
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser

from benchmarks.browser import FIRST_FRAMES, SCREEN, browser
from benchmarks.server import ROOT, memory_mb, processor_seconds, run, started, worktree

BEFORE, TIMES = "60215f7", 10
IDLE = 15.0
"""Seconds after which a server has made ready what it does by itself."""

LOOK = 0.01
PATIENCE = 120.0


@dataclass(frozen=True)
class Start:
    """What one fresh start cost: seconds, seconds of processor, and megabytes."""

    first_byte: float
    first_byte_processor: float
    first_chart: float
    first_chart_processor: float
    idle_memory: float
    help: float
    help_processor: float
    table: float
    table_processor: float


def start(chromium: Browser, folder: Path, root: Path = ROOT) -> Start:
    """Measure a fresh server and two fresh commands of the code in `root`, on a built folder."""
    return Start(
        *_server(chromium, folder, root),
        *_command(["--help"], folder, root),
        *_command(["table", "waves"], folder, root),
    )


def _server(chromium: Browser, folder: Path, root: Path) -> tuple[float, ...]:
    context = chromium.new_context(viewport=SCREEN)
    page = context.new_page()
    page.add_init_script(FIRST_FRAMES)
    began = time.time()
    with started(["dashboard.py"], folder, root) as (address, process):
        _first_byte(address)
        answered, answered_processor = time.time() - began, processor_seconds(process)
        page.goto(address)
        page.wait_for_function("() => window.seen", timeout=1000 * PATIENCE)
        seen_processor = processor_seconds(process)
        seen = page.evaluate("() => (performance.timeOrigin + window.seen) / 1000") - began
        page.wait_for_function("() => window.inPage", timeout=1000 * PATIENCE)
        context.close()
        time.sleep(IDLE)
        memory = memory_mb(process)
    return answered, answered_processor, seen, seen_processor, memory


def _first_byte(address: str) -> None:
    """Ask for the start page until its first byte comes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                answer.read(1)
        except OSError:
            time.sleep(LOOK)
        else:
            return
    raise TimeoutError(address)


def _command(arguments: list[str], folder: Path, root: Path) -> tuple[float, float]:
    """Return the seconds that a command took, and that a processor worked for it."""
    before, began = _of_children(), time.perf_counter()
    run(arguments, folder, root)
    return time.perf_counter() - began, _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def medians(starts: list[Start]) -> Start:
    """Return the median of each figure."""
    return Start(*map(statistics.median, zip(*map(astuple, starts), strict=True)))


def table(now: Start, before: Start | None) -> list[str]:
    """Return a line for each figure, with its share of the earlier one where there is one."""
    lines = []
    for name in (field.name for field in fields(Start)):
        value, unit = getattr(now, name), "MB" if name == "idle_memory" else "s"
        line = f"{name.replace('_', ' '):24} {value:8.2f} {unit:2}"
        if before is not None:
            earlier = cast("float", getattr(before, name))
            line += f"   before {earlier:8.2f} {unit:2}   ratio {value / earlier:5.2f}"
        lines.append(line)
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", metavar="COMMIT", default=BEFORE, help="none: '' alone")
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, browser() as chromium:
        folder = Path(name)
        if not options.beside:
            print(
                "\n".join(table(_all(chromium, {"now": ROOT}, folder, options.times)["now"], None))
            )
            return
        with worktree(options.beside, folder / "tree") as root:
            measured = _all(chromium, {"before": root, "now": ROOT}, folder, options.times)
        print("\n".join(table(measured["now"], measured["before"])))


def _all(chromium: Browser, trees: dict[str, Path], folder: Path, times: int) -> dict[str, Start]:
    """Measure trees in turn, each on a folder that it has built; the first start is not counted."""
    for when, root in trees.items():
        run(["build"], folder / when, root)
        start(chromium, folder / when, root)
    starts = [
        (when, start(chromium, folder / when, root))
        for _ in range(times)
        for when, root in trees.items()
    ]
    return {when: medians([each for of, each in starts if of == when]) for when in trees}


if __name__ == "__main__":
    main()

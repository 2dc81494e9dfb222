"""The first picture and the country's report as HTML, of a fresh start: seconds, beside earlier.

`python -m benchmarks.first_files [--beside COMMIT] [--times N]` measures this working copy and, in
turn with it, a worktree of an earlier commit: `export` of a PNG on the command line, a PNG that a
server makes first, and a report that a server makes first. Printed are medians of the seconds that
passed, and the share of earlier.
"""

import argparse
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from benchmarks.server import ROOT, SETTLED, run, running, worktree

BEFORE, TIMES = "60215f7", 3
PATIENCE = 300.0


def command(folder: Path, root: Path) -> float:
    """Return the seconds of the command line's picture, in a process of its own."""
    target = folder.parent / "picture.png"
    began = time.perf_counter()
    run(["export", "maturity", "--format", "png", "--output", str(target)], folder, root)
    return time.perf_counter() - began


def picture(folder: Path, root: Path) -> float:
    """Return the seconds of the first picture of a server."""
    return _first("export/map.png", folder, root)


def report(folder: Path, root: Path) -> float:
    """Return the seconds of the country's report as HTML, the first that a server makes."""
    return _first("report/country.html", folder, root)


MEASURES: dict[str, Callable[[Path, Path], float]] = {
    "export of a PNG": command,
    "a server's first PNG": picture,
    "the country's HTML report": report,
}


def _first(path: str, folder: Path, root: Path) -> float:
    with running(["dashboard.py"], folder, root) as (address, _):
        time.sleep(SETTLED)
        began = time.perf_counter()
        with urllib.request.urlopen(f"{address}/{path}?lang=sv", timeout=PATIENCE) as answer:
            answer.read()
        return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", metavar="COMMIT", default=BEFORE)
    parser.add_argument("--times", type=int, default=TIMES)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, worktree(given.beside, Path(name) / "tree") as root:
        places = {"now": (Path(name) / "now", ROOT), given.beside: (Path(name) / "before", root)}
        for folder, code in places.values():
            command(folder, code)  # builds the database, and makes the pictures' font ready
        for label, measure in MEASURES.items():
            seconds: dict[str, list[float]] = {when: [] for when in places}
            for _ in range(given.times):
                for when, place in places.items():
                    seconds[when].append(measure(*place))
            now, before = (statistics.median(taken) for taken in seconds.values())
            print(f"{label}: {now:.2f} s, {given.beside} {before:.2f} s: {now / before:.2f}")


if __name__ == "__main__":
    main()

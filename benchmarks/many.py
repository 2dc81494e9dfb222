"""Many readers at once, by one version of the server or two in turn, and for as long as is asked.

`python -m benchmarks.many [--beside COMMIT] [--workers N]` prints, for 20, 50 and 200 sessions that
change a filter every second, the milliseconds until a change has come, how many came in a second,
what each cost the server's processors, and its memory; the most changes a second that it manages;
and whether 500 open sessions are all there after a while. Each figure has its ratio beside it.
`--soak MINUTES` instead lets 20 sessions go on while a wave is published anew every minute.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.server import (
    ROOT,
    environment,
    family,
    memory_mb,
    processor_seconds,
    run,
    running,
    serving,
    worktree,
)
from benchmarks.sessions import CHANGES, crowd, open_sessions, rush, steady

SIZES, OPEN = (20, 50, 200), 500
RUSHING, RUSH_SECONDS = 40, 20.0
OPEN_SECONDS, REST = 30.0, 10.0
SOAKING, MINUTE = 20, 60.0

NEWEST = max((ROOT / "data" / "surveys").glob("*.csv"))
WAVE, TAKEN_IN = "2026-11", {0, 3}
"""What a soak publishes the newest invented survey as, and what the command then ends with."""

NO_UVLOOP = 'raise ImportError("not among the requirements of this version")\n'
"""Put beside an earlier version's code, which knew nothing of a package that is now installed."""


@dataclass
class Server:
    """A server that is measured, and what has been measured, by the name of the figure."""

    address: str
    process: int
    figures: dict[str, list[float]] = field(default_factory=dict)

    def keep(self, name: str, figure: float) -> None:
        """Keep a figure."""
        self.figures.setdefault(name, []).append(figure)

    def processor(self) -> float:
        """Return the seconds that all its processes have worked."""
        return sum(map(processor_seconds, family(self.process)))

    def memory(self) -> float:
        """Return the MB that all its processes hold."""
        return sum(map(memory_mb, family(self.process)))

    def measure_crowd(self, sessions: int) -> None:
        """Measure so many sessions that each change a filter every second."""
        used, began = self.processor(), time.monotonic()
        times = crowd(self.address, sessions)
        seconds = time.monotonic() - began
        runs = sessions * (CHANGES + 1)
        self.keep(f"{sessions} sessions, median ms", times.median)
        self.keep(f"{sessions} sessions, 95th percentile ms", times.percentile_95)
        self.keep(
            f"{sessions} sessions, processor ms a change", 1e3 * (self.processor() - used) / runs
        )
        self.keep(f"{sessions} sessions, runs a second", runs / seconds)

    def measure_rush(self) -> None:
        """Measure how many changes a second it manages, and what one then costs."""
        used = self.processor()
        changes = asyncio.run(rush(self.address, RUSHING, RUSH_SECONDS))
        self.keep("most changes a second", changes / RUSH_SECONDS)
        self.keep("processor ms a change at most", 1e3 * (self.processor() - used) / changes)

    def measure_open(self) -> None:
        """Measure how many of many open sessions still answer, and the memory of each."""
        before = self.memory()
        held: list[float] = []
        answered = asyncio.run(
            open_sessions(self.address, OPEN, OPEN_SECONDS, lambda: held.append(self.memory()))
        )
        self.keep(f"of {OPEN} open sessions, answered at the end", answered)
        self.keep("MB a session", (held[-1] - before) / OPEN)


def measure(servers: Sequence[Server], rounds: int) -> None:
    """Measure each server in turn, time and again: what troubles one then troubles all."""
    for server in servers:
        # First: memory that other sessions have left behind is used again.
        crowd(server.address, 1)
        server.measure_open()
    for _ in range(rounds):
        for sessions in SIZES:
            for server in servers:
                server.measure_crowd(sessions)
        for server in servers:
            server.measure_rush()


def table(servers: Sequence[Server]) -> Iterator[str]:
    """Yield a line for each figure: the median of each server, and the ratio of the last to it."""
    for name in servers[-1].figures:
        medians = [statistics.median(server.figures[name]) for server in servers]
        cells = "".join(f"{median:>12.2f}" for median in medians)
        ratio = f"{medians[-1] / medians[0]:>10.2f}" if len(medians) > 1 and medians[0] else ""
        yield f"{name:48}{cells}{ratio}"


def soak(address: str, process: int, folder: Path, minutes: float) -> Iterator[str]:
    """Yield a line for each minute, of changes, errors and memory; publishing meanwhile."""
    survey = folder / "survey.csv"
    rows = NEWEST.read_text(encoding="utf-8")
    until = time.monotonic() + MINUTE * minutes
    for minute in range(1, 10_000):
        # Another answer each time, or there would be nothing to publish.
        survey.write_text(_changed(rows, minute), encoding="utf-8")
        publishing = subprocess.Popen(
            [sys.executable, "-m", "ailaget", "load", str(survey), "--wave", WAVE, "--publish"],
            cwd=ROOT,
            env=environment(folder / "var"),
            stdout=subprocess.DEVNULL,
        )
        came = asyncio.run(steady(address, SOAKING, min(MINUTE, until - time.monotonic())))
        published = publishing.wait() in TAKEN_IN
        # Of those that serve: what they start for pictures and reports ends by itself.
        held = sum(map(memory_mb, serving(process)))
        yield (
            f"minute {minute:3}: {len(came.times):5} changes, slowest {max(came.times):6.0f} ms, "
            f"{came.errors} errors, published {'yes' if published else 'no'}, {held:.0f} MB"
        )
        if time.monotonic() >= until:
            return


def _changed(rows: str, minute: int) -> str:
    """Return a survey with its first answer of 0 or 1 turned in every other minute."""
    head, *lines = rows.splitlines()
    separator = ";" if ";" in head else ","
    cells = lines[0].split(separator)
    place = next(i for i, cell in enumerate(cells) if cell in ("0", "1"))
    cells[place] = str(minute % 2)
    return "\n".join([head, separator.join(cells), *lines[1:]]) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", metavar="COMMIT")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--soak", metavar="MINUTES", type=float)
    options = parser.parse_args()
    # More than are measured: what is refused would not be slow.
    os.environ["AILAGET_SESSIONS"] = str(2 * OPEN)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = {}
        if options.beside and not options.soak:
            tree = stack.enter_context(worktree(options.beside, folder / "tree"))
            (tree / "uvloop.py").write_text(NO_UVLOOP)
            run(["build"], folder / "before", tree)
            servers[options.beside] = stack.enter_context(
                running(["dashboard.py"], folder / "before", tree)
            )
        os.environ["AILAGET_WORKERS"] = str(options.workers)
        run(["build"], folder / "var")
        servers["now"] = stack.enter_context(running(["dashboard.py"], folder / "var"))
        time.sleep(REST)
        if options.soak:
            for line in soak(*servers["now"], folder, options.soak):
                print(line, flush=True)
            return
        measured = [Server(*started) for started in servers.values()]
        measure(measured, options.rounds)
        print(f"{'':48}" + "".join(f"{name:>12}" for name in servers) + f"{'ratio':>10}")
        print("\n".join(table(measured)))


if __name__ == "__main__":
    main()

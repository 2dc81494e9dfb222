"""Twenty pictures asked for at once, of a server that has taken none: memory, and pages meanwhile.

`python -m benchmarks.pictures [--beside COMMIT]` measures this working copy and, in the same run, a
worktree of an earlier commit.
"""

import argparse
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.server import ROOT, meanwhile, running, worktree
from benchmarks.sessions import open_page

PICTURES, PAUSE, SECONDS = 20, 0.25, 300.0
CHARTS = ("map", "movers", "region_spread", "region_ranking")


@dataclass(frozen=True)
class Rush:
    """What twenty first pictures cost: megabytes above rest at most, and seconds.

    Of the pages that were opened meanwhile, `answered` is the slowest document, `page` the slowest
    with its first run; `made` are the pictures that came, the others were told to come back.
    """

    megabytes: float
    browsers: int
    answered: float
    page: float
    seconds: float
    made: int


def rush(folder: Path, root: Path = ROOT) -> Rush:
    """Measure a fresh server of the code in `root`."""
    with running(["dashboard.py"], folder, root) as (address, process):
        open_page(address)  # the first page of a fresh server is not what is measured
        time.sleep(15)  # nor what it makes ready by itself
        before = _family(process)[0]
        with _watched(process) as most, _pages(address) as waited:
            began = time.perf_counter()
            with ThreadPoolExecutor(PICTURES) as threads:
                statuses = list(threads.map(lambda n: _picture(address, n), range(PICTURES)))
            seconds = time.perf_counter() - began
    answered, page = (max(times) for times in zip(*waited, strict=True))
    made = statuses.count(200)
    return Rush(most[0] - before, int(most[1]), answered, page, seconds, made)


def _picture(address: str, number: int) -> int:
    wanted = f"{address}/export/{CHARTS[number % len(CHARTS)]}.png?lang=sv&region={number % 20:02}"
    try:
        with urllib.request.urlopen(wanted, timeout=SECONDS) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@contextmanager
def _watched(process: int) -> Iterator[list[float]]:
    """Keep the most memory seen and the most browsers, until the block ends."""
    most = [0.0, 0.0]

    def look() -> None:
        most[:] = map(max, most, _family(process))

    with meanwhile(look, PAUSE):
        yield most


@contextmanager
def _pages(address: str) -> Iterator[list[tuple[float, float]]]:
    """Open a page again and again until the block ends; keeps how long each took."""
    waited: list[tuple[float, float]] = []
    with meanwhile(lambda: waited.append(open_page(address)), PAUSE):
        yield waited


def _family(process: int) -> tuple[float, int]:
    """Return the megabytes of a process with all that it started, and how many browsers those are.

    Counted is what is theirs alone, with a share of what they share among themselves: the machine's
    pages of programs and files are there anyway.
    """
    parents = dict(_parents())
    family, young = {process}, [process]
    while young:
        parent = young.pop()
        children = [child for child, of in parents.items() if of == parent]
        family.update(children)
        young += children
    commands = {member: _read(f"/proc/{member}/cmdline") for member in family}
    # A browser's own process is the one that none of the browser's has started.
    browsers = {member for member, command in commands.items() if "/chromium" in command[:40]}
    first = [member for member in browsers if parents.get(member) not in browsers]
    return sum(map(_megabytes, family)), len(first)


def _parents() -> Iterator[tuple[int, int]]:
    for path in Path("/proc").glob("[0-9]*"):
        if fields := _read(f"{path}/stat").rpartition(")")[2].split():
            yield int(path.name), int(fields[1])


def _megabytes(member: int) -> float:
    rollup = _read(f"/proc/{member}/smaps_rollup")
    kinds = ("Pss_Anon:", "Pss_Shmem:")
    return sum(int(rollup.partition(kind)[2].split()[0]) for kind in kinds if kind in rollup) / 1024


def _read(path: str) -> str:
    """Return a file of the system's; empty once the process is gone."""
    try:
        return Path(path).read_text(errors="replace")
    except OSError:
        return ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", metavar="COMMIT")
    commit = parser.parse_args().beside
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured = {"now": rush(folder / "var")}
        if commit:
            with worktree(commit, folder / "tree") as root:
                measured[commit] = rush(folder / "var_then", root)
    for when, cost in measured.items():
        print(
            f"{when}: {PICTURES} first pictures at once take {cost.megabytes:.0f} MB in"
            f" {cost.browsers} browsers and {cost.seconds:.1f} s, {cost.made} of them made;"
            f" the slowest page meanwhile answered in {cost.answered:.2f} s,"
            f" with its first run {cost.page:.2f} s"
        )


if __name__ == "__main__":
    main()

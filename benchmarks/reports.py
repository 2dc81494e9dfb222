"""Reports of all 290 municipalities as slides, beside as many single ones by an earlier version.

`python -m benchmarks.reports [--beside COMMIT] [--sample N]` measures in one run: single ones of a
sample by the earlier version, one process each, as it had no command for it; all by two processes;
all by two workers of a Dask scheduler, who have made some before, as a cluster's workers stay. Each
of the latter has a working folder without any report.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from ailaget import geography
from benchmarks.server import ROOT, meanwhile, worktree

BEFORE, SAMPLE, ALL, JOBS = "60215f7", 12, 290, 2
PAUSE, MEGABYTE = 0.5, 2**20
PRELOADED = "ailaget.exports.report.every.cluster_worker"
"""What a worker imports when it starts, as the handbook says."""

SINGLE = """
import sys
from starlette.requests import Request
from ailaget.ui.report.files import report_file
file, query, target = sys.argv[1:]
scope = {"type": "http", "method": "GET", "scheme": "http", "path": f"/report/{file}",
         "headers": [(b"host", b"localhost:8501")], "server": ("localhost", 8501), "root_path": "",
         "path_params": {"file": file}, "query_string": query.encode()}
answer = report_file(Request(scope))
assert answer.status_code == 200
open(target, "wb").write(answer.body)
"""
"""What makes one report as the earlier version's server did, and writes it."""


def single(root: Path, var: Path, codes: list[str]) -> float:
    """Return the seconds of one report by a process of its own, the mean of some."""
    began = time.perf_counter()
    for code in codes:
        query = f"wave=2026-10&municipality={code}"
        _run(["-c", SINGLE, "municipality.pptx", query, str(var / "one.pptx")], root, var)
    return (time.perf_counter() - began) / len(codes)


def every(var: Path, how: list[str]) -> tuple[float, float]:
    """Return the seconds that all reports take, and the megabytes that they take at most."""
    began = time.perf_counter()
    with _watched() as most:
        command = ["-m", "ailaget", "reports", "--all", "--output", str(var / "all.zip"), *how]
        _run(command, ROOT, var)
        seconds = time.perf_counter() - began
    return seconds, most[0]


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Give the address of a scheduler with two workers, each a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    told = {**os.environ, "DASK_CONFIG": str(ROOT / "deploy" / "dask.yaml")}
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stderr": subprocess.DEVNULL, "cwd": ROOT, "env": told}
    ours = ["--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    started = [subprocess.Popen([*dask, "scheduler", *ours], **quiet)]
    flags = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--preload", PRELOADED]
    flags.append("--local-directory")
    for number in range(JOBS):
        worker = [*dask, "worker", address, *flags, str(folder / f"worker-{number}")]
        started.append(subprocess.Popen(worker, **quiet))
    time.sleep(15)  # all of them have started
    try:
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _run(command: list[str], root: Path, var: Path) -> None:
    environment = {**os.environ, "AILAGET_VAR": str(var), "PYTHONPATH": str(root)}
    subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Keep the most memory that this process's children hold, what they share counted once."""
    most = [0.0]

    def look() -> None:
        children = psutil.Process().children(recursive=True)
        most[0] = max(most[0], sum(map(_held, children)) / MEGABYTE)

    with meanwhile(look, PAUSE):
        yield most


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:  # it has just ended
        return 0


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", default=BEFORE, metavar="COMMIT")
    parser.add_argument("--sample", type=int, default=SAMPLE, metavar="N")
    options = parser.parse_args()
    places = [place.code for place in geography.municipalities()]
    codes = places[:: max(len(places) // options.sample, 1)][: options.sample]
    with (
        tempfile.TemporaryDirectory() as name,
        worktree(options.beside, Path(name) / "earlier") as earlier,
    ):
        folders = [Path(name) / each for each in ("before", "jobs", "cluster")]
        for folder, root in zip(folders, (earlier, ROOT, ROOT), strict=True):
            folder.mkdir()
            _run(["-m", "ailaget", "build"], root, folder)
        first = single(earlier, folders[0], codes[: len(codes) // 2])
        seconds, most = every(folders[1], ["--jobs", str(JOBS)])
        with cluster(Path(name)) as address:
            every(folders[2], ["--of", "county", "--scheduler", address])
            by_workers, most_workers = every(folders[2], ["--scheduler", address])
        last = single(earlier, folders[0], codes[len(codes) // 2 :])
    today = ALL * (first + last) / 2
    print(f"one by {options.beside}: {first:.1f} s before, {last:.1f} s after, of {len(codes)}")
    print(f"{ALL} single ones by it, reckoned: {today:.0f} s")
    print(
        f"{ALL} by {JOBS} processes: {seconds:.0f} s ({seconds / today:.2f} of that), {most:.0f} MB"
    )
    print(f"{ALL} by {JOBS} workers: {by_workers:.0f} s, {most_workers:.0f} MB with the scheduler")


if __name__ == "__main__":
    main()

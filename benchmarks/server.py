"""A server of our own for a measurement, in a process of its own and on a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")

SETTLED = 15.0
"""Seconds after which a server has made ready what it does by itself, while nobody asks."""


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(command: Sequence[str], folder: Path, root: Path = ROOT) -> Iterator[tuple[str, int]]:
    """Run a server of the code in `root` until the block ends, without waiting for it to answer.

    Yields its address and its process.
    """
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=root,
        env={**environment(folder, root), "STREAMLIT_SERVER_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def running(command: Sequence[str], folder: Path, root: Path = ROOT) -> Iterator[tuple[str, int]]:
    """Run a server of the code in `root` until the block ends; yields address and process."""
    with started(command, folder, root) as (address, process):
        wait_for(f"{address}/_stcore/health")
        yield address, process


def environment(folder: Path, root: Path = ROOT) -> dict[str, str]:
    """Return the environment of a process of the code in `root`, with its working folder."""
    return {**os.environ, "AILAGET_VAR": str(folder), "PYTHONPATH": str(root)}


@contextmanager
def worktree(commit: str, folder: Path) -> Iterator[Path]:
    """Check an earlier commit out beside this one, until the block ends."""
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--detach", str(folder), commit], check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=True, capture_output=True)


def run(arguments: Sequence[str], folder: Path, root: Path = ROOT) -> None:
    """Run a command of the code in `root`, with its working folder."""
    command = [sys.executable, "-m", "ailaget", *arguments]
    subprocess.run(
        command, cwd=root, env=environment(folder, root), check=True, stdout=subprocess.DEVNULL
    )


def wait_for(address: str) -> None:
    """Wait until an address is answered."""
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=1)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


@contextmanager
def meanwhile(look: Callable[[], object], pause: float) -> Iterator[None]:
    """Look again and again until the block ends, with a pause between."""
    ended = Event()

    def run() -> None:
        while not ended.is_set():
            look()
            ended.wait(pause)

    thread = Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def family(process: int) -> list[int]:
    """Return a process and all that descend from it."""
    return [process, *(each for child in _children(process) for each in family(child))]


def serving(process: int) -> list[int]:
    """Return the processes of a server that answer, without what they have started."""
    workers = [child for child in _children(process) if _is_worker(child)]
    return [process, *workers]


def _children(process: int) -> list[int]:
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for each in threads for child in each.read_text().split()]


def _is_worker(process: int) -> bool:
    return b"--worker" in Path(f"/proc/{process}/cmdline").read_bytes()


def processor_seconds(process: int) -> float:
    """Return the seconds that a process, and those of its children that have ended, worked."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[11:15])) / TICKS


def memory_mb(process: int, *, peak: bool = False) -> float:
    """Return the memory that a process holds, or at most has held, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    field = "VmHWM" if peak else "VmRSS"
    line = next(line for line in status.splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024

"""A server of our own for a measurement, in a process of its own and on a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], folder: Path, root: Path = ROOT) -> Iterator[tuple[str, int]]:
    """Run a server of the code in `root` until the block ends; yields address and process."""
    port = free_port()
    environment = {
        **os.environ,
        "AILAGET_VAR": str(folder),
        "STREAMLIT_SERVER_PORT": str(port),
        "PYTHONPATH": str(root),
    }
    process = subprocess.Popen(
        [sys.executable, *command], cwd=root, env=environment, stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(10)


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


def memory_mb(process: int, *, peak: bool = False) -> float:
    """Return the memory that a process holds, or at most has held, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    field = "VmHWM" if peak else "VmRSS"
    line = next(line for line in status.splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024

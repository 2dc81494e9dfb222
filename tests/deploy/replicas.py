"""Two replicas behind the example's nginx with a PostgreSQL of their own, and readers meanwhile.

`python -m tests.deploy.replicas --sessions 50` does with many what the tests do with few: a wave is
published under their eyes, a replica is killed, PostgreSQL is stopped and started again.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from ailaget.council.moving import move_to_server
from ailaget.ingest.building import build
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from tests.browser.conftest import ROOT, Served, serving
from tests.clusters import Cluster, cluster
from tests.conftest import SINGLE_WAVE, write_csv
from tests.deploy.example import NAME, Proxy, nginx
from tests.server.sockets import messages

BAND, FAILED = texts("sv")("demo.band"), texts("sv")("failure.unexpected")
PATIENCE = 120.0


@dataclass
class Replicas:
    """What runs: two servers, the proxy before them, and the database that they share."""

    place: Workspace
    postgres: Cluster
    servers: tuple[Served, Served]
    proxy: Proxy
    logs: tuple[Path, Path]

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command as somebody on a third machine would."""
        return subprocess.run(
            [sys.executable, "-m", "ailaget", *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                **settings(self.place, "third"),
                "AILAGET_VAR": str(self.place.root),
            },
            capture_output=True,
            text=True,
            check=False,
        )


def settings(place: Workspace, machine: str) -> dict[str, str]:
    """Return the environment of one machine."""
    return {
        "AILAGET_DATABASE_URL": place.database_url,
        "AILAGET_LOCAL": str(place.root.with_name(machine)),
        "AILAGET_ADDRESS": f"https://{NAME}",
    }


@contextmanager
def replicas(demo: Workspace, postgres: Cluster, folder: Path) -> Iterator[Replicas]:
    """Move a folder into PostgreSQL, and let two machines show it, until the block ends."""
    url = postgres.new_database()
    move_to_server(demo, url)
    place = Workspace(demo.root, database_url=url, machine=folder / "third")
    logs = (folder / "first.log", folder / "second.log")
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(serving(place, log, **settings(place, log.stem))) for log in logs
        )
        (folder / "nginx").mkdir()
        proxy = stack.enter_context(nginx(folder / "nginx", first, second))
        yield Replicas(place, postgres, (first, second), proxy, logs)


@dataclass
class Run:
    """One rerun of a page: when it began and ended, and whether it showed invented data."""

    began: float
    ended: float
    is_demo: bool
    has_failed: bool


@dataclass
class Reader:
    """Somebody who looks at a page again and again, and opens it anew when its socket closes."""

    proxy: Proxy
    source: str
    pause: float
    runs: list[Run] = field(default_factory=list)
    reconnections: int = 0

    def read(self, ended: Event) -> None:
        """Go on until the event; for a thread of its own."""
        while not ended.is_set():
            try:
                with self._open() as page:
                    while not ended.is_set():
                        self.runs.append(_run(page))
                        ended.wait(self.pause)
            except (OSError, WebSocketException, TimeoutError):
                self.reconnections += 1

    def _open(self) -> ClientConnection:
        return connect(
            f"wss://{NAME}/_stcore/stream",
            sock=socket.create_connection(
                ("127.0.0.1", self.proxy.port), source_address=(self.source, 0)
            ),
            ssl=self.proxy.tls(),
            origin=f"https://{NAME}",  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=PATIENCE,
        )


def _run(page: ClientConnection) -> Run:
    began = time.monotonic()
    content = b"".join(message.SerializeToString() for message in messages(page, "karta"))
    is_demo, has_failed = BAND.encode() in content, FAILED.encode() in content
    return Run(began, time.monotonic(), is_demo, has_failed)


@contextmanager
def reading(proxy: Proxy, sessions: int, pause: float) -> Iterator[list[Reader]]:
    """Let so many readers read, from networks of their own, until the block ends."""
    readers = [Reader(proxy, f"127.0.{number + 1}.1", pause) for number in range(sessions)]
    ended = Event()
    threads = [Thread(target=reader.read, args=(ended,)) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        ended.set()
        for thread in threads:
            thread.join(PATIENCE)


def next_runs(readers: list[Reader]) -> list[Run]:
    """Wait for each reader's first rerun that begins from now on, and return them."""
    now = time.monotonic()

    def newer(reader: Reader) -> Run | None:
        return next((run for run in reader.runs if run.began >= now), None)

    wait_until(lambda: all(newer(reader) for reader in readers))
    return [run for reader in readers if (run := newer(reader))]


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; raises TimeoutError."""
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.05)


def scenario(running: Replicas, survey: Path, readers: list[Reader]) -> Iterator[tuple[str, float]]:
    """Do what a bad day brings, and give each step's name with its seconds until all read on.

    Raises AssertionError where a reader does not see what it should, or anything is lost.
    """

    def step(name: str, begun: float, *, is_demo: bool) -> tuple[str, float]:
        runs = next_runs(readers)
        assert {run.is_demo for run in runs} == {is_demo}, name
        assert not any(run.has_failed for reader in readers for run in reader.runs), name
        return name, time.monotonic() - begun

    yield step("all read", time.monotonic(), is_demo=True)
    begun = time.monotonic()
    done = running.command("load", str(survey), "--publish")
    assert done.returncode == 0, done.stdout + done.stderr
    yield step("published under their eyes", begun, is_demo=False)

    running.servers[0].process.kill()
    yield step("one replica killed", time.monotonic(), is_demo=False)

    before = running.place.state()
    running.postgres.stop()
    begun = time.monotonic()
    refused = running.command("withdraw", "2026-10")
    assert refused.returncode == 2, refused.stdout + refused.stderr
    assert "svarar inte" in refused.stderr
    yield step("PostgreSQL stopped", begun, is_demo=False)

    running.postgres.start()
    begun = time.monotonic()
    assert running.place.state() == before
    done = running.command("withdraw", "2026-10")
    assert done.returncode == 0, done.stdout + done.stderr
    yield step("PostgreSQL started, and withdrawn", begun, is_demo=True)
    assert running.place.state().decisions[:-1] == before.decisions


def main() -> None:
    """Print how it goes with many readers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--pause", type=float, default=5.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, cluster() as postgres:
        folder = Path(name)
        demo = Workspace(folder / "var")
        build(demo)
        survey = write_csv(folder / "enkat_2026-10.csv", SINGLE_WAVE)
        with (
            replicas(demo, postgres, folder) as running,
            reading(running.proxy, options.sessions, options.pause) as readers,
        ):
            for step, seconds in scenario(running, survey, readers):
                print(f"{step}: {seconds:.1f} s until all {len(readers)} had read on", flush=True)
            milliseconds = [
                1000 * (run.ended - run.began) for reader in readers for run in reader.runs
            ]
            print(
                f"{len(milliseconds)} reruns, median {statistics.median(milliseconds):.0f} ms, "
                f"p95 {statistics.quantiles(milliseconds, n=20)[-1]:.0f} ms, "
                f"{sum(reader.reconnections for reader in readers)} sockets opened anew"
            )


if __name__ == "__main__":
    main()

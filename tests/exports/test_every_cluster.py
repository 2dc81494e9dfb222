"""The same reports by a real Dask scheduler and two workers, one of which is killed midway."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest
from distributed import Client

from ailaget.exports.report.every.cluster import (
    MOST,
    TURNS,
    Cluster,
    NoScheduler,
    NoWorkers,
    portions,
)
from ailaget.exports.report.every.cluster_worker import IN_ONE_GO
from ailaget.exports.report.every.maker import Outcome
from ailaget.exports.report.every.order import Order
from ailaget.exports.report.every.run import make_all
from ailaget.store.workspace import Workspace
from tests.exports.test_every_report import index_of, material_of, place, slides_in

ROOT = Path(__file__).parents[2]
DASK = [sys.executable, "-m", "dask"]
TOLD = {"DASK_CONFIG": str(ROOT / "deploy" / "dask.yaml")}
PRELOADED = "ailaget.exports.report.every.cluster_worker"
"""What the handbook has a worker import when it starts."""

FEW = 6
"""Reports that are enough for some to be left when two are given."""

__all__ = ["place"]  # a fixture


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def ended(process: "subprocess.Popen[bytes]") -> None:
    for child in psutil.Process(process.pid).children(recursive=True):
        child.kill()
    process.kill()
    process.wait()


@pytest.fixture
def scheduler() -> Iterator[str]:
    """Start a scheduler on a free port, and return its address once it answers."""
    port = free_port()
    command = [*DASK, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **TOLD}, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"tcp://127.0.0.1:{port}"
    ended(process)


def new_worker(scheduler: str, folder: Path) -> "subprocess.Popen[bytes]":
    """Start a worker, a process of its own without a nanny that would start it anew."""
    flags = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--preload", PRELOADED]
    return subprocess.Popen(
        [*DASK, "worker", scheduler, *flags, "--local-directory", str(folder)],
        cwd=ROOT,
        env={**os.environ, **TOLD, "AILAGET_VAR": str(folder / "nothing")},
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def workers(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Start two workers, which a machine that is busy with other tests may be slow to."""
    monkeypatch.setattr("ailaget.exports.report.every.cluster.PATIENCE", 600.0)
    started = [new_worker(scheduler, tmp_path / name) for name in ("one", "two")]
    yield started
    for process in started:
        if process.poll() is None:
            ended(process)


def looks(dask_worker: Any = None, dask_scheduler: Any = None) -> dict[str, float]:
    """Return how often one of Dask's looks at itself, in milliseconds from look to look."""
    callbacks = (dask_worker or dask_scheduler).periodic_callbacks
    return {name: callback.callback_time for name, callback in callbacks.items()}


def test_told_so_dask_looks_at_itself_once_a_second(
    scheduler: str, workers: list["subprocess.Popen[bytes]"]
) -> None:
    with Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=600)
        every = [client.run_on_scheduler(looks), *client.run(looks).values()]
    assert len(every) == 3
    for one in every:
        assert one["tick"] == 1000
        assert one["monitor"] == 5000
    assert all("profile" not in one for one in every)
    assert [one["memory_monitor"] for one in every[1:]] == [1000, 1000]


def test_a_worker_that_is_killed_loses_nothing_and_nothing_is_made_twice(
    place: Workspace,
    tmp_path: Path,
    scheduler: str,
    workers: list["subprocess.Popen[bytes]"],
) -> None:
    material, target = material_of(place), tmp_path / "alla.zip"
    given: list[str] = []

    class Watched(Cluster):
        def outcomes(self, codes: list[str]) -> Iterator[Outcome]:  # type: ignore[override]
            for outcome in super().outcomes(codes):
                given.append(outcome.code)
                if len(given) == 4:
                    workers[0].send_signal(signal.SIGKILL)
                yield outcome

    progress = make_all(place, material, lambda of: Watched(of, place, scheduler), target, print)
    assert workers[0].wait() == -signal.SIGKILL
    assert (progress.state, progress.made, progress.failures) == ("done", 12, ())
    assert sorted(given) == sorted(material.order.names())
    assert [row["status"] for row in index_of(target)] == ["klar"] * 12
    assert len(slides_in(target)) == 12
    left = [path for name in ("one", "two") for path in (tmp_path / name).rglob("*.duckdb")]
    assert len(left) <= 1  # that of the one who was killed


@pytest.mark.parametrize("workers", [0, 1, 2, 8])
@pytest.mark.parametrize("count", [0, 1, 7, 21, 290])
def test_portions_hold_each_report_once_and_the_last_one_only(count: int, workers: int) -> None:
    codes = [f"{number:04}" for number in range(count)]
    made = portions(codes, workers)
    assert [code for portion in made for code in portion] == codes
    sizes = [len(portion) for portion in made]
    assert sizes == sorted(sizes, reverse=True)
    assert all(1 <= size <= MOST for size in sizes)
    assert sizes.count(1) >= min(count, TURNS * workers)


def test_of_several_that_fail_together_each_is_tried_alone(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = "0013"

    def make(run: str, codes: Sequence[str]) -> list[Outcome]:
        if bad in codes:
            raise MemoryError(bad)
        return [Outcome(code, run.encode()) for code in codes]

    monkeypatch.setattr("ailaget.exports.report.every.cluster.make_here", make)
    codes = [f"{number:04}" for number in range(40)]
    assert [bad] not in portions(codes, 1)
    cluster = Cluster(material_of(place), place, "in this process")
    options: dict[str, Any] = {"processes": False, "dashboard_address": "127.0.0.1:0"}
    with Client(n_workers=1, threads_per_worker=1, set_as_default=False, **options) as client:
        outcomes = list(cluster._made(client, "run", codes))
    assert sorted(outcome.code for outcome in outcomes) == codes
    assert [(each.code, bad in each.reason) for each in outcomes if each.reason] == [(bad, True)]


def test_a_scheduler_that_does_not_answer_is_named_and_nothing_is_left(
    place: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ailaget.exports.report.every.cluster.PATIENCE", 1.0)
    address, target = f"tcp://127.0.0.1:{free_port()}", tmp_path / "alla.zip"
    with pytest.raises(NoScheduler) as refused:
        make_all(place, material_of(place), lambda of: Cluster(of, place, address), target, print)
    assert address in str(refused.value)
    assert not target.exists()
    assert not list(place.report_files.rglob("*.pptx"))


def test_a_scheduler_without_workers_is_named(
    place: Workspace, tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ailaget.exports.report.every.cluster.PATIENCE", 3.0)
    with pytest.raises(NoWorkers):
        make_all(
            place,
            material_of(place),
            lambda of: Cluster(of, place, scheduler),
            tmp_path / "alla.zip",
            print,
        )


def test_a_scheduler_that_goes_midway_is_named_and_what_is_made_is_kept(
    place: Workspace,
    tmp_path: Path,
    scheduler: str,
    workers: list["subprocess.Popen[bytes]"],
) -> None:
    port = int(scheduler.rpartition(":")[2])
    target = tmp_path / "lan.zip"

    def stop() -> None:
        for connection in psutil.net_connections("tcp"):
            if connection.laddr.port == port and connection.status == psutil.CONN_LISTEN:
                psutil.Process(connection.pid).kill()

    class Watched(Cluster):
        def _made(self, client: Any, run: str, codes: Sequence[str]) -> Iterator[Outcome]:
            for number, outcome in enumerate(super()._made(client, run, codes)):
                yield outcome
                if number == 2:
                    client._timeout = 1.0  # what is gone is not looked for as long as for a start
                    threading.Thread(target=stop).start()

    material = material_of(place, "county")
    with pytest.raises(NoScheduler):
        make_all(place, material, lambda of: Watched(of, place, scheduler), target, print)
    assert not target.exists()
    assert len(list(place.report_files.rglob("*.pptx"))) >= 3


def test_a_worker_that_comes_when_all_others_are_gone_makes_the_rest(
    place: Workspace,
    tmp_path: Path,
    scheduler: str,
    workers: list["subprocess.Popen[bytes]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = Order.names
    monkeypatch.setattr(Order, "names", lambda order: dict(list(names(order).items())[:FEW]))

    class Watched(Cluster):
        def outcomes(self, codes: list[str]) -> Iterator[Outcome]:  # type: ignore[override]
            for number, outcome in enumerate(super().outcomes(codes)):
                yield outcome
                if number == 1:
                    for process in list(workers):
                        ended(process)
                    workers.append(new_worker(scheduler, tmp_path / "three"))

    material, target = material_of(place), tmp_path / "alla.zip"
    progress = make_all(place, material, lambda of: Watched(of, place, scheduler), target, print)
    assert (progress.made, progress.failures) == (FEW, ())
    with Client(scheduler, set_as_default=False) as client:
        (at_work,) = client.run(lambda dask_worker: list(dask_worker.periodic_callbacks)).values()
        assert list(client.run(sys.getswitchinterval).values()) == [pytest.approx(IN_ONE_GO)]
    assert at_work
    assert not {"profile", "profile-cycle"} & set(at_work)  # they take a megabyte a report

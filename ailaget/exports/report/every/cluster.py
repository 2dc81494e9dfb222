"""Reports made by the workers of a Dask scheduler, on as many machines as there are.

Workers need this version of AI-läget, and nothing else of this machine's: the database is sent.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from distributed import Client, as_completed

from ailaget.errors import AilagetError
from ailaget.exports.report.every.cluster_worker import OTHER_VERSION, Equipment, make_here
from ailaget.exports.report.every.maker import Outcome, failed
from ailaget.exports.report.every.material import Material
from ailaget.store.builds import checksum_path
from ailaget.store.precomputed import computed_path
from ailaget.store.workspace import Workspace

PATIENCE = 10.0
"""Seconds until a scheduler must have answered, and have a worker."""

MOST = 4
"""Reports in a worker's task at most."""

TURNS = 4
"""Tasks that each worker has left, at least, as long as there is more than one report in any."""


class NoScheduler(AilagetError):
    """There is no scheduler at an address, or it does not answer any longer."""

    def __init__(self, address: str) -> None:
        super().__init__("all_reports.no_scheduler", address=address)


class NoWorkers(AilagetError):
    """A scheduler has no worker."""

    def __init__(self, address: str) -> None:
        super().__init__("all_reports.no_workers", address=address)


class UnfitWorker(AilagetError):
    """A worker cannot make reports, such as one that has another version of AI-läget."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__("all_reports.unfit_worker", address=address, reason=reason)


class Cluster:
    """Makes reports of a working folder's database by the workers of a scheduler."""

    def __init__(self, material: Material, place: Workspace, address: str) -> None:
        self._material, self._place, self._address = material, place, address

    def outcomes(self, codes: Sequence[str]) -> Iterator[Outcome]:
        """Give what came of each report, in the order in which they are done.

        What a worker had when it was lost is made anew by another, and given once.
        """
        if not codes:
            return
        with _client(self._address) as client:
            run = f"ailaget-{self._material.key}-{uuid4().hex[:8]}"
            self._equip(client, run)
            yield from self._made(client, run, codes)

    def _equip(self, client: Any, run: str) -> None:
        """Send each worker, and those that come later, what the reports are made of."""
        t = self._material.order.selection.t
        files = {path.name: path.read_bytes() for path in self._files() if path.exists()}
        try:
            client.register_plugin(Equipment(run, self._material, files))
        except Exception as error:  # whatever a worker has raised, also that it has no such module
            is_other = OTHER_VERSION in str(error)
            reason = t("all_reports.other_version") if is_other else f"{error}"
            raise UnfitWorker(self._address, reason) from error

    def _files(self) -> Iterator[Path]:
        database = self._place.databases / self._material.build
        yield from (database, checksum_path(database))
        yield computed_path(self._place, self._material.build)

    def _made(self, client: Any, run: str, codes: Sequence[str]) -> Iterator[Outcome]:
        workers = sum(client.nthreads().values())
        left = _asked_for(client, run, portions(codes, workers))
        futures = as_completed(list(left), loop=client.loop, raise_errors=False)
        try:
            for future in futures:
                try:
                    outcomes: Sequence[Outcome] = future.result(PATIENCE)
                except (CancelledError, TimeoutError) as error:
                    raise NoScheduler(self._address) from error
                except Exception as error:
                    portion, outcomes = left[future], []
                    if len(portion) == 1:
                        outcomes = [failed(portion[0], error, self._material.order.selection.t)]
                    else:  # one of them may have ended its worker: each is made by itself
                        alone = _asked_for(client, run, [(code,) for code in portion])
                        left |= alone
                        futures.update(list(alone))
                del left[future]
                future.release()  # the worker need not keep it
                yield from outcomes
        finally:
            with suppress(Exception):
                client.cancel(list(left))
                client.unregister_worker_plugin(run)


def portions(codes: Sequence[str], workers: int) -> list[Sequence[str]]:
    """Return reports in portions, each a worker's next task: a few at first, at last one by one.

    A task costs the scheduler, the worker and us six milliseconds, whatever is in it; the last
    ones are small, so that no worker waits long for another.

    >>> [len(portion) for portion in portions(["0114"] * 40, 2)][:5], len(portions(["0114"] * 8, 2))
    ([4, 4, 4, 3, 3], 8)
    """
    made: list[Sequence[str]] = []
    at = 0
    while at < len(codes):
        size = max(min((len(codes) - at) // (TURNS * max(workers, 1)), MOST), 1)
        made.append(codes[at : at + size])
        at += size
    return made


def _asked_for(client: Any, run: str, wanted: Sequence[Sequence[str]]) -> dict[Any, Sequence[str]]:
    """Ask a scheduler for portions of reports, and return each one's future with what is in it."""
    keys = [f"{run}-{len(portion)}-{portion[0]}" for portion in wanted]
    # All at once: each by itself would be a graph of its own to send and to read.
    futures = client.map(make_here, [run] * len(wanted), wanted, key=keys, pure=False)
    return dict(zip(futures, wanted, strict=True))


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Give a client of a scheduler that answers and has a worker."""
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise NoScheduler(address) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise NoWorkers(address) from error
    try:
        yield client
    finally:
        client.close()

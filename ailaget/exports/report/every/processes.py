"""Reports made by processes of this machine, as many at once as it has cores, or as is asked."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.context import BaseContext
from threading import Thread

from ailaget.exports.pictures.browser import take_picture
from ailaget.exports.pictures.lending import borrow, lent
from ailaget.exports.report.every.maker import Outcome, failed, new_maker
from ailaget.exports.report.every.material import Material
from ailaget.exports.report.makers import REPORT_MAKERS
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace

AHEAD = 2
"""Reports that wait for each process: none is idle, and few are lost where one dies."""

_here: dict[str, Callable[[str], Outcome]] = {}
"""What makes reports in this process."""


def processes_at_once() -> int:
    """Return how many processes this machine has cores for."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Processes:
    """Makes reports of a working folder's database in so many processes of their own."""

    def __init__(self, material: Material, place: Workspace, jobs: int) -> None:
        self._material, self._place, self._jobs = material, place, jobs

    def outcomes(self, codes: Sequence[str]) -> Iterator[Outcome]:
        """Give what came of each report, in the order in which they are done.

        Where a process dies, what it and the others were at is made again one by one: so it is
        known which of them it dies of, and that one alone fails.
        """
        waiting, suspects = deque(codes), deque[str]()
        with lent(take_picture) as camera:
            while waiting or suspects:
                is_alone = bool(suspects)
                queue = deque([suspects.popleft()]) if is_alone else waiting
                pool = self._pool(camera)
                try:
                    lost = yield from self._made(pool, queue)
                finally:
                    pool.shutdown(wait=True, cancel_futures=True)
                if is_alone:
                    t = self._material.order.selection.t
                    yield from (Outcome(code, reason=t("all_reports.died")) for code in lost)
                else:
                    suspects.extend(lost)

    def _made(
        self, pool: ProcessPoolExecutor, queue: deque[str]
    ) -> Generator[Outcome, None, list[str]]:
        """Give what is made of a queue; return the codes that were lost with a process."""
        at_work: dict[Future[Outcome], str] = {}
        while queue or at_work:
            try:
                while queue and len(at_work) < AHEAD * self._jobs:
                    at_work[pool.submit(_make, queue[0])] = queue[0]
                    queue.popleft()
                done, _ = wait(at_work, return_when=FIRST_COMPLETED)
                for future in done:
                    outcome = future.result()
                    del at_work[future]
                    yield outcome
            except BrokenProcessPool:
                return list(at_work.values())
        return []

    def _pool(self, camera: str) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs,
            mp_context=_context(self._material.order.ending),
            initializer=_begin,
            initargs=(self._material, self._place, camera),
        )


def _context(ending: str) -> BaseContext:
    """Return how processes are made: of one that has imported all, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, REPORT_MAKERS[ending].module])
    return context


def _begin(material: Material, place: Workspace, camera: str) -> None:
    """Make this process ready; who started it ends it, and it ends where that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    borrow(camera)
    try:
        _here["make"] = new_maker(material, open_database(place, material.build)).make
    except Exception as error:  # told for each report: a pool would only say that it is broken
        _here["make"] = partial(failed, error=error, t=material.order.selection.t)


def _make(code: str) -> Outcome:
    return _here["make"](code)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

"""A run: what is missing is made, kept one by one, and all of it is written as one file."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import current_thread, main_thread
from time import monotonic
from types import FrameType
from typing import Protocol

from ailaget.errors import AilagetError
from ailaget.exports.report.every.folder import Folder, folder_of, only_run
from ailaget.exports.report.every.maker import Outcome, failed
from ailaget.exports.report.every.material import Material
from ailaget.exports.report.every.order import Order
from ailaget.exports.report.every.package import write_package
from ailaget.exports.report.every.progress import (
    DONE,
    MAKING,
    REFUSED,
    STOPPED,
    Failure,
    Progress,
    keep_progress,
)
from ailaget.store.workspace import Workspace

OFTEN = 1.0
"""Seconds between two times that a run says how far it is."""


KNOWN = 4
"""Reports after the first one, from which it is known how long the others take."""


class Workers(Protocol):
    """Whoever makes reports: processes of this machine, or workers of a scheduler."""

    def outcomes(self, codes: Sequence[str]) -> Iterator[Outcome]:
        """Give what came of each report, in the order in which they are done."""
        ...


def make_all(
    place: Workspace,
    material: Material,
    engage: Callable[[Material], Workers],
    target: Path,
    tell: Callable[[Progress], None],
) -> Progress:
    """Make what is missing of an order, write the zip, and return how it went.

    `engage` gives who makes the reports. Stopped, it leaves those that are made, for the next run.

    Raises
    ------
    AlreadyMaking, NotWritable, DiskFull, and what `engage` and its workers raise.
    """
    with only_run(place), _stoppable():
        folder, material = folder_of(place, material)
        run = _Run(place, material.order, folder, target.name, tell)
        try:
            run.make(engage(material))
            failures = {failure.code: failure for failure in run.progress.failures}
            write_package(target, material.order, folder, failures)
        except KeyboardInterrupt:
            run.end(STOPPED)
            raise
        except (AilagetError, OSError) as error:
            run.end(REFUSED, failed("", error, material.order.selection.t).reason)
            raise
        run.end(DONE)
        return run.progress


class _Run:
    """One run's progress, told and kept as it grows."""

    def __init__(
        self,
        place: Workspace,
        order: Order,
        folder: Folder,
        file_name: str,
        tell: Callable[[Progress], None],
    ) -> None:
        self._place, self._order, self._folder, self._tell = place, order, folder, tell
        self._names = order.names()
        self._missing = [code for code in self._names if not folder.has(code)]
        self.progress = Progress(
            MAKING,
            order.kind,
            order.ending,
            order.selection.wave,
            of=len(self._names),
            kept=len(self._names) - len(self._missing),
            file_name=file_name,
        )
        self._said = 0.0

    def make(self, workers: Workers) -> None:
        """Make what is missing; one that fails is kept from no other."""
        self._say()
        first = 0.0
        for number, outcome in enumerate(workers.outcomes(self._missing)):
            self._take(outcome)
            # Until the first is there, most of the time goes to what all of them need.
            first = first or monotonic()
            if number >= KNOWN:
                left = (monotonic() - first) / number * (len(self._missing) - number - 1)
                self.progress = replace(self.progress, seconds_left=left)
            if monotonic() - self._said >= OFTEN:
                self._say()

    def end(self, state: str, reason: str = "") -> None:
        """Say how it ended."""
        self.progress = replace(self.progress, state=state, reason=reason, seconds_left=None)
        self._say()

    def _take(self, outcome: Outcome) -> None:
        code, progress = outcome.code, self.progress
        if not outcome.reason:
            try:
                self._folder.keep(code, outcome.content)
            except (AilagetError, OSError) as error:
                outcome = failed(code, error, self._order.selection.t)
        if not outcome.reason:
            self.progress = replace(progress, made=progress.made + 1)
            return
        failure = Failure(code, self._names[code], outcome.reason)
        self.progress = replace(progress, failures=(*progress.failures, failure))

    def _say(self) -> None:
        self._said = monotonic()
        keep_progress(self._place, self.progress)
        self._tell(self.progress)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let whoever ends this process stop it as Ctrl-C does, with nothing left half done."""
    if current_thread() is not main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

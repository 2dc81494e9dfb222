"""How far a run has come, in figures and in words, and kept where the pages can read it."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from ailaget.store.files import write_whole
from ailaget.store.workspace import Workspace
from ailaget.texts import Texts

STATUS = "status.json"
MINUTE = 60

MAKING, DONE, STOPPED, REFUSED = "making", "done", "stopped", "refused"


@dataclass(frozen=True)
class Failure:
    """A report that could not be made: of whom, why, and what can be done."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True)
class Progress:
    """How far a run is: of how many reports, how many were there before and are made now.

    `state` is making, done, stopped (by whoever asked for it) or refused, and `reason` then why.
    `pid` is the process that makes them.
    """

    state: str
    kind: str
    ending: str
    wave: str
    of: int
    kept: int = 0
    made: int = 0
    failures: tuple[Failure, ...] = ()
    seconds_left: float | None = None
    file_name: str = ""
    reason: str = ""
    pid: int = field(default_factory=os.getpid)

    @property
    def ready(self) -> int:
        """How many reports there are by now."""
        return self.kept + self.made


def progress_words(progress: Progress, t: Texts) -> str:
    """Return how far a run has come and how long is left."""
    counts = {"ready": t.number(progress.ready), "of": t.number(progress.of)}
    parts = [t("all_reports.progress", **counts)]
    if progress.failures:
        parts.append(t.count("all_reports.failed", len(progress.failures)))
    if progress.state == MAKING and progress.seconds_left is not None:
        parts.append(time_left(progress.seconds_left, t))
    return " ".join(parts)


def time_left(seconds: float, t: Texts) -> str:
    """Return about how long is left, no finer than anyone can know."""
    if seconds < MINUTE:
        return t("all_reports.left_soon")
    return t.count("all_reports.left", round(seconds / MINUTE))


def keep_progress(place: Workspace, progress: Progress) -> None:
    """Write how far the run is; one that cannot be written stops no run."""
    with suppress(OSError, Exception):
        write_whole(place.report_files / STATUS, json.dumps(asdict(progress)).encode())


def forget_progress(place: Workspace) -> None:
    """Forget the latest run: another begins, and has not said anything yet."""
    (place.report_files / STATUS).unlink(missing_ok=True)


def read_progress(place: Workspace) -> Progress | None:
    """Return how far the latest run came; None where there was none."""
    try:
        kept = json.loads((place.report_files / STATUS).read_bytes())
        kept["failures"] = tuple(Failure(**failure) for failure in kept["failures"])
        return Progress(**kept)
    except (OSError, ValueError, TypeError, KeyError):
        return None

"""`/health`, that the process lives, and `/ready`, that it can serve; for who watches it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from ailaget import VERSION
from ailaget.store.builds import current_build
from ailaget.store.records_file import check_writable
from ailaget.store.workspace import workspace
from ailaget.ui.data import CachedSource
from ailaget.ui.headers import NO_STORE
from ailaget.ui.operations.stopping import is_stopping

logger = logging.getLogger(__name__)

KEPT_SECONDS = 1.0
"""How long an answer is kept: however often it is asked for, it costs no more than this."""


async def health(_: Request) -> JSONResponse:
    """Say that the process lives."""
    return JSONResponse({"status": "ok", "version": VERSION}, headers=NO_STORE)


async def ready(_: Request) -> JSONResponse:
    """Say whether pages can be served, what each check came to, and 503 where one fails."""
    checks = await run_in_threadpool(_kept.checks)
    is_ready = all(checks.values())
    content = {
        "status": "ready" if is_ready else "not ready",
        "version": VERSION,
        "checks": {name: "ok" if is_well else "fault" for name, is_well in checks.items()},
    }
    return JSONResponse(content, 200 if is_ready else 503, headers=NO_STORE)


def database_opens() -> bool:
    """Return whether a database is in force and answers."""
    build = current_build(workspace())
    return build is not None and not CachedSource(build).query("wave_states").columns.empty


def records_are_writable() -> bool:
    """Return whether what is decided and noted can be written down."""
    check_writable(workspace())
    return True


CHECKS: dict[str, Callable[[], bool]] = {
    "running": lambda: not is_stopping(),
    "database": database_opens,
    "records": records_are_writable,
}


@dataclass
class Kept:
    """The outcome of all checks, made anew when it is older than a second."""

    _lock: Lock = field(default_factory=Lock)
    _made: float = -KEPT_SECONDS
    _outcome: dict[str, bool] = field(default_factory=dict)

    def checks(self) -> dict[str, bool]:
        """Return whether each check holds; what one raises is logged, and means that it fails."""
        with self._lock:
            if monotonic() - self._made > KEPT_SECONDS or is_stopping():
                self._outcome = {name: _holds(name, check) for name, check in CHECKS.items()}
                self._made = monotonic()
            return self._outcome


_kept = Kept()


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        logger.exception("not ready: %s", name)
        return False

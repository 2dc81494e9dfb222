"""How the server stops: no longer ready, then sockets closed with a word, then writes finished."""

import asyncio
import logging
import signal
import socket
import sqlite3
from threading import Event
from time import monotonic

import uvicorn
from filelock import FileLock, Timeout

from ailaget.store.disk import OWNERS_FILE
from ailaget.store.records_file import check_writable
from ailaget.store.swap import LOCK
from ailaget.store.workspace import Workspace, workspace
from ailaget.ui.guard.settings import DRAIN, STOP, number

logger = logging.getLogger(__name__)

_stopping = Event()


def is_stopping() -> bool:
    """Return whether the server has been told to stop."""
    return _stopping.is_set()


class StoppingServer(uvicorn.Server):
    """Uvicorn's server, which says first that it is no longer ready, and waits for writers."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take nobody new on, close every socket, and return when nothing is written any more.

        The close frame's code, 1012, is what `front/connection.js` has the page say a word of.
        """
        _stopping.set()
        drained = monotonic() + number(DRAIN)
        while monotonic() < drained and not self.force_exit:
            await asyncio.sleep(0.1)
        # Ctrl+C once more ends the waiting for others to notice, and not what comes after it.
        self.force_exit = False
        until = monotonic() + number(STOP)
        await super().shutdown(sockets)
        self.writers = FileLock(workspace().root / LOCK, mode=OWNERS_FILE, thread_local=False)
        await asyncio.to_thread(
            hold_writers, workspace(), self.writers, max(0.0, until - monotonic())
        )


def hold_writers(place: Workspace, lock: FileLock, seconds: float) -> None:
    """Wait until whoever writes has finished; nobody begins while the lock is there."""
    try:
        lock.acquire(timeout=seconds)
        check_writable(place)
    except Timeout:
        logger.warning("stopped while something was being written: it never took effect")
    except (OSError, sqlite3.Error):
        logger.exception("what was being written cannot be waited for")


def exit_calmly() -> None:
    """Let the signals that end the server end it with 0: uvicorn raises them again at its end."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: None)

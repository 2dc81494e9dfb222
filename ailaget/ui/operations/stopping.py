"""How the server stops: no longer ready, then sockets closed with a word, then writes finished."""

import asyncio
import atexit
import logging
import os
import signal
import socket
import sys
from threading import Event, Thread
from time import monotonic

import uvicorn

from ailaget.errors import AilagetError
from ailaget.store.workspace import Workspace, workspace
from ailaget.ui.guard.settings import DRAIN, STOP, number

logger = logging.getLogger(__name__)

_stopping, _stopped = Event(), Event()


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
        await asyncio.to_thread(hold_writers, workspace(), max(0.0, until - monotonic()))
        _stopped.set()


def hold_writers(place: Workspace, seconds: float) -> None:
    """Wait until whoever writes has finished, and let nobody begin until this process has ended."""
    settled = Event()

    def hold() -> None:
        try:
            with place.lock():
                settled.set()
                Event().wait()
        except (AilagetError, OSError):
            logger.exception("what was being written cannot be waited for")
            settled.set()

    Thread(target=hold, daemon=True).start()
    if not settled.wait(seconds):
        logger.warning("stopped while something was being written: it never took effect")


def exit_calmly() -> None:
    """Let the signals that end the server end it with 0: uvicorn raises them again at its end."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: None)
    atexit.register(_end)


def _end() -> None:
    """End a process that has stopped, after whatever else is done at its exit, with 0.

    Python is not taken down beneath threads that still compute for readers who have gone: one that
    comes back from C++ to no Python aborts the process.
    """
    if _stopped.is_set():
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)

"""The front: listens, looks at how each connection begins, and hands it to its worker.

It reads nothing and writes nothing of what passes then: the connection itself goes to the worker. A
worker that ends is started anew; who belongs to it waits meanwhile.
"""

import logging
import os
import secrets
import selectors
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from streamlit import config

from ailaget.ui.guard.connections import SLOWEST, most_connections, no_room
from ailaget.ui.guard.place import WORKER, Place
from ailaget.ui.guard.refusals import Refusal, log
from ailaget.ui.guard.settings import DRAIN, STOP, number
from ailaget.ui.workers.routing import MOST_HEAD, is_whole, worker_asked_for
from ailaget.ui.workers.shares import shared_settings

logger = logging.getLogger(__name__)

BACKLOG = 512
TICK = 0.5
"""Seconds between two looks at who has said nothing for too long."""

PAUSE = 1.0
"""Seconds from one start of a worker to the next."""

GRACE = 10.0
"""Seconds for the workers to end, beside those that are set; who has not by then is killed."""

DASHBOARD = Path(__file__).parents[3] / "dashboard.py"


@dataclass
class Worker:
    """A worker's process, the front's end of the channel to it, and the connections that wait."""

    number: int
    process: "subprocess.Popen[bytes]"
    channel: socket.socket
    started: float
    is_ready: bool = False


@dataclass
class Front:
    """The port, the workers behind it, and the connections that have not said where they go."""

    listener: socket.socket
    count: int

    def __post_init__(self) -> None:
        # What grants editing, and what signs Streamlit's cookies, is the same for all workers.
        self.token = secrets.token_urlsafe(32)
        self._cookie_secret = str(config.get_option("server.cookieSecret"))
        self._selector = selectors.DefaultSelector()
        self._workers: dict[int, Worker] = {}
        self._waiting: dict[int, list[socket.socket]] = {n: [] for n in range(self.count)}
        self._heads: dict[socket.socket, tuple[int, float]] = {}
        self._due: dict[int, float] = {}
        self._turn = 0
        self._is_open = self._is_stopping = False
        self.failed = False

    def run(self) -> int:
        """Serve until stopped; return what the process ends with."""
        self._heed_signals()
        self._start(0)
        while not self._is_stopping:
            for key, _ in self._selector.select(TICK):
                key.data()
            self._tick()
        self._end()
        return 1 if self.failed else 0

    def _heed_signals(self) -> None:
        """Have a signal wake the front, which then stops."""
        ours, theirs = socket.socketpair()
        for end in (ours, theirs):
            end.setblocking(False)
        signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        self._signals = ours, theirs
        self._selector.register(ours, selectors.EVENT_READ, lambda: ours.recv(64))
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._stop)

    def _stop(self, *_: object) -> None:
        self._is_stopping = True

    def _start(self, number: int) -> None:
        ours, theirs = socket.socketpair()
        place = Place(number, self.count, theirs.fileno(), self.token, self._cookie_secret)
        with theirs:
            process = subprocess.Popen(
                [sys.executable, str(DASHBOARD), WORKER],
                stdin=subprocess.PIPE,
                env={**os.environ, **shared_settings(place.number, self.count)},
                pass_fds=[theirs.fileno()],
            )
        assert process.stdin is not None
        with process.stdin:
            process.stdin.write(place.packed())
        ours.setblocking(False)
        worker = Worker(number, process, ours, monotonic())
        self._workers[number] = worker
        self._selector.register(ours, selectors.EVENT_READ, partial(self._hear, worker))

    def _hear(self, worker: Worker) -> None:
        """Hear that a worker can answer, or that it has ended."""
        try:
            told = worker.channel.recv(1)
        except BlockingIOError:
            return
        except OSError:
            told = b""
        if not told:
            self._lose(worker)
            return
        worker.is_ready = True
        waiting, self._waiting[worker.number] = self._waiting[worker.number], []
        for connection in waiting:
            self._hand(connection, worker.number)
        if not self._is_open:
            # Only now: the first has built what is missing, and the others find it.
            self._is_open = True
            self._open()
            for number in range(1, self.count):
                self._start(number)

    def _lose(self, worker: Worker) -> None:
        self._selector.unregister(worker.channel)
        worker.channel.close()
        del self._workers[worker.number]
        ended = worker.process.wait()
        if self._is_stopping:
            return
        if not self._is_open:
            # It has said itself what it lacks.
            self.failed = self._is_stopping = True
            return
        logger.warning("worker %d ended (%d) and is started anew", worker.number, ended)
        self._due[worker.number] = worker.started + PAUSE

    def _open(self) -> None:
        self.listener.listen(BACKLOG)
        self._selector.register(self.listener, selectors.EVENT_READ, self._accept)

    def _accept(self) -> None:
        try:
            connection, _ = self.listener.accept()
        except OSError:  # it has gone already, or there is no handle left
            return
        connection.setblocking(False)
        if len(self._heads) + sum(map(len, self._waiting.values())) >= most_connections():
            _refuse(connection)
            return
        self._heads[connection] = 0, monotonic() + SLOWEST
        look = partial(self._look, connection)
        self._selector.register(connection, selectors.EVENT_READ, look)

    def _look(self, connection: socket.socket) -> None:
        """Look at what a connection begins with, and leave it there for the worker to read."""
        try:
            head = connection.recv(MOST_HEAD, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            head = b""
        before, until = self._heads[connection]
        if is_whole(head):
            self._forget(connection)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
            asked = worker_asked_for(head, self.count)
            self._hand(connection, self._next() if asked is None else asked)
        elif len(head) == before:  # nothing more will come
            self._forget(connection)
            connection.close()
        else:
            self._heads[connection] = len(head), until
            # Woken again by what comes next, not by what has come.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, len(head) + 1)

    def _next(self) -> int:
        """Return the worker whose turn it is among those that can answer."""
        ready = [number for number, worker in self._workers.items() if worker.is_ready]
        self._turn += 1
        return sorted(ready)[self._turn % len(ready)] if ready else 0

    def _hand(self, connection: socket.socket, number: int) -> None:
        worker = self._workers.get(number)
        if worker is None or not worker.is_ready:
            self._waiting[number].append(connection)
            return
        try:
            socket.send_fds(worker.channel, [b"c"], [connection.fileno()])
        except BlockingIOError:
            _refuse(connection)
        except OSError:  # it has just ended
            self._waiting[number].append(connection)
        else:
            connection.close()

    def _forget(self, connection: socket.socket) -> None:
        self._selector.unregister(connection)
        del self._heads[connection]

    def _tick(self) -> None:
        """Close what has said nothing for too long, and start anew who has ended."""
        now = monotonic()
        for connection in [each for each, (_, until) in self._heads.items() if until < now]:
            self._forget(connection)
            connection.close()
            log(Refusal(408, "slow"))
        for ended in [ended for ended, due in self._due.items() if due <= now]:
            del self._due[ended]
            self._start(ended)

    def _end(self) -> None:
        """End all workers, handing on who comes meanwhile, and whoever does not end in time."""
        for worker in self._workers.values():
            worker.process.terminate()
        until = monotonic() + number(DRAIN) + number(STOP) + GRACE
        while self._workers and monotonic() < until:
            for key, _ in self._selector.select(TICK):
                key.data()
        self.listener.close()
        for worker in self._workers.values():
            worker.process.kill()
            worker.process.wait()


def _refuse(connection: socket.socket) -> None:
    log(Refusal(503, "full"))
    try:
        connection.send(no_room())
    except OSError:
        pass
    finally:
        connection.close()


def listening_at(host: str, port: int) -> socket.socket:
    """Return a socket that holds a port, and does not listen yet. Raises OSError."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    listener.setblocking(False)
    return listener

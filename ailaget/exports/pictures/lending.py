"""One camera for several processes: who has the browser takes pictures for those that have none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from multiprocessing.process import current_process
from threading import Lock, Thread
from typing import Any

Take = Callable[[dict[str, Any], str, float], bytes | None]
"""Takes a picture of a figure's JSON, of a kind and at a scale; None where it cannot be taken."""

_borrowed: list[Take] = []


@contextmanager
def lent(take: Take) -> Iterator[str]:
    """Take pictures for processes started by this one; gives the address that they borrow at."""
    with Listener(authkey=current_process().authkey) as listener:
        Thread(target=_serve, args=(listener, take), daemon=True).start()
        yield str(listener.address)


def borrow(address: str) -> None:
    """Have this process's pictures taken by the process that lends at an address."""
    connection, turn = Client(address, authkey=current_process().authkey), Lock()

    def take(figure: dict[str, Any], kind: str, scale: float) -> bytes | None:
        with turn:
            connection.send((figure, kind, scale))
            taken: bytes | None = connection.recv()
        return taken

    _borrowed[:] = [take]


def borrowed_camera() -> Take | None:
    """Return what takes this process's pictures elsewhere; None where it takes its own."""
    return _borrowed[0] if _borrowed else None


def _serve(listener: Listener, take: Take) -> None:
    with suppress(OSError):  # closed when no more is to be lent
        while True:
            # One that fails to prove that it is ours is not served, and keeps no other from it.
            with suppress(AuthenticationError, EOFError, ConnectionError):
                Thread(target=_answer, args=(listener.accept(), take), daemon=True).start()


def _answer(connection: "Connection[Any, Any]", take: Take) -> None:
    with connection, suppress(EOFError, OSError):
        while True:
            connection.send(take(*connection.recv()))

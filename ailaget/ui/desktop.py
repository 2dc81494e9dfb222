"""Where the server runs on somebody's own desk: their browser opens once it answers."""

import os
import socket
import sys
import webbrowser
from ipaddress import ip_address
from threading import Thread
from time import monotonic, sleep

LONGEST_WAIT = 60.0
"""Seconds for a first start to build its database; after that the address is still printed."""

PAUSE = 0.2


def open_when_up(host: str, port: int, address: str) -> Thread | None:
    """Open an address in the reader's browser as soon as the server answers, on a desktop.

    On a machine without one, a browser in text would take over the terminal: nothing is opened.
    """
    if not _has_desktop():
        return None
    thread = Thread(target=_open, args=(host, port, address), daemon=True)
    thread.start()
    return thread


def _has_desktop() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _open(host: str, port: int, address: str) -> None:
    here = reached_at(host)
    until = monotonic() + LONGEST_WAIT
    while monotonic() < until:
        try:
            socket.create_connection((here, port), timeout=PAUSE).close()
        except OSError:
            sleep(PAUSE)
        else:
            webbrowser.open(address)
            return


def reached_at(host: str) -> str:
    """Return where this machine reaches a server: on its own name, if that listens everywhere."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return "localhost" if address.is_unspecified or address.is_loopback else host

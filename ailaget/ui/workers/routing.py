"""To which worker a request goes, by what it begins with: all of one browser to the same."""

import re

from starlette.requests import cookie_parser

from ailaget.ui.guard.gate import OPEN_DATA
from ailaget.ui.guard.settings import base_path, setting

MOST_HEAD = 32 * 1024
"""Bytes of a request that are looked at: no worker reads a longer head either."""

END = b"\r\n\r\n"

_COOKIE = re.compile(rb"\r\ncookie:([^\r]*)", re.IGNORECASE)


def cookie_name() -> str:
    """Return the cookie's name: those of two servers on one machine do not replace each other."""
    return f"ailaget_worker_{setting('server.port', 'STREAMLIT_SERVER_PORT')}"


def is_whole(head: bytes) -> bool:
    """Return whether enough of a request has come to tell where it goes."""
    return END in head or len(head) >= MOST_HEAD


def worker_asked_for(head: bytes, workers: int) -> int | None:
    """Return the worker that a request belongs to; None for one that any may answer.

    Open data is answered by the first, so that requests from an address are counted in one place.
    """
    path = head.partition(b" ")[2].partition(b" ")[0]
    if path.startswith(f"{base_path()}{OPEN_DATA}".encode()):
        return 0
    sent = _COOKIE.search(head.partition(END)[0])
    named = cookie_parser(sent[1].decode("latin-1")).get(cookie_name(), "") if sent else ""
    return int(named) if re.fullmatch("[0-9]{1,3}", named) and int(named) < workers else None

"""How many workers there are, and what each gets of what the settings allow them together."""

import os
import socket
from math import ceil

from ailaget.exports.pictures.at_work import AT_WORK, pictures_at_work
from ailaget.ui.guard.settings import number
from ailaget.ui.operations.metrics import ADDRESS, METRICS

WORKERS = "AILAGET_WORKERS"
"""Names the variable with how many."""

SHARED = ("AILAGET_SESSIONS", "AILAGET_UPLOADS", "AILAGET_UPLOADS_MB")
"""Names the limits for all together, in number or in bytes; others hold for one page."""

MOST = 64


def worker_count() -> int:
    """Return how many workers are asked for: one, which is the server alone, unless said."""
    given = os.environ.get(WORKERS, "").strip()
    return min(int(given), MOST) if given.isdecimal() and int(given) else 1


def can_hand_over() -> bool:
    """Return whether one process can hand connections to another on this system."""
    return hasattr(socket, "send_fds") and hasattr(socket, "SO_RCVLOWAT")


def shared_settings(worker: int, count: int) -> dict[str, str]:
    """Return a worker's variables: its share of what all have together, and its port of metrics."""
    limits = {name: number(name) for name in SHARED} | {AT_WORK: pictures_at_work()}
    shares = {name: str(ceil(limit / count)) for name, limit in limits.items()}
    given = os.environ.get(METRICS, "").strip()
    if ADDRESS.fullmatch(given):
        host, colon, port = given.rpartition(":")
        shares[METRICS] = f"{host}{colon}{int(port) + worker}"
    return shares

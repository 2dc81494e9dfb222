"""Metrics as OpenMetrics, on an address of their own: no request to the pages ever reaches them.

Without `AILAGET_METRICS` nothing is counted, and the library that counts is not imported.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from ailaget import VERSION
from ailaget.errors import AilagetError

if TYPE_CHECKING:
    from prometheus_client import Counter, Gauge, Histogram

METRICS = "AILAGET_METRICS"
"""Names the variable with the port, or address and port, at which metrics are read."""

ADDRESS = re.compile(r"(?:(?P<host>\[[0-9a-fA-F:]+\]|[0-9A-Za-z.-]+):)?(?P<port>[0-9]{1,5})")
"""A port alone is one of this machine's own."""

SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)


class NoMetricsAddress(AilagetError):
    """The setting names no address and port, or one that cannot be listened at."""

    def __init__(self, given: str) -> None:
        super().__init__("metrics.no_address", given=given, variable=METRICS)


@dataclass(frozen=True)
class Meters:
    """What is counted and measured; never by anything that a reader wrote."""

    requests: "Counter"
    request_seconds: "Histogram"
    rerun_seconds: "Histogram"
    sessions: "Gauge"
    refused: "Counter"


_meters: Meters | None = None


def serve_metrics(most_sessions: int) -> None:
    """Count from now on, and serve the counts where the setting says; raises NoMetricsAddress."""
    global _meters  # noqa: PLW0603  # one process counts once
    given = os.environ.get(METRICS, "").strip()
    if not given:
        return
    address = ADDRESS.fullmatch(given)
    if address is None:
        raise NoMetricsAddress(given)
    from prometheus_client import start_http_server

    _meters = _made(most_sessions)
    try:
        host = (address["host"] or "127.0.0.1").strip("[]")
        start_http_server(int(address["port"]), host)
    except (OSError, OverflowError) as error:
        raise NoMetricsAddress(given) from error


def _made(most_sessions: int) -> Meters:
    from prometheus_client import Counter, Gauge, Histogram, Info

    Info("ailaget", "The version that runs").info({"version": VERSION})
    Gauge("ailaget_sessions_most", "Pages that may be open at once").set(most_sessions)
    by_room = ("room",)
    return Meters(
        Counter("ailaget_requests", "Requests answered", ("room", "status")),
        Histogram("ailaget_request_seconds", "Time to answer", by_room, buckets=SECONDS),
        Histogram("ailaget_rerun_seconds", "Time that a page ran", ("page",), buckets=SECONDS),
        Gauge("ailaget_sessions", "Pages that are open"),
        Counter("ailaget_refused", "Requests and pages refused", ("reason",)),
    )


def count_request(room: str, status: int, seconds: float) -> None:
    """Count an answered request by the room that it was for, and its status."""
    if _meters is not None:
        _meters.requests.labels(room, str(status)).inc()
        _meters.request_seconds.labels(room).observe(seconds)


def count_refused(reason: str) -> None:
    """Count a refusal by its reason."""
    if _meters is not None:
        _meters.refused.labels(reason).inc()


def count_session(by: int) -> None:
    """Count a page that was opened, or with -1 closed."""
    if _meters is not None:
        _meters.sessions.inc(by)


def measured(page: str, run: Callable[[], None]) -> None:
    """Run a page, and measure for how long, also where it fails."""
    began = perf_counter()
    try:
        run()
    finally:
        if _meters is not None:
            _meters.rerun_seconds.labels(page or "start").observe(perf_counter() - began)

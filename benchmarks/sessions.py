"""Many readers at once: sessions that each change a filter every second, from another process."""

import asyncio
import itertools
import statistics
import time
import urllib.request
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SESSIONS, CHANGES, PAUSE, SECONDS = 20, 8, 1.0, 120
FILTERS = [
    "size_class=lt10k",
    "size_class=10_20k",
    "county=17",
    "county=14&county=01",
    "skr_group=C8",
    "size_class=20_50k",
    "wave=2025-10",
    "indicator=ai_fte_per_100k",
    "indicator=maturity_use",
    "",
]


WHOLE = b"page-foot"
"""What every page ends with."""


@dataclass(frozen=True)
class Crowd:
    """Milliseconds from a filter change to the last message of the rerun."""

    median: float
    percentile_95: float


def crowd(address: str, sessions: int = SESSIONS) -> Crowd:
    """Measure `sessions` readers of the map page."""
    times = asyncio.run(_all(address, sessions))
    return Crowd(statistics.median(times), statistics.quantiles(times, n=20)[-1])


async def _all(address: str, sessions: int) -> list[float]:
    connected = asyncio.Barrier(sessions)
    readers = [_reader(address, number, connected) for number in range(sessions)]
    return list(itertools.chain.from_iterable(await asyncio.gather(*readers)))


async def _reader(address: str, number: int, connected: asyncio.Barrier) -> list[float]:
    times = []
    async with _connected(address) as socket:
        await _rerun(socket, "")
        await connected.wait()
        # By the clock, each at a moment of its own. A second after the last answer would let all
        # of them fall into step once the server has been late, and stay there.
        due = time.perf_counter() + PAUSE * (1 + number / SESSIONS)
        for change in range(CHANGES):
            await asyncio.sleep(due + PAUSE * change - time.perf_counter())
            began = time.perf_counter()
            await _rerun(socket, FILTERS[(number + change) % len(FILTERS)])
            times.append(1000 * (time.perf_counter() - began))
    return times


async def rush(address: str, sessions: int, seconds: float) -> int:
    """Return how many changes come in so many seconds to sessions that wait for nothing else."""
    until = time.perf_counter() + seconds

    async def reader(number: int) -> int:
        async with _connected(address) as socket:
            for change in itertools.count():
                if time.perf_counter() > until:
                    return change
                await _rerun(socket, FILTERS[(number + change) % len(FILTERS)])
        return 0

    return sum(await asyncio.gather(*map(reader, range(sessions))))


async def open_sessions(
    address: str, sessions: int, seconds: float, look: Callable[[], object]
) -> int:
    """Return how many of the open sessions answer after a while, at whose end `look` is called."""
    async with AsyncExitStack() as stack:
        sockets = []
        for _ in range(sessions):
            socket = await stack.enter_async_context(_connected(address))
            await _rerun(socket, "")
            sockets.append(socket)
        await asyncio.sleep(seconds)
        look()
        answers = [_rerun(socket, FILTERS[0]) for socket in sockets]
        outcomes = await asyncio.gather(*answers, return_exceptions=True)
    return sum(outcome is True for outcome in outcomes)


@dataclass
class Steady:
    """Milliseconds of each change of sessions that go on, and how many did not come."""

    times: list[float] = field(default_factory=list)
    errors: int = 0


async def steady(address: str, sessions: int, seconds: float) -> Steady:
    """Return what comes to sessions that change a filter every second, for so many seconds."""
    until, came = time.perf_counter() + seconds, Steady()

    async def reader(number: int) -> None:
        await asyncio.sleep(PAUSE * number / sessions)
        try:
            async with _connected(address) as socket:
                for change in itertools.count():
                    began = time.perf_counter()
                    if began > until:
                        return
                    if not await _rerun(socket, FILTERS[(number + change) % len(FILTERS)]):
                        came.errors += 1
                    came.times.append(1000 * (time.perf_counter() - began))
                    await asyncio.sleep(max(0.0, began + PAUSE - time.perf_counter()))
        except (OSError, websockets.WebSocketException):
            came.errors += 1

    await asyncio.gather(*map(reader, range(sessions)))
    return came


def _connected(address: str) -> websockets.connect:
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    options: Any = {"subprotocols": ["streamlit"], "max_size": None, "open_timeout": SECONDS}
    return websockets.connect(url, **options)


def open_page(address: str) -> tuple[float, float]:
    """Open the map page as a browser does: its document, then the first run of its script.

    Returns the seconds until the document had come, and until the run had ended too.
    """
    began = time.perf_counter()
    with urllib.request.urlopen(f"{address}/karta", timeout=SECONDS) as answer:
        answer.read()
    answered = time.perf_counter() - began
    asyncio.run(_first_run(address))
    return answered, time.perf_counter() - began


async def _first_run(address: str) -> None:
    async with _connected(address) as socket:
        await _rerun(socket, "")


async def _rerun(socket: websockets.ClientConnection, query: str) -> bool:
    """Have a page made anew, and return whether all of it came, without an error in it."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = "karta"
    await socket.send(message.SerializeToString())
    is_whole = False
    async for frame in socket:
        is_whole = is_whole or WHOLE in frame if isinstance(frame, bytes) else is_whole
        if is_last(frame):
            return is_whole
    return False


def is_last(frame: str | bytes) -> bool:
    """Return whether a frame ends a rerun; text is for the browser's own script."""
    if isinstance(frame, str):
        return False
    message = ForwardMsg.FromString(frame)
    return bool(message.WhichOneof("type") == "script_finished")

"""Many readers at once: sessions that each change a filter every second, from another process."""

import asyncio
import itertools
import statistics
import time
import urllib.request
from dataclasses import dataclass
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
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    times = []
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None) as socket:
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
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    options: Any = {"subprotocols": ["streamlit"], "max_size": None, "open_timeout": SECONDS}
    async with websockets.connect(url, **options) as socket:
        await _rerun(socket, "")


async def _rerun(socket: websockets.ClientConnection, query: str) -> None:
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = "karta"
    await socket.send(message.SerializeToString())
    async for frame in socket:
        if is_last(frame):
            return


def is_last(frame: str | bytes) -> bool:
    """Return whether a frame ends a rerun; text is for the browser's own script."""
    if isinstance(frame, str):
        return False
    message = ForwardMsg.FromString(frame)
    return bool(message.WhichOneof("type") == "script_finished")

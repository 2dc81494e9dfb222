"""Files to take away, made a few at a time: the rest wait their turn, and no more than so many."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from ailaget.exports.pictures.at_work import pictures_at_work
from ailaget.ui.guard.refusals import Refusal, language_of, log

LONGEST = 60.0
"""Seconds that somebody waits for a turn: longer than that, a browser's user has given up."""


@dataclass
class Line:
    """A waiting line: so many are at work, so many wait, and whoever comes then is turned away.

    The work is done in threads of its own. In those that the pages use too, twenty pictures would
    leave none for a page.
    """

    at_work: int
    most_waiting: int
    longest: float = LONGEST
    inside: int = 0

    def __post_init__(self) -> None:
        self._turns = asyncio.Semaphore(self.at_work)
        self._threads = ThreadPoolExecutor(self.at_work, "file")

    async def answer(self, make: Callable[[Request], Response], request: Request) -> Response:
        """Return what `make` makes when it is its turn, or 503 in the reader's language."""
        if self.inside >= self.at_work + self.most_waiting:
            return _turned_away(request)
        self.inside += 1
        try:
            try:
                async with asyncio.timeout(self.longest):
                    await self._turns.acquire()
            except TimeoutError:
                return _turned_away(request)
            try:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._threads, make, request)
            finally:
                self._turns.release()
        finally:
            self.inside -= 1


def _turned_away(request: Request) -> Response:
    refusal = Refusal(503, "busy")
    log(refusal)
    return refusal.answer(language_of(request.scope["query_string"]))


PICTURES, TABLES = "pictures", "tables"
DRAWN = {"png", "print.png", "svg", "pptx", "docx"}
"""Endings of files with a picture in them."""


def in_line(
    make: Callable[[Request], Response], *, is_drawn: bool | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Return a route's answer that waits in line: with the pictures, or with the tables.

    Where it is not said which, the file's ending in the address tells.
    """

    async def answer(request: Request) -> Response:
        ending = str(request.path_params.get("file", "")).partition(".")[2]
        is_picture = ending in DRAWN if is_drawn is None else is_drawn
        lines = _lines(request)
        return await lines[PICTURES if is_picture else TABLES].answer(make, request)

    return answer


def _lines(request: Request) -> dict[str, Line]:
    """Return the lines of the application that the request came to: they live as long as it."""
    state = request.app.state
    if not hasattr(state, "lines"):
        pictures = pictures_at_work()
        state.lines = {PICTURES: Line(pictures, 20 * pictures), TABLES: Line(2, 100)}
    lines: dict[str, Line] = state.lines
    return lines

"""Files are made a few at a time; the rest wait, and no more than so many."""

import asyncio
import threading
import time

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ailaget.texts import LANGUAGES, texts
from ailaget.ui.waiting import Line
from tests.loops import run

REQUEST = Request({"type": "http", "query_string": b"lang=sv", "headers": []})


def answered(line_of: dict[str, float], askers: int, seconds: float) -> tuple[list[Response], int]:
    """Return what so many who ask at once get, and how many were ever at work together."""
    at_work, most, lock = [], [0], threading.Lock()

    def make(_: Request) -> Response:
        with lock:
            at_work.append(1)
            most[0] = max(most[0], len(at_work))
        time.sleep(seconds)
        with lock:
            at_work.pop()
        return PlainTextResponse("a file")

    async def ask() -> list[Response]:
        line = Line(**line_of)  # type: ignore[arg-type]
        return await asyncio.gather(*(line.answer(make, REQUEST) for _ in range(askers)))

    return run(ask()), most[0]


def test_all_get_their_file_in_turn_and_never_more_than_two_at_work() -> None:
    answers, most = answered({"at_work": 2, "most_waiting": 40}, 20, 0.01)
    assert [answer.status_code for answer in answers] == [200] * 20
    assert most == 2


def test_who_comes_when_the_line_is_full_is_told_to_come_back() -> None:
    answers, most = answered({"at_work": 1, "most_waiting": 3}, 10, 0.01)
    assert sorted(answer.status_code for answer in answers) == [200] * 4 + [503] * 6
    refused = next(answer for answer in answers if answer.status_code == 503)
    assert refused.headers["retry-after"] == "30"
    assert bytes(refused.body).decode() == texts("sv")("refused.busy")
    assert most == 1


def test_who_has_waited_too_long_is_told_to_come_back() -> None:
    answers, _ = answered({"at_work": 1, "most_waiting": 9, "longest": 0.05}, 3, 0.2)
    assert sorted(answer.status_code for answer in answers) == [200, 503, 503]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_gives_the_turn_on(language: str) -> None:
    request = Request({"type": "http", "query_string": f"lang={language}".encode(), "headers": []})

    def fail(_: Request) -> Response:
        raise RuntimeError("no file")

    async def ask() -> Response:
        line = Line(1, 0)
        with pytest.raises(RuntimeError):
            await line.answer(fail, request)
        return await line.answer(lambda _: PlainTextResponse("a file"), request)

    assert run(ask()).status_code == 200

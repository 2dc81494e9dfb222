"""Where reading is closed, no proxy between keeps what a reader was shown for the next one."""

import pytest
from starlette.datastructures import Headers
from starlette.types import Message

from ailaget.ui.guard.unshared import unshared
from tests.loops import run


def kept_as(said: str | None) -> str:
    """Return what an answer says of caching once it is marked for the one who asked."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if said is None else [(b"cache-control", said.encode())]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    run(unshared(send)(start))
    return Headers(scope=sent[0]).get("cache-control", "")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (None, "private"),
        ("no-store", "private, no-store"),
        ("public, max-age=3600", "private, max-age=3600"),
        ("public, max-age=0, must-revalidate", "private, max-age=0, must-revalidate"),
        ("s-maxage=60, max-age=5", "private, max-age=5"),
        ("private", "private"),
    ],
)
def test_an_answer_is_its_reader_s_alone(said: str | None, kept: str) -> None:
    assert kept_as(said) == kept

"""One browser for several processes: those that borrow it get their own pictures, and no other."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from typing import Any

import pytest

from ailaget.exports.pictures.browser import take_picture
from ailaget.exports.pictures.lending import borrow, borrowed_camera, lent

UNTAKEN = 3


def take(figure: dict[str, Any], kind: str, scale: float) -> bytes | None:
    """Stand for the browser: one figure it will not take."""
    return None if figure["n"] == UNTAKEN else f"{figure['n']} {kind} {scale}".encode()


def asked(number: int) -> bytes | None:
    """Take a picture in a process that has no browser of its own."""
    return take_picture({"n": number}, "svg", 2.0)


@pytest.fixture
def address() -> Iterator[str]:
    with lent(take) as lending:
        yield lending


def test_each_process_gets_its_own_pictures_and_none_where_none_is_taken(address: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, spawn, borrow, (address,)) as processes:
        pictures = list(processes.map(asked, range(12)))
    assert pictures[UNTAKEN] is None
    assert [each for each in pictures if each is not None] == [
        f"{number} svg 2.0".encode() for number in range(12) if number != UNTAKEN
    ]
    assert borrowed_camera() is None  # who lends takes its own


def test_a_stranger_is_not_served_and_keeps_nobody_else_from_it(address: str) -> None:
    with pytest.raises((AuthenticationError, OSError, EOFError)):
        Client(address, authkey=b"another").recv()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn, borrow, (address,)) as processes:
        assert processes.submit(asked, 1).result() == b"1 svg 2.0"

"""How long a session lasts: while it is used, and at most as long as is set, however much it is."""

import time
from pathlib import Path

import pytest

from ailaget.access.roles import Identity
from ailaget.access.settings import IDLE, LONGEST, MINUTES
from ailaget.store import sessions
from ailaget.store.sessions import begin_session, read_session
from ailaget.store.workspace import Workspace

MINUTE = 60.0


class Clock:
    """A time that goes when it is told to, for sessions and for their files."""

    def __init__(self) -> None:
        self.now = time.time()

    def time(self) -> float:
        return self.now


@pytest.mark.parametrize(("idle", "longest"), [(None, None), ("5", "60"), ("500", "120")])
def test_a_session_in_use_ends_at_last_and_an_unused_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: str | None, longest: str | None
) -> None:
    for name, given in ((IDLE, idle), (LONGEST, longest)):
        if given is not None:
            monkeypatch.setenv(name, given)
    clock = Clock()
    monkeypatch.setattr(sessions.time, "time", clock.time)
    monkeypatch.setattr(sessions.os, "utime", lambda path: touched(path, clock))
    step = float(idle or MINUTES[IDLE]) - 1
    last = float(longest or MINUTES[LONGEST])
    place = Workspace(tmp_path / "var")
    key, began = begin_session(place, Identity("1")), clock.now
    while clock.now + MINUTE * step < began + MINUTE * last:
        clock.now += MINUTE * step
        assert read_session(place, key) is not None
    clock.now = began + MINUTE * last - 1
    assert read_session(place, key) is not None
    clock.now += 2
    assert read_session(place, key) is None
    assert not list(place.sessions.iterdir())
    other = begin_session(place, Identity("1"))
    clock.now += MINUTE * min(step + 1, last) + 1
    assert read_session(place, other) is None


UTIME = sessions.os.utime


def touched(path: Path, clock: Clock) -> None:
    UTIME(path, (clock.now, clock.now))

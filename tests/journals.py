"""Lines put straight into a folder's journals, as if somebody had received or decided them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ailaget.store import mappings
from ailaget.store.change import Change
from ailaget.store.files import addition, append_together
from ailaget.store.state import Received, State
from ailaget.store.workspace import Workspace


def append_line(path: Path, entry: Mapping[str, Any], head: Path | None = None) -> None:
    """Append one line to a journal."""
    append_together([addition(path, [entry], head)])


@contextmanager
def unbuilt_change(place: Workspace, state: State) -> Iterator[Change]:
    """Let a change take effect without a database of it, as a kill in between can leave it."""
    with place.lock():
        change = Change(place, state, state)
        yield change
        change.take_effect()


def keep(
    place: Workspace, data: bytes, name: str, wave: str, by: str, *, is_demo: bool = False
) -> Received:
    """Receive a file, whatever the journals say before it."""
    with unbuilt_change(place, State()) as change:
        return change.receive(data, name, wave, by, is_demo=is_demo)


def decide(place: Workspace, kind: str, by: str, **details: Any) -> None:
    """Decide something, whatever the journals say before it."""
    with unbuilt_change(place, State()) as change:
        change.decide(kind, by, **details)


def remember_alias(place: Workspace, text: str, municipality: str, by: str) -> None:
    """Remember which municipality a text means, unless that is known."""
    with unbuilt_change(place, place.state()) as change:
        change.remember_alias(text, municipality, by)


def decide_duplicates(place: Workspace, wave: str, rule: str, by: str) -> None:
    """Decide what is done with a wave's repeated answers, unless that is decided."""
    with unbuilt_change(place, place.state()) as change:
        change.decide_duplicates(wave, rule, by)


def save_mapping(
    place: Workspace, name: str, layout: str, confirmed: mappings.Confirmed, by: str
) -> None:
    """Save a mapping under a name."""
    with unbuilt_change(place, place.state()) as change:
        mappings.save_mapping(change, name, layout, confirmed, by)

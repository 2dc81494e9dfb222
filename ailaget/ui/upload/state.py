"""The file that is on its way in during this session, and what has been confirmed about it."""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from ailaget.ingest.understanding import Understanding
from ailaget.store.mappings import Confirmed, saved_mappings
from ailaget.store.workspace import workspace

T = TypeVar("T")

_STATE, _MEMORY = "upload_state", "upload_memory"
_KEPT = 6


@dataclass
class OnItsWay:
    """A file as received, and what the person has said about it so far.

    It `is_announced` once it was said that it is read.
    """

    name: str
    data: bytes
    sha256: str
    wave: str | None = None
    respondents: str | None = None
    sheet: str | None = None
    rule: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    is_announced: bool = False

    @property
    def confirmed(self) -> Confirmed:
        """What is confirmed, as the reader takes it."""
        return Confirmed(
            columns=dict(self.columns),
            choices=dict(self.choices),
            sheet=self.sheet,
            numbers=dict(self.numbers),
        )

    @property
    def key(self) -> Hashable:
        """What a reading of the file depends on."""
        return (
            self.sha256,
            self.name,
            self.wave,
            self.respondents,
            self.rule,
            repr(self.confirmed),
        )

    def arguments(self) -> dict[str, Any]:
        """Return what has been said of the file, as a load takes it."""
        return {
            "wave": self.wave,
            "respondents": self.respondents,
            "confirmed": self.confirmed,
            "duplicates": self.rule,
        }


def on_its_way(name: str, data: bytes) -> OnItsWay:
    """Return the session's file; another file begins anew."""
    sha256 = hashlib.sha256(data).hexdigest()
    current = st.session_state.get(_STATE)
    if current is None or (current.sha256, current.name) != (sha256, name):
        current = st.session_state[_STATE] = OnItsWay(name, data, sha256)
        st.session_state[_MEMORY] = {}
    known: OnItsWay = current
    return known


def adopt(understanding: Understanding, file: OnItsWay) -> None:
    """Begin from the saved mapping that the file was read with, so that nothing of it is lost."""
    if understanding.mapping is None or file.columns or file.choices or file.numbers:
        return
    saved = saved_mappings(workspace().state().decisions)[understanding.mapping].confirmed
    file.columns |= saved.columns
    file.choices |= {question: dict(meant) for question, meant in saved.choices.items()}
    file.numbers |= saved.numbers
    file.sheet = file.sheet or saved.sheet


def remembered(key: Hashable, make: Callable[[], T]) -> T:
    """Return what was made for a key earlier in this session, else make it; errors are not kept."""
    memory = st.session_state.setdefault(_MEMORY, {})
    if key not in memory:
        made = make()
        while len(memory) >= _KEPT:
            memory.pop(next(iter(memory)))
        memory[key] = made
    value: T = memory[key]
    return value

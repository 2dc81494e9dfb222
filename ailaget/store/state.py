"""What a working folder has received and decided: both journals, read once, as one value.

A state never changes and is never kept for later: who needs to know what holds now reads anew.
Who changes the folder reads it under the lock, and the change goes on from there (`store.change`).
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ailaget.store.decisions import Decision, forgotten_files, is_decision, other_files
from ailaget.store.files import read_lines

if TYPE_CHECKING:
    from ailaget.store.postgres.server import Server


class Journals(Protocol):
    """Where both journals lie, and the folder that remembers the last line of each.

    Where there is a server they lie there, by the names of their files.
    """

    def server(self) -> "Server | None":
        """Return the PostgreSQL that holds the journals, None where they are files."""

    @property
    def manifest(self) -> Path:
        """Journal of what was received."""

    @property
    def decisions(self) -> Path:
        """Journal of what people decided."""

    @property
    def heads(self) -> Path:
        """Folder where the last line of each journal is remembered, by its hash."""


@dataclass(frozen=True)
class Received:
    """One file as received for one wave; `received` is an ISO time in UTC.

    `mapping` is the id of what was confirmed about its columns and choices, empty for nothing.
    """

    sha256: str
    name: str
    received: str
    by: str
    wave: str
    is_demo: bool = False
    mapping: str = ""


@dataclass(frozen=True)
class State:
    """All files received and all decisions made, each oldest first, at one moment."""

    received: tuple[Received, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def forgotten(self) -> dict[str, str]:
        """The hash of each file of which respondents are forgotten, and of what is kept of it."""
        return forgotten_files(self.decisions)

    def kept_as(self, sha256: str) -> str:
        """Return the hash under which what is kept of a received file lies in the archive."""
        return self.forgotten.get(sha256, sha256)

    @property
    def archived(self) -> tuple[tuple[str, str], ...]:
        """The hash and name of each file in the archive: surveys, figures of others, areas."""
        others = ((d["sha256"], d["name"]) for d in other_files(self.decisions))
        surveys = ((self.kept_as(entry.sha256), entry.name) for entry in self.received)
        return (*surveys, *others)

    def with_received(self, entry: Received) -> "State":
        """Return the state once a file more has been received."""
        return replace(self, received=(*self.received, entry))

    def with_decision(self, decision: Decision) -> "State":
        """Return the state once one thing more has been decided."""
        return replace(self, decisions=(*self.decisions, decision))


def read_state(journals: Journals) -> State:
    """Return what both journals say; raises DamagedJournal.

    Decisions are read first: writers add what was received before what was decided about it, so
    that whoever reads without the lock never meets a decision about a file that it has not seen.
    """
    decisions = read_decisions(journals)
    return State(read_manifest(journals), decisions)


def read_manifest(journals: Journals) -> tuple[Received, ...]:
    """Return what was received, oldest first; raises DamagedJournal."""
    entries = _entries(journals, journals.manifest, _is_received)
    return tuple(Received(**entry) for entry in entries)


def read_decisions(journals: Journals) -> tuple[Decision, ...]:
    """Return what was decided, oldest first; raises DamagedJournal."""
    return tuple(_entries(journals, journals.decisions, is_decision))


def _entries(
    journals: Journals, path: Path, is_entry: Callable[[dict[str, Any]], bool]
) -> list[dict[str, Any]]:
    if server := journals.server():
        return server.entries(path.stem, is_entry)
    return read_lines(path, is_entry, journals.heads / path.stem)


def _is_received(entry: dict[str, Any]) -> bool:
    needed = {field.name for field in fields(Received) if field.default is MISSING}
    return needed <= entry.keys() <= {field.name for field in fields(Received)}

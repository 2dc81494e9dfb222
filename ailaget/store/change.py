"""A change of a working folder: tried on its state, then in force all at once or not at all."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ailaget.errors import UnknownKey
from ailaget.store.archive import ChangedFile, put_back, remove_forgotten
from ailaget.store.audit import note
from ailaget.store.builds import pointed_at
from ailaget.store.decisions import (
    ALIAS,
    DUPLICATE_RULES,
    DUPLICATES,
    HOLD_BACK,
    aliases,
    duplicate_rules,
)
from ailaget.store.files import (
    addition,
    append_together,
    sweep_half_written,
    write_whole,
)
from ailaget.store.state import Received, State
from ailaget.store.swap import CANDIDATE
from ailaget.store.waves import respondents_of_code
from ailaget.store.workspace import Workspace

NOTED = ("wave", "sha256", "rule", "municipality", "respondents")
"""What the audit log says of a file or a decision, where it has it; never what was answered."""


@dataclass
class Change:
    """What is received and decided on top of a folder's state, until it takes effect.

    The folder's journals are as they were meanwhile. Only the archive is written to: a file that
    no journal names is never read.
    """

    workspace: Workspace
    before: State
    state: State

    def receive(
        self,
        data: bytes,
        name: str,
        wave: str,
        by: str,
        *,
        is_demo: bool = False,
        mapping: str = "",
    ) -> Received:
        """Archive a file, then list it; a crash in between leaves a harmless unlisted file.

        One of which respondents are forgotten is listed alone: it is read from what is kept of it.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self.state.forgotten:
            put_back(self.workspace, data)
        entry = Received(
            sha256=sha256,
            name=name,
            received=_now(),
            by=by,
            wave=wave,
            is_demo=is_demo,
            mapping=mapping,
        )
        self.state = self.state.with_received(entry)
        return entry

    def decide(self, kind: str, by: str, **details: Any) -> None:
        """Decide something, with who and when."""
        self.state = self.state.with_decision({"kind": kind, "by": by, "at": _now(), **details})

    def decide_duplicates(self, wave: str, rule: str, by: str) -> None:
        """Decide what is done with a wave's repeated answers; raises UnknownKey for no such rule.

        It holds for every file of the wave's draft; readers see it once that is published.
        """
        if rule not in DUPLICATE_RULES:
            raise UnknownKey("duplicates", rule, list(DUPLICATE_RULES))
        if duplicate_rules(self.state.decisions).get(wave, HOLD_BACK) != rule:
            self.decide(DUPLICATES, by, wave=wave, rule=rule)

    def remember_alias(
        self, text: str, municipality: str, by: str, area_set: str | None = None
    ) -> None:
        """Remember whom a text means, for the drafts of all waves and files to come.

        `text` is what the row says of its municipality, as the load report gives it. With
        `area_set` the code is that of one of its areas.
        """
        known = aliases(self.state.decisions, area_set or respondents_of_code(municipality))
        if known.get(text) != municipality:
            of_set = {"respondents": area_set} if area_set else {}
            self.decide(ALIAS, by, text=text, municipality=municipality, **of_set)

    def take_effect(self, build: str | None = None) -> None:
        """Add to the journals what the change has added to the state: all of it or none.

        What was received goes first: a kill in between leaves it in the draft, undecided. Then the
        database `build` is in force, which was built of it.
        """
        place, before, after = self.workspace, self.before, self.state
        received = [asdict(entry) for entry in after.received[len(before.received) :]]
        decisions = after.decisions[len(before.decisions) :]
        added = [
            (journal, entries)
            for journal, entries in ((place.manifest, received), (place.decisions, decisions))
            if entries
        ]
        self._add(added, build)
        done = [("receive", each) for each in received]
        done += [(decision["kind"], dict(decision)) for decision in decisions]
        for what, entry in done:
            if not entry.get("is_demo"):
                note(place, what, **{key: entry[key] for key in NOTED if key in entry})

    def _add(self, added: Sequence[tuple[Path, Sequence[Any]]], build: str | None) -> None:
        place = self.workspace
        if server := place.server():
            server.add([(journal.stem, entries) for journal, entries in added], build)
            return
        append_together(
            [addition(path, entries, place.heads / path.stem) for path, entries in added]
        )
        if build is not None and pointed_at(place) != build:
            write_whole(place.pointer, build.encode())


@contextmanager
def begin_change(workspace: Workspace) -> Iterator[Change]:
    """Hold the lock, and begin a change from what is in force; raises DamagedJournal.

    Unless it takes effect in the meantime, nothing has changed.
    """
    with workspace.lock():
        state = workspace.state()
        # What a crash, also one of an earlier version, has left of its change.
        shutil.rmtree(workspace.root / CANDIDATE, ignore_errors=True)
        sweep_half_written(workspace.archive, workspace.heads, workspace.reports)
        # A damaged archive is told of by whoever reads from it; nothing is removed then.
        with suppress(ChangedFile):
            remove_forgotten(workspace, state)
        yield Change(workspace, state, state)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""Taking in figures of others: read, choose, compare, archive, decide, build."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ailaget.errors import UnknownKey
from ailaget.ingest.building import changing
from ailaget.ingest.context.choosing import Choices, Chosen
from ailaget.ingest.context.contents import (
    Interpreted,
    Publication,
    interpret,
    interpreted,
    publications,
)
from ailaget.ingest.context.coverage import thin_remarks, thin_years
from ailaget.ingest.context.figures import ContextValue, Figure
from ailaget.ingest.context.shipped import shipped_values
from ailaget.ingest.loading import ALL_TAKEN, SOMETHING_HELD_BACK, read_whole
from ailaget.store.archive import put_back
from ailaget.store.decisions import CONTEXT, CONTEXT_DROP, is_repeated
from ailaget.store.state import State
from ailaget.store.workspace import Workspace

Key = tuple[str, str, int]


@dataclass(frozen=True)
class ContextLoaded:
    """What a load took in, and counts against what was in force before.

    `revised` are values that an earlier publication gives otherwise: both are kept, and the new one
    is in force.
    """

    name: str
    sha256: str
    format: str
    chosen: Chosen
    new: int
    revised: int
    unchanged: int

    @property
    def exit_code(self) -> int:
        """0 when all was taken, 3 when something was held back or asked."""
        return ALL_TAKEN if self.chosen.is_whole else SOMETHING_HELD_BACK

    def report(self) -> dict[str, Any]:
        """Return the report of the load, ready for JSON."""
        chosen = self.chosen
        return {
            "file": self.name,
            "sha256": self.sha256,
            "format": self.format,
            "figures": [vars(figure) for figure in chosen.figures],
            "values": len(chosen.values),
            "new": self.new,
            "revised": self.revised,
            "unchanged": self.unchanged,
            "asked": [vars(question) for question in chosen.asked],
            "held_back": [held._asdict() for held in chosen.held],
            "left_out": dict(chosen.skipped),
            "remarks": [{"key": key, **params} for key, params in chosen.remarks],
        }


def load_context(workspace: Workspace, path: Path, **options: Any) -> ContextLoaded:
    """Take in a file of figures; the options are those of `load_context_data`."""
    return load_context_data(workspace, read_whole(path), path.name, **options)


def load_context_data(
    workspace: Workspace,
    data: bytes,
    name: str,
    choices: Choices,
    *,
    by: str = "",
    dry_run: bool = False,
) -> ContextLoaded:
    """Take in what can be taken of a file; raises a named error if refused, and changes nothing.

    The file is archived as it came. The same file with the same choices changes nothing, and where
    nothing could be taken, nothing is decided. `read_on` is today where nobody says another day.
    """
    choices = replace(choices, read_on=choices.read_on or date.today().isoformat())
    sha256 = hashlib.sha256(data).hexdigest()
    if dry_run:
        read = interpret(data, choices)
        return _compared(workspace, workspace.state(), name, sha256, read)
    read = interpreted(data, sha256, choices)
    if not read.chosen.values:
        return _compared(workspace, workspace.state(), name, sha256, read)
    with changing(workspace) as change:
        loaded = _compared(workspace, change.state, name, sha256, read)
        decided = [d for d in change.state.decisions if d["kind"] in (CONTEXT, CONTEXT_DROP)]
        answers = choices.as_json()
        # The day when it was read says which years are later than may be taken.
        if loaded.new or not is_repeated(decided, sha256, answers):
            put_back(workspace, data)
            change.decide(CONTEXT, by, sha256=sha256, name=name, choices=answers)
    return loaded


def drop_figure(workspace: Workspace, figure: str, by: str) -> None:
    """Let a figure go that was taken in; its files stay in the archive. Raises UnknownKey.

    One that comes with the project is again what came with it.
    """
    taken = publications(workspace, workspace.state())
    known = sorted({each.key for publication in taken for each in publication.figures})
    if figure not in known:
        raise UnknownKey("context" if known else "context_none", figure, known)
    with changing(workspace) as change:
        change.decide(CONTEXT_DROP, by, figure=figure)


def _compared(
    workspace: Workspace, state: State, name: str, sha256: str, read: Interpreted
) -> ContextLoaded:
    taken = publications(workspace, state)
    before = _in_force(taken, {figure.key for figure in read.chosen.figures})
    new = revised = 0
    for value in read.chosen.values:
        earlier = before.get(value[:3])
        if earlier is None:
            new += 1
        elif earlier[3:5] != value[3:5]:
            revised += 1
    unchanged = len(read.chosen.values) - new - revised
    thin = thin_remarks(thin_years(read.chosen.values, before), read.chosen.figures)
    remarks = [*read.chosen.remarks, *_other_names(taken, read.chosen.figures), *thin]
    # What is read is kept for all that ask of the file: what holds of today is not written there.
    chosen = replace(read.chosen, remarks=remarks)
    return ContextLoaded(name, sha256, read.format, chosen, new, revised, unchanged)


def _other_names(
    taken: Sequence[Publication], figures: Sequence[Figure]
) -> list[tuple[str, dict[str, Any]]]:
    """Return a remark on each figure that takes the place of one with another name.

    A table that has no key of its own may have that of another.
    """
    known = {figure.key: figure.label_sv for each in taken for figure in each.figures}
    return [
        ("other_name", {"label": figure.label_sv, "before": known[figure.key]})
        for figure in figures
        if known.get(figure.key, figure.label_sv) != figure.label_sv
    ]


def _in_force(taken: Sequence[Publication], figures: set[str]) -> dict[Key, ContextValue]:
    earlier = [shipped_values(), *(each.values for each in taken)]
    return {v[:3]: v for values in earlier for v in values if v.figure in figures}

"""What people have confirmed about a layout of files: which column is what, and what texts mean."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from ailaget.store.change import Change
from ailaget.store.decisions import MAPPING, Journal


@dataclass(frozen=True)
class Confirmed:
    """What a person has confirmed about one layout; empty where nothing was.

    `columns` maps a column's key (`ingest.columns.column_keys`) to its target: a question's key,
    ``question:option``, ``municipality``, ``wave`` or ``ignore``. `choices` maps, for each
    question, a text as written to a choice's key or a status. `numbers` maps a question to what
    bare numbers mean in its columns, a key of `ingest.number_meanings`. `sheet` and `header_line`
    are set only where the person chose others than those found.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheet: str | None = None
    header_line: int | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Name of its content: the same decisions have the same id; empty where there are none."""
        if self == NOTHING_CONFIRMED:
            return ""
        content = asdict(self)
        if not self.numbers:  # what was confirmed before there was such a question keeps its id
            del content["numbers"]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


NOTHING_CONFIRMED = Confirmed()


@dataclass(frozen=True)
class SavedMapping:
    """Something confirmed, under a name, and the fingerprint of the layout that it is for."""

    name: str
    fingerprint: str
    confirmed: Confirmed

    @property
    def id(self) -> str:
        """The id of what is confirmed; a received file remembers it, and keeps it for ever."""
        return self.confirmed.id


def fingerprint(header: Iterable[str]) -> str:
    """Return the name of a layout: the same headers in the same order have the same."""
    return hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()[:16]


def every_mapping(decided: Journal) -> list[SavedMapping]:
    """Return all that was ever saved, oldest first."""
    return [
        SavedMapping(d["name"], d["fingerprint"], Confirmed(**d["confirmed"]))
        for d in decided
        if d["kind"] == MAPPING
    ]


def saved_mappings(decided: Journal) -> dict[str, SavedMapping]:
    """Return the newest mapping of each name."""
    return {mapping.name: mapping for mapping in every_mapping(decided)}


def mapping_for(mappings: Iterable[SavedMapping], layout: str) -> SavedMapping | None:
    """Return the newest of the mappings (oldest first) that is for a layout's fingerprint."""
    return next((m for m in reversed(list(mappings)) if m.fingerprint == layout), None)


def confirmed_by_id(decided: Journal) -> dict[str, Confirmed]:
    """Return everything confirmed by its id: a file is read anew as it was read when it came."""
    return {"": NOTHING_CONFIRMED} | {m.id: m.confirmed for m in every_mapping(decided)}


def save_mapping(
    change: Change, name: str, layout: str, confirmed: Confirmed, by: str
) -> SavedMapping:
    """Save a mapping under a name, unless it is already what the name stands for."""
    mapping = SavedMapping(name, layout, confirmed)
    if saved_mappings(change.state.decisions).get(name) != mapping:
        content = asdict(confirmed)
        change.decide(MAPPING, by, name=name, fingerprint=layout, confirmed=content)
    return mapping

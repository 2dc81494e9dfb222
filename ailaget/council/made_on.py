"""On which data something was written: what its writer had in view, beside what is shown today."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ailaget.council.schema import AgendaItem, Meeting


@dataclass(frozen=True)
class Data:
    """A version of the data: its build's name, and whether it is invented; None where not known."""

    build: str | None = None
    is_demo: bool | None = None


UNKNOWN = Data()


def data_of(made: Data, meeting: "Meeting", item: "AgendaItem | None") -> Data:
    """Return the data that something was written on.

    What was written before that was kept had the data of its frozen chart, or of the meeting's
    snapshot, if it has any.
    """
    if made.build is not None:
        return made
    kept = json.loads(meeting.snapshot) if meeting.snapshot else {}
    frozen = item.frozen.build if item is not None and item.frozen is not None else None
    return Data(frozen or kept.get("build") or None, kept.get("is_demo"))


def difference(made: Data, today: Data) -> str | None:
    """Return how the data that something was written on differ from today's; None if they do not.

    It is demo (invented, and today's are not), other (another version), or unknown.
    """
    if made.is_demo and not today.is_demo:
        return "demo"
    if made.build is None:
        return "unknown"
    return None if made.build == today.build else "other"

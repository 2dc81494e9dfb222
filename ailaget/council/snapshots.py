"""How things stood: who had answered and the headline values, kept so that they can be compared."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from ailaget.council.goals import progress
from ailaget.council.meetings import find_meeting
from ailaget.council.records import writing
from ailaget.council.tables import Goal
from ailaget.store.workspace import Workspace
from ailaget.views.indicator_rows import all_rows
from ailaget.views.row_records import row_records
from ailaget.views.selection import Source

INDICATORS = ("has_full_time_ai", "has_ai_position", "ai_fte_per_100k", "maturity")
"""Those of the start page; all may be shown for a single municipality."""

Values = dict[str, tuple[float, float, float, float]]
"""By municipality: value, numerator, denominator, factor; who has no value is not there."""


@dataclass(frozen=True)
class Snapshot:
    """One wave as it stood on a day.

    `build` is the data version, `figures` are by indicator, `goals` the state of each by its id.
    """

    wave: str
    is_demo: bool
    build: str
    day: str
    asked: int
    answered: tuple[str, ...]
    figures: dict[str, Values]
    goals: dict[str, str]


def take_snapshot(source: Source, wave: str, goals: Sequence[Goal], *, build: str = "") -> Snapshot:
    """Return how one wave stands now, for the whole country."""
    waves = source.query("waves")
    rows = {key: all_rows(source, wave, key) for key in INDICATORS}
    asked = rows[INDICATORS[0]]
    return Snapshot(
        wave=wave,
        is_demo=bool(waves.set_index("wave")["is_demo"][wave]),
        build=build,
        day=date.today().isoformat(),
        asked=len(asked),
        answered=tuple(asked.loc[asked["has_responded"], "municipality"]),
        figures={
            key: {
                row["municipality"]: (
                    row["value"], row["numerator"], row["denominator"], row["factor"],
                )
                for row in row_records(found[found["value"].notna()])
            }
            for key, found in rows.items()
        },
        goals={str(goal.id): progress(source, goal, wave).state for goal in goals},
    )  # fmt: skip


def keep_snapshot(workspace: Workspace, meeting_id: int, snapshot: Snapshot) -> None:
    """Keep with a meeting how things stood when it looked; raises NoSuchRecord."""
    with writing(workspace) as session:
        find_meeting(session, meeting_id).snapshot = json.dumps(asdict(snapshot))


def read_snapshot(text: str) -> Snapshot:
    """Return a snapshot that was kept."""
    parts = json.loads(text)
    figures = {key: _values(found.items()) for key, found in parts.pop("figures").items()}
    return Snapshot(**{**parts, "answered": tuple(parts["answered"])}, figures=figures)


def _values(items: Iterable[tuple[str, list[float]]]) -> Values:
    return {code: (row[0], row[1], row[2], row[3]) for code, row in items}

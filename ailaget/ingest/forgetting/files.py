"""When respondents are to be forgotten, and forgetting them: in all received files, and for good.

What is kept is archived first, then it is decided that this is what the file is read from, and only
then is the file as it came removed. A crash leaves it whole or forgotten; who writes next, or asks
again, removes what should be gone.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from ailaget.errors import UnknownKey
from ailaget.ingest.building import changing
from ailaget.ingest.forgetting.cleansing import (
    Cleansed,
    ReadAs,
    ReadsOtherwise,
    cleansed,
    says,
)
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.store.archive import put_back, read_received
from ailaget.store.change import Change, begin_change
from ailaget.store.decisions import FORGET, aliases
from ailaget.store.mappings import NOTHING_CONFIRMED, confirmed_by_id
from ailaget.store.state import Received, State
from ailaget.store.waves import asked_in
from ailaget.store.workspace import Workspace

MONTHS = "AILAGET_NAMES_MONTHS"
"""Names the variable with how many months respondents' names and addresses are kept."""

USUAL_MONTHS = 24
"""As long as the audit log: the next wave has come, and an odd answer can be asked about then."""


@dataclass(frozen=True)
class Forgetting:
    """A received file of which respondents are, or would be, forgotten; `what` is left of it.

    None where the file would be read otherwise without them: nothing of it is forgotten then.
    """

    file: Received
    what: Cleansed | None


def kept_months() -> int:
    """Return how many months names are kept; what is no whole number leaves the usual one."""
    given = os.environ.get(MONTHS, "").strip()
    return int(given) if given.isdecimal() else USUAL_MONTHS


def past_the_rule(state: State, today: date | None = None) -> list[Received]:
    """Return the real files that are older than names are kept, and of which they still are."""
    now = today or datetime.now(UTC).date()
    months = now.year * 12 + now.month - 1 - kept_months()
    newest = f"{months // 12}-{months % 12 + 1:02d}-{now.day:02d}"
    return [each for each in _not_forgotten(state.received, state) if each.received[:10] < newest]


def forget(
    workspace: Workspace, *, wave: str | None = None, by: str = "", dry_run: bool = False
) -> list[Forgetting]:
    """Forget who answered in the files of a wave, or in all that are past the rule.

    Returns what was forgotten, or would be, file by file. Figures are as they were. Raises
    UnknownKey for a wave that was never received, and as `changing`.
    """
    state = workspace.state()
    if not _files(state, wave) or dry_run:
        if not dry_run:
            with begin_change(workspace):  # what a crash has left is removed
                pass
        return [Forgetting(file, _cleansed(workspace, state, file)) for file in _files(state, wave)]
    with changing(workspace) as change:
        outcome = [_forget(change, file, by) for file in _files(change.state, wave)]
    with begin_change(workspace):  # the files as they came are removed
        pass
    return outcome


def reads_as_forgotten(workspace: Workspace, state: State, data: bytes, reading: ReadAs) -> bool:
    """Whether what is kept of a forgotten file says what the file as it came does, read so."""
    kept = state.kept_as(sha256(data).hexdigest())
    known = aliases(state.decisions, asked_in(reading.wave))
    return says(read_received(workspace, kept, reading.name), reading, known) == says(
        data, reading, known
    )


def _files(state: State, wave: str | None) -> list[Received]:
    if wave is None:
        return past_the_rule(state)
    of_wave = [each for each in state.received if each.wave == wave and not each.is_demo]
    if not of_wave:
        known = sorted({each.wave for each in state.received if not each.is_demo})
        raise UnknownKey("wave", wave, known)
    return _not_forgotten(of_wave, state)


def _not_forgotten(received: Iterable[Received], state: State) -> list[Received]:
    """Return the last entry of each real file of which respondents are not forgotten."""
    last = {each.sha256: each for each in received if not each.is_demo}
    return [each for key, each in last.items() if key not in state.forgotten]


def _forget(change: Change, file: Received, by: str) -> Forgetting:
    what = _cleansed(change.workspace, change.state, file)
    if what is not None:
        put_back(change.workspace, what.data)
        change.decide(
            FORGET,
            by,
            sha256=file.sha256,
            becomes=sha256(what.data).hexdigest(),
            name=file.name,
            wave=file.wave,
        )
    return Forgetting(file, what)


def _cleansed(workspace: Workspace, state: State, file: Received) -> Cleansed | None:
    data = read_received(workspace, file.sha256, file.name)
    try:
        known = aliases(state.decisions, asked_in(file.wave))
        return cleansed(data, _readings(state, file.sha256), known)
    except (LoadRefused, ReadsOtherwise):
        return None


def _readings(state: State, content: str) -> Sequence[ReadAs]:
    """Return every way that a file has been read, whichever versions of waves it is in."""
    confirmed = confirmed_by_id(state.decisions)
    return [
        ReadAs(each.name, each.wave, confirmed.get(each.mapping, NOTHING_CONFIRMED))
        for each in state.received
        if each.sha256 == content
    ]

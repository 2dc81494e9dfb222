"""The audit log: who did what, when and from where; never what anybody answered.

A file for each month, of lines that are only ever added, each with the hash of the one before, like
the other journals. A month is removed whole once it is older than is to be kept.
"""

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from ailaget.store.disk import OWNERS_FILE, own_folder
from ailaget.store.files import addition, append_together, read_lines
from ailaget.store.workspace import Workspace

MONTHS = "AILAGET_AUDIT_MONTHS"
"""Names the variable with how many whole months of the log are kept beside this one."""

USUAL_MONTHS = 24
SAYS = ("at", "by", "role", "from", "what")
"""What every line says; what else one says depends on what was done."""


@dataclass(frozen=True)
class Actor:
    """Who acts, in which role, and from which address; on this very machine from none."""

    account: str
    role: str
    address: str


def on_this_machine() -> Actor:
    """Return who runs this very process."""
    try:
        return Actor(getpass.getuser(), "command_line", "")
    except (KeyError, OSError):
        return Actor("", "command_line", "")


_identify: list[Callable[[], Actor | None]] = []


def identify_by(find: Callable[[], Actor | None]) -> None:
    """Have the pages say who acts; None where nobody's page is what runs."""
    _identify[:] = [find]


def acting() -> Actor:
    """Return who acts now: whose page it is, else who runs the command or the server."""
    found = _identify[0]() if _identify else None
    return found or on_this_machine()


def note(workspace: Workspace, what: str, actor: Actor | None = None, **about: Any) -> None:
    """Add a line on what has been done; raises DiskFull."""
    who, now = actor or acting(), datetime.now(UTC)
    entry = {
        "at": now.isoformat(timespec="seconds"),
        "by": who.account,
        "role": who.role,
        "from": who.address,
        "what": what,
        **about,
    }
    folder = own_folder(workspace.audit)
    with FileLock(folder / ".lock", mode=OWNERS_FILE):
        _forget_old(workspace, now)
        path = folder / f"{now:%Y-%m}.jsonl"
        append_together([addition(path, [entry], _head(workspace, path))])


def read_audit(workspace: Workspace) -> list[dict[str, Any]]:
    """Return every line that is kept, oldest first; raises DamagedJournal."""
    return [
        entry
        for path in months(workspace)
        for entry in read_lines(path, _is_line, _head(workspace, path))
    ]


def months(workspace: Workspace) -> list[Path]:
    """Return the log's files, oldest first."""
    return sorted(workspace.audit.glob("[0-9]*.jsonl")) if workspace.audit.is_dir() else []


def kept_months() -> int:
    """Return how many whole months are kept; what is no whole number leaves the usual one."""
    given = os.environ.get(MONTHS, "").strip()
    return int(given) if given.isdecimal() else USUAL_MONTHS


def _forget_old(workspace: Workspace, now: datetime) -> None:
    first = now.year * 12 + now.month - 1 - kept_months()
    oldest = f"{first // 12}-{first % 12 + 1:02d}.jsonl"
    for path in months(workspace):
        if path.name < oldest:
            path.unlink()
            _head(workspace, path).unlink(missing_ok=True)


def _head(workspace: Workspace, path: Path) -> Path:
    return workspace.heads / f"audit-{path.stem}"


def _is_line(entry: dict[str, Any]) -> bool:
    return entry.keys() >= {*SAYS}

"""What people decided, as a journal that is only ever added to."""

from datetime import UTC, datetime
from typing import Any

from ailaget.store.files import append_line, read_lines
from ailaget.store.workspace import Workspace

PUBLISH, WITHDRAW, ALIAS, START_EMPTY = "publish", "withdraw", "alias", "start_empty"


def decide(workspace: Workspace, kind: str, by: str, **details: Any) -> None:
    """Append a decision with who and when."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    append_line(workspace.decisions, {"kind": kind, "by": by, "at": when, **details})


def decisions(workspace: Workspace) -> list[dict[str, Any]]:
    """Return every decision, oldest first."""
    return read_lines(workspace.decisions)


def published_waves(workspace: Workspace, *, is_demo: bool) -> set[str]:
    """Return the waves whose last decision was to publish, among real or among demo waves."""
    published: set[str] = set()
    for decision in decisions(workspace):
        if bool(decision.get("is_demo", False)) != is_demo:
            continue
        if decision["kind"] == PUBLISH:
            published.add(decision["wave"])
        elif decision["kind"] == WITHDRAW:
            published.discard(decision["wave"])
    return published


def aliases(workspace: Workspace) -> dict[str, str]:
    """Return the municipality texts that a person has matched by hand: text -> code."""
    return {d["text"]: d["municipality"] for d in decisions(workspace) if d["kind"] == ALIAS}

"""What people decided, as a journal that is only ever added to."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ailaget.errors import UnknownKey
from ailaget.store.files import append_line, read_lines
from ailaget.store.workspace import Workspace

PUBLISH, WITHDRAW, ALIAS, START_EMPTY = "publish", "withdraw", "alias", "start_empty"
DUPLICATES, MAPPING = "duplicates", "mapping"
DISCARD = "discard"
"""A wave's draft is of `files` again, among its first `of` received: those that readers see."""

VERSION = "version"
"""A decision of earlier journals: `files` of a wave's first `of` received files count."""

DUPLICATE_RULES = HOLD_BACK, LATEST_COMPLETE, MEAN, SUM = (
    "hold_back",
    "latest_complete",
    "mean",
    "sum",
)
"""What is done with several answers from one municipality in one file; a wave has one rule."""

SAYS = {
    PUBLISH: {"wave"},
    WITHDRAW: {"wave"},
    VERSION: {"wave", "files", "of"},
    DISCARD: {"wave", "files", "of"},
    DUPLICATES: {"wave", "rule"},
    ALIAS: {"text", "municipality"},
    MAPPING: {"name", "fingerprint", "confirmed"},
    START_EMPTY: set(),
}
"""What a decision of each kind says at least, besides its kind, by whom and when."""

Journal = Sequence[Mapping[str, Any]]
"""Decisions, oldest first: all of them, or as they stood at an earlier line."""


def decide(workspace: Workspace, kind: str, by: str, **details: Any) -> None:
    """Append a decision with who and when."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    entry = {"kind": kind, "by": by, "at": when, **details}
    with workspace.lock():
        append_line(workspace.decisions, entry, workspace.heads / "decisions")


def decisions(workspace: Workspace) -> list[dict[str, Any]]:
    """Return every decision, oldest first; raises DamagedJournal."""
    return read_lines(workspace.decisions, _is_decision, workspace.heads / "decisions")


def _is_decision(entry: dict[str, Any]) -> bool:
    kind = str(entry.get("kind"))
    return kind in SAYS and entry.keys() >= {"by", "at", *SAYS[kind]}


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


def duplicate_rules(decided: Journal) -> dict[str, str]:
    """Return the rule decided for each wave; a wave without one holds repeated answers back."""
    return {d["wave"]: d["rule"] for d in decided if d["kind"] == DUPLICATES}


def decide_duplicates(workspace: Workspace, wave: str, rule: str, by: str) -> None:
    """Decide what is done with a wave's repeated answers; raises UnknownKey for no such rule.

    It holds for every file of the wave's draft; readers see it once that is published.
    """
    if rule not in DUPLICATE_RULES:
        raise UnknownKey("duplicates", rule, list(DUPLICATE_RULES))
    if duplicate_rules(decisions(workspace)).get(wave, HOLD_BACK) != rule:
        decide(workspace, DUPLICATES, by, wave=wave, rule=rule)


def remember_alias(workspace: Workspace, text: str, municipality: str, by: str) -> None:
    """Remember which municipality a text means, for the drafts of all waves and every file to come.

    `text` is what the row says of its municipality, as the load report gives it.
    """
    if aliases(decisions(workspace)).get(text) != municipality:
        decide(workspace, ALIAS, by, text=text, municipality=municipality)


def aliases(decided: Journal) -> dict[str, str]:
    """Return the municipality texts that a person has matched by hand: text -> code."""
    return {d["text"]: d["municipality"] for d in decided if d["kind"] == ALIAS}

"""What people decided: the kinds of decisions, and what a journal of them says."""

from collections.abc import Mapping, Sequence
from typing import Any

from ailaget.store.waves import MUNICIPALITIES, RESPONDENTS, respondents_of_code

PUBLISH, WITHDRAW, ALIAS, START_EMPTY = "publish", "withdraw", "alias", "start_empty"
DUPLICATES, MAPPING = "duplicates", "mapping"
DISCARD = "discard"
"""A wave's draft is of `files` again, among its first `of` received: those that readers see."""

VERSION = "version"
"""A decision of earlier journals: `files` of a wave's first `of` received files count."""

CONTEXT = "context"
"""Figures of others are taken from an archived file, by what somebody has chosen of it."""

CONTEXT_DROP = "context_drop"
"""What was taken in of a figure of others so far is not shown; the files stay in the archive."""

FORGET = "forget"
"""Of a received file nothing is kept but what `becomes` holds: answers, without who gave them."""

AREAS = "areas"
"""A set of areas is taken from an archived file of boundaries, by what somebody has said of it."""

AREAS_DROP = "areas_drop"
"""A set of areas is not shown any more; its file stays in the archive."""

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
    CONTEXT: {"sha256", "name", "choices"},
    CONTEXT_DROP: {"figure"},
    FORGET: {"sha256", "becomes", "name", "wave"},
    AREAS: {"sha256", "name", "choices"},
    AREAS_DROP: {"area_set"},
    START_EMPTY: set(),
}
"""What a decision of each kind says at least, besides its kind, by whom and when."""

Decision = Mapping[str, Any]
"""One line of the journal: its kind, by whom, when, and what `SAYS` names."""

Journal = Sequence[Decision]
"""Decisions, oldest first: all of them, or as they stood at an earlier line."""


def is_decision(entry: Decision) -> bool:
    """Whether a line of the journal says all that a decision of its kind says."""
    kind = str(entry.get("kind"))
    return kind in SAYS and entry.keys() >= {"by", "at", *SAYS[kind]}


def published_waves(decided: Journal, *, is_demo: bool) -> set[str]:
    """Return the waves whose last decision was to publish, among real or among demo waves."""
    published: set[str] = set()
    for decision in decided:
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


def other_files(decided: Journal) -> list[Decision]:
    """Return the decisions that take figures of others, or areas, from a file, oldest first."""
    return [d for d in decided if d["kind"] in (CONTEXT, AREAS)]


def is_repeated(decided: Journal, sha256: str, choices: Mapping[str, Any]) -> bool:
    """Whether the last of some decisions takes this very file, by the same choices.

    `decided` are those of one kind of content, with what drops it: a file that was dropped since,
    or that another has replaced, is taken anew. The day when it was read does not count.
    """
    if not decided or decided[-1].get("sha256") != sha256:
        return False
    return {**decided[-1]["choices"], "read_on": ""} == {**choices, "read_on": ""}


def forgotten_files(decided: Journal) -> dict[str, str]:
    """Return the files of which respondents are forgotten: as received -> as kept, by hash."""
    return {d["sha256"]: d["becomes"] for d in decided if d["kind"] == FORGET}


def aliases(decided: Journal, respondents: str = MUNICIPALITIES) -> dict[str, str]:
    """Return the texts that a person has matched by hand: text -> code of one of `respondents`.

    A text may be of a municipality in one survey and of a region in another. What areas of one's
    own are called comes from their file of boundaries, and is among them.
    """
    matched = {
        d["text"]: str(d["municipality"])
        for d in decided
        if d["kind"] == ALIAS and _matched_to(d) == respondents
    }
    return matched if respondents in RESPONDENTS else {**_texts_of(decided, respondents), **matched}


def _matched_to(alias: Decision) -> str:
    return str(alias.get("respondents") or respondents_of_code(str(alias["municipality"])))


def _texts_of(decided: Journal, area_set: str) -> dict[str, str]:
    """Return what tells an area: its code, and its name where no other area has the same."""
    taken = [d for d in decided if d["kind"] == AREAS and d.get("area_set") == area_set]
    names: Mapping[str, str] = taken[-1]["names"] if taken else {}
    alike = taken[-1]["alike"] if taken else ()
    return {name: code for code, name in names.items() if code not in alike} | {
        code: code for code in names
    }


def answering_areas(decided: Journal) -> dict[str, Mapping[str, str]]:
    """Return the area sets in force that answer for themselves: key -> names by code."""
    return {key: decision["names"] for key, decision in _answering(decided).items()}


def answering_population(decided: Journal, area_set: str) -> tuple[int, Mapping[str, int]]:
    """Return the year and the inhabitants by code of a set in force, where they are known."""
    decision = _answering(decided).get(area_set, {})
    return decision.get("population_year", 0), decision.get("population", {})


def _answering(decided: Journal) -> dict[str, Decision]:
    """Return what was decided of each area set in force that answers for itself, by key."""
    sets: dict[str, Decision] = {}
    for decision in decided:
        if decision["kind"] in (AREAS, AREAS_DROP):
            sets.pop(str(decision.get("area_set")), None)
        if decision["kind"] == AREAS and "area_set" in decision:
            sets[decision["area_set"]] = decision
    return sets

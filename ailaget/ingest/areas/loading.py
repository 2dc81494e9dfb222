"""Taking in boundaries of one's own: read, mend, archive, decide, build."""

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ailaget.errors import UnknownKey
from ailaget.ingest.areas.choosing import AreaChoices, AreasRefused, listed
from ailaget.ingest.areas.contents import (
    AreaSet,
    Interpreted,
    TakenIn,
    interpret,
    key_of,
    taken_in,
)
from ailaget.ingest.areas.opening import received
from ailaget.ingest.building import changing
from ailaget.ingest.loading import ALL_TAKEN, SOMETHING_HELD_BACK
from ailaget.ingest.matching.municipalities import fold_alias
from ailaget.store.archive import put_back
from ailaget.store.decisions import AREAS, AREAS_DROP, Decision, is_repeated
from ailaget.store.state import State
from ailaget.store.versions import histories
from ailaget.store.waves import RESPONDENTS, asked_in
from ailaget.store.workspace import Workspace


@dataclass(frozen=True)
class AreasLoaded:
    """What a load took in: the file, and its areas as read and mended.

    `replaced` is the set of the same key that was in force before; with `is_repeated` it is this
    very one, by the same choices, and nothing has changed.
    """

    name: str
    sha256: str
    read: Interpreted
    replaced: TakenIn | None = None
    is_repeated: bool = False

    @property
    def exit_code(self) -> int:
        """0 when the areas were taken, 3 when something is asked first."""
        return SOMETHING_HELD_BACK if self.read.asked else ALL_TAKEN

    def report(self) -> dict[str, Any]:
        """Return the report of the load, ready for JSON."""
        areas = self.read.areas
        return {
            "file": self.name,
            "sha256": self.sha256,
            "format": self.read.format,
            "layer": self.read.layer,
            "crs": self.read.crs,
            "key": areas.key if areas else "",
            "replaced": self.replaced.name if self.replaced else "",
            "repeated": self.is_repeated,
            "asked": [asdict(question) for question in self.read.asked],
            "remarks": [{"key": key, **params} for key, params in self.read.remarks],
            "areas": [
                {"code": code, "name": name, **asdict(areas.centres[code])}
                for code, name in areas.names.items()
            ]
            if areas
            else [],
            "borders": [asdict(border) for border in areas.borders] if areas else [],
            "members": [asdict(member) for member in areas.members] if areas else [],
        }


def load_areas(
    workspace: Workspace, path: Path, choices: AreaChoices, *, by: str = "", dry_run: bool = False
) -> AreasLoaded:
    """Take in a set of areas; raises a named error if refused, and changes nothing.

    The file is archived as it came. Where something is asked, nothing is decided, and the same file
    by the same choices changes nothing. `read_on` is today where nobody says another day.
    """
    data, name = received(path)
    choices = replace(choices, read_on=choices.read_on or date.today().isoformat())
    read = interpret(data, choices)
    if read.areas is not None:
        _check(read.areas, choices, read.crs)
    if choices.title and not (choices.key or key_of(choices.title)):
        raise AreasRefused("no_key", title=choices.title)
    loaded = AreasLoaded(name, hashlib.sha256(data).hexdigest(), read)
    if read.asked:
        return loaded
    if dry_run:
        return _compared(workspace, workspace.state(), loaded, choices)
    with changing(workspace) as change:
        loaded = _compared(workspace, change.state, loaded, choices)
        if not loaded.is_repeated:
            put_back(workspace, data)
            stored = choices.as_json()
            answering = _answering(read.areas) if choices.answers and read.areas else {}
            change.decide(AREAS, by, sha256=loaded.sha256, name=name, choices=stored, **answering)
    return loaded


def _check(areas: AreaSet, choices: AreaChoices, crs: str) -> None:
    """Raise AreasRefused for areas that are neither made of municipalities nor told apart."""
    if not choices.answers:
        if not areas.map_file:
            raise AreasRefused("no_municipality", crs=crs)
        return
    if areas.key in RESPONDENTS:
        raise AreasRefused("reserved_key", area_set=areas.key)
    times = Counter(map(fold_alias, areas.names))
    if alike := [code for code in areas.names if times[fold_alias(code)] > 1]:
        raise AreasRefused("codes_alike", codes=listed(alike))


def _answering(areas: AreaSet) -> dict[str, Any]:
    """Return what a decision says of areas that answer.

    Names by code, which names tell nobody, and how many inhabitants they have in which year.
    """
    names = {code: fold_alias(name) for code, name in areas.names.items()}
    codes, times = {fold_alias(code): code for code in names}, Counter(names.values())
    alike = [
        code for code, name in names.items() if times[name] > 1 or codes.get(name, code) != code
    ]
    said: dict[str, Any] = {"area_set": areas.key, "names": dict(areas.names), "alike": alike}
    if areas.population_year is not None:
        said["population"] = dict(areas.population)
        said["population_year"] = areas.population_year
    return said


def _compared(
    workspace: Workspace, state: State, loaded: AreasLoaded, choices: AreaChoices
) -> AreasLoaded:
    """Return a load beside what is in force; raises AreasRefused where it would hide another set.

    Who names a set's key means that set, whatever it is called. Two names that only happen to give
    the same key are two sets. A set with answers goes on answering.
    """
    in_force, key = taken_in(workspace, state), _key(choices.as_json())
    before = next((each for each in in_force if each.areas.key == key), None)
    if before is not None and not choices.key and before.areas.title != choices.title:
        raise AreasRefused("key_taken", area_set=key, title=before.areas.title)
    if any(each.areas.title == choices.title for each in in_force if each is not before):
        raise AreasRefused("title_taken", title=choices.title)
    if not choices.answers:
        _check_without_answers(state, key)
    of_key = [each for each in state.decisions if _decided_of(each) == key]
    same = is_repeated(of_key, loaded.sha256, choices.as_json())
    return replace(loaded, replaced=before, is_repeated=same)


def _key(choices: dict[str, str]) -> str:
    """Return the key of a set: the one that was said, else the one that its title gives."""
    return choices.get("key") or key_of(choices.get("title", ""))


def _check_without_answers(state: State, key: str) -> None:
    """Raise AreasRefused where a set has answers, which would have nobody to be of without it."""
    waves = [
        wave
        for (wave, _), past in histories(state).items()
        if asked_in(wave) == key and (past.in_force.files or past.draft.files)
    ]
    if waves:
        raise AreasRefused("has_answers", area_set=key, waves=", ".join(sorted(waves)))


def _decided_of(decision: Decision) -> str | None:
    """Return the key of the set that a decision takes in or drops; None of any other decision."""
    if decision["kind"] == AREAS_DROP:
        return str(decision["area_set"])
    return _key(decision["choices"]) if decision["kind"] == AREAS else None


def drop_areas(workspace: Workspace, key: str, by: str) -> None:
    """Let an area set go; its file stays in the archive. Raises UnknownKey and AreasRefused."""
    known = sorted(each.areas.key for each in taken_in(workspace, workspace.state()))
    if key not in known:
        raise UnknownKey("area_set" if known else "area_set_none", key, known)
    with changing(workspace) as change:
        _check_without_answers(change.state, key)
        change.decide(AREAS_DROP, by, area_set=key)

"""Taking in boundaries of one's own: read, mend, archive, decide, build."""

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ailaget.errors import UnknownKey
from ailaget.ingest.areas.choosing import AreaChoices, AreasRefused
from ailaget.ingest.areas.contents import Interpreted, interpret, key_of, taken_in
from ailaget.ingest.areas.opening import received
from ailaget.ingest.building import changing
from ailaget.ingest.loading import ALL_TAKEN, SOMETHING_HELD_BACK
from ailaget.store.archive import put_back
from ailaget.store.decisions import AREAS, AREAS_DROP
from ailaget.store.workspace import Workspace


@dataclass(frozen=True)
class AreasLoaded:
    """What a load took in: the file, and its areas as read and mended."""

    name: str
    sha256: str
    read: Interpreted

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

    The file is archived as it came. Where something is asked, nothing is decided. `read_on` is
    today where nobody says another day.
    """
    data, name = received(path)
    choices = replace(choices, read_on=choices.read_on or date.today().isoformat())
    loaded = AreasLoaded(name, hashlib.sha256(data).hexdigest(), interpret(data, choices))
    if loaded.read.areas is not None and not loaded.read.areas.map_file:
        raise AreasRefused("no_municipality", crs=loaded.read.crs)
    if choices.title and not (choices.key or key_of(choices.title)):
        raise AreasRefused("no_key", title=choices.title)
    if dry_run or loaded.read.asked:
        return loaded
    with changing(workspace) as change:
        put_back(workspace, data)
        stored = choices.as_json()
        change.decide(AREAS, by, sha256=loaded.sha256, name=name, choices=stored)
    return loaded


def drop_areas(workspace: Workspace, key: str, by: str) -> None:
    """Let an area set go; its file stays in the archive. Raises UnknownKey."""
    known = sorted(each.areas.key for each in taken_in(workspace, workspace.state()))
    if key not in known:
        raise UnknownKey("area_set" if known else "area_set_none", key, known)
    with changing(workspace) as change:
        change.decide(AREAS_DROP, by, area_set=key)

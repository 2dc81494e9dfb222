"""What was collected of one version: named items in one zip file, as they came."""

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import TracebackType

ABOUT = "about.json"
LONG_SCRIPT = re.compile(rb"(<script[^>]*>)((?:(?!</script>).){300000,})(</script>)", re.DOTALL)
BUILD = re.compile(r"ailaget-([0-9a-f]{12})")


@dataclass(frozen=True)
class About:
    """What must differ between two collections: days of collecting, folders, data versions."""

    days: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    builds: tuple[str, ...] = ()


class Writer(AbstractContextManager["Writer"]):
    """Writes a collection; it is there whole, or not at all."""

    def __init__(self, target: Path, scratch: Path, tree: Path) -> None:
        self._target, self._beside = target, target.with_suffix(".part")
        self._zip = zipfile.ZipFile(self._beside, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        self._folders = (str(scratch), str(tree))
        self._days = {_today()}
        self._builds: set[str] = set()
        self._names: set[str] = set()
        self.scratch, self.tree = scratch, tree

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._days.add(_today())
        self.note_builds()
        about = {
            "days": sorted(self._days),
            "folders": self._folders,
            "builds": sorted(self._builds),
        }
        self._zip.writestr(ABOUT, json.dumps(about))
        self._zip.close()
        if kind is None:
            self._beside.replace(self._target)
        else:
            self._beside.unlink()

    def add(self, name: str, content: bytes | str) -> None:
        """Keep an item; a long script inside it, such as plotly's own, is kept as its hash."""
        if name in self._names:
            raise ValueError(f"collected twice: {name}")
        self._names.add(name)
        raw = content.encode() if isinstance(content, str) else content
        self._zip.writestr(name, LONG_SCRIPT.sub(_hashed, raw))

    def note_builds(self) -> None:
        """Remember the data versions that there are: older ones are removed as newer are built."""
        for path in self.scratch.rglob("ailaget-*"):
            if match := BUILD.match(path.name):
                self._builds.add(match[1])


class Collection:
    """Reads a collection."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)

    @cached_property
    def about(self) -> About:
        """What must differ from another collection."""
        kept = json.loads(self._zip.read(ABOUT))
        return About(*(tuple(kept[key]) for key in ("days", "folders", "builds")))

    def names(self) -> list[str]:
        """Return the items' names, in the order in which they were collected."""
        return [name for name in self._zip.namelist() if name != ABOUT]

    def read(self, name: str) -> bytes:
        """Return an item as it came."""
        return self._zip.read(name)

    def items(self) -> Iterator[tuple[str, bytes]]:
        """Yield each item with its name."""
        return ((name, self.read(name)) for name in self.names())


def _hashed(script: re.Match[bytes]) -> bytes:
    digest = sha256(script[2]).hexdigest().encode()
    return script[1] + b"sha256:" + digest + script[3]


def _today() -> str:
    return datetime.now(UTC).date().isoformat()

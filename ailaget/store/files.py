"""Writing that a crash cannot leave half done: whole files, and journals of JSON lines."""

import json
import os
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ailaget.errors import AilagetError

TORN = b" torn"
"""What the next line's writer puts at the end of a line that a crash has cut short."""


class DamagedJournal(AilagetError):
    """A journal has lines that no crash leaves behind: what they said would be lost in silence."""

    def __init__(self, path: Path, lines: list[int]) -> None:
        super().__init__("store.damaged_journal", path=str(path), lines=", ".join(map(str, lines)))


class NoFolder(AilagetError):
    """The folder that a file is to be written in does not exist."""

    def __init__(self, folder: Path) -> None:
        super().__init__("store.no_folder", folder=str(folder))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there complete or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    with beside.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(path)


def append_line(path: Path, entry: Mapping[str, Any]) -> None:
    """Append one JSON line to a journal; a line torn by an earlier crash stays torn."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n"
    if path.exists() and (tail := path.read_bytes()) and not tail.endswith(b"\n"):
        # Mark it as torn: complete JSON without its line end never took effect either.
        line = TORN + b"\n" + line
    with path.open("ab") as handle:
        handle.write(line)
        handle.flush()
        os.fsync(handle.fileno())


def read_lines(
    path: Path, is_entry: Callable[[dict[str, Any]], bool] = bool
) -> list[dict[str, Any]]:
    """Return a journal's entries, oldest first; torn lines, which never took effect, are left out.

    A line counts as written only when it is whole JSON *and* ended: that is what `append_line`
    leaves behind, so an entry is in force for every reader or for none. A crash leaves a last line
    without its end, which `append_line` later marks. Any other line that cannot be read, or is no
    entry, raises DamagedJournal.
    """
    if not path.exists():
        return []
    entries, damaged = [], []
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
        if not line.strip() or line.endswith(TORN):
            continue
        entry = _entry(line)
        if entry is None or not is_entry(entry):
            damaged.append(number)
        else:
            entries.append(entry)
    if damaged:
        raise DamagedJournal(path, damaged)
    return entries


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None

"""Writing that a crash cannot leave half done: whole files, and journals of JSON lines."""

import json
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any


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
        line = b" torn\n" + line
    with path.open("ab") as handle:
        handle.write(line)
        handle.flush()
        os.fsync(handle.fileno())


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return a journal's entries, oldest first; torn lines, which never took effect, are left out.

    A line counts as written only when it is whole JSON *and* ended: that is what `append_line`
    leaves behind, so an entry is in force for every reader or for none.
    """
    if not path.exists():
        return []
    entries = []
    for line in path.read_bytes().split(b"\n")[:-1]:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            entries.append(entry)
    return entries

"""Writing that a crash cannot leave half done: whole files, and journals of chained JSON lines."""

import json
import os
import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ailaget.errors import AilagetError
from ailaget.store.disk import DiskFull, open_own, own_folder, room_in, sync_folder

TORN = b" torn"
"""What the next line's writer puts at the end of a line that a crash has cut short."""

PREVIOUS = "previous"
"""A line's link in the chain: the SHA-256 of the line before, empty in a journal's first line."""


HALF_WRITTEN = re.compile(r"\..+\.[0-9a-f]{8}")
"""Names of files that a crash has kept from being whole: nobody reads them."""


class DamagedJournal(AilagetError):
    """A journal has lines that no crash leaves behind: what they said would be lost in silence."""

    def __init__(
        self, path: Path | str, lines: list[int], key: str = "store.damaged_journal"
    ) -> None:
        super().__init__(key, path=str(path), lines=", ".join(map(str, lines)))


class BrokenChain(DamagedJournal):
    """A journal's lines do not follow each other: one was changed, removed, put in or moved.

    `lines` are those that do not hold the hash of the line before, or the last one where lines
    after it are gone or changed.
    """

    def __init__(self, path: Path | str, lines: list[int]) -> None:
        super().__init__(path, lines, "store.broken_chain")


class NoFolder(AilagetError):
    """The folder that a file is to be written in does not exist."""

    def __init__(self, folder: Path) -> None:
        super().__init__("store.no_folder", folder=str(folder))


@dataclass(frozen=True)
class Addition:
    """Whole lines to be added to a journal, and the file that remembers its last line, if any."""

    path: Path
    lines: bytes
    head: Path | None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there complete or not at all, and stays; raises DiskFull."""
    with room_in(path.parent):
        beside = own_folder(path.parent) / f".{path.name}.{uuid.uuid4().hex[:8]}"
        try:
            with open(beside, "wb", opener=open_own) as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sweep_half_written(*folders: Path) -> None:
    """Remove what a crash has kept from being whole; for the only one who writes there."""
    for path in (path for folder in folders for path in folder.glob(".*.*")):
        if HALF_WRITTEN.fullmatch(path.name) and path.is_file():
            path.unlink(missing_ok=True)


def write_output(path: Path, data: bytes) -> None:
    """Write a file that somebody asked for, complete or not at all; raises DiskFull.

    Unlike what is the owner's alone it gets the rights that this user's files get.
    """
    if path.exists() and not path.is_file():  # such as /dev/stdout
        path.write_bytes(data)
        return
    beside = path.with_name(f".{path.name}.part")
    with room_in(path.parent):
        try:
            beside.write_bytes(data)
            beside.replace(path.resolve())
        finally:
            beside.unlink(missing_ok=True)


def addition(
    path: Path, entries: Iterable[Mapping[str, Any]], head: Path | None = None
) -> Addition:
    """Return entries as JSON lines, each chained to the line before; for one writer at a time.

    A line torn by an earlier crash stays torn. `head` is the file that remembers the last line, by
    its hash.
    """
    held = path.read_bytes() if path.exists() else b""
    # Mark what is torn: complete JSON without its line end never took effect either.
    torn = [TORN] if held and not held.endswith(b"\n") else []
    lines = [*torn, *chained(held, entries)]
    return Addition(path, b"".join(line + b"\n" for line in lines), head)


def chained(held: bytes, entries: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """Return entries as JSON lines, each with the hash of the one before, after what is held."""
    before = [line for _, line in _lines(held)]
    link = _hash(before[-1]) if before else ""
    lines = []
    for entry in entries:
        linked = {**entry, PREVIOUS: link}
        lines.append(json.dumps(linked, ensure_ascii=False, sort_keys=True).encode())
        link = _hash(lines[-1])
    return lines


def append_together(additions: Sequence[Addition]) -> None:
    """Append whole lines to several journals, in order, or to none; raises DiskFull.

    Where there is no room the journals are as they were.
    """
    sizes = {new.path: new.path.stat().st_size for new in additions if new.path.exists()}
    try:
        for new in additions:
            with room_in(new.path.parent):
                _append(new.path, new.lines)
    except BaseException:
        for new in additions:
            if new.path.exists():
                os.truncate(new.path, sizes.get(new.path, 0))
        raise
    for new in additions:
        # One that could not be written is one line behind, as after a crash: that is no fault.
        with suppress(DiskFull):
            if new.head is not None:
                write_whole(new.head, _hash(new.lines.splitlines()[-1]).encode())


def read_lines(
    path: Path, is_entry: Callable[[dict[str, Any]], bool] = bool, head: Path | None = None
) -> list[dict[str, Any]]:
    """Return a journal's entries, oldest first; torn lines, which never took effect, are left out.

    A line counts as written only when it is whole JSON *and* ended: that is what `append_together`
    leaves behind, so an entry is in force for every reader or for none. A crash leaves a last line
    without its end, which the next `addition` marks. Any other line that cannot be read, or is no
    entry, raises DamagedJournal. From the first line with a link on, all must be linked as they
    were written, and the line that `head` remembers be there, else it raises BrokenChain; lines of
    earlier journals have no links.
    """
    # Before the lines themselves: one that is added meanwhile is then never remembered and unseen.
    remembered = head.read_text("ascii").strip() if head is not None and head.exists() else None
    return entries_of(path.read_bytes() if path.exists() else b"", is_entry, remembered, path)


def entries_of(
    held: bytes,
    is_entry: Callable[[dict[str, Any]], bool],
    remembered: str | None,
    where: Path | str,
) -> list[dict[str, Any]]:
    """Return the entries of a journal's content as `read_lines` does, and raise as that does.

    `remembered` is the hash of its last line, if any; `where` is what an error calls the journal.
    """
    numbered = _lines(held)
    parsed = [(number, _entry(line)) for number, line in numbered]
    links = [entry.pop(PREVIOUS, None) if entry else None for _, entry in parsed]
    entries = [entry for _, entry in parsed if entry is not None and is_entry(entry)]
    if len(entries) < len(parsed):
        raise DamagedJournal(
            where, [number for number, entry in parsed if entry is None or not is_entry(entry)]
        )
    if broken := _breaks(numbered, links, remembered):
        raise BrokenChain(where, broken)
    return entries


def torn_line(path: Path) -> int | None:
    """Return the number of a journal's last line where a crash has cut it short, else None."""
    held = path.read_bytes() if path.exists() else b""
    return held.count(b"\n") + 1 if held and not held.endswith(b"\n") else None


def _append(path: Path, data: bytes) -> None:
    is_new = not path.exists()
    own_folder(path.parent)
    with open(path, "ab", buffering=0, opener=open_own) as handle:
        while data:
            data = data[handle.write(data) :]
        os.fsync(handle.fileno())
    if is_new:
        sync_folder(path.parent)


def _lines(held: bytes) -> list[tuple[int, bytes]]:
    """Return the lines that took effect, numbered from 1."""
    return [
        (number, line)
        for number, line in enumerate(held.split(b"\n")[:-1], 1)
        if line.strip() and not line.endswith(TORN)
    ]


def _breaks(
    held: Sequence[tuple[int, bytes]], links: Sequence[str | None], remembered: str | None
) -> list[int]:
    """Return the numbers of the lines where the chain is broken, none where it is whole."""
    hashes = ["", *(_hash(line) for _, line in held)]
    first = next((i for i, link in enumerate(links) if link is not None), len(links))
    broken = [held[i][0] for i in range(first, len(links)) if links[i] != hashes[i]]
    if remembered is not None and remembered not in hashes[1:]:
        last = held[-1][0] if held else 0
        return broken or [last]
    return broken


def _hash(line: bytes) -> str:
    return sha256(line).hexdigest()


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None

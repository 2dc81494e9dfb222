"""Backup and restore of the whole working folder, as one file that says what it holds."""

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from ailaget.errors import AilagetError
from ailaget.store.workspace import Workspace

CONTENTS = "contents.json"
LOCK = ".lock"
BESIDE_SQLITE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside its file; the backup has it in the file itself."""


class NotABackup(AilagetError):
    """A file is not a backup, or not a whole one; nothing was changed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__("backup.not_a_backup", path=str(path), reason=reason)


class FolderInUse(AilagetError):
    """There is something in the folder to restore to; nothing was changed."""

    def __init__(self, root: Path) -> None:
        super().__init__("backup.folder_in_use", root=str(root))


def back_up(workspace: Workspace, target: Path) -> int:
    """Write the whole working folder to a file and return how many files it holds.

    Writers wait meanwhile, and SQLite files are copied by SQLite itself, so the copy is of one
    moment. The file is there whole or not at all.
    """
    beside = target.with_name(f".{target.name}.part")
    digests: dict[str, str] = {}
    try:
        with workspace.lock(), ZipFile(beside, "w", ZIP_DEFLATED) as archive:
            for path in _files(workspace.root, {target.resolve(), beside.resolve()}):
                name = path.relative_to(workspace.root).as_posix()
                data = _sqlite_copy(path) if path.suffix == ".sqlite" else path.read_bytes()
                digests[name] = hashlib.sha256(data).hexdigest()
                archive.writestr(name, data)
            about = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "files": digests}
            archive.writestr(CONTENTS, json.dumps(about, indent=1))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return len(digests)


def restore(workspace: Workspace, source: Path, *, force: bool = False) -> Path | None:
    """Put a backup in place of the working folder; return where the old one is kept, if any.

    Raises
    ------
    NotABackup
        Before anything is changed, where the file is not whole.
    FolderInUse
        Where the folder holds anything, unless `force`.
    """
    root = workspace.root
    with tempfile.TemporaryDirectory(dir=_made(root.parent), prefix=f".{root.name}-") as unpacked:
        _unpack(source, Path(unpacked))
        with workspace.lock():
            old = [path for path in root.iterdir() if path.name != LOCK]
            if old and not force:
                raise FolderInUse(root)
            kept = _kept(root) if old else None
            for path in old:
                shutil.move(path, _made(kept or root) / path.name)
            for path in Path(unpacked).iterdir():
                shutil.move(path, root / path.name)
    return kept


def _files(root: Path, without: set[Path]) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        is_beside = path.name.endswith(tuple(f".sqlite{end}" for end in BESIDE_SQLITE))
        is_passing = path.name.endswith(LOCK) or path.name.startswith(".building-") or is_beside
        if path.is_file() and not is_passing and path.resolve() not in without:
            yield path


def _sqlite_copy(path: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(copy)) as there:
            here.backup(there)
        return copy.read_bytes()


def _unpack(source: Path, folder: Path) -> None:
    """Unpack a backup, every file checked against what it was; raises NotABackup."""
    try:
        with ZipFile(source) as archive:
            digests = json.loads(archive.read(CONTENTS))["files"]
            if set(archive.namelist()) - {CONTENTS} != set(digests):
                raise NotABackup(source, CONTENTS)
            for name, digest in digests.items():
                parts = PurePosixPath(name)
                data = archive.read(name)
                is_inside = not parts.is_absolute() and ".." not in parts.parts and "\\" not in name
                if not is_inside or hashlib.sha256(data).hexdigest() != digest:
                    raise NotABackup(source, name)
                _made((folder / name).parent)
                (folder / name).write_bytes(data)
    except (BadZipFile, KeyError, TypeError, AttributeError, ValueError) as error:
        raise NotABackup(source, type(error).__name__) from error


def _kept(root: Path) -> Path:
    """Return a folder beside the working folder that does not exist yet, for what it held."""
    when = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (f"{root.name}-before-{when}{more}" for more in ("", *(f"-{n}" for n in range(1, 100))))
    return next(root.with_name(name) for name in names if not root.with_name(name).exists())


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder

"""Backup and restore of the whole working folder, as one file that says what it holds."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from ailaget.errors import AilagetError
from ailaget.store.archive import read_received
from ailaget.store.disk import open_own, own_folder, room_in, sync_file, sync_folder
from ailaget.store.files import HALF_WRITTEN
from ailaget.store.format import check_format
from ailaget.store.records_file import check_records, open_existing
from ailaget.store.swap import (
    BESIDE,
    KEPT,
    LOCK,
    PASSING,
    Swap,
    contents,
    finish_swap,
    mark_swap,
    undo_swap,
)
from ailaget.store.workspace import Workspace

CONTENTS = "contents.json"
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


class CannotMove(AilagetError):
    """A folder in the working folder is a mount of its own, and cannot be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__("backup.cannot_move", path=str(path))


class NoBackup(AilagetError):
    """A folder holds no backup made by `back_up_into`."""

    def __init__(self, folder: Path) -> None:
        super().__init__("backup.none", folder=str(folder))


NAMED = "ailaget-[0-9]*.zip"
"""How backups that are made on a schedule are named: by the second, so that their names sort."""


def back_up_into(workspace: Workspace, folder: Path, keep: int) -> tuple[Path, int]:
    """Write a backup named for now into a folder, then remove all such but the newest `keep`.

    Return the new one and how many files it holds. Nothing else in the folder is touched, and
    nothing is removed where no new one could be made; raises as `back_up`.
    """
    own_folder(folder)
    target = folder / f"ailaget-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"
    count = back_up(workspace, target)
    for older in sorted(folder.glob(NAMED))[:-keep]:
        older.unlink(missing_ok=True)
    return target, count


def newest_backup(folder: Path) -> Path:
    """Return the newest backup of those made on a schedule; raises NoBackup."""
    backups = sorted(folder.glob(NAMED))
    if not backups:
        raise NoBackup(folder)
    return backups[-1]


def back_up(workspace: Workspace, target: Path) -> int:
    """Write the whole working folder to a file and return how many files it holds.

    Writers wait meanwhile, and SQLite files are copied by SQLite itself, so the copy is of one
    moment. The file is there whole or not at all, and the owner's alone.

    Raises
    ------
    DamagedJournal, ChangedFile, LostRecords, DamagedRecords
        Where something is damaged: a backup of it would take the place of one that is whole.
    DiskFull
    """
    beside = target.with_name(f".{target.name}.part")
    digests: dict[str, str] = {}
    try:
        with workspace.lock(), room_in(target.parent):
            check_whole(workspace)
            with (
                open(beside, "wb", opener=open_own) as handle,
                ZipFile(handle, "w", ZIP_DEFLATED) as archive,
            ):
                for path in _files(workspace.root, {target.resolve(), beside.resolve()}):
                    name = path.relative_to(workspace.root).as_posix()
                    data = _sqlite_copy(path) if path.suffix == ".sqlite" else path.read_bytes()
                    digests[name] = hashlib.sha256(data).hexdigest()
                    archive.writestr(name, data)
                about = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "files": digests}
                archive.writestr(CONTENTS, json.dumps(about, indent=1))
            sync_file(beside)
            beside.replace(target)
            sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)
    return len(digests)


def restore(workspace: Workspace, source: Path, *, force: bool = False) -> Path | None:
    """Put a backup in place of the working folder; return where the old one is kept, if any.

    All of it or nothing: it is unpacked within the folder, then decided, and from then on done,
    by the next who comes if need be (`store.swap`).

    Raises
    ------
    NotABackup, NewerFolder, DiskFull
        Before anything is changed, where the file is not whole or there is no room for it.
    FolderInUse
        Where the folder holds anything, unless `force`.
    CannotMove, RestoreUnfinished
        Where the folder's parts cannot be moved: known before anything is changed, and not.
    """
    root = workspace.root
    with workspace.lock(to_restore=True):
        going = contents(root)
        if going and not force:
            raise FolderInUse(root)
        for name in going:
            if os.path.ismount(root / name):
                raise CannotMove(root / name)
        mark_swap(root, Swap(is_decided=False, going=tuple(going)))
        try:
            with room_in(root):
                unpacked = own_folder(root / BESIDE / "new")
                _unpack(source, unpacked)
                check_format(unpacked)
                _sync_folders(unpacked)
            coming = tuple(sorted(path.name for path in unpacked.iterdir()))
            decided = Swap(
                is_decided=True, going=tuple(going), coming=coming, kept=str(_kept(root))
            )
            mark_swap(root, decided)
        except BaseException:
            undo_swap(root)
            raise
        return finish_swap(root)


def check_whole(workspace: Workspace) -> None:
    """Raise the named error of whatever is damaged in the folder, or with a server there."""
    for sha256, name in workspace.state().archived:
        read_received(workspace, sha256, name)
    check_records(workspace)


def _files(root: Path, without: set[Path]) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        top = path.relative_to(root).parts[0]
        is_beside = path.name.endswith(tuple(f".sqlite{end}" for end in BESIDE_SQLITE))
        is_passing = path.name.endswith(LOCK) or path.name.startswith(".building-") or is_beside
        is_other = top in PASSING or KEPT in top or path.resolve() in without
        is_passing = is_passing or bool(HALF_WRITTEN.fullmatch(path.name))
        if path.is_file() and not is_passing and not is_other:
            yield path


def _sqlite_copy(path: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.touch()
        with closing(open_existing(path)) as here, closing(open_existing(copy)) as there:
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
                data = archive.read(name)
                if not _is_inside(name) or hashlib.sha256(data).hexdigest() != digest:
                    raise NotABackup(source, name)
                own_folder((folder / name).parent)
                with open(folder / name, "wb", opener=open_own) as handle:
                    handle.write(data)
                    handle.flush()
                    os.fsync(handle.fileno())
    except (BadZipFile, KeyError, TypeError, AttributeError, ValueError) as error:
        raise NotABackup(source, type(error).__name__) from error


def _is_inside(name: str) -> bool:
    """Return whether a name in a backup is one in the working folder, and one that lasts."""
    parts = PurePosixPath(name)
    is_below = not parts.is_absolute() and ".." not in parts.parts and "\\" not in name
    return is_below and bool(parts.parts) and parts.parts[0] not in PASSING


def _sync_folders(root: Path) -> None:
    for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
        sync_folder(folder)


def _kept(root: Path) -> Path:
    """Return a folder beside the working folder that does not exist yet, for what it held."""
    when = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (f"{root.name}{KEPT}{when}{more}" for more in ("", *(f"-{n}" for n in range(1, 100))))
    return next(
        root.with_name(name)
        for name in names
        if not root.with_name(name).exists() and not (root / name).exists()
    )

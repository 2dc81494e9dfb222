"""The disk itself: folders and files for the owner alone, names that last, and no room left."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ailaget.errors import AilagetError

OWNERS_FOLDER, OWNERS_FILE = 0o700, 0o600
"""What only the owner may enter, read and change; Windows has its own rules, and keeps them."""

FULL = {errno.ENOSPC, errno.EDQUOT}
FULL_TEXTS = ("No space left on device", "database or disk is full", "Disk quota exceeded")
"""How a full disk is told of by the system, and by databases in texts of their own."""


class DiskFull(AilagetError):
    """There is no room left where something was to be written; nothing is half written."""

    def __init__(self, folder: Path) -> None:
        super().__init__("store.disk_full", folder=str(folder))


@contextmanager
def room_in(folder: Path) -> Iterator[None]:
    """Say where there was no room, whoever tells of it while writing; raises DiskFull."""
    try:
        yield
    except Exception as error:
        if _is_full(error):
            raise DiskFull(folder) from error
        raise


def _is_full(error: Exception) -> bool:
    if isinstance(error, AilagetError):
        return False
    by_number = isinstance(error, OSError) and error.errno in FULL
    return by_number or any(text in str(error) for text in FULL_TEXTS)


def own_folder(folder: Path) -> Path:
    """Make a folder, and those above it that lack, for the owner alone; return it."""
    if not folder.is_dir():
        own_folder(folder.parent)
        # Another process may have made it meanwhile.
        with suppress(FileExistsError):
            folder.mkdir(OWNERS_FOLDER)
            sync_folder(folder.parent)
    return folder


def open_own(path: str, flags: int) -> int:
    """Open a file that is the owner's alone if it is made now; an `opener` for `open`."""
    return os.open(path, flags, OWNERS_FILE)


def sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk: what was made, moved or removed in it stays so."""
    only_folders = getattr(os, "O_DIRECTORY", None)
    if only_folders is None:  # Windows opens no folder, and syncs its names by itself
        return
    handle = os.open(folder, os.O_RDONLY | only_folders)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Have a file's content on the disk."""
    with path.open("r+b") as handle:
        os.fsync(handle.fileno())


def tighten(root: Path) -> None:
    """Make a folder and all that is in it the owner's alone; what is another's stays as it is."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            with suppress(FileNotFoundError, PermissionError):
                path.chmod(OWNERS_FOLDER if path.is_dir() else OWNERS_FILE)

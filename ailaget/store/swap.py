"""A restore in one step: unpacked beside, decided by one mark, and finished by whoever comes next.

While a backup is unpacked the mark says so, and the folder is as it was. Once all is unpacked the
mark says what takes the place of what: from then on the restore is decided. Each step is a rename
that can be done again, so a restore that is cut short is finished before anything else is done.
"""

import json
import logging
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.store.disk import own_folder, sync_folder
from ailaget.store.files import HALF_WRITTEN, sweep_half_written, write_whole

logger = logging.getLogger(__name__)

LOCK = ".lock"
MARK, BESIDE = ".restore.json", ".restore"
CANDIDATE = ".candidate"
"""Where earlier versions tried a change; a crash of one may have left it."""

KEPT = "-before-"
"""In the name of a folder that keeps what a restore replaced."""

REPORT_FILES = "report_files"
"""Where reports of every municipality lie, which can always be made again."""

SESSIONS = "sessions"
"""Where sessions of those who have signed in lie, which begin anew."""

PASSING = (LOCK, MARK, BESIDE, CANDIDATE, REPORT_FILES, SESSIONS)
"""What lies in a working folder for a time only; never in a backup."""


class RestoreInterrupted(AilagetError):
    """A restore into an empty folder was cut short while unpacking: there is nothing to go on."""

    def __init__(self, root: Path) -> None:
        super().__init__("backup.interrupted", root=str(root), mark=str(root / MARK))


class RestoreUnfinished(AilagetError):
    """A restore is decided, and something keeps its files from being moved."""

    def __init__(self, root: Path, reason: OSError) -> None:
        super().__init__("backup.unfinished", root=str(root), reason=str(reason))


@dataclass(frozen=True)
class Swap:
    """What a restore is about: names that go, names that come, and where what goes is kept.

    It `is_decided` once all that comes has been unpacked.
    """

    is_decided: bool
    going: tuple[str, ...]
    coming: tuple[str, ...] = ()
    kept: str = ""


def swap_under_way(root: Path) -> Swap | None:
    """Return the restore that a folder's mark tells of, None without one."""
    try:
        mark = json.loads((root / MARK).read_bytes())
    except FileNotFoundError:
        return None
    return Swap(mark["is_decided"], tuple(mark["going"]), tuple(mark["coming"]), mark["kept"])


def mark_swap(root: Path, swap: Swap) -> None:
    """Write the mark, whole or not at all."""
    write_whole(root / MARK, json.dumps(asdict(swap)).encode())


def contents(root: Path) -> list[str]:
    """Return the names in a working folder, without what is passing or kept by a restore."""
    names = {path.name for path in root.iterdir()} - {*PASSING}
    return sorted(name for name in names if KEPT not in name and not HALF_WRITTEN.fullmatch(name))


def is_restore_interrupted(root: Path) -> bool:
    """Return whether a restore into an empty folder was cut short before it was decided."""
    swap = swap_under_way(root)
    return swap is not None and not swap.is_decided and not swap.going


def settle(root: Path, *, again: bool = False) -> None:
    """Deal with a restore that was cut short: finish it if it was decided, else undo it.

    The caller holds the lock. With `again` it is about to be restored to anew. Raises
    RestoreInterrupted, else, where undoing would leave an empty folder, which nobody asked for, and
    RestoreUnfinished.
    """
    swap = swap_under_way(root)
    if swap is not None and swap.is_decided:
        finish_swap(root)
        logger.warning("a restore that was cut short is finished: %s", root)
    elif swap is not None and not swap.going and not again:
        raise RestoreInterrupted(root)
    else:
        undo_swap(root)


def undo_swap(root: Path) -> None:
    """Remove what was unpacked, then the mark: the folder is as it was."""
    if (root / BESIDE).exists():
        shutil.rmtree(root / BESIDE)
    if (root / MARK).exists():
        (root / MARK).unlink()
        sync_folder(root)
    sweep_half_written(root)


def finish_swap(root: Path) -> Path | None:
    """Move what goes aside and what comes into its place; return where the former is kept.

    Raises RestoreUnfinished; whoever comes next tries again.
    """
    swap = swap_under_way(root)
    assert swap is not None
    coming, gone = root / BESIDE / "new", root / BESIDE / "old"
    try:
        for name in sorted({*swap.going, *swap.coming}):
            if name in swap.coming and not (coming / name).exists():
                continue  # it is in its place
            if os.path.lexists(root / name):
                (root / name).rename(_free(own_folder(gone), name))
            if name in swap.coming:
                (coming / name).rename(root / name)
        kept = _keep(gone, root, Path(swap.kept))
        for folder in (coming, root):
            sync_folder(folder)
        (root / MARK).unlink()
        sync_folder(root)
    except OSError as error:
        raise RestoreUnfinished(root, error) from error
    shutil.rmtree(root / BESIDE)
    return kept if swap.going else None


def _keep(gone: Path, root: Path, kept: Path) -> Path:
    """Move what was replaced beside the working folder; within it, where that cannot be done.

    It cannot where the working folder is a mount of its own, or the one above is another's.
    """
    if gone.exists():
        sync_folder(gone)
        try:
            gone.rename(kept)
        except OSError:
            gone.rename(root / kept.name)
    if not kept.exists():
        return root / kept.name
    with suppress(PermissionError):  # of a folder that is another's
        sync_folder(kept.parent)
    return kept


def _free(folder: Path, name: str) -> Path:
    """Return a path in a folder by a name, or, where that is there already, by one like it."""
    tries = (folder / f"{name}{more}" for more in ("", *(f".{n}" for n in range(1, 1000))))
    return next(path for path in tries if not path.exists())

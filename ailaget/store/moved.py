"""The mark of a folder whose journals and records have moved into PostgreSQL: they are read there.

What the folder still has of them is as it was on the day of the move, so nobody goes on from it.
"""

from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.store.files import write_whole

MARK = "moved-to-postgresql"


class FolderMoved(AilagetError):
    """The folder's journals and records are in PostgreSQL now, and no address of it is given."""

    def __init__(self, root: Path, server: str) -> None:
        super().__init__("database.folder_moved", server=server, mark=str(root / MARK))


def mark_moved(root: Path, server: str) -> None:
    """Leave word of where a folder's journals and records have moved."""
    write_whole(root / MARK, server.encode())


def check_not_moved(root: Path) -> None:
    """Raise FolderMoved where such a word was left."""
    try:
        server = (root / MARK).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    raise FolderMoved(root, server)

"""In which form a working folder is kept: one of a later version is left as it is, and says so."""

from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.store.files import write_whole

MARK = "format"
FORMAT = 1
"""Raised by one whenever an earlier version would read what is kept now wrongly, or break it."""


class NewerFolder(AilagetError):
    """The folder was kept by a later version of AI-läget, which alone can use it."""

    def __init__(self, root: Path, given: str) -> None:
        super().__init__("store.newer_folder", root=str(root), format=given, known=FORMAT)


def check_format(root: Path) -> str:
    """Return the form that a folder says it has, empty where it says none; raises NewerFolder."""
    try:
        given = (root / MARK).read_text(encoding="ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    if not given.isdecimal() or int(given) > FORMAT:
        raise NewerFolder(root, given)
    return given


def keep_format(root: Path) -> None:
    """Say in which form a folder is kept from now on; for who writes to it. Raises NewerFolder."""
    if check_format(root) != str(FORMAT):
        write_whole(root / MARK, f"{FORMAT}\n".encode())

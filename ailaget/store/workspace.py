"""The working folder: where received files, decisions and built databases lie."""

import os
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

DEFAULT_ROOT = Path(__file__).parent.parent.parent / "var"


@dataclass(frozen=True)
class Workspace:
    """The paths of one working folder; several can live side by side."""

    root: Path

    @property
    def archive(self) -> Path:
        """Folder of received files, each named by its sha256."""
        return self.root / "archive"

    @property
    def manifest(self) -> Path:
        """Journal of what was received: one JSON line per file and wave."""
        return self.archive / "manifest.jsonl"

    @property
    def decisions(self) -> Path:
        """Journal of what people decided: publishing, withdrawing, aliases, mappings."""
        return self.root / "decisions.jsonl"

    @property
    def reports(self) -> Path:
        """Folder of collected reports, each by its link's id."""
        return self.root / "reports"

    @property
    def databases(self) -> Path:
        """Folder of built databases."""
        return self.root / "db"

    @property
    def pointer(self) -> Path:
        """File that holds the name of the database in force."""
        return self.databases / "CURRENT"

    @property
    def records(self) -> Path:
        """The council's records: meetings, notes, decisions, actions and goals."""
        return self.root / "council.sqlite"

    @property
    def kept_maps(self) -> Path:
        """Folder of the map files that frozen figures were drawn with."""
        return self.root / "maps"

    def lock(self) -> FileLock:
        """Return the lock that every writer holds; readers need none."""
        self.root.mkdir(parents=True, exist_ok=True)
        return FileLock(self.root / ".lock")


def workspace() -> Workspace:
    """Return the folder that ``AILAGET_VAR`` names, else ``var/`` beside the code."""
    root = os.environ.get("AILAGET_VAR")
    return Workspace(Path(root) if root else DEFAULT_ROOT)

"""A version to collect from: a revision of this repository, or a checkout's folder."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CHANGED = "changed-"
"""What the collection of a folder with changed files is called by: it is of no commit."""


@dataclass(frozen=True)
class Version:
    """A version: the folder to run in, and its commit, empty where files have been changed."""

    folder: Path
    commit: str

    def collected(self, area: str, cache: Path) -> Path:
        """Return an area's collection of this version, made unless the cache has it."""
        if not self.commit:
            folder = sha256(str(self.folder).encode()).hexdigest()[:8]
            target = cache / f"{CHANGED}{folder}-{os.getpid()}-{area}.zip"
        else:
            target = cache / f"{self.commit}-{area}-{_digest()}.zip"
        if not target.exists():
            self._collect(area, target)
        return target

    def _collect(self, area: str, target: Path) -> None:
        # Another run may be collecting the same.
        beside = target.with_name(f"{os.getpid()}-{target.name}")
        paths = [str(self.folder), str(HERE.parent)]
        others = {key: value for key, value in os.environ.items() if not key.startswith("AILAGET_")}
        with tempfile.TemporaryDirectory(prefix="same-") as scratch:
            ended = subprocess.run(
                [sys.executable, "-m", f"{HERE.name}.collect", area, str(beside), scratch],
                cwd=self.folder,
                env={**others, "PYTHONPATH": os.pathsep.join(paths)},
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        if ended.returncode:
            raise SystemExit(f"{area} of {self.folder} was not collected:\n{ended.stderr[-4000:]}")
        beside.replace(target)


@contextmanager
def version(named: str) -> Iterator[Version]:
    """Yield a version by its folder or its revision, which is checked out until the block ends."""
    if Path(named).is_dir():
        folder = Path(named).resolve()
        changed = _git(folder, "status", "--porcelain")
        yield Version(folder, "" if changed else _git(folder, "rev-parse", "HEAD"))
        return
    commit = _git(ROOT, "rev-parse", "--verify", f"{named}^{{commit}}")
    with tempfile.TemporaryDirectory(prefix="same-") as scratch:
        folder = Path(scratch) / "tree"
        _git(ROOT, "worktree", "add", "--detach", str(folder), commit)
        try:
            yield Version(folder, commit)
        finally:
            _git(ROOT, "worktree", "remove", "--force", str(folder))


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _digest() -> str:
    """Return what tells one way of collecting from another."""
    compared_only = {"__init__.py", "__main__.py", "normal.py", "differences.py", "versions.py"}
    digest = sha256()
    for path in sorted(HERE.glob("*.py")):
        if path.name not in compared_only:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]

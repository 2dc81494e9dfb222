"""Results that take long, computed ahead and kept beside the database that they belong to.

Each lies under a key made of everything that it depends on, so a result that is out of date is
never found: whoever asks for it computes it, as for one that was never there. Where several
machines share a folder they share the results too: what one has computed no other has to.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ailaget.store.files import write_whole
from ailaget.store.workspace import Workspace

SUFFIX = ".computed.json"


def computed_path(workspace: Workspace, build: str) -> Path:
    """Return where a build's results lie, written or not."""
    return workspace.shared_databases / (Path(build).stem + SUFFIX)


def keep_computed(workspace: Workspace, build: str, results: Mapping[str, Any]) -> None:
    """Write a build's results, all of them or none; they replace what was there."""
    data = json.dumps(results, allow_nan=False, separators=(",", ":"))
    write_whole(computed_path(workspace, build), data.encode())


def read_computed(path: Path) -> dict[str, Any]:
    """Return the results by key; none where there is no such file or it cannot be read."""
    try:
        results = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return results if isinstance(results, dict) else {}


def every_computed(workspace: Workspace) -> dict[str, Any]:
    """Return the results beside all databases that are still there."""
    files = sorted(workspace.shared_databases.glob(f"*{SUFFIX}"))
    return {key: result for path in files for key, result in read_computed(path).items()}


def sweep_computed(workspace: Workspace) -> None:
    """Remove the results of databases that are gone, and what a kill left; for its writer alone."""
    for path in workspace.shared_databases.glob(f"*{SUFFIX}"):
        if not path.with_name(path.name.removesuffix(SUFFIX) + ".duckdb").exists():
            path.unlink(missing_ok=True)
    for torn in workspace.shared_databases.glob(f".*{SUFFIX}.*"):
        torn.unlink(missing_ok=True)


class Computed:
    """One build's results, read when first asked for, and again once they have been written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written_at: int | None = None
        self._results: dict[str, Any] = {}

    def get(self, key: str) -> Any | None:
        """Return a result, None where it has not been computed."""
        try:
            written_at = self._path.stat().st_mtime_ns
        except OSError:  # not there, or shared storage that cannot be reached
            written_at = None
        if written_at != self._written_at:
            self._results, self._written_at = read_computed(self._path), written_at
        return self._results.get(key)

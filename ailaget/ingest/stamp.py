"""What a database is built from, as a name, and whether the one in force is of all there is."""

import hashlib
import json
from pathlib import Path

from ailaget.codebook import CODEBOOK, DATA
from ailaget.store.builds import current_build, stamp_of
from ailaget.store.database import QUERIES
from ailaget.store.state import State
from ailaget.store.workspace import Workspace

PACKAGE = Path(__file__).parents[1]
DECIDING = ("codebook", "disclosure", "geography", "ingest", "store")
"""Folders of code that decide what is in a database, with all folders in them."""


def is_current(workspace: Workspace) -> bool:
    """Return whether the database in force holds everything received and decided."""
    return stamp_of(current_build(workspace)) == stamp(workspace.state())


def stamp(state: State) -> str:
    """Return the name of everything that a database is built from: data, decisions and code."""
    digest = hashlib.sha256()
    reference = [
        CODEBOOK,
        *DATA.glob("*.csv"),
        *DATA.glob("*.toml"),
        *(path for path in (DATA / "context").iterdir() if path.is_file()),
        *(QUERIES / "build").glob("*.sql"),
    ]
    code = [path for room in DECIDING for path in sorted((PACKAGE / room).rglob("*.py"))]
    for path in [*sorted(reference), *code]:
        digest.update(path.read_bytes())
    entries = [vars(entry) for entry in state.received]
    digest.update(json.dumps([entries, state.decisions], sort_keys=True).encode())
    return digest.hexdigest()[:12]

"""The name of this version of all that decides what is shown."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from ailaget.codebook import DATA
from ailaget.store.database import QUERIES

PACKAGE = Path(__file__).parents[1]
MADE_BY_PYTHON = "__pycache__"


@cache
def code_digest() -> str:
    """Return the name of this version: its code, its queries, its texts and all its data."""
    digest = sha256()
    for root in (PACKAGE, DATA, QUERIES):
        for path in sorted(root.rglob("*")):
            if path.is_file() and MADE_BY_PYTHON not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

"""What pages would wait for, computed as soon as a database comes into force."""

import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from subprocess import PIPE
from time import sleep, time

from ailaget.errors import AilagetError
from ailaget.exports.pictures.fonts import learn
from ailaget.store.builds import current_build
from ailaget.store.code_digest import code_digest
from ailaget.store.kept_pictures import taken_by
from ailaget.store.workspace import workspace
from ailaget.views.precompute import compute_ahead

ROOT = Path(__file__).parent.parent.parent

MAKES_FONT = "ailaget.exports.pictures.fonts"
TAKES_PICTURES = "ailaget.ui.report.pictures_ahead"

FIRST_FILE = ("ailaget.ui.downloads", "ailaget.exports.pictures.images")
"""What a first file or picture would wait for; it is small, as long as fonts are known."""

PAUSE = 5.0
"""Seconds between looks: a wave published on the command line or by another server is seen too."""

SETTLED = 60.0
"""Seconds that a database has been there before its pictures are taken: who has published looks at
pages first, and often publishes again."""


def stay_ahead() -> None:
    """Follow the database in force for as long as the server runs; for a thread of its own.

    What cannot be read or written now is tried again, and meanwhile computed by whoever asks.
    """
    # The one who has just started the server gets a page first.
    sleep(PAUSE)
    learn(_run(MAKES_FONT))
    for module in FIRST_FILE:
        import_module(module)
    pictured = None
    while True:
        with suppress(AilagetError, OSError):
            compute_ahead(workspace())
            build = current_build(workspace())
            if build is not None and build != pictured and _age(build) >= SETTLED:
                # Asked here as well: a process that finds all taken costs seconds of a processor.
                if taken_by(workspace(), build) != code_digest():
                    _run(TAKES_PICTURES)
                pictured = build
        sleep(PAUSE)


def _age(build: str) -> float:
    """Return the seconds since a database was built."""
    return time() - (workspace().databases / build).stat().st_mtime


def _run(module: str) -> str:
    """Run what makes ready something of pictures, which the first would wait seconds for.

    In a process of its own: it would hold memory for as long as the server runs. Returns what it
    has printed.
    """
    with suppress(OSError):
        command = [sys.executable, "-m", module]
        return subprocess.run(command, cwd=ROOT, check=False, stdout=PIPE, text=True).stdout
    return ""

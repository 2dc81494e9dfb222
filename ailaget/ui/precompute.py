"""What pages would wait for, computed as soon as a database comes into force."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

from ailaget.errors import AilagetError
from ailaget.store.workspace import workspace
from ailaget.views.precompute import compute_ahead

ROOT = Path(__file__).parent.parent.parent

PAUSE = 5.0
"""Seconds between looks: a wave published on the command line or by another server is seen too."""


def stay_ahead() -> None:
    """Follow the database in force for as long as the server runs; for a thread of its own.

    What cannot be read or written now is tried again, and meanwhile computed by whoever asks.
    """
    # The one who has just started the server gets a page first.
    sleep(PAUSE)
    make_font()
    while True:
        with suppress(AilagetError, OSError):
            compute_ahead(workspace())
        sleep(PAUSE)


def make_font() -> None:
    """Have the font of pictures made: the first would wait seconds for what is made once.

    In a process of its own: what makes it would hold memory for as long as the server runs.
    """
    with suppress(OSError):
        subprocess.run(
            [sys.executable, "-m", "ailaget.exports.pictures.fonts"], cwd=ROOT, check=False
        )

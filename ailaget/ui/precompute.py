"""What pages would wait for, computed as soon as a database comes into force."""

import inspect
from contextlib import suppress
from time import sleep

from ailaget.errors import AilagetError
from ailaget.exports.pictures.fonts import fonts_here
from ailaget.store.workspace import workspace
from ailaget.views.precompute import compute_ahead

PAUSE = 5.0
"""Seconds between looks: a wave published on the command line or by another server is seen too."""


def know_modules() -> None:
    """Have Python list its modules by file, as it does when asked where a call comes from.

    Streamlit asks once, in the first run of a page, and the list takes half a second.
    """
    inspect.stack()


def stay_ahead() -> None:
    """Follow the database in force for as long as the server runs; for a thread of its own.

    What cannot be read or written now is tried again, and meanwhile computed by whoever asks.
    """
    while True:
        # The one who has just started the server gets a page first.
        sleep(PAUSE)
        with suppress(AilagetError, OSError):
            compute_ahead(workspace())
        # The first picture would wait seconds for a font that is made once on a machine.
        fonts_here()

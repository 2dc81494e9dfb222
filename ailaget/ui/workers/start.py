"""Start several workers and the front before them, where this system can."""

import os
import sys

from ailaget.access.settings import faults
from ailaget.texts import DEFAULT_LANGUAGE, texts
from ailaget.ui.announcing import announce, where
from ailaget.ui.guard.refusals import quieten
from ailaget.ui.operations import logs
from ailaget.ui.workers.front import Front, listening_at
from ailaget.ui.workers.shares import WORKERS, can_hand_over

CANNOT = 1


def start_workers(count: int, *, opens: bool) -> int:
    """Serve with so many workers until stopped; return what the process ends with."""
    t = texts(os.environ.get("AILAGET_LANG", DEFAULT_LANGUAGE))
    if wrong := faults():
        print(
            *(t(fault.key, variable=fault.variable) for fault in wrong), sep="\n", file=sys.stderr
        )
        return CANNOT
    host, port = where()
    if not can_hand_over():
        print(t("started.no_workers", setting=WORKERS), file=sys.stderr)
        return CANNOT
    try:
        listener = listening_at(host, port)
    except OSError as error:
        reason = error.strerror or error
        print(t("started.not_there", address=f"{host}:{port}", reason=reason), file=sys.stderr)
        return CANNOT
    if logs.is_structured():
        logs.write_structured()
    quieten()
    front = Front(listener, count)
    announce(front.token, opens=opens)
    return front.run()

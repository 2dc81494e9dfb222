"""Publishing a wave as a chosen version: which of its received files readers see."""

from ailaget.errors import UnknownKey
from ailaget.ingest.building import build
from ailaget.store.decisions import PUBLISH, decide, published_waves
from ailaget.store.versions import Files, choose_version, history
from ailaget.store.workspace import Workspace


def publish_version(workspace: Workspace, wave: str, files: Files, by: str = "") -> None:
    """Show readers a wave made of these files; raises UnknownKey for files never received.

    A file that waits for review and is not among them stays received, and can be chosen later.
    """
    with workspace.lock():
        known = history(workspace, wave)
        if not files or not set(files) <= set(range(len(known.received))):
            raise UnknownKey("wave", wave, sorted({entry.wave for entry in known.received}))
        if files != known.in_force or known.waiting is not None:
            choose_version(workspace, wave, files, by)
        if wave not in published_waves(workspace, is_demo=False):
            decide(workspace, PUBLISH, by, wave=wave, is_demo=False)
    build(workspace)

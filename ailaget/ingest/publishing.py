"""What readers see of a wave: publishing its draft or an earlier version, and withdrawing it."""

from ailaget.errors import UnknownKey
from ailaget.ingest.building import build, fill_with_demo
from ailaget.store.database import NoWaves
from ailaget.store.decisions import PUBLISH, WITHDRAW, decide, published_waves
from ailaget.store.versions import Made, histories, history, publish_made
from ailaget.store.workspace import Workspace


def publish_wave(workspace: Workspace, wave: str, by: str = "") -> None:
    """Show readers a wave's draft, with all that waits; raises UnknownKey for no such wave."""
    fill_with_demo(workspace)
    with workspace.lock():
        if not _is_demo(workspace, wave):
            publish_made(workspace, wave, history(workspace, wave).draft, by)
        elif wave not in published_waves(workspace, is_demo=True):
            decide(workspace, PUBLISH, by, wave=wave, is_demo=True)
    build(workspace)


def publish_version(workspace: Workspace, wave: str, made: Made, by: str = "") -> None:
    """Show readers a wave as it was made before; raises UnknownKey for files never received.

    A file that waits for review and is not among them stays received, and can be chosen later.
    """
    with workspace.lock():
        received = history(workspace, wave).received
        if not made.files or not set(made.files) <= set(range(len(received))):
            raise UnknownKey("wave", wave, _known(workspace))
        publish_made(workspace, wave, made, by)
    build(workspace)


def withdraw_wave(workspace: Workspace, wave: str, by: str = "") -> None:
    """Make a wave a draft again; raises UnknownKey for one that was never loaded."""
    fill_with_demo(workspace)
    with workspace.lock():
        is_demo = _is_demo(workspace, wave)
        if wave in published_waves(workspace, is_demo=is_demo):
            decide(workspace, WITHDRAW, by, wave=wave, is_demo=is_demo)
    build(workspace)


def _is_demo(workspace: Workspace, wave: str) -> bool:
    """Return whether a wave is only demonstration data; raises UnknownKey or NoWaves."""
    known = histories(workspace)
    if not known:
        raise NoWaves("received", wave)
    if (wave, False) not in known and (wave, True) not in known:
        raise UnknownKey("wave", wave, _known(workspace))
    return (wave, False) not in known


def _known(workspace: Workspace) -> list[str]:
    return sorted({wave for wave, _ in histories(workspace)})

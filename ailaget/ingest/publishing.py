"""What readers see of a wave: publishing its draft or a version, withdrawing, discarding."""

from collections.abc import Mapping

from ailaget.errors import AilagetError, UnknownKey
from ailaget.ingest.building import changing
from ailaget.store.database import NoWaves
from ailaget.store.decisions import (
    DISCARD,
    HOLD_BACK,
    PUBLISH,
    WITHDRAW,
    duplicate_rules,
    published_waves,
)
from ailaget.store.state import State
from ailaget.store.versions import WaveContent, histories, history, publish_made
from ailaget.store.workspace import Workspace


class NoDraft(AilagetError):
    """A wave has no draft to publish or to discard: readers see all of it, or it was discarded."""

    def __init__(self, wave: str) -> None:
        super().__init__("store.no_draft", wave=wave)


def publish_wave(workspace: Workspace, wave: str, by: str = "") -> None:
    """Show readers a wave's draft, with all that waits; raises UnknownKey and NoDraft.

    It is decided once the database has been built of it, as all here: else nothing has changed.
    """
    with changing(workspace) as change:
        if not _is_demo(change.state, wave):
            draft = history(change.state, wave).draft
            if not draft.files:
                raise NoDraft(wave)
            publish_made(change, wave, draft, by)
        elif wave not in published_waves(change.state.decisions, is_demo=True):
            change.decide(PUBLISH, by, wave=wave, is_demo=True)


def publish_version(workspace: Workspace, wave: str, made: WaveContent, by: str = "") -> None:
    """Show readers a wave as it was made before; raises UnknownKey for files never received.

    A file that waits for review and is not among them stays received, and can be chosen later.
    """
    with changing(workspace) as change:
        received = history(change.state, wave).received
        if not made.files or not set(made.files) <= set(range(len(received))):
            raise UnknownKey("wave", wave, _known(change.state))
        publish_made(change, wave, made, by)


def withdraw_wave(workspace: Workspace, wave: str, by: str = "") -> None:
    """Make a wave a draft again; raises UnknownKey for one that was never loaded."""
    with changing(workspace) as change:
        is_demo = _is_demo(change.state, wave)
        if wave in published_waves(change.state.decisions, is_demo=is_demo):
            change.decide(WITHDRAW, by, wave=wave, is_demo=is_demo)


def match_municipalities(
    workspace: Workspace, matches: Mapping[str, str], by: str = "", area_set: str | None = None
) -> None:
    """Remember which municipalities texts mean (text to code), and build the drafts with them.

    With `area_set` the codes are those of its areas.
    """
    with changing(workspace) as change:
        for text, municipality in matches.items():
            change.remember_alias(text, municipality, by, area_set)


def discard_draft(workspace: Workspace, wave: str, by: str = "") -> None:
    """Let a wave's draft be what readers see, or nothing where they see nothing.

    Files that have come since stay in the archive, and can be loaded again. So is the rule for
    several answers what it was when readers saw it; a municipality chosen for a text stays chosen,
    as it holds for every wave. Raises UnknownKey for no such wave, NoDraft where nothing waits.
    """
    with changing(workspace) as change:
        is_demo = _is_demo(change.state, wave)
        past = history(change.state, wave)
        if is_demo or past.draft in (WaveContent(()), past.published):
            raise NoDraft(wave)
        published_decisions = (
            change.state.decisions[: past.published.decided] if past.published else ()
        )
        change.decide_duplicates(
            wave, duplicate_rules(published_decisions).get(wave, HOLD_BACK), by
        )
        files = list(past.published.files) if past.published else []
        change.decide(DISCARD, by, wave=wave, files=files, of=len(past.received))


def _is_demo(state: State, wave: str) -> bool:
    """Return whether a wave is only demonstration data; raises UnknownKey or NoWaves."""
    known = histories(state)
    if not known:
        raise NoWaves("received", wave)
    if (wave, False) not in known and (wave, True) not in known:
        raise UnknownKey("wave", wave, _known(state))
    return (wave, False) not in known


def _known(state: State) -> list[str]:
    return sorted({wave for wave, _ in histories(state)})

"""What a wave is made of: what readers see of it, and the draft that a publication would show."""

from dataclasses import dataclass
from typing import Any

from ailaget.store.change import Change
from ailaget.store.decisions import (
    DISCARD,
    HOLD_BACK,
    PUBLISH,
    VERSION,
    WITHDRAW,
    Journal,
    aliases,
    duplicate_rules,
)
from ailaget.store.state import Received, State
from ailaget.store.waves import asked_in, is_received_wave

Files = tuple[int, ...]
"""Places, from 0, in the list of files received for a wave."""


@dataclass(frozen=True)
class WaveContent:
    """What makes a wave: received files, and the journal's first `decided` lines; None for all.

    Lines that say nothing else of the wave's aliases and rule than all lines do count as all.
    """

    files: Files
    decided: int | None = None


@dataclass(frozen=True)
class Version:
    """What a wave was made of from a moment on; `name` is the file that made it, None if chosen."""

    made: WaveContent
    at: str
    by: str
    name: str | None


@dataclass(frozen=True)
class Publication:
    """What readers were once shown of a wave, and from when, also where it was later withdrawn."""

    made: WaveContent
    at: str


@dataclass(frozen=True)
class History:
    """A wave's versions, oldest first, its draft, and what readers see; None while withdrawn.

    The draft is what was published last, with every file and decision that has come since it was
    published or the draft discarded; of no files where there is none.
    `publications` are all there ever were, oldest first.
    """

    received: tuple[Received, ...]
    versions: tuple[Version, ...]
    draft: WaveContent
    published: WaveContent | None
    publications: tuple[Publication, ...] = ()

    @property
    def in_force(self) -> WaveContent:
        """What readers see; of a wave that they do not see, the draft."""
        return self.published or self.draft


def histories(state: State) -> dict[tuple[str, bool], History]:
    """Return the history of every wave received, by wave and whether it is demonstration data.

    What an earlier journal names that is no wave is left out: it stays received, and no page
    has it.
    """
    received: dict[tuple[str, bool], list[Received]] = {}
    for entry in state.received:
        if is_received_wave(str(entry.wave)):
            received.setdefault((entry.wave, entry.is_demo), []).append(entry)
    return {
        (wave, is_demo): _history(tuple(files), wave, state.decisions, is_demo=is_demo)
        for (wave, is_demo), files in received.items()
    }


def real_histories(state: State) -> dict[str, History]:
    """Return the history of every wave that real files have been received for, newest first."""
    past = histories(state)
    return {
        wave: past[wave, is_demo] for wave, is_demo in sorted(past, reverse=True) if not is_demo
    }


def history(state: State, wave: str) -> History:
    """Return what has been received and decided for a wave's real data."""
    return histories(state).get((wave, False), History((), (), WaveContent(()), None))


def is_in_draft(state: State, wave: str, sha256: str) -> bool:
    """Whether a received file is among those that a wave's draft is made of."""
    past = history(state, wave)
    return any(past.received[place].sha256 == sha256 for place in past.draft.files)


def publish_made(change: Change, wave: str, made: WaveContent, by: str) -> None:
    """Decide what readers see of a real wave, unless they see it.

    What they see stays so until the next such decision, whatever is received or decided meanwhile.
    """
    past = history(change.state, wave)
    if made != past.published or made.files != past.draft.files:
        change.decide(by=by, **publication(change.state, wave, made))


def publication(state: State, wave: str, made: WaveContent) -> dict[str, Any]:
    """Return the decision to publish a wave so made, for the journal."""
    decided = len(state.decisions) if made.decided is None else made.decided
    of = len(history(state, wave).received)
    files = list(made.files)
    return {
        "kind": PUBLISH,
        "wave": wave,
        "is_demo": False,
        "files": files,
        "of": of,
        "decided": decided,
    }


def pin_earlier_publications(change: Change) -> None:
    """Let publications of earlier journals hold on to what readers see.

    Those name no files: whatever came later was shown at once. The draft stays what it is.
    """
    shown = [d for d in change.state.decisions if d["kind"] in (PUBLISH, WITHDRAW)]
    last = {d["wave"]: d for d in shown if not d.get("is_demo")}
    for wave, decision in last.items():
        if "files" in decision:
            continue
        published = history(change.state, wave).published
        if published is not None:
            pinned = publication(change.state, wave, published)
            change.decide(by="", **pinned, is_waiting=True)


def _history(
    received: tuple[Received, ...], wave: str, decided: Journal, *, is_demo: bool
) -> History:
    """Replay what happened: a file is added to the draft, a decision says what it is made of."""
    of_wave = [
        d
        for d in decided
        if d["kind"] in (PUBLISH, WITHDRAW, VERSION, DISCARD)
        and d["wave"] == wave
        and bool(d.get("is_demo")) == is_demo
    ]
    versions: list[Version] = []
    draft: Files = ()
    # What a publication shows that names no files, as those of earlier journals did not.
    shown: Files = ()
    for place in range(len(received) + 1):
        for decision in (d for d in of_wave if d.get("of") == place):
            if decision["kind"] == DISCARD:
                draft = tuple(decision["files"])
                continue
            shown = tuple(decision["files"])
            if decision.get("is_waiting"):
                continue
            made = WaveContent(shown, _counted(decision.get("decided"), wave, decided))
            if made != WaveContent(draft):
                versions.append(Version(made, decision["at"], decision["by"], None))
            draft = shown
        if place < len(received):
            entry = received[place]
            draft, shown = (*draft, place), (*shown, place)
            versions.append(Version(WaveContent(draft), entry.received, entry.by, entry.name))
    publications = tuple(
        Publication(
            WaveContent(tuple(d.get("files", shown)), _counted(d.get("decided"), wave, decided)),
            d["at"],
        )
        for d in of_wave
        if d["kind"] == PUBLISH
    )
    last = next((d for d in reversed(of_wave) if d["kind"] in (PUBLISH, WITHDRAW)), None)
    is_shown = last is not None and last["kind"] == PUBLISH
    published = publications[-1].made if is_shown else None
    is_bare = _nothing_since_discarded(of_wave, len(received), wave, decided)
    is_as_seen = is_bare and published is not None and published.files == draft
    made = published if is_as_seen and published else WaveContent(draft)
    return History(received, tuple(versions), made, published, publications)


def _nothing_since_discarded(of_wave: Journal, of: int, wave: str, decided: Journal) -> bool:
    """Whether the draft was discarded last, and no file and no other rule or alias came since."""
    last = next((d for d in reversed(of_wave) if d["kind"] in (DISCARD, PUBLISH)), None)
    if last is None or last["kind"] != DISCARD or last["of"] != of:
        return False
    at = next(i for i in reversed(range(len(decided))) if decided[i] is last)
    return _counted(at, wave, decided) is None


def _counted(position: int | None, wave: str, decided: Journal) -> int | None:
    """Return how many lines count, None where those after them say nothing new of the wave."""
    if position is None:
        return None
    counted, everything = (
        (aliases(lines, asked_in(wave)), duplicate_rules(lines).get(wave, HOLD_BACK))
        for lines in (decided[:position], decided)
    )
    return None if counted == everything else position

"""Taking in a survey: read, compare with what is in force, archive, decide, build."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ailaget.codebook import codebook
from ailaget.errors import AilagetError, UnknownKey
from ailaget.ingest.building import build, fill_with_demo, respondents_of, waves_in_force
from ailaget.ingest.columns import Headers
from ailaget.ingest.over_time import leaps, wave_before
from ailaget.ingest.survey import Finding, Survey, open_survey, read_survey
from ailaget.ingest.tables import Wave
from ailaget.store.archive import Received, keep, received_files
from ailaget.store.decisions import (
    DUPLICATE_RULES,
    PUBLISH,
    WITHDRAW,
    aliases,
    decide,
    decide_duplicates,
    duplicate_rules,
    published_waves,
)
from ailaget.store.mappings import (
    NOTHING_CONFIRMED,
    Confirmed,
    SavedMapping,
    every_mapping,
    mapping_for,
    save_mapping,
    saved_mappings,
)
from ailaget.store.versions import choose_version, history
from ailaget.store.workspace import Workspace

ALL_TAKEN, SOMETHING_HELD_BACK = 0, 3


class CannotOpen(AilagetError):
    """The survey file is not there or cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__("load.cannot_open", path=str(path))


@dataclass(frozen=True)
class Loaded:
    """What a load took in: the survey as understood, and counts against what was in force.

    `leaps` are answers that have changed much since the wave before: they are taken with a mark.
    `mapping` names the saved mapping that the file was read by, None without one.
    """

    survey: Survey
    new: int
    changed: int
    unchanged: int
    leaps: tuple[Finding, ...] = ()
    mapping: str | None = None

    @property
    def exit_code(self) -> int:
        """0 when all was taken, 3 when something was held back."""
        held_back = self.survey.held_back or self.survey.unknown_values
        return SOMETHING_HELD_BACK if held_back else ALL_TAKEN

    def report(self) -> dict[str, Any]:
        """Return the report of the load, ready for JSON."""
        counts = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}
        told = self.survey.report()
        told["warnings"] += [leap.report() for leap in self.leaps]
        return {**told, "mapping": self.mapping, **counts}


def load(workspace: Workspace, path: Path, **options: Any) -> Loaded:
    """Read a survey file into a draft wave; the options are those of `load_data`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotOpen(path) from error
    return load_data(workspace, data, path.name, **options)


def load_data(
    workspace: Workspace,
    data: bytes,
    name: str,
    *,
    wave: str | None = None,
    by: str = "",
    publish: bool = False,
    dry_run: bool = False,
    confirmed: Confirmed = NOTHING_CONFIRMED,
    mapping: str | None = None,
    duplicates: str | None = None,
    waits: bool = False,
) -> Loaded:
    """Read a received file into a draft wave; raises a named error if refused, and changes nothing.

    The file is archived before anything is built, so that nothing received is lost in a crash.

    Parameters
    ----------
    workspace, data, name, wave, by
        The working folder, the file and its name, its wave (else it is found), and who takes it in.
    publish
        Whether to show the wave to readers at once.
    dry_run
        Whether only to tell what would be taken.
    confirmed
        What the person has confirmed about columns and choices; it is saved under `mapping`, or
        the file's name, and stays with this file whatever is saved later.
    mapping
        The name of a saved mapping to read the file by. Without either, the newest saved for the
        same layout is applied.
    duplicates
        What is done from now on with several answers from one municipality, in every file of the
        wave: one of `DUPLICATE_RULES`; else what was decided before.
    waits
        Whether a wave that readers see stays as it is until somebody has reviewed the file.
    """
    chosen = _mapping(workspace, data, name, confirmed, mapping)
    decided = chosen.confirmed if chosen else NOTHING_CONFIRMED
    # Read before anything is written: a refused file leaves even an empty folder as it was.
    if duplicates not in (None, *DUPLICATE_RULES):
        raise UnknownKey("duplicates", str(duplicates), list(DUPLICATE_RULES))
    survey = read_survey(
        data,
        name,
        wave,
        aliases(workspace),
        confirmed=decided,
        duplicates=duplicates,
        rules=duplicate_rules(workspace),
    )
    if not dry_run:
        fill_with_demo(workspace)
    with workspace.lock():
        loaded = _compare(workspace, survey, chosen)
        if dry_run:
            return loaded
        pending = loaded
        if duplicates is not None:
            decide_duplicates(workspace, survey.wave, duplicates, by)
            pending = _compare(workspace, survey, chosen)
        if confirmed != NOTHING_CONFIRMED and chosen:
            save_mapping(workspace, chosen.name, chosen.fingerprint, confirmed, by)
        known = any(
            entry.sha256 == survey.sha256 and entry.wave == survey.wave and not entry.is_demo
            for entry in received_files(workspace)
        )
        is_shown = survey.wave in published_waves(workspace, is_demo=False)
        if not known or pending.new or pending.changed:
            in_force = history(workspace, survey.wave).in_force
            keep(workspace, data, name, survey.wave, by, mapping=decided.id)
            if waits and is_shown:
                choose_version(workspace, survey.wave, in_force, by, is_waiting=True)
        if publish and not is_shown:
            decide(workspace, PUBLISH, by, wave=survey.wave)
    build(workspace)
    return loaded


def _mapping(
    workspace: Workspace, data: bytes, name: str, confirmed: Confirmed, mapping: str | None
) -> SavedMapping | None:
    """Return what the file is read by: what is confirmed now, else asked for, else remembered."""
    if confirmed != NOTHING_CONFIRMED:
        book = codebook()
        headers = Headers(book)
        unknown = [t for t in confirmed.columns.values() if not headers.has_target(t)]
        if unknown:
            raise UnknownKey("question", unknown[0], list(book.questions))
        layout = open_survey(data, book, confirmed).fingerprint
        return SavedMapping(mapping or Path(name).stem, layout, confirmed)
    saved = saved_mappings(workspace)
    if mapping is not None:
        if mapping not in saved:
            raise UnknownKey("mapping", mapping, sorted(saved))
        return saved[mapping]
    if not saved:
        return None
    return mapping_for(every_mapping(workspace), open_survey(data, codebook()).fingerprint)


def publish_wave(workspace: Workspace, wave: str, by: str = "") -> None:
    """Show a wave to readers; raises UnknownKey for one that was never loaded."""
    _change_state(workspace, wave, by, PUBLISH)


def withdraw_wave(workspace: Workspace, wave: str, by: str = "") -> None:
    """Make a wave a draft again; raises UnknownKey for one that was never loaded."""
    _change_state(workspace, wave, by, WITHDRAW)


def _change_state(workspace: Workspace, wave: str, by: str, kind: str) -> None:
    fill_with_demo(workspace)
    with workspace.lock():
        waves = waves_in_force(workspace)
        if (wave, False) not in waves and (wave, True) not in waves:
            raise UnknownKey("wave", wave, sorted({known for known, _ in waves}))
        is_demo = (wave, False) not in waves
        is_published = wave in published_waves(workspace, is_demo=is_demo)
        if is_published != (kind == PUBLISH):
            decide(workspace, kind, by, wave=wave, is_demo=is_demo)
    build(workspace)


def _compare(workspace: Workspace, survey: Survey, chosen: SavedMapping | None) -> Loaded:
    waves = waves_in_force(workspace)
    before = waves.get((survey.wave, False), {})
    source = Received(survey.sha256, survey.file, "", "", survey.wave)
    after = respondents_of(survey, source)
    new = [code for code in after if code not in before]
    changed = [
        code for code in after if code in before and _content(after, code) != _content(before, code)
    ]
    unchanged = len(after) - len(new) - len(changed)
    headers = {question: header for header, question in survey.columns.items() if question}
    marks = tuple(
        replace(leap, column=headers[leap.question])
        for leap in leaps(after, wave_before(waves, (survey.wave, False)))
    )
    name = chosen.name if chosen else None
    return Loaded(survey, len(new), len(changed), unchanged, marks, name)


def _content(wave: Wave, code: str) -> set[tuple[object, ...]]:
    return {(a.question, a.value, a.choice, a.status) for a in wave[code].answers}

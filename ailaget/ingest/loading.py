"""Taking in a survey: read, compare with what is in force, archive, decide, build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from ailaget.codebook import codebook
from ailaget.errors import AilagetError, UnknownKey
from ailaget.ingest.building import changing
from ailaget.ingest.contents import respondents_of, said_by, waves_in_draft
from ailaget.ingest.forgetting.cleansing import ReadAs
from ailaget.ingest.forgetting.files import reads_as_forgotten
from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.matching.municipalities import fold_alias
from ailaget.ingest.matching.number_meanings import ask_about_numbers
from ailaget.ingest.matching.number_words import chosen_meanings
from ailaget.ingest.matching.respondents import AreaTexts
from ailaget.ingest.over_time import large_changes, wave_before
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.survey import Finding, Survey, open_survey, read_survey
from ailaget.store.archive import put_back
from ailaget.store.change import Change
from ailaget.store.decisions import (
    DUPLICATE_RULES,
    Journal,
    aliases,
    answering_areas,
    duplicate_rules,
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
from ailaget.store.state import Received, State
from ailaget.store.versions import history, is_in_draft, publish_made
from ailaget.store.waves import (
    FROM_FILE,
    MUNICIPALITIES,
    RESPONDENTS,
    asked_in,
)
from ailaget.store.workspace import Workspace

ALL_TAKEN, SOMETHING_HELD_BACK = 0, 3


class CannotOpen(AilagetError):
    """The survey file is not there or cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__("load.cannot_open", path=str(path))


def read_whole(path: Path) -> bytes:
    """Return what a file holds; raises CannotOpen."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotOpen(path) from error


class Forgotten(AilagetError):
    """A file came before, its respondents are forgotten, and it is to be read in another way."""

    def __init__(self, name: str) -> None:
        super().__init__("load.forgotten", name=name)


@dataclass(frozen=True)
class Loaded:
    """What a load took in: the survey as understood, and counts against the draft before.

    `large_changes` are answers that have changed much since the wave before: they are taken with a
    mark.
    `mapping` names the saved mapping that the file was read by, None without one. `waits` says that
    readers see the wave, and not yet as it is now. `names` are those of the areas, where they are
    areas of one's own.
    """

    survey: Survey
    new: int
    changed: int
    unchanged: int
    large_changes: tuple[Finding, ...] = ()
    mapping: str | None = None
    waits: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0 when all was taken, 3 when something was held back or left unread."""
        survey = self.survey
        left = survey.held_back or survey.unknown_values or survey.asked_numbers
        unread = survey.unread_columns or survey.unread_sheets
        return SOMETHING_HELD_BACK if left or unread else ALL_TAKEN

    def report(self) -> dict[str, Any]:
        """Return the report of the load, ready for JSON."""
        counts = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}
        report = self.survey.report()
        report["warnings"] += [leap.report() for leap in self.large_changes]
        names = {"names": dict(self.names)} if self.names else {}
        return {**report, "mapping": self.mapping, **counts, **names}


def load(workspace: Workspace, path: Path, **options: Any) -> Loaded:
    """Read a survey file into a draft wave; the options are those of `load_data`."""
    return load_data(workspace, read_whole(path), path.name, **options)


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
    means: Sequence[str] = (),
    respondents: str | None = None,
) -> Loaded:
    """Read a received file into a draft wave; raises a named error if refused, and changes nothing.

    The file is archived before anything is built, so that nothing received is lost in a crash. It
    is listed and published once the database has been built with it (`building.changing`).

    Parameters
    ----------
    workspace, data, name, wave, by
        The working folder, the file and its name, its wave (else it is found), and who takes it in.
    publish
        Whether to show the wave to readers at once, with all that waits. Else a wave that they see
        stays as it is until its draft is published.
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
    means
        What bare numbers mean, where that is asked: ``QUESTION:NUMBER=TEXT``, or ``NUMBER=TEXT``.
        It is saved with what is confirmed.
    respondents
        Whom the rows are of, one of `RESPONDENTS` or a set of areas by its key; else the wave's key
        or the rows themselves tell.
    """
    state = workspace.state()
    asked = _respondents(data, wave, respondents, confirmed, state.decisions)
    chosen = _mapping(state.decisions, data, name, confirmed, mapping, asked)
    if means:
        chosen = _with_meanings(chosen, data, mapping or Path(name).stem, means, asked)
    decided = chosen.confirmed if chosen else NOTHING_CONFIRMED
    # Read before anything is written: a refused file leaves even an empty folder as it was.
    if duplicates not in (None, *DUPLICATE_RULES):
        raise UnknownKey("duplicates", str(duplicates), list(DUPLICATE_RULES))
    survey = read_survey(
        data,
        name,
        wave,
        aliases(state.decisions, asked),
        confirmed=decided,
        duplicates=duplicates,
        rules=duplicate_rules(state.decisions),
        respondents=asked,
    )
    if dry_run:
        with workspace.lock():
            return _compare(workspace, workspace.state(), survey, chosen)
    with changing(workspace) as change:
        if survey.sha256 not in change.state.forgotten:
            put_back(workspace, data)
        loaded = pending = _compare(workspace, change.state, survey, chosen)
        if duplicates is not None:
            change.decide_duplicates(survey.wave, duplicates, by)
            pending = _compare(workspace, change.state, survey, chosen)
        if chosen and (means or confirmed != NOTHING_CONFIRMED):
            save_mapping(change, chosen.name, chosen.fingerprint, decided, by)
        known = is_in_draft(change.state, survey.wave, survey.sha256)
        if not known or pending.new or pending.changed:
            _check_not_forgotten(change, data, ReadAs(name, survey.wave, decided))
            change.receive(data, name, survey.wave, by, mapping=decided.id)
        if publish:
            publish_made(change, survey.wave, history(change.state, survey.wave).draft, by)
        past = history(change.state, survey.wave)
    return replace(loaded, waits=past.published not in (None, past.draft))


def _check_not_forgotten(change: Change, data: bytes, reading: ReadAs) -> None:
    """Raise Forgotten where a file is to be read by what is no longer kept of it."""
    is_forgotten = sha256(data).hexdigest() in change.state.forgotten
    if is_forgotten and not reads_as_forgotten(change.workspace, change.state, data, reading):
        raise Forgotten(reading.name)


def texts_of_areas(decided: Journal) -> AreaTexts:
    """Return what tells the areas of each set in force that answers for itself, folded."""
    return {
        key: {fold_alias(text): code for text, code in aliases(decided, key).items()}
        for key in answering_areas(decided)
    }


def _respondents(
    data: bytes, wave: str | None, given: str | None, confirmed: Confirmed, decided: Journal
) -> str:
    """Return whom a file's rows are of: as is said, as its wave's key says, else as they tell.

    Raises UnknownKey for nobody who can answer, and LoadRefused where the rows cannot tell, or
    where what is said and the key disagree.
    """
    of_wave = asked_in(wave or "")
    can_answer = [*RESPONDENTS, *answering_areas(decided)]
    for each in (given, of_wave):
        if each not in (None, *can_answer):
            raise UnknownKey("respondents", str(each), can_answer)
    if of_wave != MUNICIPALITIES and given not in (None, of_wave):
        raise LoadRefused("bad_wave", wave=wave)
    if of_wave != MUNICIPALITIES or given:
        return given or of_wave
    areas = texts_of_areas(decided)
    return open_survey(data, None, confirmed, FROM_FILE, areas).respondents


def _mapping(
    decided: Journal,
    data: bytes,
    name: str,
    confirmed: Confirmed,
    mapping: str | None,
    asked: str,
) -> SavedMapping | None:
    """Return what the file is read by: what is confirmed now, else asked for, else remembered."""
    if confirmed != NOTHING_CONFIRMED:
        book = codebook()
        headers = Headers(book)
        unknown = [t for t in confirmed.columns.values() if not headers.has_target(t)]
        if unknown:
            raise UnknownKey("question", unknown[0], list(book.questions))
        layout = open_survey(data, None, confirmed, asked).fingerprint
        return SavedMapping(mapping or Path(name).stem, layout, confirmed)
    saved = saved_mappings(decided)
    if mapping is not None:
        if mapping not in saved:
            raise UnknownKey("mapping" if saved else "mapping_none", mapping, sorted(saved))
        return saved[mapping]
    if not saved:
        return None
    return mapping_for(
        every_mapping(decided), open_survey(data, None, respondents=asked).fingerprint
    )


def _with_meanings(
    chosen: SavedMapping | None, data: bytes, name: str, means: Sequence[str], asked: str
) -> SavedMapping:
    """Return a mapping with what a person says of numbers; raises UnknownMeaning."""
    base = chosen.confirmed if chosen else NOTHING_CONFIRMED
    opened = open_survey(data, None, base, asked)
    unclear = ask_about_numbers(opened.table, opened.columns, opened.book, base.choices)
    numbers = {**base.numbers, **chosen_meanings(means, unclear, opened.book)}
    confirmed = replace(base, numbers=numbers)
    return SavedMapping(chosen.name if chosen else name, opened.fingerprint, confirmed)


def _compare(
    workspace: Workspace, state: State, survey: Survey, chosen: SavedMapping | None
) -> Loaded:
    waves = waves_in_draft(workspace, state)
    before = waves.get((survey.wave, False), {})
    source = Received(survey.sha256, survey.file, "", "", survey.wave)
    after = respondents_of(survey, source)
    new = [code for code in after if code not in before]
    changed = [
        code for code in after if code in before and said_by(after[code]) != said_by(before[code])
    ]
    unchanged = len(after) - len(new) - len(changed)
    headers = {question: header for header, question in survey.columns.items() if question}
    marks = tuple(
        replace(leap, column=headers[leap.question])
        for leap in large_changes(after, wave_before(waves, (survey.wave, False)))
    )
    name = chosen.name if chosen else None
    names = answering_areas(state.decisions).get(asked_in(survey.wave), {})
    return Loaded(survey, len(new), len(changed), unchanged, marks, name, names=names)

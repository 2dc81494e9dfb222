"""The answers of each wave, read from the archive as readers see them and as drafts."""

from collections import OrderedDict
from collections.abc import Iterator
from threading import Lock

from ailaget.ingest.database_tables import Respondent, Wave, WaveKey
from ailaget.ingest.survey import Answer, Finding, Survey, read_survey
from ailaget.store.archive import read_received
from ailaget.store.decisions import HOLD_BACK, aliases, duplicate_rules
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed, confirmed_by_id
from ailaget.store.state import Received, State
from ailaget.store.versions import History, WaveContent, histories
from ailaget.store.waves import MUNICIPALITIES, asked_in
from ailaget.store.workspace import Workspace

KEPT_SURVEYS = 16
"""Files whose content stays read in a running process, the latest used."""


class SurveyCache:
    """Surveys as read, by all that a reading depends on; one for all threads of a process.

    Nothing in it goes stale: a key holds the hash of the file's content and every decision about
    it. The lock is held to look and to keep, not while a file is read.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._surveys: OrderedDict[tuple[object, ...], Survey] = OrderedDict()

    def read(
        self,
        kept: tuple[str, bytes],
        entry: Received,
        known: dict[str, str],
        mapping: Confirmed,
        rule: str,
    ) -> Survey:
        """Return what a received file says, read with these aliases, this mapping and rule.

        `kept` is what the archive has of it, and the hash of that.
        """
        sha256, data = kept
        # A file's name may hold its wave, and its wave decides what is doubted.
        key = (sha256, entry.name, entry.wave, tuple(sorted(known.items())), mapping.id, rule)
        with self._lock:
            survey = self._surveys.get(key)
        if survey is None:
            survey = read_survey(
                data, entry.name, entry.wave, known, confirmed=mapping, duplicates=rule
            )
        with self._lock:
            self._surveys[key] = survey
            self._surveys.move_to_end(key)
            while len(self._surveys) > self._most:
                self._surveys.popitem(last=False)
        return survey


_SURVEYS = SurveyCache(KEPT_SURVEYS)


def waves_in_force(workspace: Workspace, state: State) -> dict[WaveKey, Wave]:
    """Return the respondents of each wave: published ones as readers see them, others as drafts.

    A wave whose draft was discarded, and that readers do not see, is none.
    A later file for a wave replaces the municipalities that it contains and leaves the others.
    Real answers and demonstration data never mix, not even in the same wave, nor do municipalities
    and regions.
    """
    return {
        key: _wave(workspace, state, key[0], past, past.in_force)
        for key, past in histories(state).items()
        if past.in_force.files
    }


def waves_in_draft(workspace: Workspace, state: State) -> dict[WaveKey, Wave]:
    """Return the respondents of each wave with everything that has been received and decided."""
    return {
        key: _wave(workspace, state, key[0], past, past.draft)
        for key, past in histories(state).items()
        if past.draft.files
    }


def real_wave(workspace: Workspace, state: State, wave: str, made: WaveContent | None) -> Wave:
    """Return the respondents of real answers to a wave, made so; of nothing none."""
    past = histories(state).get((wave, False))
    return {} if made is None or past is None else _wave(workspace, state, wave, past, made)


def waves_ever_published(
    workspace: Workspace, state: State
) -> dict[WaveKey, list[tuple[Wave, str]]]:
    """Return what readers have been shown of each wave of municipalities, and from when.

    Oldest first. Waves that nobody has seen are not there; withdrawn ones are. Of what 21 regions
    answer to protected questions no count can be shown: in no table, and so in no later decision.
    """
    return {
        key: [(_wave(workspace, state, key[0], past, p.made), p.at) for p in past.publications]
        for key, past in histories(state).items()
        if past.publications and asked_in(key[0]) == MUNICIPALITIES
    }


def waves_waiting(workspace: Workspace, state: State, in_force: dict[WaveKey, Wave]) -> set[str]:
    """Return the published real waves whose draft says something else than readers see."""
    waiting = set()
    for (wave, is_demo), past in histories(state).items():
        if is_demo or past.published in (None, past.draft):
            continue
        is_new = past.in_force.files != past.draft.files
        draft = {} if is_new else _wave(workspace, state, wave, past, past.draft)
        if is_new or _said(draft) != _said(in_force[wave, False]):
            waiting.add(wave)
    return waiting


def _said(wave: Wave) -> dict[str, set[tuple[object, ...]]]:
    return {code: said_by(respondent) for code, respondent in wave.items()}


def said_by(respondent: Respondent) -> set[tuple[object, ...]]:
    """Return what a municipality has answered, whatever file and cell it stands in."""
    return {(a.question, a.value, a.choice, a.status) for a in respondent.answers}


def respondents_of(survey: Survey, source: Received) -> Wave:
    """Return a survey's accepted municipalities with their answers."""
    answers: dict[str, list[Answer]] = {code: [] for code in survey.accepted}
    for answer in survey.answers:
        answers[answer.municipality].append(answer)
    marked: dict[str, list[Finding]] = {code: [] for code in survey.accepted}
    for warning in survey.warnings:
        marked[warning.municipality].append(warning)
    return {
        code: Respondent(
            tuple(rows), survey.accepted[code], source, survey.sheet, tuple(marked[code])
        )
        for code, rows in answers.items()
    }


def files_that_ask(workspace: Workspace, state: State) -> list[tuple[Received, int]]:
    """Return the files in force of which questions wait for what numbers mean, and how many.

    A file that has been loaded again counts as it was read the last time.
    """
    asking = []
    for (wave, _), past in histories(state).items():
        surveys = _surveys_of(workspace, state, wave, past, past.in_force)
        latest = {entry.sha256: (entry, survey) for entry, survey in surveys}
        asking += [(entry, len(survey.asked_numbers)) for entry, survey in latest.values()]
    return [(entry, count) for entry, count in asking if count]


def _wave(workspace: Workspace, state: State, wave: str, past: History, made: WaveContent) -> Wave:
    respondents: Wave = {}
    for entry, survey in _surveys_of(workspace, state, wave, past, made):
        respondents |= respondents_of(survey, entry)
    return respondents


def _surveys_of(
    workspace: Workspace, state: State, wave: str, past: History, made: WaveContent
) -> Iterator[tuple[Received, Survey]]:
    """Yield what the files of a wave say, by the decisions that it was made with."""
    counted = state.decisions[: made.decided]
    known, rule = aliases(counted, asked_in(wave)), duplicate_rules(counted).get(wave, HOLD_BACK)
    confirmed = confirmed_by_id(state.decisions)
    for place in made.files:
        entry = past.received[place]
        # Read each time, so that an archived file that has changed is noticed.
        sha256 = state.kept_as(entry.sha256)
        data = read_received(workspace, sha256, entry.name)
        mapping = confirmed.get(entry.mapping, NOTHING_CONFIRMED)
        yield entry, _SURVEYS.read((sha256, data), entry, known, mapping, rule)

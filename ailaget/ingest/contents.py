"""The answers of each wave, read from the archive as readers see them and as drafts."""

from collections.abc import Iterator

from ailaget.ingest.survey import Answer, Finding, Survey, read_survey
from ailaget.ingest.tables import Respondent, Wave, WaveKey
from ailaget.store.archive import Received, read_received
from ailaget.store.decisions import HOLD_BACK, aliases, decisions, duplicate_rules
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed, confirmed_by_id
from ailaget.store.versions import History, WaveContent, histories
from ailaget.store.workspace import Workspace

KEPT_SURVEYS = 16
"""Files whose content stays read in a running server, the latest used."""

_surveys: dict[tuple[object, ...], Survey] = {}


def waves_in_force(workspace: Workspace) -> dict[WaveKey, Wave]:
    """Return the respondents of each wave: published ones as readers see them, others as drafts.

    A wave whose draft was discarded, and that readers do not see, is none.
    A later file for a wave replaces the municipalities that it contains and leaves the others.
    Real answers and demonstration data never mix, not even in the same wave.
    """
    past = histories(workspace)
    made = {key: each.in_force for key, each in past.items() if each.in_force.files}
    return {key: _wave(workspace, key[0], past[key], made[key]) for key in made}


def waves_in_draft(workspace: Workspace) -> dict[WaveKey, Wave]:
    """Return the respondents of each wave with everything that has been received and decided."""
    past = histories(workspace)
    made = {key: each.draft for key, each in past.items() if each.draft.files}
    return {key: _wave(workspace, key[0], past[key], made[key]) for key in made}


def real_wave(workspace: Workspace, wave: str, made: WaveContent | None) -> Wave:
    """Return the respondents of real answers to a wave, made so; of nothing none."""
    past = histories(workspace).get((wave, False))
    return {} if made is None or past is None else _wave(workspace, wave, past, made)


def waves_ever_published(workspace: Workspace) -> dict[WaveKey, list[tuple[Wave, str]]]:
    """Return what readers have been shown of each wave, and from when, oldest first.

    Waves that nobody has seen are not there; withdrawn ones are.
    """
    return {
        key: [(_wave(workspace, key[0], past, p.made), p.at) for p in past.publications]
        for key, past in histories(workspace).items()
        if past.publications
    }


def waves_waiting(workspace: Workspace, in_force: dict[WaveKey, Wave]) -> set[str]:
    """Return the published real waves whose draft says something else than readers see."""
    waiting = set()
    for (wave, is_demo), past in histories(workspace).items():
        if is_demo or past.published in (None, past.draft):
            continue
        is_new = past.in_force.files != past.draft.files
        draft = {} if is_new else _wave(workspace, wave, past, past.draft)
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


def files_that_ask(workspace: Workspace) -> list[tuple[Received, int]]:
    """Return the files in force of which questions wait for what numbers mean, and how many.

    A file that has been loaded again counts as it was read the last time.
    """
    asking = []
    for (wave, _), past in histories(workspace).items():
        latest = {e.sha256: (e, s) for e, s in _surveys_of(workspace, wave, past, past.in_force)}
        asking += [(entry, len(survey.asked_numbers)) for entry, survey in latest.values()]
    return [(entry, count) for entry, count in asking if count]


def _wave(workspace: Workspace, wave: str, past: History, made: WaveContent) -> Wave:
    respondents: Wave = {}
    for entry, survey in _surveys_of(workspace, wave, past, made):
        respondents |= respondents_of(survey, entry)
    return respondents


def _surveys_of(
    workspace: Workspace, wave: str, past: History, made: WaveContent
) -> Iterator[tuple[Received, Survey]]:
    """Yield what the files of a wave say, by the decisions that it was made with."""
    counted = decisions(workspace)[: made.decided]
    known, rule = aliases(counted), duplicate_rules(counted).get(wave, HOLD_BACK)
    confirmed = confirmed_by_id(workspace)
    for place in made.files:
        entry = past.received[place]
        mapping = confirmed.get(entry.mapping, NOTHING_CONFIRMED)
        yield entry, _read(workspace, entry, known, mapping, rule)


def _read(
    workspace: Workspace, entry: Received, known: dict[str, str], mapping: Confirmed, rule: str
) -> Survey:
    """Read an archived file, once for all that its content and the decisions about it say."""
    # Read each time, so that an archived file that has changed is noticed.
    data = read_received(workspace, entry.sha256, entry.name)
    key = (entry.sha256, entry.name, entry.wave, tuple(sorted(known.items())), mapping.id, rule)
    survey = _surveys.pop(key, None)
    if survey is None:
        survey = read_survey(
            data, entry.name, entry.wave, known, confirmed=mapping, duplicates=rule
        )
    _surveys[key] = survey
    for oldest in list(_surveys)[:-KEPT_SURVEYS]:
        _surveys.pop(oldest, None)
    return survey

"""Who trains AI on data about people or under secrecy, and has no routine for protected data.

Both answers are protected. How many there are is told of the country, where the rule in
`ailaget.disclosure.combined` allows it. Their names are for those who edit: no database has them.
"""

from ailaget.disclosure.combined import Fits, combined_count
from ailaget.ingest.contents import waves_ever_published, waves_in_force
from ailaget.ingest.database_tables import Respondent, Row, Wave
from ailaget.store.state import State
from ailaget.store.workspace import Workspace

TRAINING, ROUTINE = "traningsdata", "skyddsvarda_rutin"
NEEDS_CARE = {"personal", "sensitive", "confidential"}
"""Answers to what AI is trained on: personal data of any kind, and data under secrecy."""

NO_ROUTINE = 0.0
"""The answer that there is no routine."""


def risk_rows(workspace: Workspace, state: State, published: dict[bool, set[str]]) -> list[Row]:
    """Return the row of each wave that readers see of which the count may be shown."""
    rows: list[Row] = []
    for (wave, is_demo), publications in waves_ever_published(workspace, state).items():
        if wave not in published[is_demo]:
            continue
        count = combined_count([_fits(content) for content, _ in publications])
        if count is not None:
            at = publications[count.moment][1]
            rows.append((wave, is_demo, count.both, count.answering, at))
    return rows


def at_risk(workspace: Workspace, wave: str, *, is_demo: bool) -> list[str]:
    """Return the codes of those at risk in a wave as readers see it; for those who edit alone."""
    content = waves_in_force(workspace, workspace.state()).get((wave, is_demo), {})
    return sorted(code for code, fits in _fits(content).items() if fits == (True, True))


def _fits(content: Wave) -> dict[str, Fits]:
    """Return of each who answered both questions whether its data needs care, and has none."""
    fits = {code: _fit(respondent) for code, respondent in content.items()}
    return {code: fit for code, fit in fits.items() if fit is not None}


def _fit(respondent: Respondent) -> Fits | None:
    both = {TRAINING, ROUTINE}
    given = [a for a in respondent.answers if a.question in both and a.status == "answered"]
    data = {answer.choice for answer in given if answer.question == TRAINING}
    routine = [answer.value for answer in given if answer.question == ROUTINE]
    if not data or not routine:
        return None
    return bool(data & NEEDS_CARE), routine[0] == NO_ROUTINE

"""Checks of how long it is kept who answered: what is past the rule, and what should be gone."""

from ailaget.errors import AilagetError
from ailaget.ingest.doctor import Diagnosis
from ailaget.ingest.forgetting.files import kept_months, past_the_rule
from ailaget.store.archive import still_there
from ailaget.store.workspace import Workspace


def examine_respondents(workspace: Workspace) -> list[Diagnosis]:
    """Return which received files say who answered for longer than they are to."""
    try:
        state = workspace.state()
    except AilagetError:  # told of among the journals, or of the server
        return []
    left = still_there(workspace, state)
    findings = [Diagnosis("fault", "doctor.names_left", {"n": len(left)})] if left else []
    old = past_the_rule(state)
    about: dict[str, object] = {"months": kept_months(), "n": len(old or state.forgotten)}
    if old:
        about["names"] = ", ".join(f"{each.name} ({each.wave})" for each in old)
        return [*findings, Diagnosis("note", "doctor.names_due", about)]
    return findings or [Diagnosis("ok", "doctor.names_kept", about)]

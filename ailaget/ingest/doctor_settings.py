"""Checks of signing in: the settings, and the log of who did what."""

from ailaget.access.settings import faults, has_provider, notes, provider
from ailaget.ingest.doctor import Diagnosis
from ailaget.store.audit import read_audit
from ailaget.store.files import DamagedJournal
from ailaget.store.workspace import Workspace


def examine_audit(workspace: Workspace) -> list[Diagnosis]:
    """Return whether the audit log is as it was written; nothing where there is none."""
    try:
        count = len(read_audit(workspace))
    except DamagedJournal as error:
        return [Diagnosis("fault", "audit.damaged", error.params)]
    return [Diagnosis("ok", "audit.whole", {"n": count})] if count else []


def examine_settings() -> list[Diagnosis]:
    """Return what was found; nothing where nothing is said of signing in."""
    found = [Diagnosis("fault", each.key, {"variable": each.variable}) for each in faults()]
    found += [Diagnosis("note", each.key, {"variable": each.variable}) for each in notes()]
    known = provider() if has_provider() else None
    if known is not None:
        found.append(Diagnosis("ok", "account.provider", {"issuer": known.issuer}))
    return found

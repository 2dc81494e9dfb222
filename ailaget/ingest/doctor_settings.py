"""Checks of the settings for signing in: does the server start with them, and who gets a role."""

from ailaget.access.settings import faults, has_provider, notes, provider
from ailaget.ingest.doctor import Diagnosis


def examine_settings() -> list[Diagnosis]:
    """Return what was found; nothing where nothing is said of signing in."""
    found = [Diagnosis("fault", each.key, {"variable": each.variable}) for each in faults()]
    found += [Diagnosis("note", each.key, {"variable": each.variable}) for each in notes()]
    known = provider() if has_provider() else None
    if known is not None:
        found.append(Diagnosis("ok", "account.provider", {"issuer": known.issuer}))
    return found

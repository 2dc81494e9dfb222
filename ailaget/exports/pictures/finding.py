"""Who makes the pictures on this machine, for ``doctor``."""

from ailaget.exports.pictures.browser import browser_path
from ailaget.ingest.doctor import Diagnosis


def picture_finding() -> Diagnosis:
    """Return who makes the pictures on this machine."""
    path = browser_path()
    if path is None:
        return Diagnosis("note", "doctor.pictures_drawn", {})
    return Diagnosis("ok", "doctor.pictures_browser", {"path": path})

"""How much may be received: files per page and in all, in number and in bytes, and how slowly."""

import re
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit.runtime import Runtime

from ailaget.ui.guard.refusals import Refusal
from ailaget.ui.guard.settings import number

PATH = "/_stcore/upload_file/"
"""Where Streamlit itself receives a file: the page's number and the file's follow."""

MEGABYTE = 1024 * 1024
LONGEST = 180.0
"""Seconds for a file to come: fifty megabytes take eighty over five megabits a second."""


@dataclass
class Uploads:
    """The files that are being received, beside those that Streamlit holds."""

    coming: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Page and bytes of each request under way, by the number of the request."""

    def refusal(self, scope: Scope, headers: Headers, path: str) -> Refusal | None:
        """Return why a request to Streamlit's own route is not passed on to it; None if it is."""
        if scope["method"] != "PUT":
            return None if scope["method"] == "DELETE" else Refusal(405, "method")
        length = headers.get("content-length", "")
        if not re.fullmatch("[0-9]{1,12}", length):
            return Refusal(411, "length")
        session = session_of(path)
        sizes = [*_held(), *self.coming.values()]
        own = [size for page, size in sizes if page == session]
        total, all_in_all = sum(own) + int(length), sum(s for _, s in sizes) + int(length)
        if (
            len(own) >= number("AILAGET_UPLOADS_PER_SESSION")
            or len(sizes) >= number("AILAGET_UPLOADS")
            or total > MEGABYTE * number("AILAGET_UPLOADS_MB_PER_SESSION")
            or all_in_all > MEGABYTE * number("AILAGET_UPLOADS_MB")
        ):
            return Refusal(413, "uploads_full")
        return None


def session_of(path: str) -> str:
    """Return the page that an upload belongs to."""
    return path.removeprefix(PATH).partition("/")[0]


def _held() -> list[tuple[str, int]]:
    """Return page and bytes of each file that Streamlit holds in memory."""
    if not Runtime.exists():
        return []
    storage = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {})
    return [
        (session, len(file.data))
        for session, files in list(storage.items())
        for file in list(files.values())
    ]

"""What is refused: the answer, in the reader's language, and one line in the log."""

import logging
from dataclasses import dataclass
from html import escape
from threading import Lock
from time import monotonic
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts, texts
from ailaget.ui.headers import NO_STORE
from ailaget.ui.operations.metrics import count_refused

logger = logging.getLogger(__name__)

RETRY_SECONDS = 30
QUIET_SECONDS = 600.0
"""How long a reason for refusing, or a message of the server's, is then left out of the log."""


@dataclass(frozen=True)
class Refusal:
    """A status of HTTP and the reason, whose words are in the text files under `refused`."""

    status: int
    reason: str

    def answer(self, language: str, *, is_page: bool = False) -> Response:
        """Return the answer: as a page to who asked for one, with a time to come back if full."""
        t: Texts = texts(language)
        message = t(f"refused.{self.reason}")
        headers = dict(NO_STORE)
        if self.status == 503:  # noqa: PLR2004
            headers["retry-after"] = str(RETRY_SECONDS)
        if not is_page:
            return PlainTextResponse(message, status_code=self.status, headers=headers)
        page = (
            f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>AI-läget</title></head><body><p>{escape(message)}</p></body></html>"
        )
        return HTMLResponse(page, status_code=self.status, headers=headers)


def language_of(query: bytes) -> str:
    """Return the language that an address asks for, else Swedish."""
    asked = parse_qs(query.decode("latin-1")).get("lang", [DEFAULT_LANGUAGE])[0]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


class Seldom:
    """Lets a kind of message through once, then after a pause with how many were left out."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._until: dict[str, float] = {}
        self._left_out: dict[str, int] = {}

    def due(self, kind: str) -> int | None:
        """Return how many of a kind were left out since the last one; None while it is quiet."""
        now = monotonic()
        with self._lock:
            if now < self._until.get(kind, 0.0):
                self._left_out[kind] = self._left_out.get(kind, 0) + 1
                return None
            self._until[kind] = now + QUIET_SECONDS
            return self._left_out.pop(kind, 0)


_seldom = Seldom()


def log(refusal: Refusal) -> None:
    """Note a refusal by its reason alone: no address, name or header of who was refused."""
    count_refused(refusal.reason)
    left_out = _seldom.due(refusal.reason)
    if left_out is not None:
        logger.warning(
            "refused %s (%s), %d more since the last line of this kind",
            refusal.status,
            refusal.reason,
            left_out,
        )


class Repeats(logging.Filter):
    """Lets a message of a library through once in a while, however often it is given.

    Whoever sends nonsense, or opens more connections than there are handles, would otherwise write
    as much as the disk holds.
    """

    OFTEN = 20
    """Different messages are few; the same one may come as often as this before it is quiet."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}
        self._quiet = Seldom()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a message is written."""
        kind = f"{record.name}:{record.msg}"[:200]
        if len(self._counts) > 1000:  # noqa: PLR2004
            self._counts.clear()
        self._counts[kind] = count = self._counts.get(kind, 0) + 1
        return count <= self.OFTEN or self._quiet.due(kind) is not None


NOISY = ("asyncio", "uvicorn.error", "streamlit", "websockets.server")


def quieten() -> None:
    """Keep libraries from filling the log with one and the same message."""
    repeats = Repeats()
    for name in NOISY:
        logging.getLogger(name).addFilter(repeats)

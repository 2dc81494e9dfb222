"""Fetches figures from Kolada and Statistics Sweden, only when a person asks for it.

A call that fails is tried again, and one that goes on failing stops the whole: nothing is left out
in silence. Answers are kept as they came, so that what is archived is what the source said.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import httpx

from ailaget.ingest.context.kolada import parse_json
from ailaget.ingest.context.observations import ContextRefused

HOSTS = ("api.kolada.se", "api.scb.se", "statistikdatabasen.scb.se")
KOLADA = "kolada"
ADDRESS = "https://api.kolada.se/v3"
MOST_IDS = 25
"""Indicators in one call, as Kolada's API takes at most."""

PAUSE = 0.4
"""Seconds between calls: Statistics Sweden takes 30 in ten seconds."""

TRIES = 4
TIMEOUT = 60.0
_FIRST_WAIT = 2.0
_LONGEST_WAIT = 60.0
_AGAIN = {429, 500, 502, 503, 504}
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_NAMED = {
    "user-agent": "AI-laget (kommunal statistik)",
    "accept": "application/json, text/csv, */*",
}

Sleep = Callable[[float], None]


def fetch(
    what: str,
    figures: Sequence[str],
    years: str,
    *,
    transport: httpx.BaseTransport | None = None,
    sleep: Sleep = time.sleep,
) -> tuple[bytes, str]:
    """Return what a source answers, as it came, and a name for it.

    Parameters
    ----------
    what
        ``kolada``, or an https address at one of `HOSTS`.
    figures, years
        Kolada's indicators and years, such as ``2024`` or ``2020-2024``; no years is all.
    transport, sleep
        What makes the calls and waits between them; tests give their own.

    Raises
    ------
    ContextRefused
        The source does not answer as it should, or is none that is fetched from.
    """
    with httpx.Client(transport=transport, timeout=TIMEOUT, headers=_NAMED) as client:
        if what != KOLADA:
            return _pages_of(client, what, sleep)
        if not figures:
            raise ContextRefused("fetch_what")
        spoken = ",".join(map(str, _years(years)))
        pages: list[bytes] = []
        for start in range(0, len(figures), MOST_IDS):
            named = ",".join(figures[start : start + MOST_IDS])
            of_years = f"/year/{spoken}" if spoken else ""
            for address in (f"{ADDRESS}/kpi/{named}", f"{ADDRESS}/data/kpi/{named}{of_years}"):
                pages += _every_page(client, address, sleep)
        return b"[" + b",".join(pages) + b"]", "kolada.json"


def _pages_of(client: httpx.Client, address: str, sleep: Sleep) -> tuple[bytes, str]:
    """Return what an address answers; pages of Kolada's are followed to the last."""
    pages = list(_every_page(client, address, sleep))
    name = httpx.URL(address).path.rstrip("/").rpartition("/")[2] or "fetched"
    return (pages[0], name) if len(pages) == 1 else (b"[" + b",".join(pages) + b"]", name)


def _every_page(client: httpx.Client, address: str, sleep: Sleep) -> Iterator[bytes]:
    following: str | None = address
    visited: set[str] = set()
    while following and following not in visited:
        visited.add(following)
        answer = _answer(client, following, sleep)
        yield answer.content
        following = _next(answer)


def _next(answer: httpx.Response) -> str | None:
    """Return the address of the next page of Kolada's, None where this is the last."""
    if answer.url.host != HOSTS[0]:
        return None
    page: Any = parse_json(answer.content)
    said = page.get("next_url") if isinstance(page, dict) else None
    return str(answer.url.join(said)) if said else None


def _answer(client: httpx.Client, address: str, sleep: Sleep) -> httpx.Response:
    """Return a good answer, after as many tries as are given; raises ContextRefused."""
    url = httpx.URL(address)
    if url.scheme != "https" or url.host not in HOSTS:
        raise ContextRefused("fetch_where", hosts=", ".join(HOSTS))
    problem = ""
    for attempt in range(TRIES):
        sleep(PAUSE if attempt == 0 else min(_FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_WAIT))
        try:
            answer = client.get(url)
        except httpx.TransportError as error:
            problem = type(error).__name__
            continue
        if answer.status_code == httpx.codes.OK:
            return answer
        problem = f"HTTP {answer.status_code}"
        if answer.status_code not in _AGAIN:
            raise ContextRefused(
                "fetch_failed", address=address, problem=problem, tries=attempt + 1
            )
        sleep(_asked_wait(answer))
    raise ContextRefused("fetch_failed", address=address, problem=problem, tries=TRIES)


def _asked_wait(answer: httpx.Response) -> float:
    """Return how many seconds the source asks to be left alone, by its header."""
    said = answer.headers.get("retry-after", "")
    return min(float(said), _LONGEST_WAIT) if said.isdecimal() else 0.0


def _years(text: str) -> list[int]:
    """Return the years that ``2024`` or ``2020-2024`` means; raises ContextRefused."""
    if not text.strip():
        return []
    match = _YEARS.fullmatch(text.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        raise ContextRefused("wrong_years", text=text)
    return list(range(first, last + 1))

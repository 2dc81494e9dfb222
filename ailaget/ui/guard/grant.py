"""Who may edit without a provider: nobody, unless granted by this start's token or local mode."""

import os
import secrets
from collections.abc import Mapping
from functools import cache

from starlette.requests import cookie_parser

from ailaget.access.settings import has_provider
from ailaget.ui.guard import settings
from ailaget.ui.guard.place import place

PARAMETER = "edit"
"""The key in an address that carries the token, until it has become a cookie."""

FORWARDING = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
)
"""Headers of a proxy. Their absence proves nothing; their presence is enough to refuse."""


def way() -> str:
    """Return how editing is granted: one of `EDITED_BY`, or ``"roles"`` where there is a provider.

    Without one, a public server is edited by nobody.
    """
    if has_provider():
        return "roles"
    given = os.environ.get(settings.EDIT, "") or settings.EDITED_BY[0]
    return "nobody" if settings.is_public() or given not in settings.EDITED_BY else given


@cache
def token() -> str:
    """Return the token of this start: 256 random bits, kept in this process and its workers."""
    return place().token or secrets.token_urlsafe(32)


def is_token(given: str) -> bool:
    """Return whether a text is the token, in the same time whichever character is wrong."""
    return secrets.compare_digest(given.encode(), token().encode())


def cookie_name() -> str:
    """Return the cookie's name: those of two servers on one machine do not replace each other."""
    return f"ailaget_edit_{settings.setting('server.port', 'STREAMLIT_SERVER_PORT')}"


def cookie() -> str:
    """Return the header by which a browser keeps the token; no script can read it."""
    return f"{cookie_name()}={token()}; Path=/; HttpOnly; SameSite=Strict"


def is_granted(headers: Mapping[str, str]) -> bool:
    """Return whether the sender of a request may edit; `headers` may have any case.

    The Host must be this machine's own. Then the token decides or, in local mode, an Origin of
    this machine, which every browser sends with a socket and with an upload.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    host = settings.host_name(sent.get("host", ""))
    if sent.keys() & set(FORWARDING) or not settings.is_loopback(host):
        return False
    granted_by = way()
    if granted_by == "local":
        return settings.is_loopback(settings.host_name(origin_host(sent.get("origin", ""))))
    kept = cookie_parser(sent.get("cookie", "")).get(cookie_name(), "")
    return granted_by == "token" and is_token(kept)


def origin_host(origin: str) -> str:
    """Return the host and port of an Origin header; empty where it names none."""
    scheme, _, host = origin.partition("://")
    return host if scheme in {"http", "https"} and settings.host_name(host) else ""

"""What each address asks of who comes: a role, decided here for every route, file and socket."""

import re
from collections.abc import Mapping

from starlette.requests import cookie_parser

from ailaget.access.roles import Role, role_of_identity
from ailaget.access.settings import has_provider, is_reading_open
from ailaget.store.sessions import Session, read_session
from ailaget.store.workspace import workspace
from ailaget.ui.guard import grant, settings

EVERYBODY = (
    "/account/",
    "/front/",
    "/health",
    "/icon.svg",
    "/ready",
    "/robots.txt",
    "/_stcore/health",
)
"""What is the same for all and holds no figures: needed before, or in order to, sign in."""

EDITORS = ("/_stcore/upload_file/", "/report/every.zip")
"""What editors alone may send or fetch, whoever reads."""

WITH_PROVIDER = ("/media/",)
"""What is held for a page's own editor to fetch; without a provider its long name protects it."""


def needed_role(path: str) -> Role:
    """Return the role that an address asks for; any that is not named is a page, or of one."""
    if path.startswith(EVERYBODY):
        return Role.ANYBODY
    if path.startswith(EDITORS) or (path.startswith(WITH_PROVIDER) and has_provider()):
        return Role.EDITOR
    return Role.ANYBODY if is_reading_open() else Role.READER


def room_of_editors(path: str) -> str:
    """Return which of the addresses that ask for an editor one is in; empty for any other."""
    return next(filter(path.startswith, (*EDITORS, *WITH_PROVIDER)), "")


def cookie_name() -> str:
    """Return the cookie of a session: bound to this host alone where readers come over TLS."""
    if settings.is_secure():
        return "__Host-ailaget_session"
    return f"ailaget_session_{settings.setting('server.port', 'STREAMLIT_SERVER_PORT')}"


def session_key(headers: Mapping[str, str]) -> str:
    """Return the key of a session that a request carries; empty where it carries none."""
    sent = {name.lower(): value for name, value in headers.items()}.get("cookie", "")
    return cookie_parser(sent).get(cookie_name(), "")


def current_session(headers: Mapping[str, str]) -> Session | None:
    """Return the session of who sends a request, as it is at this moment; None without one."""
    key = session_key(headers) if has_provider() else ""
    return read_session(workspace(), key) if re.fullmatch(r"[\w-]{43}", key) else None


def role_of(headers: Mapping[str, str]) -> Role:
    """Return the role of who sends a request: by session where there is a provider.

    Without one whoever may edit by the token or on this machine does all that there is to do.
    """
    if not has_provider():
        return Role.ADMINISTRATOR if grant.is_granted(headers) else Role.ANYBODY
    session = current_session(headers)
    return Role.ANYBODY if session is None else role_of_identity(session.identity)


def may_edit(headers: Mapping[str, str]) -> bool:
    """Return whether the sender of a request may edit."""
    return role_of(headers) >= Role.EDITOR

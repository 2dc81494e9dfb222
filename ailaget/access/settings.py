"""What the environment says of signing in: the provider, who may read, how long a session lasts."""

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from ailaget.access.roles import ADMINISTRATORS, EDITORS, listed

ISSUER, CLIENT_ID = "AILAGET_OIDC_ISSUER", "AILAGET_OIDC_CLIENT_ID"
CLIENT_SECRET = "AILAGET_OIDC_CLIENT_SECRET"  # noqa: S105  # the variable's name
SCOPE, GROUPS = "AILAGET_OIDC_SCOPE", "AILAGET_OIDC_GROUPS"
READING = "AILAGET_READING"
"""Names the variable that says who reads: everybody, or only those who have signed in."""

OPEN, SIGNED_IN = "open", "signed-in"
USUAL_SCOPE, USUAL_GROUPS = "openid profile email", "groups"

IDLE, LONGEST = "AILAGET_SESSION_IDLE", "AILAGET_SESSION_LONGEST"
MINUTES = {IDLE: 30, LONGEST: 480}
"""Minutes until a session ends: without anything done, and in all."""

PROXIES = "AILAGET_PROXIES"
"""Names the variable with how many proxies of one's own stand in front, each adding an address."""


@dataclass(frozen=True)
class Provider:
    """The OpenID Connect provider that people sign in with, and what we are to it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = USUAL_SCOPE
    groups: str = USUAL_GROUPS
    """The claim that says which groups somebody is in."""

    @property
    def metadata_address(self) -> str:
        """Where the provider describes itself (OpenID Connect Discovery)."""
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


@dataclass(frozen=True)
class Fault:
    """A setting that does not hold: the server does not start, and nobody gets in; a text key."""

    key: str
    variable: str


def _given(variable: str) -> str:
    return os.environ.get(variable, "").strip()


def has_provider() -> bool:
    """Return whether a provider is named at all: then roles decide, also where it is half named."""
    return any(map(_given, (ISSUER, CLIENT_ID, CLIENT_SECRET)))


def provider() -> Provider | None:
    """Return the provider; None where there is none, or where what is said of it does not hold."""
    if not has_provider() or _provider_faults():
        return None
    return Provider(
        _given(ISSUER),
        _given(CLIENT_ID),
        _given(CLIENT_SECRET),
        _given(SCOPE) or USUAL_SCOPE,
        _given(GROUPS) or USUAL_GROUPS,
    )


def is_reading_open() -> bool:
    """Return whether everybody may read; what is neither of the two is taken as closed."""
    return _given(READING) in {"", OPEN}


def minutes(variable: str) -> int:
    """Return a session's limit; what is no positive whole number leaves the usual one."""
    given = _given(variable)
    return int(given) if given.isdecimal() and int(given) else MINUTES[variable]


def proxies() -> int:
    """Return how many proxies of one's own stand in front of the server."""
    given = _given(PROXIES)
    return int(given) if given.isdecimal() else 0


def faults() -> list[Fault]:
    """Return the settings with which the server is not to start."""
    found = _provider_faults() if has_provider() else []
    if _given(READING) not in {"", OPEN, SIGNED_IN}:
        found.append(Fault("account.fault_reading", READING))
    if not is_reading_open() and not has_provider():
        found.append(Fault("account.fault_nobody_can", READING))
    return found


def notes() -> list[Fault]:
    """Return what works, and is worth knowing: that nobody, or nobody else, has a role."""
    if not has_provider():
        return []
    return [
        Fault("account.note_nobody_listed", variable)
        for variable in (EDITORS, ADMINISTRATORS)
        if not listed(variable)
    ]


def _provider_faults() -> list[Fault]:
    missing = [each for each in (ISSUER, CLIENT_ID, CLIENT_SECRET) if not _given(each)]
    lacking = [Fault("account.fault_missing", variable) for variable in missing]
    if _given(ISSUER) and not _is_safe(_given(ISSUER)):
        lacking.append(Fault("account.fault_issuer", ISSUER))
    if "openid" not in (_given(SCOPE) or USUAL_SCOPE).split():
        lacking.append(Fault("account.fault_scope", SCOPE))
    return lacking


def _is_safe(address: str) -> bool:
    """Return whether an address is reached over TLS, or never leaves this machine."""
    parts = urlsplit(address)
    if parts.query or parts.fragment or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))


def _is_here(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False

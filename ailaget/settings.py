"""Every setting that an `AILAGET_` variable of the environment gives, and what it may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

PREFIX = "AILAGET_"

ANYTHING = r"(?s).+"
NUMBER = r"[1-9][0-9]*"
COUNT = r"[0-9]+"
ADDRESS = r"https?://\S+"
ORIGINS = r"(https?://\S+\s*)+"
PORT = r"((\[[0-9a-fA-F:]+\]|[0-9A-Za-z.-]+):)?[0-9]{1,5}"

SETTINGS = {
    "AILAGET_ACCELERATION": r"(?i)on|off",
    "AILAGET_ADDRESS": ADDRESS,
    "AILAGET_ADMINISTRATORS": ANYTHING,
    "AILAGET_API_PER_MINUTE": NUMBER,
    "AILAGET_AUDIT_MONTHS": NUMBER,
    "AILAGET_CONTACT": r"[^@\s]+@[^@\s]+|https?://\S+",
    "AILAGET_DATABASE_URL": r"postgresql\S*://\S+",
    "AILAGET_DRAIN_SECONDS": COUNT,
    "AILAGET_EDIT": "token|local|nobody",
    "AILAGET_EDITORS": ANYTHING,
    "AILAGET_EMBED": ORIGINS,
    "AILAGET_LANG": "sv|en",
    "AILAGET_LICENCE": ADDRESS,
    "AILAGET_LOCAL": ANYTHING,
    "AILAGET_LOG": r"(?i)json|plain",
    "AILAGET_METRICS": PORT,
    "AILAGET_NAMES_MONTHS": NUMBER,
    "AILAGET_OIDC_CLIENT_ID": ANYTHING,
    "AILAGET_OIDC_CLIENT_SECRET": ANYTHING,
    "AILAGET_OIDC_GROUPS": ANYTHING,
    "AILAGET_OIDC_ISSUER": ADDRESS,
    "AILAGET_OIDC_SCOPE": ANYTHING,
    "AILAGET_PICTURES": NUMBER,
    "AILAGET_PROXIES": COUNT,
    "AILAGET_PUBLISHER": ANYTHING,
    "AILAGET_PUBLISHER_NUMBER": r"[0-9]{6}-?[0-9]{4}",
    "AILAGET_READING": "open|signed-in",
    "AILAGET_SESSIONS": NUMBER,
    "AILAGET_SESSION_IDLE": NUMBER,
    "AILAGET_SESSION_LONGEST": NUMBER,
    "AILAGET_STOP_SECONDS": NUMBER,
    "AILAGET_UPLOADS": NUMBER,
    "AILAGET_UPLOADS_MB": NUMBER,
    "AILAGET_UPLOADS_MB_PER_SESSION": NUMBER,
    "AILAGET_UPLOADS_PER_SESSION": NUMBER,
    "AILAGET_VAR": ANYTHING,
    "AILAGET_WORKERS": NUMBER,
}
"""Each variable, and the pattern of what it may hold; one that is empty is not set."""


@dataclass(frozen=True)
class WrongSetting:
    """A variable that there is no setting for, with the nearest, or one that means nothing."""

    name: str
    nearest: str | None = None


def set_here(environment: Mapping[str, str]) -> list[str]:
    """Return the settings that an environment gives."""
    return sorted(name for name in environment if environment[name] and name in SETTINGS)


def wrong_settings(environment: Mapping[str, str]) -> list[WrongSetting]:
    """Return what an environment gives that has no effect, or another than was meant."""
    unknown = sorted(n for n in environment if n.startswith(PREFIX) and n not in SETTINGS)
    nearest = {name: get_close_matches(name, SETTINGS, 1, 0.0)[0] for name in unknown}
    meaningless = [
        name
        for name in set_here(environment)
        if not re.fullmatch(SETTINGS[name], environment[name].strip())
    ]
    return [
        *(WrongSetting(name, nearest[name]) for name in unknown),
        *(WrongSetting(name) for name in meaningless),
    ]

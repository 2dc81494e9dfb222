"""Roles, and who has which: by address, subject or group, as the environment lists them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

EDITORS, ADMINISTRATORS = "AILAGET_EDITORS", "AILAGET_ADMINISTRATORS"
"""Name the variables that list who has a role, parted by spaces; whoever else signs in reads."""

SUBJECT, GROUP = "sub:", "group:"
"""How a list names somebody by the provider's own id, or all of a group; else by address."""


class Role(IntEnum):
    """What somebody may do; each role may do all that the one before it may."""

    ANYBODY = 0
    READER = 1
    EDITOR = 2
    ADMINISTRATOR = 3


@dataclass(frozen=True)
class Identity:
    """Who has signed in, as the provider says; `email` only where it vouches for the address."""

    subject: str
    name: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()

    @property
    def account(self) -> str:
        """What journals and the audit log call somebody: the address, else the provider's id."""
        return self.email or f"{SUBJECT}{self.subject}"

    @property
    def shown_name(self) -> str:
        """What the pages call somebody."""
        return self.name or self.email or self.subject


def role_of_identity(identity: Identity) -> Role:
    """Return the role of somebody who has signed in, as the lists are now."""
    names = {f"{SUBJECT}{identity.subject}", *(f"{GROUP}{each}" for each in identity.groups)}
    names |= {identity.email.casefold()} if identity.email else set()
    if names & listed(ADMINISTRATORS):
        return Role.ADMINISTRATOR
    return Role.EDITOR if names & listed(EDITORS) else Role.READER


def listed(variable: str) -> set[str]:
    """Return whom a list names: addresses in lower case, ids and groups as they are."""
    return set(_in_one_case(os.environ.get(variable, "").split()))


def _in_one_case(names: Iterable[str]) -> Iterable[str]:
    return (n if n.startswith((SUBJECT, GROUP)) else n.casefold() for n in names)

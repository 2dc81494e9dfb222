"""The licence that the answers come under, as configuration has it."""

import os
import re

LICENCE = "AILAGET_LICENCE"
"""Names the variable with the address of the licence that the data come under."""


def licence() -> str:
    """Return the licence's address; empty where none is given, or what is given is no address."""
    given = os.environ.get(LICENCE, "").strip()
    return given if re.fullmatch(r"https?://[^\s<>\"]+", given) else ""

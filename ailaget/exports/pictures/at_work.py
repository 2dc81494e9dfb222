"""How many pictures are taken at once: by the browser that takes them, and in the line for it."""

import os

AT_WORK = "AILAGET_PICTURES"
"""Names the variable with how many."""


def pictures_at_work() -> int:
    """Return how many pictures are taken at once, 2 unless ``AILAGET_PICTURES`` says another."""
    given = os.environ.get(AT_WORK, "")
    return int(given) if given.isdecimal() and int(given) else 2

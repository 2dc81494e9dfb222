"""Which of several workers this process is, and what all of them share; alone, it is the first."""

import json
import sys
from dataclasses import asdict, dataclass
from functools import cache

WORKER = "--worker"
"""What the front starts a worker with; the rest comes by its standard input, which nobody sees."""


@dataclass(frozen=True)
class Place:
    """A worker's number among so many, the handle of its channel to the front, and the secrets.

    The first alone does what is done once for all: it computes ahead and answers open data.
    """

    number: int = 0
    of: int = 1
    channel: int = -1
    token: str = ""
    cookie_secret: str = ""

    @property
    def is_first(self) -> bool:
        """Whether this is the process that does what is done once for all."""
        return self.number == 0

    def packed(self) -> bytes:
        """Return it as the front writes it."""
        return json.dumps(asdict(self)).encode()


@cache
def place() -> Place:
    """Return the place of this process."""
    return Place(**json.load(sys.stdin)) if WORKER in sys.argv else Place()

"""What a person says of a file of boundaries, what is asked back, and how the file is refused.

Nothing is guessed. A layer, a column, a coordinate system or a zero that may have been lost is
asked for where the file does not say it, and nothing is taken until it is answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ailaget.errors import AilagetError

LAYER, CODE, NAME, CRS, DIGITS, WITHOUT_CODE, REPEATED, TITLE, SOURCE, LICENCE, INHABITED = (
    "layer",
    "code",
    "name",
    "crs",
    "digits",
    "without_code",
    "repeated",
    "title",
    "source",
    "licence",
    "inhabited",
)
"""What may be asked."""

NAMED = 8
"""Codes or names in a remark that are listed; the report has them all."""

SKIP, JOIN = "skip", "join"
"""What is done with areas that have no code, and with rows of one code and several names."""

OWN = "own"
"""The areas answer for themselves."""


class AreasRefused(AilagetError):
    """A whole file that cannot be taken; its words live under `errors.areas.<reason>`."""

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = reason
        super().__init__(f"areas.{reason}", **params)


@dataclass(frozen=True)
class AreaChoices:
    """What a person has said of a file of boundaries; empty where nothing.

    `code` and `name` are columns. `digits` is how long every code is, ``0`` for as they stand.
    Dates are ISO. `answers` is OWN where the areas themselves have answered a survey, and so need
    not be made of municipalities; `population` is then the column of their inhabitants, if any.
    """

    title: str = ""
    key: str = ""
    code: str = ""
    name: str = ""
    layer: str = ""
    crs: str = ""
    digits: str = ""
    without_code: str = ""
    repeated: str = ""
    source: str = ""
    source_url: str = ""
    licence: str = ""
    read_on: str = ""
    source_date: str = ""
    answers: str = ""
    population: str = ""

    def as_json(self) -> dict[str, str]:
        """Return what was said, for the journal: only what was."""
        return {key: value for key, value in asdict(self).items() if value}


def area_choices_from(stored: Mapping[str, Any]) -> AreaChoices:
    """Return choices as the journal has them."""
    return AreaChoices(**stored)


@dataclass(frozen=True)
class Asked:
    """A question back: what is asked, what can be answered, and of how many."""

    kind: str
    options: tuple[str, ...] = ()
    count: int = 0


class Unsettled(Exception):
    """Reading cannot go on before a question is answered."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        super().__init__(asked.kind)


def listed(texts: Sequence[str]) -> str:
    """Return texts in a row, the first few of many."""
    more = ["…"] if len(texts) > NAMED else []
    return ", ".join([*texts[:NAMED], *more])

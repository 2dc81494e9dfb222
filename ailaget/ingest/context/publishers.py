"""Who publishes figures: on what terms, and what its signs for "no number" mean.

The same sign means different things. On Kolada's pages "-" is a figure that nobody has given and
".." one that is kept secret (kolada.se, Guide till tabeller och diagram). In official statistics
and PX files "-" is exactly nothing, that is zero, and ".." a figure that is not available or too
uncertain (scb.se, Data in the PX-file). In both "." is what cannot be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ailaget.ingest.context.figures import MISSING, NOT_APPLICABLE, SECRET
from ailaget.ingest.reading.normalisation import fold

ZERO, ASKED = "zero", "asked"
"""What a dash may be besides a status: zero, or unknown until somebody has said."""

_NOTHING = dict.fromkeys(
    ("", "null", "na", "n/a", "nan", "none", "saknas", "uppgiftsaknas"), MISSING
)
_PX = {
    **_NOTHING,
    "-": ZERO,
    ".": NOT_APPLICABLE,
    **{"." * dots: MISSING for dots in range(2, 7)},
}


@dataclass(frozen=True)
class Publisher:
    """A publisher's name, address and terms, and its signs; empty where nobody has said.

    `source_en` and `licence_en` are its name and terms in English, where they are others.
    """

    key: str
    source: str = ""
    source_url: str = ""
    licence: str = ""
    signs: Mapping[str, str] = field(default_factory=dict, hash=False)
    source_en: str = ""
    licence_en: str = ""

    def status(self, text: str) -> str | None:
        """Return what a sign means: a status, `ZERO` or `ASKED`; None for anything else."""
        return self.signs.get(fold(text))


KOLADA = Publisher(
    "kolada",
    "Kolada (RKA)",
    "https://www.kolada.se",
    "Fri att använda, ange källan: Kolada",
    {**_NOTHING, "-": MISSING, ".": NOT_APPLICABLE, "..": SECRET, "...": MISSING},
    licence_en="Free to use, cite Kolada as the source",
)
SCB = Publisher(
    "scb", "SCB", "https://www.scb.se", "CC0 1.0", _PX, source_en="Statistics Sweden (SCB)"
)
PX = Publisher("px", signs=_PX)
UNKNOWN = Publisher("own", signs={**_PX, "-": ASKED})

_NAMES = {
    "scb": SCB,
    "statistiskacentralbyrån": SCB,
    "statisticssweden": SCB,
    "kolada": KOLADA,
    "rka": KOLADA,
    "kolada(rka)": KOLADA,
}


def publisher_named(text: str, otherwise: Publisher) -> Publisher:
    """Return the publisher that a source's name means, else one of that name with those signs."""
    known = _NAMES.get(fold(text))
    if known is not None or not text.strip():
        return known or otherwise
    return Publisher(otherwise.key, text.strip(), signs=otherwise.signs)

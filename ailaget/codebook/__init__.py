"""The survey as data: what `data/codebook.toml` says of questions, indicators and levels."""

from ailaget.codebook.entries import (
    CODED_KINDS,
    DONT_KNOW,
    NOT_APPLICABLE,
    NUMBER_KINDS,
    Check,
    Choice,
    Codebook,
    Dimension,
    Indicator,
    Item,
    Level,
    Milestone,
    Question,
    Words,
)
from ailaget.codebook.reading import CODEBOOK, DATA, BrokenCodebook, codebook, read_codebook
from ailaget.codebook.regions import codebook_of_areas, codebook_of_regions

__all__ = [
    "CODEBOOK",
    "CODED_KINDS",
    "DATA",
    "DONT_KNOW",
    "NOT_APPLICABLE",
    "NUMBER_KINDS",
    "BrokenCodebook",
    "Check",
    "Choice",
    "Codebook",
    "Dimension",
    "Indicator",
    "Item",
    "Level",
    "Milestone",
    "Question",
    "Words",
    "codebook",
    "codebook_of_areas",
    "codebook_of_regions",
    "read_codebook",
]

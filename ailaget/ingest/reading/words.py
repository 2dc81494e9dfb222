"""The words that files use: names of columns, and what cells say besides answers; from `data/`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ailaget.ingest.reading.normalisation import fold, fold_name

DATA = Path(__file__).parents[3] / "data"


@dataclass(frozen=True)
class ColumnNames:
    """Folded names of the columns that are not questions; see `data/column_names.toml`."""

    municipality: frozenset[str]
    municipality_starts: tuple[str, ...]
    municipality_otherwise: tuple[str, ...]
    region: frozenset[str]
    wave: frozenset[str]
    generic: frozenset[str]
    completed: frozenset[str]
    trial: frozenset[str]
    county_code: frozenset[str]
    technical: frozenset[str]
    endings: tuple[str, ...]
    beside: frozenset[str]


@dataclass(frozen=True)
class AnswerWords:
    """Folded words that are no answers; see `data/answer_words.toml`.

    `missing` maps a word to its status, `explicit` only those that a respondent writes; `chosen`
    and `not_chosen` are cells of an option's column.
    """

    missing: Mapping[str, str]
    explicit: Mapping[str, str]
    chosen: frozenset[str]
    not_chosen: frozenset[str]
    trials: frozenset[str]
    counties: Mapping[str, str]
    totals: frozenset[str]


def fold_header(text: str) -> str:
    """Return the key of a column's name, in which underscores count as spacing."""
    return fold(text.replace("_", " "))


@cache
def column_names() -> ColumnNames:
    """Return the known names of columns, read once."""
    raw = tomllib.loads((DATA / "column_names.toml").read_text(encoding="utf-8"))
    place = raw["municipality"]
    return ColumnNames(
        municipality=frozenset(map(fold_header, place["names"])),
        municipality_starts=tuple(map(fold_header, place["starts_with"])),
        municipality_otherwise=tuple(map(fold_header, place["otherwise"])),
        region=frozenset(map(fold_header, raw["region"]["names"])),
        wave=frozenset(map(fold_header, raw["wave"]["names"])),
        completed=frozenset(map(fold_header, raw["completed"]["names"])),
        trial=frozenset(map(fold_header, raw["trial"]["names"])),
        county_code=frozenset(map(fold_header, raw["county_code"]["names"])),
        technical=frozenset(map(fold_header, raw["technical"]["names"])),
        endings=tuple(ending.casefold() for ending in raw["wrapping"]["endings"]),
        beside=frozenset(map(str.casefold, raw["wrapping"]["beside"])),
        generic=frozenset(map(fold_header, raw["second_row"]["names"])),
    )


def is_technical(header: str) -> bool:
    """Whether survey tools add a column with this heading of themselves: a time, a response id."""
    names = column_names()
    return fold_header(header) in names.technical | names.completed


@cache
def answer_words() -> AnswerWords:
    """Return the known words of cells, read once; the empty cell is unanswered."""
    raw = tomllib.loads((DATA / "answer_words.toml").read_text(encoding="utf-8"))
    missing = {fold(word): status for status, texts in raw["missing"].items() for word in texts}
    return AnswerWords(
        missing={"": "unanswered"} | missing,
        explicit={word: status for word, status in missing.items() if status != "unanswered"},
        chosen=frozenset(map(fold, raw["option"]["chosen"])),
        not_chosen=frozenset(map(fold, raw["option"]["not_chosen"])),
        counties={fold_name(name): code for code, names in raw["county"].items() for name in names},
        trials=frozenset(map(fold, raw["trial"]["names"])),
        totals=frozenset(map(fold_name, raw["total"]["names"])),
    )

"""Finds a table's header: the row that names most columns, or two rows that do so together."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ailaget.ingest.reading.words import column_names, fold_header

Known = Callable[[str], bool]
"""Whether a cell's text is a header that the caller would recognise."""

_FEWEST_REPEATED = 2
_MOST_BEFORE_NOTES = 1
_NOTE = re.compile(r"""\s*\{\s*(["'])\w+\1\s*:""")
"""Qualtrics writes ``{"ImportId": "QID3"}`` under each heading."""


@dataclass(frozen=True)
class Heading:
    """The header's texts, and its rows: from `first` up to but not including `end`.

    Rows after the texts name the columns again, or are a tool's notes to itself.
    """

    texts: tuple[str, ...]
    first: int
    end: int


def is_blank(row: Sequence[str]) -> bool:
    """Whether no cell of the row holds anything but white space."""
    return not any(map(str.strip, row))


def usual_width(rows: Iterable[Sequence[str]]) -> tuple[int, int]:
    """Return the number of cells that most rows have, and how many rows have it."""
    counts = Counter(map(len, rows))
    return max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def likeliest_header(rows: Sequence[Sequence[str]], known: Known) -> tuple[int, int]:
    """Return the row with most known headers and how many they are; without any, row 0 and 0."""
    scores = [sum(map(known, row)) for row in rows]
    best = max(scores, default=0)
    return (scores.index(best) if best else 0), best


def find_heading(rows: Sequence[Sequence[str]], at: int, known: Known) -> Heading:
    """Return the header around row `at`, joined with the row under or over it where both name.

    Survey tools put the question in one row and its options in the next, once over several columns
    (SurveyMonkey); then the columns are named as one row would: ``question: option``.
    """
    single = Heading(tuple(rows[at]), at, _end(rows, at + 1))
    names = _names(rows[at], known)
    if not names:
        return single
    for top in (at, at - 1):
        if top < 0 or top + 1 >= len(rows):
            continue
        joined = _join(rows[top], rows[top + 1], known)
        if joined is not None and _names(joined, known) > names:
            return Heading(joined, top, _end(rows, top + 2))
    if at + 1 < len(rows) and _says_nothing_more(rows[at + 1], names, known):
        return Heading(single.texts, at, _end(rows, at + 2))
    return single


def _end(rows: Sequence[Sequence[str]], end: int) -> int:
    """Return where the heading ends, past a row of notes that a tool has written to itself.

    Between the names and the notes may stand the questions' texts, in whatever words.
    """
    for at in range(end, min(end + _MOST_BEFORE_NOTES + 1, len(rows))):
        if all(_NOTE.match(cell) for cell in rows[at] if cell.strip()):
            return at + 1
    return end


def _says_nothing_more(row: Sequence[str], names: int, known: Known) -> bool:
    """Whether a row under the header names the columns again, or only says "Response"."""
    again = _names(row, known)
    return again >= max(_FEWEST_REPEATED, names / 2) or all(map(_is_generic, row))


def _join(top: Sequence[str], under: Sequence[str], known: Known) -> tuple[str, ...] | None:
    """Return the two rows as one, or None where the lower one is a row of answers."""
    width = max(len(top), len(under))
    upper = [*map(str.strip, top), *[""] * (width - len(top))]
    lower = [*map(str.strip, under), *[""] * (width - len(under))]
    texts: list[str] = []
    over = ""
    for index, (above, below) in enumerate(zip(upper, lower, strict=True)):
        over = above or over
        both = f"{over}: {below}"
        if _is_generic(below):
            texts.append(above)
        elif not over or (known(below) and not known(both)):
            texts.append(below)
        elif known(both) or not (above and known(above)):
            texts.append(both)
        elif index + 1 < width and not upper[index + 1] and lower[index + 1]:
            texts.append(both)  # the first of several options, and not one that is known
        else:
            return None
    return tuple(texts)


def _names(row: Sequence[str], known: Known) -> int:
    """Return how many different columns a row names."""
    return len({fold_header(text) for text in row if known(text)})


def _is_generic(text: str) -> bool:
    return not text.strip() or fold_header(text) in column_names().generic

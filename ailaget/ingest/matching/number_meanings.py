"""Which columns' bare numbers can mean two things, and what they mean once a person has said so.

A survey tool has numbers of its own: choices counted from 1, 1 for not chosen and 2 for chosen, a
share of one for per cent. A single cell cannot tell them from the codebook's; a column's whole set
of values often can. Where it cannot, the question is asked, and nothing is taken of it until then.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ailaget.codebook import Codebook, Question
from ailaget.ingest.matching.choices import choice_texts, codes_with_texts
from ailaget.ingest.matching.columns import Columns, QuestionColumn
from ailaget.ingest.reading.normalisation import fold
from ailaget.ingest.reading.numbers import DecimalMark, NotNumber, parse_number
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import answer_words

CODEBOOK = "codebook"
"""The numbers are the codebook's own: its codes, 1 for a chosen option, per cent."""

FROM_0, FROM_1, REVERSED = "from_0", "from_1", "reversed"
"""A scale's choices counted in order, or backwards from 1."""

ONE_IS_NO, ONE_IS_YES = "one_is_no", "one_is_yes"
"""An option's column with 1 and 2: 1 for not chosen and 2 for chosen, or the other way."""

FRACTION = "fraction"
"""Per cent as a share of one: 0.45 for 45 per cent."""

UNCLEAR = "unclear_number"
"""Why an answer waits: what its question's numbers mean is asked."""

CHOSEN, NOT_CHOSEN = "chosen", "not_chosen"

_WHOLE = re.compile(r"([0-9]+)(?:[.,]0+)?")
_PERCENT_SIGN = re.compile(r"%|procent|per ?cent")


@dataclass(frozen=True)
class AskedNumbers:
    """A question whose bare numbers fit several meanings, or none, and what they may mean.

    `number` is the one to ask about, as in "what does 1 mean here?"; `numbers` are all that stand
    in the columns, as written. `meanings` are the keys to choose among, and `means` what each
    makes of the number: a choice's key, ``chosen`` or ``not_chosen``, or a number in per cent.
    """

    question: str
    headers: tuple[str, ...]
    number: str
    numbers: tuple[str, ...]
    meanings: tuple[str, ...]
    means: Mapping[str, Mapping[str, str]]

    def report(self) -> dict[str, Any]:
        """Return the question as the load report lists it."""
        return {
            "question": self.question,
            "columns": list(self.headers),
            "number": self.number,
            "numbers": list(self.numbers),
            "meanings": {key: dict(self.means[key]) for key in self.meanings},
        }


def ask_about_numbers(
    table: RawTable,
    columns: Columns,
    book: Codebook,
    choices: Mapping[str, Mapping[str, str]] | None = None,
    decided: Mapping[str, str] | None = None,
) -> dict[str, AskedNumbers]:
    """Return the questions, by key, whose numbers a person must say the meaning of.

    `choices` holds texts that a person has confirmed, for each question: a number among them is no
    longer asked about. `decided` holds meanings already chosen; one that the columns' numbers do
    not fit is asked about anew.
    """
    asked = {}
    for key, of_question in columns.by_question().items():
        confirmed = {fold(text) for text in (choices or {}).get(key, ())}
        question = book.questions[key]
        asking = _asking(question, of_question, table, confirmed)
        if asking is not None and (decided or {}).get(key) not in asking.meanings:
            asked[key] = asking
    return asked


def coded_numbers(question: Question, meaning: str) -> Mapping[int, str]:
    """Return the key of the choice that each number stands for under a meaning."""
    keys = [choice.key for choice in question.choices]
    if meaning == CODEBOOK:
        return {int(c.value): c.key for c in question.choices if c.value is not None}
    if meaning == REVERSED:
        keys.reverse()
    return dict(enumerate(keys, start=0 if meaning == FROM_0 else 1))


def told_meaning(
    question: Question, columns: Sequence[QuestionColumn], table: RawTable
) -> str | None:
    """Return what a column's own texts say that its numbers mean: ``1. Nej`` and ``2. Påbörjat``.

    None where they say nothing, one number alone, or something else in another cell: one slip of
    a hand is no way of counting.
    """
    if question.is_number or question.is_multi:
        return None
    keys = {text: choice.key for text, choice in choice_texts(question).items()}
    cells = {row[column.index] for column in columns for row in table.rows}
    pairs = {
        (number, keys[text])
        for cell in set(map(fold, cells)) - keys.keys()
        for number, text in codes_with_texts(cell)
        if text in keys
    }
    ways = (CODEBOOK, FROM_0, FROM_1, REVERSED)
    fits = [way for way in ways if pairs <= coded_numbers(question, way).items()]
    return fits[0] if fits and len(pairs) > 1 else None


def has_percent_sign(cell: str) -> bool:
    """Whether a cell itself says that its number is in per cent."""
    return _PERCENT_SIGN.search(cell.casefold()) is not None


def _asking(
    question: Question, columns: Sequence[QuestionColumn], table: RawTable, confirmed: set[str]
) -> AskedNumbers | None:
    headers = tuple(column.header for column in columns)
    if question.is_multi:
        options = [column for column in columns if column.option is not None]
        headers = tuple(column.header for column in options)
        asking = _of_options(options, table, confirmed)
    else:
        cells = {row[column.index] for column in columns for row in table.rows}
        kept = {cell for cell in cells if fold(cell) not in confirmed}
        if question.kind == "percent":
            asking = _of_percent(kept, DecimalMark(table.decimal, table.decimal_is_certain))
        else:
            asking = None if question.is_number else _of_codes(question, kept)
    if asking is None or told_meaning(question, columns, table):
        return None
    number, numbers, means = asking
    return AskedNumbers(question.key, headers, number, numbers, tuple(means), means)


_Asked = tuple[str, tuple[str, ...], dict[str, dict[str, str]]]


def _of_codes(question: Question, cells: Iterable[str]) -> _Asked | None:
    """Ask about codes unless the whole set is the codebook's and no count from another start.

    A number that no way of counting has, such as a code for a missing answer, tells nothing.
    """
    codes = coded_numbers(question, CODEBOOK)
    other = FROM_1 if min(codes, default=0) == 0 else FROM_0
    meanings = {key: coded_numbers(question, key) for key in (CODEBOOK, other, REVERSED)}
    known = set().union(*meanings.values())
    present = {int(m[1]) for cell in cells if (m := _WHOLE.fullmatch(fold(cell)))} & known
    # What the respondents saw on a scale from 1 to 5 is the numbers themselves.
    is_seen = any(fold(text).isdecimal() for c in question.choices for text in c.label.values())
    fits = [key for key, numbers in meanings.items() if present <= numbers.keys()]
    if not present or (CODEBOOK in fits and (is_seen or other not in fits)):
        return None
    number = 1 if 1 in known else min(present)
    means = {
        key: {str(n): meanings[key][n] for n in sorted(present | {number}) if n in meanings[key]}
        for key in fits or meanings
    }
    return str(number), tuple(map(str, sorted(present))), means


def _of_options(
    columns: Sequence[QuestionColumn], table: RawTable, confirmed: set[str]
) -> _Asked | None:
    """Ask about 1 and 2 in columns of one option each.

    Where a row has both 1 and something that is not chosen, such as 0 or nothing, 1 is chosen. Only
    1 everywhere may be all chosen or none.
    """
    not_chosen = answer_words().not_chosen | {""}
    present: set[str] = set()
    is_settled = False
    for row in table.rows:
        folded = [_bare(row[column.index]) for column in columns]
        given = {cell for cell in folded if cell not in confirmed}
        present |= given & {"1", "2"}
        has_unchosen = not given.isdisjoint(not_chosen)
        is_settled |= "0" in given or (has_unchosen and ("1" in given or len(columns) == 1))
    if not present or ("2" not in present and is_settled):
        return None
    numbers = ("1", "2")
    means = {
        ONE_IS_YES: dict(zip(numbers, (CHOSEN, NOT_CHOSEN), strict=True)),
        ONE_IS_NO: dict(zip(numbers, (NOT_CHOSEN, CHOSEN), strict=True)),
    }
    return "1", tuple(sorted(present)), means


def _bare(cell: str) -> str:
    folded = fold(cell)
    whole = _WHOLE.fullmatch(folded)
    return str(int(whole[1])) if whole else folded


def _of_percent(cells: Iterable[str], decimal: DecimalMark) -> _Asked | None:
    """Ask about numbers that are all at most 1: per cent, or shares of one."""
    values: dict[float, str] = {}
    for cell in cells:
        if not has_percent_sign(cell):
            try:
                values[parse_number(cell, decimal)] = cell.strip()
            except NotNumber:
                continue
    if not values or not 0 < max(values) <= 1 or min(values) < 0:
        return None
    number = max((v for v in values if v < 1), default=0) or 1.0
    written = values[number]
    means = {
        CODEBOOK: {written: f"{number:.12g}"},
        FRACTION: {written: f"{100 * number:.12g}"},
    }
    return written, tuple(values[v] for v in sorted(values)), means

"""Which cells of a survey file figures are made of: all others say only who answered, and how."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ailaget.codebook import Codebook, Question
from ailaget.ingest.checking.answers import AnswerReader, NotTaken
from ailaget.ingest.checking.responses import answer_readers
from ailaget.ingest.matching.choices import FREE_TEXT, OTHER, choice_texts
from ailaget.ingest.matching.columns import QuestionColumn
from ailaget.ingest.matching.municipalities import Match, municipality_text
from ailaget.ingest.matching.rows import municipality_cells
from ailaget.ingest.matching.time_columns import time_columns
from ailaget.ingest.reading.moments import column_readings
from ailaget.ingest.reading.normalisation import fold, tidy
from ailaget.ingest.reading.words import answer_words, column_names, fold_header
from ailaget.ingest.survey import Opened
from ailaget.store.mappings import Confirmed

MARK = "¤"
"""Before a number: a text stood here that is forgotten. Equal texts of a file have one number."""

_FEW_DIGITS = 6
"""More of them may be a telephone number."""

_FIGURES = re.compile(r"[-+]?[0-9]+(?:[ .,][0-9]+)*%?")
_LETTER = re.compile(r"[^\W\d_]|@")

_LIKE_NOTHING = ("unknown_municipality", "foreign_code", "unknown_region", "unknown_area")
"""Why a text tells no municipality, where it may be anything, such as a street and its number."""

Cell = tuple[int, int]
"""A cell by its row's physical line, from 1, and its column, from 0."""


class Marks:
    """The numbers that stand for a file's forgotten texts, so that they can still be told apart."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, text: str) -> str:
        """Return a text's mark."""
        number = self._numbers.setdefault(tidy(text), len(self._numbers) + 1)
        return f"{MARK}{number}"


@dataclass(frozen=True)
class Need:
    """A cell that a reading of the file uses: as it is, or as what is written in its place."""

    at: Cell
    text: str
    is_as_written: bool


def needed_cells(
    opened: Opened, confirmed: Confirmed, aliases: Mapping[str, str], book: Codebook, marks: Marks
) -> Iterator[Need]:
    """Yield the cells below the heading that one reading of a file uses.

    A text that a reading meets and does not understand is told by a mark: its row must stay a row
    with something in it that is no answer.
    """
    table = opened.table
    for index, line, text in (
        *_places(opened, aliases, marks),
        *_times(opened, marks),
        *_trials(opened),
        *_answers(opened, confirmed, book, marks),
        *_beyond_the_heading(opened, marks),
    ):
        written = table.rows[line][index]
        if written.strip():
            yield Need((table.lines[line], index), text, text == written)


Placed = Iterator[tuple[int, int, str]]
"""Columns and rows, as indices into the table, and what each cell is to say."""


def _places(opened: Opened, aliases: Mapping[str, str], marks: Marks) -> Placed:
    """Yield what tells the municipality, the county's code and the wave.

    A text that is like no municipality is not what tells one: respondents write their names there.
    """
    table, columns = opened.table, opened.columns
    counties = [
        index
        for index, header in enumerate(table.header)
        if fold_header(header) in column_names().county_code
    ]
    beside = {*counties, *({columns.wave} if columns.wave is not None else ())}
    matches = opened.matcher(table, columns, aliases)
    for row, (cells, match) in enumerate(zip(table.rows, matches, strict=True)):
        yield from ((index, row, cells[index]) for index in beside - {*columns.municipality})
        is_else = _is_no_place(match, municipality_text(municipality_cells(table, columns, row)))
        for index in columns.municipality:
            is_forgotten = is_else and _LETTER.search(cells[index])
            yield index, row, marks.of(cells[index]) if is_forgotten else cells[index]


def _is_no_place(match: Match, text: str) -> bool:
    is_unlike = match.reason in _LIKE_NOTHING and not match.suggestions
    return match.code is None and (is_unlike or "@" in text)


def _times(opened: Opened, marks: Marks) -> Placed:
    """Yield the times that tell which of a municipality's rows is the latest."""
    rows = opened.table.rows
    for index in time_columns(opened.table, opened.columns):
        cells = {row: cells[index] for row, cells in enumerate(rows)}
        readings = list(column_readings(cells))
        for row, cell in cells.items():
            is_time = any(reading.get(row) for reading in readings) or not _LETTER.search(cell)
            yield index, row, cell if is_time else marks.of(cell)


def _trials(opened: Opened) -> Placed:
    """Yield what says that a row was given on trial."""
    for index, header in enumerate(opened.table.header):
        if fold_header(header) in column_names().trial:
            for row, cells in enumerate(opened.table.rows):
                cell = cells[index]
                if fold(cell) in answer_words().trials or _is_figure(cell):
                    yield index, row, cell


def _answers(opened: Opened, confirmed: Confirmed, book: Codebook, marks: Marks) -> Placed:
    table, columns = opened.table, opened.columns
    readers = answer_readers(table, columns, book, confirmed.choices, confirmed.numbers)
    for column in columns.questions:
        reader, question = readers[column.question], book.questions[column.question]
        kept: dict[str, str] = {}
        for row, cells in enumerate(table.rows):
            cell = cells[column.index]
            if cell not in kept:
                alone = [""] * len(table.header)
                alone[column.index] = cell
                kept[cell] = _answer(reader, question, column, alone, marks)
            yield column.index, row, kept[cell]


def _answer(
    reader: AnswerReader, question: Question, column: QuestionColumn, alone: list[str], marks: Marks
) -> str:
    """Return what is kept of an answer: the choices of it, without the respondent's own words."""
    cell = alone[column.index]
    try:
        reading = reader.read(alone)
    except NotTaken:
        return cell if _is_figure(cell) else marks.of(cell)
    if column.option is not None or OTHER not in reading.options or not _has_words(question, cell):
        return cell
    labels = {choice.key: next(iter(choice.in_files)) for choice in question.choices}
    chosen = [labels[key] for key in reading.options if key != OTHER]
    return "|".join([*chosen, f"{labels[OTHER]}{FREE_TEXT[0]} {marks.of(cell)}"])


def _has_words(question: Question, cell: str) -> bool:
    """Whether own words follow "Annat", as `choices.OptionScale` reads them."""
    others = (text for text, choice in choice_texts(question).items() if choice.key == OTHER)
    folded = fold(cell)
    return any(f"{text}{sign}" in folded for text in others for sign in FREE_TEXT)


def _beyond_the_heading(opened: Opened, marks: Marks) -> Placed:
    """Yield marks of the cells of which a row has more than there are columns: it is held back."""
    width = len(opened.table.header)
    for row, cells in enumerate(opened.table.rows):
        yield from ((i, row, marks.of(cells[i])) for i in range(width, len(cells)))


def _is_figure(cell: str) -> bool:
    """Whether a cell holds a number that is nobody's."""
    text = tidy(cell)
    return bool(_FIGURES.fullmatch(text)) and sum(map(str.isdecimal, text)) <= _FEW_DIGITS

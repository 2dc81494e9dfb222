"""Tells which of a municipality's rows is the latest, by the file's columns of times."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.reading.moments import Moment, column_readings
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import column_names, fold_header

NO_TIME, UNREADABLE_TIME, AMBIGUOUS_TIME = "no_time", "unreadable_time", "ambiguous_time"

Alike = Callable[[Sequence[int]], bool]
"""Whether rows give the very same answers, so that it does not matter which of them counts."""


class NotOrdered(ValueError):
    """It cannot be told which row is the latest; `reason` is a key of `refusals.ROW_REASONS`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class TimeColumns:
    """The columns that say when each answer was given, and every way that each can be read.

    They are those that a person has pointed out; else those whose heading says that the respondent
    finished then; else those where every cell tells a day and a time of day.
    """

    def __init__(self, table: RawTable, columns: Columns) -> None:
        self._table, self._columns = table, columns

    @cached_property
    def _readings(self) -> Mapping[int, Sequence[Mapping[int, Moment | None]]]:
        """Each column's readings; made only for a file where they are asked for."""
        return {
            index: list(column_readings(dict(enumerate(row[index] for row in self._table.rows))))
            for index in time_columns(self._table, self._columns)
        }

    def finished(self, rows: Sequence[int]) -> list[int]:
        """Return the rows that have a time, where any has; a row without was never finished."""
        timed = [r for r in rows if any(self._table.rows[r][i].strip() for i in self._readings)]
        return timed or list(rows)

    def latest(self, rows: Sequence[int], are_alike: Alike) -> int:
        """Return the latest of some rows; raises NotOrdered.

        Every column and every way to read it must say the same. Where times are the same, or not
        written exactly enough, the rows must be alike.
        """
        if len(rows) == 1:
            return rows[0]
        candidates = set()
        for index, readings in self._readings.items():
            cells = [self._table.rows[row][index].strip() for row in rows]
            if not any(cells):
                continue
            if not readings:
                raise NotOrdered(AMBIGUOUS_TIME)
            if any(cell and row not in readings[0] for row, cell in zip(rows, cells, strict=True)):
                raise NotOrdered(UNREADABLE_TIME)
            candidates |= {_last(reading, rows, are_alike) for reading in readings}
        if not candidates:
            raise NotOrdered(NO_TIME)
        if len(candidates) > 1 and not are_alike(sorted(candidates)):
            raise NotOrdered(AMBIGUOUS_TIME)
        return max(candidates)


def _last(reading: Mapping[int, Moment | None], rows: Sequence[int], are_alike: Alike) -> int:
    """Return the last row under one reading; of rows that may be the same time, the first."""
    times = [(row, moment) for row in rows if (moment := reading[row]) is not None]
    newest = max(moment.start for _, moment in times)
    last = [row for row, moment in times if moment.end > newest]
    if len(last) > 1 and not are_alike(last):
        raise NotOrdered(AMBIGUOUS_TIME)
    return last[0]


def time_columns(table: RawTable, columns: Columns) -> list[int]:
    """Return the columns that may tell which of a municipality's rows is the latest."""
    if columns.completed:
        return list(columns.completed)
    taken = {column.index for column in columns.questions} | {*columns.municipality, columns.wave}
    free = [index for index in range(len(table.header)) if index not in taken]
    cells = {index: [row[index] for row in table.rows if row[index].strip()] for index in free}
    finished = column_names().completed
    named = [i for i in free if fold_header(table.header[i]) in finished and cells[i]]
    return named or [i for i in free if cells[i] and _tells_when(cells[i])]


def _tells_when(cells: Sequence[str]) -> bool:
    """Whether all cells tell a day and a time of day, more than an answer to a question does."""
    return any(_have_clocks(reading, len(cells)) for reading in _readings_of(cells))


def _readings_of(cells: Sequence[str]) -> Iterator[Mapping[int, Moment | None]]:
    # A bare number is a time only under a heading that says so.
    if any(cell.strip().replace(".", "").replace(",", "").isdecimal() for cell in cells):
        return iter(())
    return column_readings(dict(enumerate(cells)))


def _have_clocks(reading: Mapping[int, Moment | None], count: int) -> bool:
    clocks = [moment.has_clock for moment in reading.values() if moment is not None]
    return len(clocks) == count and all(clocks)

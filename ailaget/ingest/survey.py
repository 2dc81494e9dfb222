"""A received survey file, read and checked: the one way in for the command line and the page."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ailaget.codebook import Codebook, codebook, codebook_of_areas, codebook_of_regions
from ailaget.ingest.checking.respondents import HeldBack, Matcher, sort_rows
from ailaget.ingest.checking.responses import Answer, Finding, read_responses
from ailaget.ingest.matching.areas import match_area_rows, of_areas
from ailaget.ingest.matching.columns import MUNICIPALITY, Columns, Headers
from ailaget.ingest.matching.municipalities import fold_alias
from ailaget.ingest.matching.number_meanings import AskedNumbers, ask_about_numbers
from ailaget.ingest.matching.regions import match_region_rows, of_regions
from ailaget.ingest.matching.respondents import AreaTexts, respondents_of_file
from ailaget.ingest.matching.rows import match_rows
from ailaget.ingest.matching.unread_columns import UnreadColumn, unread_columns
from ailaget.ingest.matching.unread_sheets import unread_sheets
from ailaget.ingest.reading.raw_table import RawTable, read_table
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.reading.tool_marks import with_marks_read
from ailaget.ingest.reading.worksheet import cell_address
from ailaget.ingest.waves import find_wave, wave_doubts
from ailaget.store.decisions import HOLD_BACK
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed, fingerprint
from ailaget.store.waves import (
    FROM_FILE,
    MUNICIPALITIES,
    REGIONS,
    RESPONDENTS,
    asked_in,
    month_of,
    wave_key,
)

__all__ = ["Answer", "Finding", "HeldBack", "Survey", "read_survey"]

_HEADERS_SHOWN = 12


@dataclass(frozen=True)
class Survey:
    """What a file says and what of it is not taken; ``rows == accepted_rows + len(held_back)``.

    Of a wave of regions or areas, whose key says so, all that is said here of municipalities is of
    those.

    `accepted` maps each municipality that is taken to the physical line on which its row starts;
    `accepted_rows` is larger where a row is repeated word for word. `columns` maps each header to
    its question or None. `sheet` is None for a text file. `duplicates` are the municipalities with
    several rows, taken or not, and `duplicate_rule` says what was done with them.
    `warnings` are answers that are taken, and should be looked at. `unknown_columns` are the
    headers of columns that nothing was read from, and that nobody chose to ignore.
    `wave_warnings` say why the wave may be another; line 0 where no cell says so.
    `asked_numbers` are the questions of which nothing is taken until a person has said what their
    numbers mean. `unread_columns` are those of the unknown that look like a question, and
    `unread_sheets` the other sheets of the file that hold answers too.
    """

    file: str
    sha256: str
    wave: str
    encoding: str
    delimiter: str
    decimal: str
    sheet: str | None
    rows: int
    columns: Mapping[str, str | None]
    answers: list[Answer]
    accepted: Mapping[str, int]
    accepted_rows: int
    held_back: list[HeldBack]
    unknown_values: list[Finding]
    duplicates: list[str]
    warnings: list[Finding]
    duplicate_rule: str = HOLD_BACK
    unknown_columns: tuple[str, ...] = ()
    wave_warnings: tuple[Finding, ...] = ()
    asked_numbers: tuple[AskedNumbers, ...] = ()
    unread_columns: tuple[UnreadColumn, ...] = ()
    unread_sheets: tuple[str, ...] = ()

    def report(self) -> dict[str, Any]:
        """Return what the load report says of the file itself, ready for JSON."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "wave": self.wave,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "decimal": self.decimal,
            "rows": self.rows,
            "accepted": self.accepted_rows,
            "held_back": [row.report() for row in self.held_back],
            "columns": dict(self.columns),
            "answers": len(self.answers),
            "unknown_values": [value.report() for value in self.unknown_values],
            "duplicates": list(self.duplicates),
            "warnings": [w.report() for w in (*self.wave_warnings, *self.warnings)],
            "duplicate_rule": self.duplicate_rule,
            "sheet": self.sheet,
            "asked": [asked.report() for asked in self.asked_numbers],
            "unread_columns": [column.report() for column in self.unread_columns],
            "unread_sheets": list(self.unread_sheets),
        }


@dataclass(frozen=True)
class Opened:
    """A file's table, what its columns hold, and the fingerprint of its layout.

    `book` is the codebook as whom the file is of is asked it: one of `RESPONDENTS`, or a set of
    areas by its key.
    """

    table: RawTable
    columns: Columns
    fingerprint: str
    book: Codebook
    respondents: str

    @property
    def matcher(self) -> Matcher:
        """What tells of each row which municipality, region or area it is of."""
        known: dict[str, Matcher] = {MUNICIPALITIES: match_rows, REGIONS: match_region_rows}
        return known.get(self.respondents, match_area_rows)

    @property
    def wave_cells(self) -> Sequence[str]:
        """The cells of the column that tells the wave; none without it."""
        column = self.columns.wave
        return [] if column is None else [row[column] for row in self.table.rows]


def _codebook_of(respondents: str) -> Codebook:
    """Return the codebook as somebody is asked it; who is told by the file is asked as usual."""
    known = {MUNICIPALITIES: codebook, FROM_FILE: codebook, REGIONS: codebook_of_regions}
    return known.get(respondents, codebook_of_areas)()


def open_survey(
    data: bytes,
    book: Codebook | None = None,
    confirmed: Confirmed = NOTHING_CONFIRMED,
    respondents: str = MUNICIPALITIES,
    areas: AreaTexts = MappingProxyType({}),
) -> Opened:
    """Read a file's table and match its columns; raises LoadRefused where it is no table.

    Where `respondents` is FROM_FILE the rows tell it; ``respondents_unclear`` where they cannot.
    They can be of the sets in `areas` too.

    The layout's fingerprint is that of the header as it is found without a person's help, so that
    the next file of the same layout is recognised.
    """
    book = book or _codebook_of(respondents)
    headers = Headers(book)
    table = with_marks_read(read_table(data, headers.knows, confirmed.sheet, confirmed.header_line))
    as_found = table
    if confirmed.sheet is not None or confirmed.header_line is not None:
        as_found = read_table(data, headers.knows)
    columns = headers.match(table.header, confirmed.columns)
    if respondents == FROM_FILE:
        answerers = respondents_of_file(table, columns, areas, confirmed)
        if answerers is None:
            raise LoadRefused("respondents_unclear")
        if answerers != MUNICIPALITIES:
            return open_survey(data, None, confirmed, answerers, areas)
        respondents = answerers
    if respondents == REGIONS and MUNICIPALITY not in confirmed.columns.values():
        columns = of_regions(columns)
    if respondents not in RESPONDENTS:
        columns = of_areas(table, columns, areas.get(respondents, {}), confirmed)
    return Opened(table, columns, fingerprint(as_found.header), book, respondents)


def read_survey(
    data: bytes,
    file_name: str,
    wave: str | None = None,
    aliases: Mapping[str, str] | None = None,
    book: Codebook | None = None,
    *,
    confirmed: Confirmed = NOTHING_CONFIRMED,
    duplicates: str | None = None,
    rules: Mapping[str, str] | None = None,
    respondents: str | None = None,
) -> Survey:
    """Read and check a survey file.

    Parameters
    ----------
    data
        The file as received.
    file_name
        Its name, without folders; may hold the wave.
    wave
        ``YYYY-MM``, or the key of a wave of regions or areas; else the file's column
        ``matomgang``, else the file's name.
    aliases
        What people decided that a municipality's, or a region's, text means: text -> code. Of
        areas they are all that tells them.
    book
        The codebook; the product's own if not given.
    confirmed
        What a person has confirmed about columns and choices of files with this layout.
    duplicates
        What is done with several answers from one municipality, one of `DUPLICATE_RULES`; else
        what `rules` says of the wave, else they are held back.
    rules
        The rule decided for each wave.
    respondents
        Whom the rows are of, one of `RESPONDENTS` or a set of areas; else what the wave's key says.

    Raises
    ------
    LoadRefused
        The file cannot be taken at all; nothing of it is used.
    """
    asked = respondents or asked_in(wave or "")
    decided = {fold_alias(text): code for text, code in (aliases or {}).items()}
    opened = open_survey(data, book, confirmed, asked, {asked: decided})
    table, columns, book = opened.table, opened.columns, opened.book
    _check_is_survey(table, columns)
    month = find_wave(wave and month_of(wave), opened.wave_cells, file_name)
    found_wave = wave_key(month, opened.respondents)
    rule = duplicates or (rules or {}).get(found_wave, HOLD_BACK)
    sorted_rows = sort_rows(table, columns, decided, rule, opened.matcher)
    unclear = ask_about_numbers(table, columns, book, confirmed.choices, confirmed.numbers)
    responses = read_responses(
        table,
        columns,
        book,
        sorted_rows.respondents,
        confirmed.choices,
        rule,
        meanings=confirmed.numbers,
        asked_numbers=unclear,
    )
    return Survey(
        file=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        wave=found_wave,
        encoding=table.encoding,
        delimiter=table.delimiter,
        decimal=table.decimal,
        sheet=table.sheet,
        rows=len(table.rows),
        columns=columns.by_header(),
        answers=responses.answers,
        accepted={code: table.lines[rows[0]] for code, rows in sorted_rows.respondents.items()},
        accepted_rows=sorted_rows.accepted_rows,
        held_back=sorted_rows.held_back,
        unknown_values=responses.unknown,
        warnings=responses.warnings,
        duplicates=sorted_rows.duplicates,
        duplicate_rule=rule,
        unknown_columns=columns.unknown,
        wave_warnings=wave_warnings(opened, month, wave, file_name),
        asked_numbers=tuple(unclear.values()),
        unread_columns=unread_columns(table, columns, book),
        unread_sheets=unread_sheets(table, Headers(book)),
    )


def wave_warnings(
    opened: Opened, wave: str, given_wave: str | None, file_name: str
) -> tuple[Finding, ...]:
    """Return what speaks against a file's wave, with the cell; see `waves.wave_doubts`."""
    table, column = opened.table, opened.columns.wave
    findings = []
    for doubt in wave_doubts(wave, given_wave, opened.wave_cells, file_name):
        if doubt.row is None or column is None:
            findings.append(Finding(0, "", doubt.value, doubt.reason))
        else:
            line = table.lines[doubt.row]
            cell = cell_address(column, line)
            findings.append(Finding(line, table.header[column], doubt.value, doubt.reason, cell))
    return tuple(findings)


def _check_is_survey(table: RawTable, columns: Columns) -> None:
    if not columns.is_survey:
        shown = [text for text in columns.header if text]
        headers = ", ".join(shown[:_HEADERS_SHOWN]) + (" …" if len(shown) > _HEADERS_SHOWN else "")
        raise LoadRefused("not_a_survey", found=headers, line=table.header_line)
    if not table.rows:
        raise LoadRefused("no_rows", line=table.header_line)

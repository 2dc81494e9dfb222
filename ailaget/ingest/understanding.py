"""What was understood of a file, shown before anything is taken: its form, columns and choices."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from ailaget.codebook import Codebook
from ailaget.ingest.checking.unknown_choices import ROWS_TRIED, UnknownChoice, unknown_choices
from ailaget.ingest.matching.column_suggestions import ColumnSuggestions, Likeness
from ailaget.ingest.matching.columns import COMPLETED, IGNORE, Columns, column_keys
from ailaget.ingest.matching.number_meanings import AskedNumbers, ask_about_numbers
from ailaget.ingest.matching.respondents import AreaTexts
from ailaget.ingest.reading.normalisation import tidy
from ailaget.ingest.reading.raw_table import XLSX, RawTable
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.reading.words import column_names, fold_header
from ailaget.ingest.reading.worksheet import column_letter
from ailaget.ingest.survey import Finding, Opened, open_survey, wave_warnings
from ailaget.ingest.waves import find_wave
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed, SavedMapping, mapping_for
from ailaget.store.waves import FROM_FILE, MUNICIPALITIES

_PREVIEWED = 5
_EXAMPLES = 3
_LACKS = ("no_municipality", "no_question", "no_rows", "no_wave")
_NOBODY_SAYS = "no_respondents"


@dataclass(frozen=True)
class ColumnUnderstood:
    """One column: what it is taken for (`target`), why, and else what it may be.

    `key` names the column in `Confirmed.columns`; `why` is None where the column is not matched.
    `examples` are up to three of its cells.
    """

    key: str
    letter: str
    header: str
    target: str | None
    why: str | None
    suggestions: tuple[Likeness, ...]
    examples: tuple[str, ...]

    @property
    def why_text(self) -> str | None:
        """Key of the words for why, None where there is no why."""
        return f"understanding.why_{self.why}" if self.why else None


@dataclass(frozen=True)
class Understanding:
    """A file as understood; see the fields of `raw_table.RawTable` for its form.

    `lacks` is what keeps the file from being taken: no_municipality, no_question, no_rows, no_wave,
    or no_respondents where it is not known whether its rows are municipalities, regions or areas;
    `respondents` says it, one of `RESPONDENTS` or a set of areas, None then.
    `mapping` names the saved mapping that was applied of itself. `asked_numbers` are the questions
    whose numbers can mean several things.
    """

    file: str
    sha256: str
    kind: str
    encoding: str
    delimiter: str
    decimal: str
    decimal_is_certain: bool
    sheet: str | None
    sheets: tuple[str, ...]
    header_lines: tuple[int, ...]
    rows: int
    fingerprint: str
    mapping: str | None
    wave: str | None
    wave_warnings: tuple[Finding, ...]
    lacks: tuple[str, ...]
    columns: tuple[ColumnUnderstood, ...]
    preview: tuple[tuple[str, ...], ...]
    preview_lines: tuple[int, ...]
    unknown_choices: tuple[UnknownChoice, ...]
    asked_numbers: tuple[AskedNumbers, ...] = ()
    respondents: str | None = MUNICIPALITIES

    @property
    def lack_texts(self) -> tuple[str, ...]:
        """Keys of the words for what is lacking and what to do."""
        return tuple(f"understanding.{lack}" for lack in self.lacks)


def understand(
    data: bytes,
    file_name: str,
    *,
    wave: str | None = None,
    confirmed: Confirmed = NOTHING_CONFIRMED,
    mappings: Iterable[SavedMapping] = (),
    respondents: str | None = None,
    areas: AreaTexts = MappingProxyType({}),
) -> Understanding:
    """Return what is understood of a file; raises LoadRefused only where it is no table.

    Parameters
    ----------
    data, file_name, wave
        As for `survey.read_survey`.
    confirmed
        What the person has confirmed so far about this file.
    mappings
        All saved mappings, oldest first: the newest for the same layout is applied where nothing
        is confirmed.
    respondents
        Whom the person says that the rows are of; else they themselves tell.
    areas
        What tells the areas of each set that rows can be of; see `texts_of_areas`.
    """
    named = respondents or _told(data, confirmed, areas)
    asked_of = named or MUNICIPALITIES
    opened = open_survey(data, None, confirmed, asked_of, areas)
    saved = mapping_for(mappings, opened.fingerprint) if confirmed == NOTHING_CONFIRMED else None
    if saved is not None:
        confirmed = saved.confirmed
        opened = replace(
            open_survey(data, None, confirmed, asked_of, areas), fingerprint=opened.fingerprint
        )
    table, columns, book = opened.table, opened.columns, opened.book
    found_wave = _wave(opened, wave, file_name)
    asked = ask_about_numbers(table, columns, book, confirmed.choices, confirmed.numbers)
    return Understanding(
        file=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=XLSX if table.sheet is not None else "csv",
        encoding=table.encoding,
        delimiter=table.delimiter,
        decimal=table.decimal,
        decimal_is_certain=table.decimal_is_certain,
        sheet=table.sheet,
        sheets=table.sheets,
        header_lines=table.header_lines,
        rows=len(table.rows),
        fingerprint=opened.fingerprint,
        mapping=saved.name if saved else None,
        wave=found_wave,
        wave_warnings=wave_warnings(opened, found_wave, wave, file_name) if found_wave else (),
        lacks=(*_lacks(table, columns, found_wave), *([] if named else [_NOBODY_SAYS])),
        columns=tuple(_columns(table, columns, confirmed, book, is_saved=saved is not None)),
        preview=tuple(tuple(row) for row in table.rows[:_PREVIEWED]),
        preview_lines=tuple(table.lines[:_PREVIEWED]),
        unknown_choices=unknown_choices(table, columns, book, confirmed, asked),
        asked_numbers=tuple(asked.values()),
        respondents=named,
    )


def _told(data: bytes, confirmed: Confirmed, areas: AreaTexts) -> str | None:
    """Return whom a file's rows say that they are of, None where they cannot tell."""
    try:
        return open_survey(data, None, confirmed, FROM_FILE, areas).respondents
    except LoadRefused as error:
        if error.reason == "respondents_unclear":
            return None
        raise


def _wave(opened: Opened, given_wave: str | None, file_name: str) -> str | None:
    try:
        return find_wave(given_wave, opened.wave_cells, file_name)
    except LoadRefused:
        return None


def _lacks(table: RawTable, columns: Columns, wave: str | None) -> Iterable[str]:
    needed = (columns.municipality, columns.questions, table.rows, wave)
    return [lack for lack, what in zip(_LACKS, needed, strict=True) if not what]


def _columns(
    table: RawTable, columns: Columns, confirmed: Confirmed, book: Codebook, *, is_saved: bool
) -> Iterable[ColumnUnderstood]:
    matched = {c.index: (_target(c.question, c.option), c.why) for c in columns.questions}
    matched |= dict.fromkeys(columns.municipality, ("municipality", "municipality_name"))
    if columns.wave is not None:
        matched[columns.wave] = ("wave", "wave_name")
    matched |= {index: _technical(table.header[index]) for index in columns.technical}
    suggestions = ColumnSuggestions(book)
    for index, (key, header) in enumerate(
        zip(column_keys(table.header), table.header, strict=True)
    ):
        target, why = matched.get(index, (confirmed.columns.get(key), None))
        if key in confirmed.columns:
            why = "mapping" if is_saved else "confirmed"
        cells = [row[index] for row in table.rows[:ROWS_TRIED]]
        likely: list[Likeness] = []
        if target is None:
            likely = suggestions.of_option(header, cells)
            likely = likely or (suggestions.of_header(header) if header.strip() else [])
            if not columns.municipality:
                likely = [*suggestions.of_cells(cells), *likely]
        yield ColumnUnderstood(
            key=key,
            letter=column_letter(index),
            header=tidy(header),
            target=target,
            why=why,
            suggestions=tuple(likely),
            examples=tuple(dict.fromkeys(filter(None, map(tidy, cells))))[:_EXAMPLES],
        )


def _technical(header: str) -> tuple[str, str]:
    """Return what a column that a survey tool adds is taken for: the answer's time, or nothing."""
    is_time = fold_header(header) in column_names().completed
    return (COMPLETED, "completed_name") if is_time else (IGNORE, "technical_name")


def _target(question: str, option: str | None) -> str:
    return question if option is None else f"{question}:{option}"

"""What was understood of a file, shown before anything is taken: its form, columns and choices."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ailaget.codebook import Codebook, Question, codebook
from ailaget.ingest.answers import NotTaken
from ailaget.ingest.choices import NotChoice, OptionScale
from ailaget.ingest.columns import Columns, column_keys
from ailaget.ingest.folding import fold, tidy
from ailaget.ingest.likenesses import ColumnSuggestions, Likeness, suggest_choices
from ailaget.ingest.reading import XLSX, Table
from ailaget.ingest.refusals import LoadRefused
from ailaget.ingest.responses import answer_readers
from ailaget.ingest.survey import Finding, Opened, open_survey, wave_warnings
from ailaget.ingest.waves import find_wave
from ailaget.ingest.worksheet import column_letter
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed, SavedMapping, mapping_for

_PREVIEWED = 5
_EXAMPLES = 3
_ROWS_TRIED = 2_000
_LINES_TOLD = 20
_MOST_UNKNOWN = 200
_LACKS = ("no_municipality", "no_question", "no_rows", "no_wave")


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
class UnknownChoice:
    """A text that is none of a question's choices, where it stands, and what it may mean."""

    question: str
    text: str
    count: int
    lines: tuple[int, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True)
class Understanding:
    """A file as understood; see the fields of `reading.Table` for its form.

    `lacks` is what keeps the file from being taken: no_municipality, no_question, no_rows, no_wave.
    `mapping` names the saved mapping that was applied of itself.
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
    """
    book = codebook()
    opened = open_survey(data, book, confirmed)
    saved = mapping_for(mappings, opened.fingerprint) if confirmed == NOTHING_CONFIRMED else None
    if saved is not None:
        confirmed = saved.confirmed
        opened = replace(open_survey(data, book, confirmed), fingerprint=opened.fingerprint)
    table, columns = opened.table, opened.columns
    found_wave = _wave(opened, wave, file_name)
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
        lacks=tuple(_lacks(table, columns, found_wave)),
        columns=tuple(_columns(table, columns, confirmed, book, is_saved=saved is not None)),
        preview=tuple(tuple(row) for row in table.rows[:_PREVIEWED]),
        preview_lines=tuple(table.lines[:_PREVIEWED]),
        unknown_choices=_unknown_choices(table, columns, book, confirmed),
    )


def _wave(opened: Opened, told: str | None, file_name: str) -> str | None:
    try:
        return find_wave(told, opened.wave_cells, file_name)
    except LoadRefused:
        return None


def _lacks(table: Table, columns: Columns, wave: str | None) -> Iterable[str]:
    needed = (columns.municipality, columns.questions, table.rows, wave)
    return [lack for lack, what in zip(_LACKS, needed, strict=True) if not what]


def _columns(
    table: Table, columns: Columns, confirmed: Confirmed, book: Codebook, *, is_saved: bool
) -> Iterable[ColumnUnderstood]:
    matched = {c.index: (_target(c.question, c.option), c.why) for c in columns.questions}
    matched |= dict.fromkeys(columns.municipality, ("municipality", "municipality_name"))
    if columns.wave is not None:
        matched[columns.wave] = ("wave", "wave_name")
    suggestions = ColumnSuggestions(book)
    for index, (key, header) in enumerate(
        zip(column_keys(table.header), table.header, strict=True)
    ):
        target, why = matched.get(index, (confirmed.columns.get(key), None))
        if key in confirmed.columns:
            why = "mapping" if is_saved else "confirmed"
        cells = [row[index] for row in table.rows[:_ROWS_TRIED]]
        likely: list[Likeness] = []
        if target is None:
            likely = suggestions.of_header(header) if header.strip() else []
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


def _target(question: str, option: str | None) -> str:
    return question if option is None else f"{question}:{option}"


def _unknown_choices(
    table: Table, columns: Columns, book: Codebook, confirmed: Confirmed
) -> tuple[UnknownChoice, ...]:
    """Return the texts that are no choice, the commonest first, of the file's first rows."""
    lines: dict[tuple[str, str], list[int]] = {}
    readers = answer_readers(table, columns, book, confirmed.choices)
    for key, reader in readers.items():
        question = book.questions[key]
        if question.is_number:
            continue
        for row, line in zip(table.rows[:_ROWS_TRIED], table.lines, strict=False):
            try:
                reader.read(row)
            except NotTaken as error:
                for text in _texts(question, error, confirmed.choices.get(key, {})):
                    lines.setdefault((key, text), []).append(line)
    found = [
        UnknownChoice(
            question=key,
            text=text,
            count=len(at),
            lines=tuple(at[:_LINES_TOLD]),
            suggestions=suggest_choices(book.questions[key], text),
        )
        for (key, text), at in lines.items()
    ]
    return tuple(sorted(found, key=lambda choice: -choice.count)[:_MOST_UNKNOWN])


def _texts(question: Question, error: NotTaken, confirmed: Mapping[str, str]) -> list[str]:
    """Return what of a cell is no choice: of several options in one cell, those unknown."""
    if error.reason not in ("unknown_choice", "out_of_range", "not_an_integer"):
        return []
    if not question.is_multi:
        return [error.cell]
    scale = OptionScale(question, {fold(text): target for text, target in confirmed.items()})
    parts = _unreadable(scale, error.cell, ";|\n")
    return [rest for part in parts for rest in _unreadable(scale, part, ",")]


def _unreadable(scale: OptionScale, text: str, separators: str) -> list[str]:
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    is_codes = text.replace(" ", "").isdecimal()
    text = text.replace(" ", separators[0]) if is_codes else text
    found = []
    for part in filter(None, map(str.strip, text.split(separators[0]))):
        try:
            scale.read(part)
        except NotChoice:
            found.append(part)
    return found

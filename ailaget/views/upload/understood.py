"""What was understood of a received file, in words: its form, its columns, its first rows."""

from collections.abc import Iterable

from ailaget.codebook import codebook
from ailaget.ingest.understanding import ColumnUnderstood, Understanding
from ailaget.texts import Texts
from ailaget.views.base.result import CELL, Cell, Column, Table

IGNORE = "ignore"
PLACES = ("municipality", "wave", "completed")
STATUSES = ("dont_know", "not_applicable", "unanswered")
DELIMITERS = {";": "semicolon", ",": "comma", "\t": "tab", ".": "point"}
SURE = 85
"""Likeness from which a suggestion is set beforehand; a person confirms it all the same."""

MOST_PREVIEWED = 12
"""Columns of the preview; a survey has more than a screen can show."""


def file_facts(understanding: Understanding, t: Texts) -> list[tuple[str, str]]:
    """Return how the file was read: kind, encoding, delimiter, decimal mark, sheet, header."""
    headers = t.listing(t.number(line) for line in understanding.header_lines)
    facts: list[tuple[str, str]] = [("kind", t(f"understood.kind_{understanding.kind}"))]
    if understanding.sheet is None:
        facts += [
            ("encoding", understanding.encoding),
            ("delimiter", _mark(understanding.delimiter, t)),
        ]
    else:
        facts.append(("sheet", understanding.sheet))
    sure = "" if understanding.decimal_is_certain else t("understood.not_shown")
    facts += [
        ("decimal", f"{_mark(understanding.decimal, t)}{sure}"),
        ("header", t("understood.header_lines", lines=headers)),
        ("rows", t.number(understanding.rows)),
        ("wave", t.wave(understanding.wave) if understanding.wave else t("understood.no_wave")),
        ("mapping", understanding.mapping or t("understood.no_mapping")),
    ]
    return [(t(f"understood.{key}"), value) for key, value in facts]


def wave_words(understanding: Understanding, t: Texts) -> list[str]:
    """Return what speaks against the file's wave, in sentences; none where nothing does."""
    return [
        t(
            f"wave_warning.{warning.reason}",
            wave=t.wave(understanding.wave or ""),
            value=warning.value,
        )
        for warning in understanding.wave_warnings
    ]


def matched_table(understanding: Understanding, t: Texts) -> Table:
    """Return the columns that are taken for something, for what, and why."""
    columns = (
        Column("letter", t("understood.letter")),
        Column("header_text", t("understood.header_text"), collapsed=CELL),
        Column("is", t("understood.is")),
        Column("why", t("understood.why")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            c.letter,
            c.header,
            target_words(c.target or IGNORE, t),
            t(c.why_text) if c.why_text else "",
        )
        for c in taken(understanding)
    ]
    return Table(columns, rows)


def taken(understanding: Understanding) -> list[ColumnUnderstood]:
    """Return the columns that are taken for something."""
    return [c for c in understanding.columns if c.target is not None and c.target != IGNORE]


def preview_table(understanding: Understanding, t: Texts) -> Table:
    """Return the first rows as they stand in the file, with their line."""
    shown = understanding.columns[:MOST_PREVIEWED]
    head = [Column("line", t("understood.line"), "integer")]
    head += [Column(f"c{i}", column.header or column.letter) for i, column in enumerate(shown)]
    rows: list[tuple[Cell, ...]] = [
        (line, *cells[: len(shown)])
        for line, cells in zip(understanding.preview_lines, understanding.preview, strict=True)
    ]
    return Table(tuple(head), rows)


def to_confirm(understanding: Understanding) -> list[ColumnUnderstood]:
    """Return the columns that are not matched but for which something is suggested."""
    return [c for c in understanding.columns if c.target is None and c.suggestions]


def likeliest(column: ColumnUnderstood) -> str:
    """Return what a column most likely is; that it is left out where nothing is like enough.

    That most of its cells name municipalities is enough: it is asked where no column is theirs.
    """
    sure = [to for to, likeness in column.suggestions if likeness >= SURE or to == PLACES[0]]
    return sure[0] if sure else IGNORE


def left_out(understanding: Understanding) -> list[ColumnUnderstood]:
    """Return the named columns that are taken for nothing and resemble nothing."""
    return [c for c in understanding.columns if c.target is None and not c.suggestions and c.header]


def targets(first: Iterable[str] = ()) -> list[str]:
    """Return everything that a column can be taken for; what is likely comes first."""
    everything = [*PLACES]
    for question in codebook().questions.values():
        everything.append(question.key)
        if question.is_multi:
            everything += [f"{question.key}:{choice.key}" for choice in question.choices]
    return list(dict.fromkeys([*first, IGNORE, *everything]))


def target_words(target: str, t: Texts) -> str:
    """Return what a column is taken for in words; raises UnknownKey for what is no question."""
    if target == IGNORE or target in PLACES:
        return t(f"understood.target_{target}")
    key, _, option = target.partition(":")
    question = codebook().question(key)
    label = question.label[t.language]
    return f"{label}: {choice_words(key, option, t)}" if option else label


def choice_targets(question: str, first: Iterable[str] = ()) -> list[str]:
    """Return everything that a text can mean as an answer; what is likely comes first."""
    choices = [choice.key for choice in codebook().question(question).choices]
    return list(dict.fromkeys([*first, *choices, *STATUSES]))


def choice_words(question: str, choice: str, t: Texts) -> str:
    """Return an answer's words: a choice of the question, or a status."""
    known = {c.key: c for c in codebook().question(question).choices}
    if choice not in known:
        return t(f"status.{choice}")
    label, value = known[choice].label[t.language], known[choice].value
    number = "" if value is None else t.number(value)
    return label if not number or label == number else f"{number} {label}"


def _mark(mark: str, t: Texts) -> str:
    return t(f"understood.mark_{DELIMITERS[mark]}") if mark in DELIMITERS else mark

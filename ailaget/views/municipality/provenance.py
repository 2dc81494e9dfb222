"""Where a municipality's numbers come from: the received file, its line, and each answer's cell."""

from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Codebook, codebook
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source
from ailaget.views.upload.journal import when_text

DIGEST = 12
"""Characters of a file's digest that are shown: enough to find it in the archive."""


@dataclass(frozen=True)
class Provenance:
    """The files of all waves, and where each open answer of the chosen wave stands."""

    sentence: str
    files: Table
    answers: Table


def provenance_view(source: Source, selection: Selection) -> Provenance | None:
    """Return where the chosen municipality's numbers come from; None where it never answered.

    Protected questions are not among the answers.
    """
    code, t = selection.municipality or "", selection.t
    files = source.query("provenance", municipality=code)
    if files.empty:
        return None
    cells = source.query("answer_provenance", municipality=code)
    here = files[files["wave"] == selection.wave]
    return Provenance(
        _sentence(here, selection),
        _files(files, t),
        _answers(cells[cells["wave"] == selection.wave], t),
    )


def _sentence(here: pd.DataFrame, selection: Selection) -> str:
    t = selection.t
    if here.empty:
        return t("provenance.no_answers", wave=t.wave(selection.wave))
    row = row_records(here)[0]
    return t(
        "provenance.sentence",
        wave=t.wave(selection.wave),
        file=row["file_name"],
        place=_place(row["sheet"], row["line"], t),
        when=when_text(row["received"], t),
    )


def _place(sheet: object, line: int, t: Texts) -> str:
    number = t.number(line)
    if isinstance(sheet, str):
        return t("provenance.sheet_row", sheet=sheet, line=number)
    return t("provenance.line", line=number)


def _files(files: pd.DataFrame, t: Texts) -> Table:
    columns = (
        Column("wave", t("provenance.wave")),
        Column("file", t("provenance.file")),
        Column("place", t("provenance.place"), collapsed=CELL),
        *(folding(Column(key, t(f"provenance.{key}")), t) for key in ("received", "by", "digest")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            t.wave(row["wave"]),
            row["file_name"],
            _place(row["sheet"], row["line"], t),
            when_text(row["received"], t),
            row["received_by"] or t("journal.nobody"),
            row["sha256"][:DIGEST],
        )
        for row in row_records(files)
    ]
    return Table(columns, rows)


def _answers(cells: pd.DataFrame, t: Texts) -> Table:
    book = codebook()
    columns = ("question", "cell", "used_in")
    rows: list[tuple[Cell, ...]] = [
        (
            book.question(row["question"]).wording[t.language],
            row["cell"] if isinstance(row["cell"], str) else t("missing"),
            ", ".join(_used_in(row["question"], book, t)),
        )
        for row in row_records(cells)
    ]
    return Table(tuple(Column(key, t(f"provenance.{key}")) for key in columns), rows)


def _used_in(question: str, book: Codebook, t: Texts) -> list[str]:
    """Return the indicators that are made of a question, by way of others too."""
    direct = [
        key
        for key, indicator in book.indicators.items()
        if question == indicator.question or question in {i.question for i in indicator.items}
    ]
    whole = [key for key, i in book.indicators.items() if set(i.of) & set(direct)]
    return [book.indicators[key].label[t.language] for key in (*direct, *whole)]

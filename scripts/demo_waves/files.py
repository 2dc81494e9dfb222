"""A wave as the file that a Swedish survey tool would give."""

import csv
import datetime
import io
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ailaget import geography
from ailaget.codebook import NOT_APPLICABLE, Question, codebook
from scripts.demo_waves.response import DONT_KNOW, UNANSWERED, responses
from scripts.demo_waves.settings import FOLDER, stream


@dataclass(frozen=True)
class Shape:
    """How one file is written; the waves differ, as the years' tools do."""

    encoding: str
    newline: str
    header: str
    separator: str
    keeps_leading_zero: bool
    official_names: float


SATURDAY = 5

SHAPES = {
    # Opened and saved in a Swedish spreadsheet: Windows-1252, and the codes lost their zero.
    "2024-10": Shape("cp1252", "\r\n", "label", ", ", False, 0.0),
    "2025-10": Shape("utf-8", "\n", "wording", ";", True, 0.0),
    "2026-10": Shape("utf-8-sig", "\n", "wording", ", ", True, 0.4),
}


def file_of(wave: str) -> Path:
    """Return where the wave's file is kept."""
    return FOLDER / f"demo_{wave}.csv"


def content(wave: str) -> bytes:
    """Return the wave's file, the same to the byte whenever it is made."""
    shape, table = SHAPES[wave], responses(wave)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator=shape.newline)
    questions = [codebook().question(str(key)) for key in table.columns]
    texts = [q.label["sv"] if shape.header == "label" else q.wording["sv"] for q in questions]
    writer.writerow(["Svarsid", "Starttid", "Slutförd", "Kommunkod", "Kommun", *texts])
    names = _names(shape, wave)
    for number, (code, started, finished) in enumerate(visits(list(table.index), wave), start=1):
        answers = [cell_of(table.loc[code, q.key], q, shape) for q in questions]
        written = code if shape.keeps_leading_zero else code.lstrip("0")
        writer.writerow([1000 + number, started, finished, written, names[code], *answers])
    return out.getvalue().encode(shape.encoding)


def _names(shape: Shape, wave: str) -> dict[str, str]:
    """Return what each municipality calls itself in the form: its name, or the official one."""
    listed = geography.municipalities()
    formal = stream("formal", wave).random(len(listed)) < shape.official_names
    return {
        place.code: geography.official_name(place) if is_formal else place.name
        for place, is_formal in zip(listed, formal, strict=True)
    }


def visits(codes: list[Hashable], wave: str) -> list[tuple[str, str, str]]:
    """Return code, start and end of each visit to the form, in the order of arrival."""
    rng = stream("visits", wave)
    year, month = (int(part) for part in wave.split("-"))
    first = datetime.datetime(year, month, 1, 8, 0)
    days = [
        first + datetime.timedelta(days=day)
        for day in range(30)
        if (first + datetime.timedelta(days=day)).weekday() < SATURDAY
    ]
    made = []
    for code in codes:
        day = days[int(rng.integers(0, len(days)))]
        started = day + datetime.timedelta(minutes=int(rng.integers(0, 9 * 60)))
        finished = started + datetime.timedelta(minutes=int(rng.integers(9, 55)))
        made.append((started, finished, str(code)))
    return [(code, f"{a:%Y-%m-%d %H:%M}", f"{b:%Y-%m-%d %H:%M}") for a, b, code in sorted(made)]


def cell_of(answer: object, question: Question, shape: Shape) -> str:
    """Return an answer as the tool writes it in a cell."""
    if answer == UNANSWERED:
        return ""
    if answer == DONT_KNOW:
        return "Vet ej"
    if isinstance(answer, tuple):
        return _several(answer, question, shape)
    assert isinstance(answer, int | float | np.integer)
    if question.is_number:
        return _number(float(answer))
    choice = question.choice_of(float(answer))
    if choice is None:
        assert answer == NOT_APPLICABLE
        return "Ej aktuellt"
    return choice.label["sv"]


def _several(keys: tuple[str, ...], question: Question, shape: Shape) -> str:
    if not keys:
        return "Ej aktuellt"
    texts = [choice.label["sv"] for choice in question.choices if choice.key in keys]
    # The tool that joins by semicolon also ends with one.
    return shape.separator.join(texts) + (";" if shape.separator == ";" else "")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def written(wave: str) -> pd.DataFrame:
    """Return the committed file as a table of texts, for checks."""
    text = file_of(wave).read_bytes().decode(SHAPES[wave].encoding)
    return pd.read_csv(io.StringIO(text), sep=";", dtype=str, keep_default_na=False)

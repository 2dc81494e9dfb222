"""The reader alone on large files, in a process of its own, beside DuckDB's own `read_csv`."""

import csv
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import openpyxl

from ailaget.codebook import codebook
from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.reading.raw_table import read_table
from benchmarks.server import memory_mb

REPEATS, SEED = 3, 2026

Rows = Iterator[list[str | float]]


@dataclass(frozen=True)
class Reading:
    """Median seconds of our reader and of the other, the file's size and our peak, both in MB.

    The peak is of the whole process, less what it held before it read anything.
    """

    rows: int
    ours: float
    theirs: float
    peak_mb: float
    file_mb: float

    @property
    def ratio(self) -> float:
        """How many times the other's time the reader takes."""
        return self.ours / self.theirs


def reading(folder: Path, rows: int) -> Reading:
    """Measure a survey of so many rows as text, beside DuckDB's `read_csv` into a table."""
    return _measured(_as_text(folder, rows), rows, _read_csv, REPEATS)


def sheet_reading(folder: Path, rows: int) -> Reading:
    """Measure the same survey as an Excel sheet, beside openpyxl's own read-only reading."""
    return _measured(_as_sheet(folder, rows), rows, _read_sheet, 1)


def _measured(path: Path, rows: int, other: Callable[[Path], None], repeats: int) -> Reading:
    ours = [_ours(path) for _ in range(repeats)]
    theirs = [_timed(other, path) for _ in range(repeats)]
    return Reading(
        rows,
        statistics.median(seconds for seconds, _ in ours),
        statistics.median(theirs),
        max(peak for _, peak in ours),
        path.stat().st_size / 1e6,
    )


def _ours(path: Path) -> tuple[float, float]:
    """Return seconds and peak MB of reading a file in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.reader", str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, peak = json.loads(told)
    return seconds, peak


def _read_alone(path: Path) -> None:
    headers = Headers(codebook())
    headers.knows("kommun")
    before = memory_mb(os.getpid())
    seconds = _timed(lambda file: read_table(file.read_bytes(), headers.knows), path)
    peak = memory_mb(os.getpid(), peak=True)
    print(json.dumps([seconds, peak - before]))


def _read_csv(path: Path) -> None:
    with duckdb.connect(config={"threads": "2"}) as connection:
        relation = connection.read_csv(str(path), delimiter=";", header=True, all_varchar=True)
        relation.create("survey")


def _read_sheet(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for _ in book.worksheets[0].iter_rows(values_only=True):
        pass


def _answers(rows: int) -> Rows:
    chance = random.Random(SEED)
    questions = list(codebook().questions.values())
    yield ["Kommunkod", "Kommun", *(q.wording["sv"] for q in questions)]
    for row in range(rows):
        answers = [
            chance.randrange(900) / 10 if q.is_number else chance.choice(q.choices).label["sv"]
            for q in questions
        ]
        yield [f"{row % 10000:04d}", "Upplands Väsby", *answers]


def _as_text(folder: Path, rows: int) -> Path:
    path = folder / f"survey-{rows}.csv"
    with path.open("w", newline="", encoding="utf-8") as handle:
        csv.writer(handle, delimiter=";").writerows(
            [str(cell).replace(".", ",") for cell in row] for row in _answers(rows)
        )
    return path


def _as_sheet(folder: Path, rows: int) -> Path:
    path = folder / f"survey-{rows}.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Svar")
    for row in _answers(rows):
        sheet.append(row)
    book.save(path)
    return path


def _timed(run: Callable[[Path], object], path: Path) -> float:
    began = time.perf_counter()
    run(path)
    return time.perf_counter() - began


if __name__ == "__main__":
    _read_alone(Path(sys.argv[1]))

"""The reader alone on a large file, beside DuckDB's own `read_csv` into a table."""

import csv
import random
import statistics
import time
import tracemalloc
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ailaget.codebook import codebook
from ailaget.ingest.columns import Headers
from ailaget.ingest.reading import read_table

REPEATS, SEED = 3, 2026


@dataclass(frozen=True)
class Reading:
    """Seconds for both, their ratio, rows per second, and the reader's peak memory in MB."""

    rows: int
    ours: float
    duckdb: float
    peak_mb: float

    @property
    def ratio(self) -> float:
        """How many times DuckDB's time the reader takes."""
        return self.ours / self.duckdb


def reading(folder: Path, rows: int) -> Reading:
    """Measure a survey file of so many rows: medians of repeated readings."""
    path = _written(folder, rows)
    headers = Headers(codebook())
    ours = [_timed(lambda: read_table(path.read_bytes(), headers.knows)) for _ in range(REPEATS)]
    theirs = [_timed(lambda: _read_csv(path)) for _ in range(REPEATS)]
    tracemalloc.start()
    read_table(path.read_bytes(), headers.knows)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return Reading(rows, statistics.median(ours), statistics.median(theirs), peak)


def _read_csv(path: Path) -> None:
    with duckdb.connect(config={"threads": "2"}) as connection:
        relation = connection.read_csv(str(path), delimiter=";", header=True, all_varchar=True)
        relation.create("survey")


def _written(folder: Path, rows: int) -> Path:
    chance = random.Random(SEED)
    path = folder / f"survey-{rows}.csv"
    questions = list(codebook().questions.values())
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, delimiter=";")
        writer.writerow(["Kommunkod", "Kommun", *(q.wording["sv"] for q in questions)])
        for row in range(rows):
            answers = [
                f"{chance.randrange(900) / 10}".replace(".", ",")
                if question.is_number
                else chance.choice(question.choices).label["sv"]
                for question in questions
            ]
            writer.writerow([f"{row % 10000:04d}", "Upplands Väsby", *answers])
    return path


def _timed(run: object) -> float:
    began = time.perf_counter()
    run()  # type: ignore[operator]
    return time.perf_counter() - began

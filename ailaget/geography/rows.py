"""Reads the reference files of `data/`: comma-separated UTF-8, every cell text."""

import csv
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"


def read_rows(file: str) -> list[dict[str, str]]:
    """Return the rows of a file in `data/`, in the file's order; codes keep their zeros."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))

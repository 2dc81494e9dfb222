"""The largest file that is let in stays within bounded memory, read in a process of its own."""

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import openpyxl
import pytest

from ailaget.ingest.reading.raw_table import MOST_BYTES

MOST_MEGABYTES = 900
"""What the whole process may hold: the file, its text, and a text for each of its cells."""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux tells a process's peak memory"
)

SHEET = "xl/worksheets/sheet1.xml"
DISTINCT_TEXTS, MOST_BYTES_A_TEXT = 400_000, 300
"""Cells of the generated sheet, and what each may cost: its text, its place, and what is shared.

The largest sheet has twenty times as many, of which a million share a table.
"""

READ = """
import sys
from pathlib import Path
from ailaget.errors import AilagetError
from ailaget.ingest.survey import read_survey
try:
    told = read_survey(Path(sys.argv[1]).read_bytes(), "x_2026-10.csv").rows
except AilagetError as error:
    told = error.key
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(told, int(status["VmHWM"].split()[0]) // 1024)
"""
"""Its own peak: `ru_maxrss` of a new process starts at what the process that started it held."""


def read_alone(path: Path) -> tuple[str, int]:
    command = [sys.executable, "-c", READ, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told, megabytes = done.stdout.split()
    return told, int(megabytes)


def distinct_cells() -> bytes:
    header = ["namn", *(f"k{n}" for n in range(98)), "dpia"]
    rows = ["\t".join(header)]
    size, number = 0, 0
    while size < MOST_BYTES - 2_000:
        rows.append("\t".join(f"{number + n:x}" for n in range(100)))
        size += len(rows[-1]) + 1
        number += 100
    return "\n".join(rows).encode()


def distinct_sheet() -> bytes:
    """Return a sheet of texts that never repeat, as they pack worst: a tenth of the largest."""
    out, rows = io.BytesIO(), DISTINCT_TEXTS // 100
    spread = random.Random(1)
    with sheet_to_write(out) as sheet:
        for row in range(1, rows):
            texts = (f"{spread.getrandbits(60):x}" for _ in range(100))
            cells = "".join(f'<c t="str"><v>{text}</v></c>' for text in texts)
            sheet.write(f'<row r="{row + 1}">{cells}</row>'.encode())
    return out.getvalue()


@contextmanager
def sheet_to_write(out: io.BytesIO) -> Iterator[IO[bytes]]:
    """Give the sheet of a workbook to write rows to, one at a time, after a row of headers."""
    book = openpyxl.Workbook()
    whole = io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != SHEET:
                new.writestr(part, old.read(part))
        with new.open(SHEET, "w") as sheet:
            heads = ["kommun", "dpia", *(f"k{n}" for n in range(98))]
            cells = "".join(f'<c t="str"><v>{head}</v></c>' for head in heads)
            sheet.write(f'<worksheet><sheetData><row r="1">{cells}</row>'.encode())
            yield sheet
            sheet.write(b"</sheetData></worksheet>")


def test_a_sheet_takes_no_more_memory_than_its_texts_need(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    path.write_bytes(distinct_sheet())
    empty = tmp_path / "small.xlsx"
    openpyxl.Workbook().save(empty)
    (told, megabytes), (_, without) = read_alone(path), read_alone(empty)
    assert told == str(DISTINCT_TEXTS // 100 - 1)
    assert megabytes - without < MOST_BYTES_A_TEXT * DISTINCT_TEXTS // 1_000_000


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (distinct_cells, "load.not_a_survey"),
        (lambda: b"kommun;dpia\n" + b"1\n" * (MOST_BYTES // 2 - 20), "load.too_many_rows"),
        (lambda: b"kommun;dpia\n" + b";" * (MOST_BYTES - 20), "load.line_too_long"),
        (
            lambda: b"kommun;dpia" + b";" * 1_900 + b"\n" + (b";" * 1_900 + b"x\n") * 20_000,
            "load.too_many_cells",
        ),
    ],
)
def test_the_largest_file_is_read_or_refused_within_bounds(make, told, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "large.csv"
    path.write_bytes(make())
    assert path.stat().st_size <= MOST_BYTES
    found, megabytes = read_alone(path)
    assert found == told
    assert megabytes < MOST_MEGABYTES

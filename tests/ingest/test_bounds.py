"""The largest file that is let in stays within bounded memory, read in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from ailaget.ingest.reading import MOST_BYTES

MOST_MEGABYTES = 900
"""What the whole process may hold: the file, its text, and a text for each of its cells."""

READ = """
import resource, sys
from pathlib import Path
from ailaget.errors import AilagetError
from ailaget.ingest.survey import read_survey
try:
    told = read_survey(Path(sys.argv[1]).read_bytes(), "x_2026-10.csv").rows
except AilagetError as error:
    told = error.key
print(told, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


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


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (distinct_cells, "load.not_a_survey"),
        (lambda: b"kommun;dpia\n" + b"1\n" * (MOST_BYTES // 2 - 20), "load.too_many_rows"),
        (lambda: b"kommun;dpia\n" + b";" * (MOST_BYTES - 20), "load.line_too_long"),
        (lambda: b"kommun;dpia" + b";" * 1_900 + b"\n" + (b";" * 1_900 + b"x\n") * 20_000,
         "load.too_many_cells"),
    ],
)  # fmt: skip
def test_the_largest_file_is_read_or_refused_within_bounds(make, told, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "large.csv"
    path.write_bytes(make())
    assert path.stat().st_size <= MOST_BYTES
    found, megabytes = read_alone(path)
    assert found == told
    assert megabytes < MOST_MEGABYTES

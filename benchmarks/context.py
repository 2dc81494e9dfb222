"""Measures taking in 200 indicators of Kolada over ten years, beside DuckDB's own JSON reading.

The file is made here, in the form of Kolada's API (580,000 values, 80 MB): the figures in it are
random and mean nothing. Each round reads it with DuckDB into a table of one row for each value,
reads and chooses from it as the product does, and takes it in whole, with archive and database.

python -m benchmarks.context [--rounds N] [--indicators N]
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from ailaget import geography
from ailaget.ingest.building import build
from ailaget.ingest.context.choosing import Choices
from ailaget.ingest.context.contents import interpret
from ailaget.ingest.context.loading import load_context_data
from ailaget.store.workspace import Workspace

YEARS = range(2016, 2026)
MISSING = 0.03
LIMIT = 2.0
"""Times DuckDB's reading that a load may take."""

READ = """
create table figures as
with record as (
    select unnest(values) as record
    from read_json(?, maximum_object_size = 1000000000)
),

figure as (
    select
        record.kpi,
        record.period,
        record.municipality,
        unnest(record.values) as figure,
    from record
)

select kpi, period, municipality, figure.gender, figure.value, figure.status
from figure
"""


def content(indicators: int) -> bytes:
    """Return a page of Kolada's API with so many indicators, of every year and municipality."""
    return json.dumps({"values": list(records(indicators)), "next_url": None}).encode()


def records(indicators: int) -> Iterator[dict[str, object]]:
    """Yield a record for each indicator, year and municipality."""
    chance = random.Random(1)
    for indicator in range(indicators):
        for year in YEARS:
            for place in geography.municipalities():
                known = chance.random() >= MISSING
                value = round(chance.uniform(0, 1000), 6) if known else None
                figure = {"gender": "T", "count": 1, "status": "" if known else "Missing"}
                yield {
                    "kpi": f"N{10_000 + indicator}",
                    "period": year,
                    "municipality": place.code,
                    "values": [{**figure, "value": value, "isdeleted": False}],
                }


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def duckdb_reads(path: Path) -> None:
    """Read the file as DuckDB does by itself, on one thread as the product's own databases."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(READ, [str(path)])


def load_whole(data: bytes, folder: Path) -> None:
    """Take the file in: read, choose, archive, decide, build."""
    load_context_data(Workspace(folder), data, "kolada.json", Choices())


def main() -> None:
    """Print the seconds of each, and their ratio to DuckDB's of the same round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--indicators", type=int, default=200)
    options = parser.parse_args()
    data = content(options.indicators)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "kolada.json"
        path.write_bytes(data)
        rounds = [measured(data, path, Path(name) / str(n)) for n in range(options.rounds)]
    print(f"{len(data) / 1e6:.0f} MB, {options.rounds} rounds; median seconds, and times DuckDB's")
    for what in rounds[0]:
        seconds = statistics.median(each[what] for each in rounds)
        ratio = statistics.median(each[what] / each["DuckDB"] for each in rounds)
        print(f"{what:<24}{seconds:8.2f}{ratio:8.2f}")


def measured(data: bytes, path: Path, folder: Path) -> dict[str, float]:
    """Return the seconds of one round: DuckDB, reading and choosing, and a whole load."""
    build(Workspace(folder), empty=True)
    return {
        "DuckDB": timed(lambda: duckdb_reads(path)),
        "read and chosen": timed(lambda: interpret(data, Choices(read_on="2026-01-01"))),
        "taken in, database built": timed(lambda: load_whole(data, folder)),
    }


if __name__ == "__main__":
    main()

"""Run every measurement and print it as a table: `make bench`."""

import tempfile
from pathlib import Path

from ailaget.ui.address import SECTIONS
from benchmarks.browser import browser, filter_change, first_visits
from benchmarks.inequality import draws, section_change
from benchmarks.reader import Reading, reading, sheet_reading
from benchmarks.server import memory_mb, running
from benchmarks.sessions import SESSIONS, crowd

PLAIN = [
    "-m",
    "streamlit",
    "run",
    "benchmarks/plain.py",
    "--server.headless",
    "true",
    "--server.enableStaticServing",
    "true",
]

Row = tuple[str, str, str]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [*_pages(folder), *_inequality(folder), *_crowd(folder), *_reader(folder)]
    width = max(len(row[0]) for row in rows)
    print(f"{'what':{width}}  {'measured':>22}  aim")
    for what, measured, aim in rows:
        print(f"{what:{width}}  {measured:>22}  {aim}")


def _pages(folder: Path) -> list[Row]:
    with browser() as chromium:
        with running(["dashboard.py"], folder) as (address, _):
            visit = first_visits(chromium, f"{address}/karta")
            ours = filter_change(chromium, f"{address}/karta")
        with running(PLAIN, folder) as (address, _):
            plain_visit = first_visits(chromium, address)
            plain = filter_change(chromium, address)
    return [
        ("filter click to recoloured map, median", f"{ours.milliseconds:.0f} ms", "150, then 100"),
        ("  the plain way", f"{plain.milliseconds:.0f} ms", ""),
        ("  ratio, plain to ours", f"{plain.milliseconds / ours.milliseconds:.1f}", ""),
        ("filter click to map with its legend, median", f"{ours.whole:.0f} ms", ""),
        ("  the plain way", f"{plain.whole:.0f} ms", ""),
        ("the map's own message", f"{ours.map_message / 1000:.1f} kB", "15"),
        ("  the plain way", f"{plain.map_message / 1000:.1f} kB", ""),
        ("all messages of a filter change", f"{ours.all_messages / 1000:.1f} kB", "50"),
        ("first visit to first chart, median", f"{visit.seconds:.2f} s", "1.5"),
        ("  the plain way", f"{plain_visit.seconds:.2f} s", ""),
        ("  in a page that can be used", f"{visit.in_page:.2f} s", ""),
        ("  the plain way", f"{plain_visit.in_page:.2f} s", ""),
        ("  the server's very first", f"{visit.after_start:.2f} s", ""),
        ("  the plain way", f"{plain_visit.after_start:.2f} s", ""),
        ("  bytes until then", f"{visit.megabytes:.2f} MB", "2.5"),
        ("  the plain way", f"{plain_visit.megabytes:.2f} MB", ""),
    ]


def _inequality(folder: Path) -> list[Row]:
    found = []
    with browser() as chromium, running(["dashboard.py"], folder) as (address, _):
        for section in SECTIONS:
            waited = section_change(chromium, f"{address}/ojamlikhet?section={section}")
            what = f"filter click to last chart, {section}"
            found.append((what, f"{waited:.0f} ms", "500"))
    both = draws()
    return [
        *found,
        ("1,000 draws of the measures of inequality", f"{1000 * both.ours:.0f} ms", ""),
        ("  the plain PySAL loop", f"{1000 * both.pysal:.0f} ms", ""),
        ("  ratio, PySAL to ours", f"{both.pysal / both.ours:.0f}", ""),
    ]


def _crowd(folder: Path) -> list[Row]:
    with running(["dashboard.py"], folder) as (address, process):
        crowd(address, 1)
        before = memory_mb(process)
        many = crowd(address)
        held = (memory_mb(process) - before) / SESSIONS
    times = f"{many.median:.0f} / {many.percentile_95:.0f} ms"
    return [
        (f"{SESSIONS} sessions, a change each second: median / 95th", times, ""),
        ("server memory per session", f"{held:.1f} MB", ""),
    ]


def _reader(folder: Path) -> list[Row]:
    found = []
    for rows in (10_000, 100_000):
        text, sheet = reading(folder, rows), sheet_reading(folder, rows)
        found += [
            (f"reader, {rows:,} rows of text", _speed(text), ""),
            ("  ratio to DuckDB's read_csv", f"{text.ratio:.1f}", "5"),
            (f"reader, {rows:,} rows of a sheet", _speed(sheet), ""),
            ("  ratio to openpyxl, read-only", f"{sheet.ratio:.2f}", "1"),
        ]
    return found


def _speed(read: Reading) -> str:
    return f"{read.rows / read.ours:,.0f} rows/s, {read.peak_mb:.0f} MB peak"


if __name__ == "__main__":
    main()

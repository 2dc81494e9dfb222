"""Survey files to load: a whole one, and what goes wrong in others."""

import csv
from pathlib import Path

DEMO = "data/surveys/demo_2026-10.csv"


def write_surveys(folder: Path, tree: Path) -> list[Path]:
    """Write the files, all made of a demonstration wave; the first four can be read."""
    with (tree / DEMO).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    strategy = header.index("Har kommunen en AI-strategi, eller ingår AI i den digitala strategin?")
    texts = sorted({row[strategy] for row in rows if row[strategy]})
    numbered = [
        [
            str(1 + texts.index(cell)) if i == strategy and cell else cell
            for i, cell in enumerate(row)
        ]
        for row in rows[:60]
    ]
    tables = {
        "whole_2026-09.csv": (header, rows),
        "faulty_2026-09.csv": _faulty(header, rows[:40]),
        "repeated_2026-09.csv": (header, [*rows[:30], *(_changed(row) for row in rows[:12])]),
        "numbers_2026-09.csv": (header, numbered),
    }
    paths = []
    for name, (titles, lines) in tables.items():
        paths.append(folder / name)
        with paths[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([titles, *lines])
    junk = {
        "empty.csv": b"", "page.csv": b"<!doctype html><html><body>Sign in</body></html>",
        "picture.csv": b"\x89PNG\r\n\x1a\n", "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "none_2026-09.csv": b"a;b\n1;2\n",
        "latin_2026-09.csv": "Kommun;ai_strategi\nÅmål;Nej\n".encode("latin-1"),
    }  # fmt: skip
    for name, content in junk.items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def _faulty(header: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return rows with an unknown place, a county, a contradiction, and cells out of range."""
    code, name = header.index("Kommunkod"), header.index("Kommun")
    rows = [list(row) for row in rows]
    rows[0][code], rows[0][name] = "", "Stokholm"
    rows[1][code], rows[1][name] = "", "Värmlands län"
    rows[2][code] = rows[3][code]
    for number, cell in enumerate(("-4", "1e9", "många", "Vet ej", "1,5", "12 %", "ja/nej"), 4):
        rows[number][5 + number] = cell
    titles = [*header, "Favoritfrukt", "Hinder 1"]
    return titles, [[*row, "äpple", "1"] for row in rows]


def _changed(row: list[str]) -> list[str]:
    """Return a second answer of the same municipality, a month later."""
    later = [cell.replace("-10-", "-11-").replace("-09-", "-10-") for cell in row[:3]]
    return [f"{later[0]}b", *later[1:], *row[3:5], "9", *row[6:]]

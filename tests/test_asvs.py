"""The table of OWASP ASVS 5.0: whole, and each test that it names is there."""

import ast
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from ailaget.codebook import codebook
from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.reading.raw_table import read_table
from ailaget.ingest.reading.refusals import LoadRefused

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in TABLE.splitlines()
    if re.match(r"\| V\d", line)
]
SECTIONS = {
    "V1": 27, "V2": 11, "V3": 19, "V4": 10, "V5": 9, "V6": 35, "V7": 18, "V8": 7, "V9": 7,
    "V10": 29, "V11": 14, "V12": 9, "V13": 13, "V14": 9, "V15": 13, "V16": 16, "V17": 7,
}  # fmt: skip
"""How many requirements of levels 1 and 2 each chapter of version 5.0.0 has: 253."""

PRODUCT = [ROOT / "dashboard.py", *(p for f in ("ailaget", "pages") for p in (ROOT / f).rglob("*"))]


def test_every_requirement_of_levels_1_and_2_has_one_row() -> None:
    numbers = [row[0] for row in ROWS]
    assert len(set(numbers)) == len(numbers) == 253
    chapters = [number.partition(".")[0] for number in numbers]
    assert {chapter: chapters.count(chapter) for chapter in chapters} == SECTIONS
    assert [row[1] for row in ROWS].count("1") == 70


def test_each_row_says_whether_it_holds_and_how() -> None:
    for number, level, verdict, shown, how in ROWS:
        assert level in {"1", "2"} and how, number
        assert verdict in {"holds", "does not", "not applicable"}, number
        assert (shown != "–") or verdict != "holds", number


def test_the_counts_above_the_table_are_those_of_the_table() -> None:
    verdicts = [row[2] for row in ROWS]
    counts = [verdicts.count(each) for each in ("holds", "does not", "not applicable")]
    (above,) = re.findall(r"^Of .* not applicable\.$", TABLE, re.M)
    assert [int(each) for each in re.findall(r"\d+", above)] == [253, *counts]


def named() -> set[str]:
    return {test for row in ROWS for test in re.findall(r"`(tests/[^`]+)`", row[3])}


@pytest.mark.parametrize("test", sorted(named()))
def test_each_test_that_shows_a_requirement_exists(test: str) -> None:
    path, _, function = test.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    tests = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    assert (function in tests) if function else any(t.startswith("test_") for t in tests)


def test_no_text_is_run_as_code() -> None:
    found = []
    for path in PRODUCT:
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found += [path] if node.func.id in {"eval", "exec", "compile", "__import__"} else []
            if isinstance(node, ast.Import):
                found += [path for n in node.names if n.name in {"pickle", "marshal", "shelve"}]
    assert found == []


def test_nothing_is_kept_in_the_browser() -> None:
    kept = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie")
    scripts = [p for p in PRODUCT if p.suffix == ".js"]
    assert scripts
    assert [p for p in scripts if kept.search(p.read_text(encoding="utf-8"))] == []


def test_a_workbook_with_a_document_type_is_refused() -> None:
    whole, changed = BytesIO(), BytesIO()
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Kommun", "fte_ai_total"])
    sheet.append(["Ale", 1])
    workbook.save(whole)
    with ZipFile(whole) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = text.replace(b"<worksheet", b"<!DOCTYPE worksheet><worksheet", 1)
            new.writestr(name, text)
    known = Headers(codebook()).knows
    assert len(read_table(whole.getvalue(), known).rows) == 1
    with pytest.raises(LoadRefused):
        read_table(changed.getvalue(), known)

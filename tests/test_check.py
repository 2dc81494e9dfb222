"""`make check` is what one waits for before every commit: its tests start nothing that is slow."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SLOW = (
    "playwright",
    "subprocess",
    "streamlit.testing",
    "tests.browser",
    "tests.killing",
    "tests.pages",
    "tests.server",
)
"""What drives a browser, starts a process or a server, or runs a whole page."""


def recipe(target: str) -> list[str]:
    """Return the commands of a target, those of what it needs first."""
    (needed, own) = re.findall(rf"^{target}:(.*)\n((?:\t.*\n)*)", MAKEFILE, re.M)[0]
    before = [line for each in needed.split() if each == "style" for line in recipe(each)]
    return [*before, *(line.strip() for line in own.splitlines())]


def units() -> list[str]:
    (listed,) = re.findall(r"^UNITS := (.*)$", MAKEFILE, re.M)
    return str(listed).split()


def files() -> list[Path]:
    (slow,) = re.findall(r"^SLOW := (.*)$", MAKEFILE, re.M)
    paths = [ROOT / each for each in units()]
    every = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*.py"))]
    assert ROOT / slow in every
    return [file for file in every if file != ROOT / slow]


def test_it_checks_style_types_floors_and_units() -> None:
    *style, tests = [line.removeprefix("$(BIN)/") for line in recipe("check")]
    assert style == ["ruff check .", "ruff format --check .", "mypy", "lint-imports"]
    assert tests.startswith("python -m pytest") and tests.endswith(" $(UNITS)")


def test_all_that_it_checks_make_test_checks_too() -> None:
    *style, _ = recipe("check")
    assert [line for line in style if line not in recipe("test")] == []
    assert "UNITS" not in recipe("test")[-1]


@pytest.mark.parametrize("path", units())
def test_its_tests_are_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_its_tests_are_many() -> None:
    whole = [*(ROOT / "tests").rglob("test_*.py")]
    assert len(whole) / 3 < len(files()) < len(whole)


@pytest.mark.parametrize("file", files(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_none_of_its_tests_starts_what_is_slow(file: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            imported.add(f"{node.module}.")
        elif isinstance(node, ast.Import):
            imported |= {f"{alias.name}." for alias in node.names}
    slow = [name for name in imported if name.startswith(tuple(f"{each}." for each in SLOW))]
    assert slow == []
    assert "mark.browser" not in file.read_text(encoding="utf-8")

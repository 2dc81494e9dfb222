"""Reading `docs/recipes.md`, and doing what it says on a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RECIPES = ROOT / "docs" / "recipes.md"
LEFT_OUT = {".venv", ".git", "var", "node_modules"}
"""What a copy does without; what has been compiled stays so for files that no step changes."""

STEP = re.compile(
    r"^(?:New|In),? `(?P<path>[^`]+)`(?:, (?P<side>before|after|for) `(?P<beside>[^`]+)`)?:\n\n"
    r"```\w+\n(?P<lines>.*?)^```$",
    re.M | re.S,
)


@dataclass(frozen=True)
class Step:
    """Lines that go into a file: a new one, or one where they stand beside or for a line."""

    path: str
    lines: str
    side: str | None
    beside: str | None

    def do(self, copy: Path) -> None:
        """Do the step; the line that it names has to be there once."""
        path = copy / self.path
        if self.beside is None:
            assert not path.exists(), f"{self.path} is there already"
            path.write_text(self.lines, encoding="utf-8")
            return
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        places = [n for n, line in enumerate(lines) if line.strip().startswith(self.beside)]
        assert len(places) == 1, f"{self.path}: {len(places)} lines begin with {self.beside}"
        start = places[0] + (self.side == "after")
        end = places[0] + (self.side != "before")
        lines[start:end] = [self.lines]
        path.write_text("".join(lines), encoding="utf-8")


@cache
def recipes() -> dict[str, str]:
    """Return the text of each recipe by its heading."""
    parts = RECIPES.read_text(encoding="utf-8").split("\n## ")[1:]
    return dict(part.split("\n", 1) for part in parts)


def steps(recipe: str) -> list[Step]:
    """Return the steps of a recipe in their order: every block of lines in it is one."""
    written = recipes()[recipe]
    in_order = [Step(**step.groupdict()) for step in STEP.finditer(written)]
    blocks = re.findall(r"^```\w+$", written, re.M)
    assert len(in_order) == len(blocks), f"{recipe}: some lines are said to go nowhere"
    return in_order


class Copy:
    """A copy of the project in a folder of its own, with a working folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "copy"
        shutil.copytree(ROOT, self.root, ignore=_left_out)
        self.var = folder / "var"

    def follow(self, recipe: str) -> None:
        """Do all steps of a recipe."""
        for step in steps(recipe):
            step.do(self.root)

    def changed(self) -> set[str]:
        """Return the paths of the files that are new or not as they were."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        names = {path.relative_to(self.root) for path in files if "__pycache__" not in path.parts}
        return {
            name.as_posix()
            for name in names
            if not (ROOT / name).exists()
            or (ROOT / name).read_bytes() != (self.root / name).read_bytes()
        }

    def run(self, *arguments: str, **settings: str) -> str:
        """Run ``python -m`` in the copy and return what it prints; it has to end well."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "AILAGET"))}
        finished = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.root,
            env={**kept, "AILAGET_VAR": str(self.var), **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    def open(self, page: str, survey: Path | None = None, **params: object) -> dict[str, Any]:
        """Open a page in every language, of a survey alone where one is given.

        Returns by language what it says and offers.
        """
        given = [] if survey is None else [str(survey)]
        printed = self.run("tests.opened", page, json.dumps(params), *given)
        shown: dict[str, Any] = json.loads(printed)
        return shown


def _left_out(folder: str, names: list[str]) -> set[str]:
    is_top = Path(folder) == ROOT
    caches = {name for name in names if is_top and name.endswith("_cache")}
    return {name for name in names if name in LEFT_OUT} | caches

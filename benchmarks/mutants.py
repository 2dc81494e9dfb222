"""How much the tests catch: a fixed sample of faults, each tried with the tests that reach it.

`python -m benchmarks.mutants [--count N] [--source COMMIT] [--tests COMMIT] [--only PART] [TESTS]`

A mutant is the code with one fault made by mutmut's rules, such as `<` for `<=`. It is caught where
a test fails that passes without it. The same commit gives the same mutants, so that the tests of
two commits can be held against each other: `--tests` takes the folder `tests/` of another one.
`--only` keeps to modules with a part of their path, and TESTS to some of the tests.
Needs `requirements-mutants.txt`. Tests in a browser are not run: they reach the code in another
process.
"""

import argparse
import ast
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import Queue

import coverage
import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

from benchmarks.server import worktree

ROOMS = ("statistics", "ingest", "views", "store")
COUNT, SEED, WORKERS = 300, 20261128, 2
MOST = 90.0
"""Seconds of tests that a mutant is tried with, as they took without it; the shortest first, from
each file in turn."""
Reach = dict[str, dict[int, set[str]]]
"""Module -> line -> the tests that reach it."""


@dataclass(frozen=True)
class Mutant:
    """A module's text with one fault, which stands in lines `first` to `last`."""

    module: str
    first: int
    last: int
    before: str
    after: str
    text: str

    def __str__(self) -> str:
        return f"{self.module}:{self.first}: {self.before}  ->  {self.after}"


class _Sites(cst.CSTVisitor):
    """Collects what can be made wrong: each part of a function's body, with its wrong forms."""

    def __init__(self) -> None:
        self.found: list[tuple[cst.CSTNode, list[cst.CSTNode]]] = []
        self.depth = 0

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:  # noqa: N802
        """Look into a function's body alone: nothing runs its name, parameters and types."""
        self.depth += 1
        node.body.visit(self)
        self.depth -= 1
        return False

    def visit_Annotation(self, node: cst.Annotation) -> bool:  # noqa: N802
        """Pass over what is only for the type checker."""
        return False

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Note the wrong forms of a part, those of each rule by themselves."""
        if self.depth:
            for kind, rule in mutation_operators:
                if isinstance(node, kind) and (wrong := list(rule(node))):
                    self.found.append((node, wrong))
        return super().on_visit(node)


def sample(root: Path, count: int, only: str = "") -> list[Mutant]:
    """Return so many mutants of the rooms, the same each time."""
    paths = [path for room in ROOMS for path in sorted((root / "ailaget" / room).rglob("*.py"))]
    modules = {}
    for path in paths:
        if only in path.as_posix():
            modules[path] = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    sites = {path: _Sites() for path in modules}
    for path, module in modules.items():
        module.visit(sites[path])
    draw = random.Random(SEED)
    every = [(path, right, wrong) for path in modules for right, wrong in sites[path].found]
    draw.shuffle(every)
    made = (
        _made(path.relative_to(root).as_posix(), modules[path], right, draw.choice(wrong))
        for path, right, wrong in every
    )
    return list(islice((mutant for mutant in made if mutant), count))


def _made(
    name: str, wrapper: MetadataWrapper, right: cst.CSTNode, wrong: cst.CSTNode
) -> Mutant | None:
    """Make a mutant; none where the text is no Python, or says the same."""
    module = wrapper.module
    changed = module.deep_replace(right, wrong)
    assert isinstance(changed, cst.Module)
    try:
        if ast.dump(ast.parse(changed.code)) == ast.dump(ast.parse(module.code)):
            return None
    except SyntaxError:
        return None
    place = wrapper.resolve(PositionProvider)[right]
    before, after = (" ".join(module.code_for_node(node).split())[:90] for node in (right, wrong))
    return Mutant(name, place.start.line, place.end.line, before, after, changed.code)


def reach(root: Path, folder: Path, within: Sequence[str]) -> tuple[Reach, dict[str, float]]:
    """Run the tests once; return who reaches which line, and the seconds of those that passed."""
    folder.mkdir()
    rooms = os.pathsep.join(f"{root}/ailaget/{room}/*" for room in ROOMS)
    watch = {"REACHED": str(folder), "REACHED_ROOMS": rooms}
    spread = ["-n", str(WORKERS), "--dist", "loadfile", "-m", "not browser"]
    _pytest(root, ["-p", "benchmarks.reached", *spread, *within], watch, None)
    seconds: dict[str, float] = {}
    for part in folder.glob("passed.*.json"):
        seconds |= json.loads(part.read_text())
    collected = coverage.Coverage(data_file=str(folder / "coverage"), config_file=False)
    collected.combine([str(folder)])
    data = collected.get_data()
    lines: Reach = {}
    for path in data.measured_files():
        reached = data.contexts_by_lineno(path)
        lines[Path(path).relative_to(root).as_posix()] = {
            line: {test for test in tests if test in seconds} for line, tests in reached.items()
        }
    return lines, seconds


def chosen(mutant: Mutant, lines: Reach, seconds: dict[str, float]) -> list[str]:
    """Return the tests that a mutant is tried with: of each file the shortest, then the next."""
    at = lines.get(mutant.module, {})
    tests = set().union(*(at.get(line, set()) for line in range(mutant.first, mutant.last + 1)))
    turns: Counter[str] = Counter()
    ordered = []
    for test in sorted(tests, key=lambda test: (seconds[test], test)):
        file = test.partition("::")[0]
        ordered.append((turns[file], seconds[test], test))
        turns[file] += 1
    taken, spent = [], 0.0
    for _, took, test in sorted(ordered):
        if spent + took <= MOST or not taken:
            taken.append(test)
            spent += took
    return taken


def is_caught(mutant: Mutant, root: Path, tests: Sequence[str]) -> bool:
    """Try a mutant in a working copy: whether a test fails, or never ends."""
    path = root / mutant.module
    whole = path.read_text(encoding="utf-8")
    path.write_text(mutant.text, encoding="utf-8")
    asked = root / "asked-tests.txt"
    asked.write_text("\n".join(tests), encoding="utf-8")
    try:
        return _pytest(root, ["-x", "-n", "0", f"@{asked.name}"], {}, 120 + 8 * MOST) != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(whole, encoding="utf-8")


def _pytest(
    root: Path, arguments: Sequence[str], more: dict[str, str], seconds: float | None
) -> int:
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    environment = {**os.environ, **more, "PYTHONPATH": str(root)}
    done = subprocess.run(
        command, cwd=root, env=environment, timeout=seconds, check=False, capture_output=True
    )
    return done.returncode


def _copy(source: str, tests: str, root: Path, stack: ExitStack) -> Path:
    """Check a commit out, with the tests of another; what watches the tests is of this version."""
    stack.enter_context(worktree(source, root))
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "rm", "-rq", "--cached", "tests"], check=True)
    subprocess.run(["rm", "-r", str(root / "tests")], check=True)
    subprocess.run([*git, "checkout", "-q", tests, "--", "tests"], check=True)
    plugin = Path(__file__).with_name("reached.py")
    (root / "benchmarks" / plugin.name).write_text(plugin.read_text())
    return root


def main() -> None:
    """Try the sample and print the share caught, and what was not."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--source", metavar="COMMIT", default="HEAD")
    parser.add_argument("--tests", metavar="COMMIT")
    parser.add_argument("--only", metavar="PART", default="")
    parser.add_argument("within", nargs="*", metavar="TESTS", default=["tests"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        free: Queue[Path] = Queue()
        for number in range(WORKERS):
            tests = given.tests or given.source
            free.put(_copy(given.source, tests, Path(name) / f"copy{number}", stack))
        tried = sample(free.queue[0], given.count, given.only)
        lines, seconds = reach(free.queue[0], Path(name) / "reached", given.within)

        def try_one(mutant: Mutant) -> str:
            tests = chosen(mutant, lines, seconds)
            if not tests:
                return "not reached"
            root = free.get()
            try:
                return "caught" if is_caught(mutant, root, tests) else "survived"
            finally:
                free.put(root)

        results = []
        with ThreadPoolExecutor(WORKERS) as threads:
            for mutant, came in zip(tried, threads.map(try_one, tried), strict=True):
                results.append(came)
                if came != "caught":
                    print(f"{came}: {mutant}", flush=True)
    share = results.count("caught") / len(results)
    print(f"{results.count('caught')} of {len(results)} caught: {share:.1%}"
          f" ({len(seconds)} tests that pass; {dict(Counter(results))})")  # fmt: skip


if __name__ == "__main__":
    main()

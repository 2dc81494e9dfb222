"""The guide for analysts: every command in it runs in an unpacked wave, and says what it says."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree

import duckdb
import pytest

from tests.exports.dump.conftest import Program
from tests.exports.dump.test_dump import TABLES

GUIDE = Path(__file__).parents[3] / "docs" / "hela-matomgangen.md"
BLOCK = re.compile(r"^```(r|python|sql|bash)\n(.*?)^```\n+^```text\n(.*?)^```", re.M | re.S)
BLOCKS = BLOCK.findall(GUIDE.read_text(encoding="utf-8"))


def outcome(language: str, code: str, folder: Path, program: Program) -> str:
    """Return what a block of the guide prints, run in a folder."""
    if language == "sql":
        return _printed_rows(code, folder)
    commands = {
        "r": lambda: [program("Rscript"), "-e", code],
        "python": lambda: [sys.executable, "-c", code],
        "bash": lambda: [program("bash"), "-c", code],
    }
    if "ogrinfo" in code:
        program("ogrinfo")
    return _printed(commands[language](), folder)


def _printed(command: Sequence[str], folder: Path) -> str:
    """Return what a command prints; the validators lie beside this very Python."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=environment,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def _printed_rows(query: str, folder: Path) -> str:
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as database:
        database.execute(f"set file_search_path = '{folder}'")
        rows = database.execute(query).fetchall()
    return "\n".join(" | ".join(map(str, row)) for row in rows)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def folder(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wave of one's own, as a command leaves files beside it."""
    return Path(copytree(unpacked, tmp_path_factory.mktemp("guide") / unpacked.name))


@pytest.mark.parametrize(("language", "code", "said"), BLOCKS, ids=range(len(BLOCKS)))
def test_a_command_of_the_guide_says_what_it_says(
    folder: Path, program: Program, language: str, code: str, said: str
) -> None:
    assert lines(outcome(language, code, folder, program)) == lines(said)


def test_every_way_is_shown_and_every_command_has_its_outcome() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert {language for language, _, _ in BLOCKS} == {"r", "python", "sql", "bash"}
    assert len(BLOCKS) == len(re.findall(r"^```(?:r|python|sql|bash)$", text, re.M)) >= 10
    for program in ("Excel", "LibreOffice", "R", "pandas", "DuckDB", "QGIS"):
        assert program in text


def test_the_guide_explains_every_table() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert not [name for name in TABLES if f"`{name}`" not in text and "kodbok" not in name]
    assert "`kodbok_…`" in text

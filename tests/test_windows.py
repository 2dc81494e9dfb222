"""README's lines for Windows: whole, and such as PowerShell can read, for there is none here."""

import re
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SCRIPTS = ".venv\\Scripts\\"

TOKEN = re.compile(
    r"""\s*(?:
        '(?P<single>(?:[^']|'')*)'       # taken as it stands; a quote is doubled
      | "(?P<double>(?:[^"`$]|`.)*)"     # a backtick takes the next sign; no variable is meant
      | (?P<bare>[^\s'"`$;&|<>(){}@,\#]+)  # none of what PowerShell reads as more than a word
    )(?=\s|$)""",
    re.VERBOSE,
)


def blocks() -> list[list[str]]:
    """Return the two blocks of lines for Windows: what `make run` does, and what `make test`."""
    text = README[README.index("On Windows, in PowerShell") :]
    found = re.findall(r"^```\n(.*?)^```", text, re.M | re.S)
    return [block.splitlines() for block in found[:2]]


LINES = [line for block in blocks() for line in block]


def parsed(line: str) -> list[str]:
    """Return a line's words as PowerShell would read them; fails where it reads more than words."""
    words, at = [], 0
    while at < len(line.rstrip()):
        token = TOKEN.match(line, at)
        assert token, f"PowerShell would not read this as one command: {line!r} at {at}"
        words.append(next(part for part in token.groups() if part is not None))
        at = token.end()
    return words


def recipe(target: str) -> list[str]:
    """Return the commands of a target of the Makefile, its prerequisites' first."""
    head = re.search(rf"^{re.escape(target)}:([^\n|]*)[^\n]*\n((?:\t[^\n]*\n?)*)", MAKEFILE, re.M)
    assert head, target
    before = [each for each in head[1].split() if not each.startswith("requirements")]
    lines = [line.strip() for line in head[2].splitlines() if not line.strip().startswith("@")]
    return [*(line for each in before for line in recipe(each)), *lines]


def as_on_windows(command: str) -> str:
    """Return a command of the Makefile as it is on Windows, one process after another."""
    command = command.replace("$(PIP_INSTALL)", "$(BIN)/python -m pip install")
    return re.sub(
        r" (-n \d|--dist \w+|--no-\w+-reorder|--disable-progress-bar)", "", command
    ).replace("$(BIN)/", SCRIPTS)


@pytest.mark.parametrize(("block", "target"), [(0, "run"), (1, "test")])
def test_windows_does_each_step_of_make_in_the_same_order(block: int, target: str) -> None:
    steps = [as_on_windows(command) for command in recipe(target)]
    lines = [line for line in blocks()[block] if line != "py -m venv .venv"]
    assert [re.sub(r" --(open|quiet)$", r" --\1", step) for step in steps] == lines


def test_the_environment_is_made_first() -> None:
    assert LINES[0] == "py -m venv .venv"


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_one_command_whose_program_and_files_are_there(line: str) -> None:
    program, *arguments = parsed(line)
    assert "/" not in program
    if program != "py":
        name = program.removeprefix(SCRIPTS)
        assert name != program
        installed = {script.name for script in entry_points(group="console_scripts")}
        assert name in {"python", *installed} or Path(sys.executable).with_name(name).exists()
    if arguments[:1] == ["-m"]:
        assert find_spec(arguments[1]), line
    for word in arguments:
        if re.search(r"\.(py|txt|lock)$", word) or word == "queries":
            assert (ROOT / word).exists(), word


@pytest.mark.parametrize(
    "line",
    [
        "export AILAGET_LANG=en; python -m ailaget doctor",
        "python -m ailaget build && python dashboard.py",
        "python -m ailaget load 'unclosed",
        'python -m ailaget export "$HOME"',
        "python -m ailaget table waves | more",
        "python -m ailaget build \\\n --empty `",
    ],
)
def test_what_powershell_reads_otherwise_is_seen(line: str) -> None:
    with pytest.raises(AssertionError):
        parsed(line)


def test_quotes_hold_what_is_within() -> None:
    line = (
        ".venv\\Scripts\\python -m ailaget load 'C:\\Mina filer\\Åsas enkät.csv' \"--wave\" 2027-03"
    )
    assert parsed(line)[4:] == ["C:\\Mina filer\\Åsas enkät.csv", "--wave", "2027-03"]

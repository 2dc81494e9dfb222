"""The handbooks for who runs it, for editors and for analysts: each of their commands is run."""

import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ailaget.__main__ import main
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.ui.guard.gate import PROBES
from ailaget.ui.operations.probes import CHECKS
from tests.conftest import SINGLE_WAVE, copied, write_csv
from tests.served import get

ROOT = Path(__file__).parent.parent
HANDBOOKS = ("drift", "redaktor", "analytiker")
BACKUPS = "/var/backups/ailaget"


def handbook(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def shown(name: str) -> list[str]:
    """Return the lines of a handbook's commands, in their order."""
    blocks = re.findall(r"^ *```bash\n(.*?)^ *```", handbook(name), re.M | re.S)
    return [line.strip() for block in blocks for line in block.splitlines()]


def commands(name: str) -> list[list[str]]:
    """Return the arguments of each of our own commands that a handbook shows."""
    start = "python -m ailaget "
    return [shlex.split(x.removeprefix(start)) for x in shown(name) if x.startswith(start)]


def run_all(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in commands(name):
        here = [part.replace(BACKUPS, str(folder / "backups")) for part in arguments]
        code = main(here)
        said = capsys.readouterr()
        assert code == 0, (arguments, said.out, said.err)


def test_who_runs_it_can_do_what_the_handbook_says(
    single_workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    copied(single_workspace, tmp_path / "var")
    run_all("drift", tmp_path, capsys)
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert len(list(tmp_path.glob("var.before-*"))) + len(list(tmp_path.glob("var*"))) > 1


def test_an_editor_can_do_what_the_handbook_says(
    empty_place: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write_csv(tmp_path / "enkat_2027-03.csv", SINGLE_WAVE)
    run_all("redaktor", tmp_path, capsys)
    assert {"enkat.xlsx", "kodbok.html", "rapport.xlsx"} <= {p.name for p in tmp_path.iterdir()}


def test_an_analyst_can_do_what_the_handbook_says(
    demo_workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    run_all("analytiker", tmp_path, capsys)
    assert {"bemanning.csv", "mognad.xlsx", "hela.zip"} <= {p.name for p in tmp_path.iterdir()}


def test_every_address_that_is_asked_answers(
    demo_copy: Callable[[Path], Workspace], tmp_path: Path
) -> None:
    demo_copy(tmp_path / "var")
    asked = [shlex.split(line)[-1] for name in HANDBOOKS for line in shown(name) if "curl" in line]
    assert len(asked) == 3
    for address in asked:
        parts = urlsplit(address)
        assert get(f"{parts.path}?{parts.query}").status == 200, address


def test_what_the_handbook_says_of_probes_and_units_is_so() -> None:
    text = handbook("drift")
    assert all(f"`{name}`" in text for name in (*PROBES, *CHECKS))
    units = {path.name for path in (ROOT / "deploy").glob("ailaget*")}
    assert len(units) == 5
    started = next(line for line in shown("drift") if "systemctl enable" in line).split()
    assert units >= {word for word in started if word.startswith("ailaget")}
    places = set(re.findall(r"/(?:etc|opt|var)/[a-z/.-]*[a-z]", text))
    deployed = "".join(p.read_text("utf-8") for p in (ROOT / "deploy").iterdir())
    ours = {place for place in places if "ailaget" in place}
    assert not {place for place in ours if place not in deployed}


def test_statuses_and_button_are_named_as_the_pages_name_them() -> None:
    text = handbook("analytiker")
    statuses = tomllib.loads((ROOT / "data/texts/sv/common.toml").read_text("utf-8"))["status"]
    for status in re.findall(r"`([a-z_]+)` \(", text):
        assert status in statuses, status
    assert f"**{texts('sv')('chart.download')}**" in text


@pytest.mark.parametrize("name", HANDBOOKS)
def test_sentences_are_short(name: str) -> None:
    prose = re.sub(r"```.*?```", "", handbook(name), flags=re.S)
    prose = re.sub(r"^(\||#).*$", "", prose, flags=re.M)
    sentences = re.split(r"(?<=[.:?!])\s+|\n\s*\n", prose)
    lengths = [len(sentence.split()) for sentence in sentences if sentence.strip()]
    assert max(lengths) <= 32
    assert sum(lengths) / len(lengths) <= 14

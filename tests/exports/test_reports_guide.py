"""The guides to reports: each address gives the file that it says, and each command is run."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest

from ailaget.__main__ import main
from ailaget.exports.formats import REPORT_FORMATS
from ailaget.exports.report.every import processes
from ailaget.exports.report.every.maker import Outcome, new_maker
from ailaget.exports.report.every.material import Material
from ailaget.exports.report.every.order import Order
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from tests.exports.conftest import Get
from tests.exports.test_every_cluster import ended, scheduler
from tests.exports.test_every_report import place

__all__ = ["place", "scheduler"]  # fixtures

pytestmark = pytest.mark.usefixtures("pictured_once")

GUIDE = (Path(__file__).parents[2] / "docs" / "rapporter.md").read_text(encoding="utf-8")
FETCHED = re.findall(r"^```bash\ncurl -OJ '(\S+)'\n```\n+^```text\n(\S+)\n```", GUIDE, re.M)
CODE = re.findall(r"^```python\n(.*?)^```", GUIDE, re.M | re.S)

OF_ALL = (Path(__file__).parents[2] / "docs" / "alla-rapporter.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python -m (.*)$", OF_ALL, re.M)
OURS = [line for line in COMMANDS if line.startswith("ailaget ") and "--scheduler" not in line]
SCHEDULED = [line for line in COMMANDS if "10.0.0.5" in line]
FIRST, FEW = {"2514", "0114", "01", "25", "A", "A1"}, 2
"""Two of each kind, as all that there are."""


@pytest.fixture
def few(place: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of one's own, where all are the first few."""
    names = Order.names

    def first(order: Order) -> dict[str, str]:
        return {code: name for code, name in names(order).items() if code in FIRST}

    monkeypatch.setattr(Order, "names", first)
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


class Here:
    """Makes reports in this very process: that others make them is tested of the command itself."""

    def __init__(self, material: Material, place: Workspace, jobs: int) -> None:
        self._material, self._place = material, place

    def outcomes(self, codes: Sequence[str]) -> Iterator[Outcome]:
        database = open_database(self._place, self._material.build)
        yield from map(new_maker(self._material, database).make, codes)
        database.close()


@pytest.mark.parametrize("line", OURS)
def test_a_command_of_the_guide_makes_what_it_says(
    few: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "Processes", Here)
    assert main(shlex.split(line)[1:]) == 0
    (file,) = few.iterdir()
    if file.suffix == ".zip":
        with ZipFile(file) as package:
            assert len(package.namelist()) == FEW + 2  # and two of its index
    assert file.stat().st_size > 10_000


@pytest.fixture
def worker(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start a worker as the guide says, but one alone."""
    monkeypatch.setattr("ailaget.exports.report.every.cluster.PATIENCE", 600.0)
    (line,) = (each for each in SCHEDULED if "worker" in each)
    given = line.replace("tcp://10.0.0.5:8786", scheduler).replace("--nworkers 4", "--nworkers 1")
    assert given.count(scheduler) == given.count("--nworkers 1") == 1
    command = [sys.executable, "-m", *shlex.split(given), "--local-directory", str(tmp_path)]
    ((name, value),) = re.findall(r"^export (\w+)=(\S+)$", OF_ALL, re.M)
    process = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        env={**os.environ, name: value},
        stderr=subprocess.DEVNULL,
    )
    yield
    ended(process)


def test_the_guides_cluster_makes_them(few: Path, scheduler: str, worker: None) -> None:
    (line,) = (each for each in SCHEDULED if "--scheduler" in each)
    command = shlex.split(line.replace("tcp://10.0.0.5:8786", scheduler))[1:]
    assert main(command) == 0
    (file,) = few.glob("*.zip")
    with ZipFile(file) as package:
        assert len(package.namelist()) == FEW + 2


def test_the_guides_scheduler_is_started_as_the_tests_start_theirs() -> None:
    (line,) = (each for each in SCHEDULED if "dask scheduler" in each)
    assert shlex.split(line) == ["dask", "scheduler", "--host", "10.0.0.5"]
    assert (Path(__file__).parents[2] / "requirements-dask.txt").exists()
    assert "pip install -r requirements-dask.txt" in COMMANDS


@pytest.mark.parametrize(("address", "name"), FETCHED)
def test_an_address_of_the_guide_gives_the_file_that_it_says(
    get: Get, address: str, name: str
) -> None:
    parts = urlsplit(address)
    answer = get(parts.path.rpartition("/")[2], parts.query)
    assert answer.status_code == 200
    assert f'filename="{name}"' in answer.headers["content-disposition"]


def test_what_reads_a_report_in_prints_its_headings(get: Get, tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(bytes(get("county.docx", "region=25").body))
    (code,) = CODE
    command = [sys.executable, "-c", code, str(file)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    ending = [texts("sv")(f"report.{key}") for key in ("sources", "method")]
    assert done.stdout.splitlines()[-2:] == ending


def test_the_guide_names_every_format_and_button() -> None:
    t = texts("sv")
    for ending in REPORT_FORMATS:
        assert f"`.{ending}`" in GUIDE
        assert t(f"report.as_{ending}") in GUIDE
    assert f"**{t('report.add')}**" in GUIDE

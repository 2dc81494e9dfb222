"""A report for each municipality, county or group: one zip, whole or not at all, and resumable."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import psutil
import pytest
from pptx import Presentation

from ailaget.__main__ import main
from ailaget.exports.report.every import processes
from ailaget.exports.report.every.folder import AlreadyMaking, Folder, is_making, only_run
from ailaget.exports.report.every.maker import Outcome
from ailaget.exports.report.every.material import Material, gather
from ailaget.exports.report.every.order import Order
from ailaget.exports.report.every.package import package_name
from ailaget.exports.report.every.processes import Processes
from ailaget.exports.report.every.progress import Progress, progress_words, read_progress
from ailaget.exports.report.every.run import make_all
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from tests.conftest import linked

ROOT = Path(__file__).parents[2]
DAY = "2026-11-23"


def chosen(language: str = "sv", *, is_demo: bool = True) -> Selection:
    return Selection("2026-10", is_demo, language=language, today=DAY)


@pytest.fixture
def place(demo_workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a working folder with the demonstration waves, where no report is made yet."""
    return linked(demo_workspace, tmp_path / "place")


def material_of(place: Workspace, kind: str = "group", ending: str = "pptx") -> Material:
    database = open_database(place)
    material = gather(Order(kind, ending, chosen(), "https://ailaget.example/"), database, ())
    database.close()
    return material


class Here:
    """Makes nothing but the name of each: what a run does with it is what is tested."""

    def __init__(self, fails: Sequence[str] = (), stops_at: int = 999) -> None:
        self.made: list[str] = []
        self._fails, self._stops_at = fails, stops_at

    def outcomes(self, codes: Sequence[str]) -> Iterator[Outcome]:
        for code in codes:
            if len(self.made) == self._stops_at:
                raise KeyboardInterrupt
            self.made.append(code)
            yield Outcome(code, reason="Trasig.") if code in self._fails else Outcome(code, b"x")


def run(
    place: Workspace, workers: Here, target: Path, kind: str = "group", **changes: str
) -> Progress:
    return make_all(place, material_of(place, kind, **changes), lambda _: workers, target, print)


def index_of(path: Path) -> list[dict[str, str]]:
    with ZipFile(path) as package:
        (name,) = (each for each in package.namelist() if each.endswith(".csv"))
        text = package.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize(("kind", "n"), [("municipality", 290), ("county", 21), ("group", 12)])
def test_each_has_a_file_of_its_own_that_says_what_it_is_of(kind: str, n: int) -> None:
    order = Order(kind, "docx", chosen())
    names = [order.file_name(code) for code in order.names()]
    assert len(set(names)) == n
    assert all(name.endswith("_2026-10_pahittat.docx") for name in names)
    assert "pahittat" not in Order(kind, "docx", chosen(is_demo=False)).file_name(
        next(iter(order.names()))
    )


def test_habo_and_habo_have_each_their_file() -> None:
    order = Order("municipality", "pptx", chosen())
    assert order.file_name("0305") != order.file_name("0643")


def test_the_zip_has_every_report_and_an_index_for_people_and_programs(
    place: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "alla.zip"
    progress = run(place, Here(fails=["C8"]), target)
    assert (progress.state, progress.made, progress.of) == ("done", 11, 12)
    rows = index_of(target)
    assert [row["SKR-grupp"] for row in rows] == list(Order("group", "pptx", chosen()).names())
    failed = next(row for row in rows if row["SKR-grupp"] == "C8")
    assert (failed["fil"], failed["status"]) == ("", "inte gjord: Trasig.")
    with ZipFile(target) as package:
        files = set(package.namelist())
        page = package.read("index_pahittat.html").decode()
    assert files == {row["fil"] for row in rows if row["fil"]} | {
        "index_pahittat.html",
        "index_pahittat.csv",
    }
    assert "Trasig." in page and texts("sv")("demo.banner") in page
    assert all(f'href="{row["fil"]}"' in page for row in rows if row["fil"])
    assert "<script" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_zip_is_named_for_what_it_holds(language: str) -> None:
    t = texts(language)
    name = package_name(Order("municipality", "pdf", chosen(language)))
    assert "pdf" in name and "2026-10" in name
    assert name.endswith(f"_{t('demo.file')}.zip")


def test_a_second_run_makes_only_what_is_missing(place: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "alla.zip"
    run(place, Here(fails=["A1", "C9"]), target)
    again = Here()
    progress = run(place, again, target)
    assert again.made == ["A1", "C9"]
    assert (progress.kept, progress.made, progress.failures) == (10, 2, ())
    assert all(row["status"] == "klar" for row in index_of(target))


def test_another_format_or_data_version_is_made_anew(place: Workspace, tmp_path: Path) -> None:
    run(place, Here(), tmp_path / "a.zip")
    other = Here()
    run(place, other, tmp_path / "b.zip", ending="docx")
    assert len(other.made) == 12
    material = material_of(place)
    later = Order(
        "group", "pptx", Selection("2026-10", True, today="2027-01-01"), material.order.root
    )
    assert gather(later, open_database(place), ()).key == material.key
    assert (
        gather(Order("group", "pptx", chosen("en")), open_database(place), ()).key != material.key
    )


def test_one_that_is_stopped_leaves_what_is_made_and_no_zip(
    place: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "alla.zip"
    with pytest.raises(KeyboardInterrupt):
        run(place, Here(stops_at=5), target)
    assert [path.name for path in tmp_path.glob("*alla*")] == []
    progress = read_progress(place)
    assert progress is not None and (progress.state, progress.ready) == ("stopped", 5)
    rest = Here()
    assert run(place, rest, target).ready == 12
    assert len(rest.made) == 7


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (OSError(28, "No space left on device"), "Frigör plats"),
        (PermissionError(13, "Permission denied", "/x/A1.pptx"), "rätt att skriva"),
    ],
)
def test_what_cannot_be_written_is_told_for_each_with_what_to_do(
    place: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    part: str,
) -> None:
    keep = Folder.keep

    def full(folder: Folder, code: str, content: bytes) -> None:
        if code == "A1":
            with room(folder.path):
                raise error
        keep(folder, code, content)

    from ailaget.store.disk import room_in as room

    monkeypatch.setattr(Folder, "keep", full)
    progress = run(place, Here(), tmp_path / "alla.zip")
    (failure,) = progress.failures
    assert failure.code == "A1"
    assert part in failure.reason
    assert progress.made == 11


def test_only_one_run_at_a_time(place: Workspace, tmp_path: Path) -> None:
    assert not is_making(place)
    with only_run(place):
        with pytest.raises(AlreadyMaking):
            run(place, Here(), tmp_path / "alla.zip")
        assert is_making(place)
    assert not is_making(place)


@pytest.mark.parametrize("language", LANGUAGES)
def test_progress_is_said_in_words_with_the_time_left(language: str) -> None:
    t = texts(language)
    progress = Progress("making", "municipality", "pptx", "2026-10", of=290, made=120)
    assert progress_words(progress, t).count("120") == 1
    soon = Progress("making", "group", "pptx", "2026-10", of=12, made=4, seconds_left=20.0)
    assert t("all_reports.left_soon") in progress_words(soon, t)
    late = Progress("making", "group", "pptx", "2026-10", of=12, made=4, seconds_left=125.0)
    assert t.count("all_reports.left", 2) in progress_words(late, t)


def slides_in(path: Path) -> dict[str, int]:
    """Return the slides of each presentation in a zip."""
    with ZipFile(path) as package:
        names = [name for name in package.namelist() if name.endswith(".pptx")]
        return {name: len(Presentation(io.BytesIO(package.read(name))).slides) for name in names}


def test_the_command_makes_them_by_processes_and_the_next_time_none(
    place: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    target = tmp_path / "lan.zip"
    command = ["reports", "--all", "--of", "group", "--jobs", "2", "--output", str(target)]
    assert main(command) == 0
    slides = slides_in(target)
    assert len(slides) == 12
    assert all(count >= 6 for count in slides.values())
    assert "Klara rapporter: 12 av 12." in capsys.readouterr().err
    made = {path: path.stat().st_mtime_ns for path in place.report_files.rglob("*.pptx")}
    before = target.read_bytes()
    monkeypatch.setattr(Processes, "_pool", None)
    assert main(command) == 0
    assert {path: path.stat().st_mtime_ns for path in place.report_files.rglob("*.pptx")} == made
    assert target.read_bytes() == before


def dies_of_c8(code: str) -> Outcome:
    if code == "C8":
        os._exit(9)
    return Outcome(code, b"x")


def test_a_report_that_a_process_dies_of_fails_alone(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_make", dies_of_c8)
    codes = list(Order("group", "pptx", chosen()).names())
    outcomes = list(Processes(material_of(place), place, 2).outcomes(codes))
    assert sorted(outcome.code for outcome in outcomes) == sorted(codes)
    assert {outcome.code: outcome.reason for outcome in outcomes if outcome.reason} == {
        "C8": texts("sv")("all_reports.died")
    }


Started = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def started(place: Workspace, tmp_path: Path) -> Iterator[Started]:
    """Start the command for all counties in a process of its own: ``started()``."""
    running: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "ailaget", "reports", "--all", "--of", "county"]
        # Tests that run in the background have Ctrl-C ignored, and so would what they start.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        process = subprocess.Popen(
            [*command, "--jobs", "2", "--output", str(tmp_path / "lan.zip")],
            cwd=ROOT,
            env={**os.environ, "AILAGET_VAR": str(place.root)},
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        signal.signal(signal.SIGINT, before)
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()


def until_some_are_made(place: Workspace) -> None:
    """Wait for the first: the last comes a second or two after it."""
    deadline = time.monotonic() + 120
    while not any(place.report_files.rglob("*.pptx")):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started, and theirs."""
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def are_gone(pids: Sequence[int]) -> bool:
    return not any(psutil.pid_exists(pid) for pid in pids)


def wait_until_gone(pids: Sequence[int]) -> None:
    deadline = time.monotonic() + 60
    while not are_gone(pids):
        assert time.monotonic() < deadline, "processes are left behind"
        time.sleep(0.1)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_no_process_and_no_half_file_and_is_gone_on_with(
    place: Workspace, tmp_path: Path, started: Started, how: signal.Signals
) -> None:
    process = started()
    until_some_are_made(place)
    helpers = children_of(process.pid)
    process.send_signal(how)
    assert process.stderr is not None
    words = process.stderr.read()
    assert process.wait() == (130 if how != signal.SIGKILL else -signal.SIGKILL)
    assert "Traceback" not in words
    if how != signal.SIGKILL:
        assert texts("sv")("all_reports.interrupted") in words
    wait_until_gone(helpers)
    assert not (tmp_path / "lan.zip").exists()
    made = {path: path.stat().st_mtime_ns for path in place.report_files.rglob("*.pptx")}
    assert all(Presentation(str(path)).slides for path in made)
    assert not is_making(place)
    again = started()
    assert again.wait() == 0
    assert {path: path.stat().st_mtime_ns for path in made} == made
    assert len(slides_in(tmp_path / "lan.zip")) == 21
    assert json.loads((place.report_files / "status.json").read_text())["kept"] == len(made)

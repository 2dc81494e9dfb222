"""Thirty kills at random moments of loading and building: the last good state is always served."""

import hashlib
import multiprocessing
import os
import random
import shutil
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from ailaget.__main__ import main
from ailaget.ingest.building import DEMO_SURVEYS, build
from ailaget.store.database import current_build, open_database
from ailaget.store.decisions import ALIAS
from ailaget.store.workspace import Workspace, workspace
from tests.journals import decide

KILLS, SEED = 30, 20261001

State = dict[str, tuple[int, int, float]]
"""What readers are served: wave -> respondents, answers, sum of values."""


def served(place: Workspace) -> State:
    database = open_database(place)
    with database.connection.cursor() as cursor:
        rows = cursor.execute(
            "select wave, count(distinct municipality), count(*), round(coalesce(sum(value), 0), 6)"
            " from answer inner join visible_wave using (wave) group by wave"
        ).fetchall()
    database.close()
    return {wave: (respondents, count, total) for wave, respondents, count, total in rows}


# A process whose imports are done can be forked where there is fork: no kill is spent on them.
PROCESSES = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
PROCESSES.set_forkserver_preload([__name__])
PATIENCE = 180


def run(root: Path, arguments: Sequence[str]) -> None:
    """Do a command in this process, and say nothing."""
    os.environ["AILAGET_VAR"] = str(root)
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        sys.exit(main([*arguments]))


def start(*arguments: str) -> BaseProcess:
    process = PROCESSES.Process(target=run, args=(workspace().root, arguments))
    process.start()
    return process


def duration(*arguments: str) -> float:
    process, began = start(*arguments), time.monotonic()
    process.join(PATIENCE)
    assert process.exitcode == 0
    return time.monotonic() - began


def test_thirty_kills_leave_the_last_good_state_in_force(tmp_path: Path) -> None:
    survey = tmp_path / "enkat.csv"
    lines = (DEMO_SURVEYS / "demo_2024-10.csv").read_bytes().splitlines(keepends=True)
    survey.write_bytes(b"".join(lines[:25]))
    place = workspace()
    build(place, empty=True)
    whole = duration("load", str(survey), "--wave", "2019-12", "--publish")
    moment = random.Random(SEED)
    kills = attempts = 0
    before = served(place)
    complete = before["2019-12"]
    tried: set[str] = set()
    while kills < KILLS:
        attempts += 1
        assert attempts <= 4 * KILLS, "the command ends before it can be killed"
        wave = f"20{20 + attempts // 12}-{attempts % 12 + 1:02d}"
        if attempts % 3:
            tried.add(wave)
            command = ["load", str(survey), "--wave", wave, "--publish"]
        else:
            decide(place, ALIAS, "test", text=f"Skrivfel {attempts}", municipality="0114")
            command = ["build"]
        process, began = start(*command), time.monotonic()
        process.join(moment.uniform(0, whole))
        if process.exitcode is None:
            process.kill()
            process.join(PATIENCE)
            kills += 1
        else:  # it was quicker than thought: aim within what it takes
            assert process.exitcode == 0
            whole = time.monotonic() - began
        assert main(["doctor"]) == 0
        now = served(place)
        # What an earlier killed load had received and decided comes with the next build.
        gained = now.keys() - before.keys()
        assert gained <= tried
        assert now == {**before, **dict.fromkeys(gained, complete)}
        before = now

    build(place)
    assert main(["doctor"]) == 0
    assert not list(place.databases.glob(".building-*"))
    again = Workspace(tmp_path / "rebuilt")
    shutil.copytree(place.archive, again.archive)
    shutil.copy(place.decisions, again.decisions)
    assert build(again) == current_build(place)
    assert served(again) == served(place)


def test_a_file_archived_by_a_killed_load_is_taken_at_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = tmp_path / "enkat_2026-10.csv"
    survey.write_text("Kommun;fte_ai_total\nMora;3\n", encoding="utf-8")
    place = workspace()
    build(place, empty=True)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for step in (
        "ailaget.store.change.Change.decide",
        "ailaget.ingest.building._write_database",
        "ailaget.store.change.append_together",
    ):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(step, die)
            main(["load", str(survey), "--publish"])
        assert main(["doctor"]) == 0
        assert served(place) == {}
        # It is kept as it came, and neither received nor decided before it has been built.
        assert place.state().received == ()
        assert (place.archive / hashlib.sha256(survey.read_bytes()).hexdigest()).exists()
    assert main(["load", str(survey), "--publish"]) == 0
    assert served(place) == {"2026-10": (1, 1, 3.0)}
    assert len(place.state().received) == 1


def test_two_loads_at_once_are_both_taken(tmp_path: Path) -> None:
    build(workspace(), empty=True)
    files = []
    for number, name in enumerate(["Mora", "Gagnef", "Falun"]):
        files.append(tmp_path / f"enkat_{number}.csv")
        files[-1].write_text(f"Kommun;fte_ai_total\n{name};{number}\n", encoding="utf-8")
    options = ["--wave", "2026-10", "--publish"]
    running = [start("load", str(file), *options) for file in files]
    for process in running:
        process.join(PATIENCE)
    assert [process.exitcode for process in running] == [0, 0, 0]
    assert served(workspace()) == {"2026-10": (3, 3, 3.0)}

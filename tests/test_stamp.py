"""A database's name tells all that it is built from: data, decisions, and folders of code."""

import shutil
from pathlib import Path

import grimp
import pytest

from ailaget.ingest import building, stamp
from ailaget.store.state import State

DECIDE_NOTHING = {"errors", "practice", "texts"}
"""Rooms that say how a build fails, or are read beside a database: nothing of what is in one."""


@pytest.mark.parametrize("room", stamp.DECIDING)
def test_a_changed_file_in_any_subfolder_makes_the_database_anew(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in stamp.DECIDING:
        shutil.copytree(stamp.PACKAGE / name, tmp_path / name)
    before = stamp.stamp(State())
    monkeypatch.setattr(stamp, "PACKAGE", tmp_path)
    assert stamp.stamp(State()) == before
    deep = tmp_path / room / "deep" / "deeper" / "reader.py"
    deep.parent.mkdir(parents=True)
    deep.write_text("RATE = 1\n", encoding="utf-8")
    added = stamp.stamp(State())
    deep.write_text("RATE = 2\n", encoding="utf-8")
    assert len({before, added, stamp.stamp(State())}) == 3


def test_no_room_that_a_build_imports_is_left_out() -> None:
    graph = grimp.build_graph("ailaget")
    modules = graph.find_upstream_modules(building.__name__)
    rooms = {module.split(".")[1] for module in modules if "." in module}
    assert rooms - DECIDE_NOTHING == set(stamp.DECIDING)

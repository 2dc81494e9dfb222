"""The council's file is looked at while it is written: what comes and goes is no error."""

from pathlib import Path

import pytest

from ailaget.council.revisions import prepare_records
from ailaget.store.workspace import Workspace
from ailaget.ui import data


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    place = Workspace(tmp_path / "var")
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    prepare_records(place)
    return place


def test_the_log_that_sqlite_takes_away_between_two_looks_is_no_error(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, look = place.records.with_name(f"{place.records.name}-wal"), Path.stat
    log.touch()
    seen = data.stamp()
    assert len(seen) == 5

    def look_and_lose(path: Path, *, follow_symlinks: bool = True) -> object:
        found = look(path, follow_symlinks=follow_symlinks)
        if path == log:
            log.unlink()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", look_and_lose)
        assert data.stamp() == seen
    assert data.stamp() == seen[:3]


def test_without_records_there_is_the_path_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(tmp_path))
    assert data.stamp() == (str(Workspace(tmp_path).records),)

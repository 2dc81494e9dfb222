"""Backups on a schedule, and the drill that puts one back and compares its figures."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from ailaget.__main__ import main
from ailaget.ingest import drill as drilling
from ailaget.ingest.drill import NothingToCompare, drill
from ailaget.store import backup
from ailaget.store.archive import ChangedFile
from ailaget.store.backup import NAMED, NoBackup, NotABackup, back_up, back_up_into
from ailaget.store.workspace import Workspace
from tests.conftest import copied


@pytest.fixture(scope="module")
def made(single_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup of a folder with one real wave."""
    target = tmp_path_factory.mktemp("backups") / "ailaget-20270301-020000.zip"
    back_up(single_workspace, target)
    return target


def test_the_newest_are_kept_and_nothing_else_is_touched(
    empty_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "ailaget-notes.zip"
    other.write_bytes(b"mine")
    for day in range(1, 6):

        class Then(datetime):
            @classmethod
            def now(cls, tz=None, day=day):
                return datetime(2027, 3, day, 2, tzinfo=UTC)

        monkeypatch.setattr(backup, "datetime", Then)
        back_up_into(empty_workspace, tmp_path, 2)
    names = sorted(path.name for path in tmp_path.glob(NAMED))
    assert names == ["ailaget-20270304-020000.zip", "ailaget-20270305-020000.zip"]
    assert other.read_bytes() == b"mine"


def test_where_no_new_one_can_be_made_the_old_ones_stay(
    single_workspace: Workspace, tmp_path: Path
) -> None:
    place = copied(single_workspace, tmp_path / "var")
    folder = tmp_path / "backups"
    first, _ = back_up_into(place, folder, 1)
    next(place.archive.glob("[0-9a-f]*")).write_bytes(b"changed")
    with pytest.raises(ChangedFile):
        back_up_into(place, folder, 1)
    assert list(folder.iterdir()) == [first]


def test_a_drill_compares_every_figure_and_leaves_what_is_in_use_alone(
    made: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outcome = drill(made)
    assert outcome.different == () and outcome.waves == 1 and outcome.figures > 290
    # A folder means the newest in it.
    assert main(["drill", str(made.parent)]) == 0
    said = capsys.readouterr().out
    assert made.name in said and "alla tal är desamma" in said
    assert not (tmp_path / "var").exists()


def test_a_figure_that_comes_out_otherwise_fails_the_drill(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, calls = drilling._figures, []

    def changed(place: Workspace) -> drilling.Figures:
        calls.append(place)
        values = figures(place)
        if len(calls) == 2:
            values["2026-10", "ai_fte_per_100k"].loc[0, "value"] = 99.0
        return values

    monkeypatch.setattr(drilling, "_figures", changed)
    assert main(["drill", str(made)]) == 1
    said = capsys.readouterr().out
    assert "2026-10" in said and "ai_fte_per_100k" in said and "misslyckades" in said


def test_a_backup_by_a_version_that_kept_nine_decimals_has_the_same_figures(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures, calls = drilling._figures, []

    def kept(place: Workspace) -> drilling.Figures:
        calls.append(place)
        values = figures(place)
        decimals = 9 if len(calls) == 1 else 15
        return {
            key: each.assign(value=(each["value"] / 3).round(decimals))
            for key, each in values.items()
        }

    monkeypatch.setattr(drilling, "_figures", kept)
    assert drill(made).different == ()


def test_a_backup_that_is_not_whole_fails_the_drill(made: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(made.read_bytes()[:-2000])
    with pytest.raises(NotABackup):
        drill(broken)
    with pytest.raises(NoBackup):
        drill(tmp_path)


def test_a_backup_without_a_database_has_nothing_to_compare(made: Path, tmp_path: Path) -> None:
    without = tmp_path / "without.zip"
    with ZipFile(made) as whole, ZipFile(without, "w") as part:
        about = json.loads(whole.read(backup.CONTENTS))
        about["files"] = {n: d for n, d in about["files"].items() if not n.startswith("db/")}
        part.writestr(backup.CONTENTS, json.dumps(about))
        for name in about["files"]:
            part.writestr(name, whole.read(name))
    with pytest.raises(NothingToCompare):
        drill(without)


@pytest.mark.parametrize("given", ["0", "-1", "all"])
def test_how_many_are_kept_is_at_least_one(given: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["backup", str(tmp_path), "--keep", given])

"""Working folders that earlier versions have left, opened by today's; and one of a later version.

`tests/upgrade/make.py` has made each by that version's own code.
"""

import hashlib
import json
import re
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from ailaget.__main__ import main
from ailaget.council.goals import goals
from ailaget.council.meetings import meetings
from ailaget.council.notes import read_note
from ailaget.council.outcomes import actions, decisions
from ailaget.council.revisions import NewerRecords, prepare_records
from ailaget.ingest.building import build
from ailaget.store.backup import back_up, restore
from ailaget.store.database import Database, open_database
from ailaget.store.format import FORMAT, MARK, NewerFolder
from ailaget.store.workspace import Workspace
from tests.upgrade.make import DRAFT, FOLDER, INDICATORS, PUBLISHED

VERSIONS = sorted(path.name.removesuffix(".tar.xz") for path in FOLDER.glob("*.tar.xz"))
REDEFINED = {"0.1.0", "records-0002", "records-0004"}
"""Versions whose `maturity` is of an earlier definition: figures by two are never compared."""

EVERYWHERE: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}


@dataclass(frozen=True)
class Upgraded:
    """A folder of an earlier version once today's has opened it."""

    version: str
    place: Workspace
    database: Database
    figures: dict[str, list[dict[str, object]]]
    """What that version itself said of each wave and indicator."""


@pytest.fixture(scope="module", params=VERSIONS)
def upgraded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Upgraded]:
    folder = tmp_path_factory.mktemp("upgraded")
    with tarfile.open(FOLDER / f"{request.param}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    place = Workspace(folder / "var")
    build(place)
    database = open_database(place)
    figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    yield Upgraded(request.param, place, database, figures)
    database.close()


def test_the_folders_are_of_every_revision_that_tables_were_ever_kept_in() -> None:
    assert {"0.1.0", "records-0002", "records-0007"} <= set(VERSIONS)
    assert len(VERSIONS) == 6


def test_its_figures_are_those_that_it_had(upgraded: Upgraded) -> None:
    assert len(upgraded.figures) == len(PUBLISHED) * len(INDICATORS)
    for key, earlier in upgraded.figures.items():
        wave, indicator = key.split()
        if indicator == "maturity" and upgraded.version in REDEFINED:
            continue
        rows = upgraded.database.query(
            "indicator_values",
            wave=wave,
            indicator=indicator,
            **EVERYWHERE,
        ).set_index("municipality")
        assert rows["has_responded"].sum() == len(earlier)
        for row in earlier:
            today = rows.loc[str(row["municipality"])]
            assert today["status"] == row["status"], (key, row)
            value = None if row["value"] is None else pytest.approx(row["value"])
            assert (None if row["value"] is None else today["value"]) == value, (key, row)


def test_what_was_published_is_and_a_draft_is_still_a_draft(upgraded: Upgraded) -> None:
    states = upgraded.database.query("wave_states")
    real = states[~states["is_demo"]].set_index("wave")["state"]
    assert real.to_dict() == {**dict.fromkeys(PUBLISHED, "published"), DRAFT: "draft"}


def test_what_the_council_said_is_still_there(upgraded: Upgraded) -> None:
    prepare_records(upgraded.place)
    if upgraded.version == "0.1.0":
        assert meetings(upgraded.place) == []
        return
    (meeting,) = meetings(upgraded.place)
    assert read_note(upgraded.place, meeting.id).text == "Anteckning från mötet"
    assert [each.text for each in decisions(upgraded.place)] == ["Ett beslut"]
    assert [each.text for each in actions(upgraded.place)] == ["En åtgärd"]
    assert [each.threshold for each in goals(upgraded.place)] == [50.0]


def test_doctor_finds_no_fault_and_it_can_be_backed_up(
    upgraded: Upgraded,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(upgraded.place.root))
    assert main(["doctor"]) == 0, capsys.readouterr().out
    back_up(upgraded.place, tmp_path / "copy.zip")
    assert (upgraded.place.root / MARK).read_text() == f"{FORMAT}\n"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_folder_says_nothing_of_the_machine_that_it_was_made_on(version: str) -> None:
    with tarfile.open(FOLDER / f"{version}.tar.xz") as archive:
        for member in archive:
            held = archive.extractfile(member)
            text = held.read() if held else b""
            assert not re.search(rb"/(work|tmp|root|home)/", text), member.name
            assert (member.uname, member.gname) == ("", "")
    assert (FOLDER / f"{version}.tar.xz").stat().st_size < 300_000


def contents(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.mark.parametrize("given", [str(FORMAT + 1), "later"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["publish", "2027-03"],
        ["withdraw", "2026-10"],
        ["doctor"],
        ["backup", "copy.zip"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_folder_of_a_later_version_is_refused_in_words_and_left_as_it_is(
    empty_place: Workspace,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    given: str,
) -> None:
    (empty_place.root / MARK).write_text(given)
    before = contents(empty_place.root)
    assert main(arguments) == 2
    assert "senare version av AI-läget" in capsys.readouterr().err
    assert contents(empty_place.root) == before


def test_a_backup_of_a_later_version_is_not_put_back(
    empty_place: Workspace, single_workspace: Workspace, tmp_path: Path
) -> None:
    copy, now = tmp_path / "copy.zip", contents(single_workspace.root)
    with pytest.MonkeyPatch.context() as later:
        later.setattr("ailaget.store.format.FORMAT", FORMAT + 1)
        back_up(empty_place, copy)
    with pytest.raises(NewerFolder):
        restore(single_workspace, copy, force=True)
    assert contents(single_workspace.root) == now


def test_records_of_a_later_version_are_refused_and_left_as_they_are(
    empty_place: Workspace,
) -> None:
    prepare_records(empty_place)
    with closing(sqlite3.connect(empty_place.records)) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
        connection.commit()
    before = contents(empty_place.root)
    with pytest.raises(NewerRecords):
        prepare_records(empty_place)
    assert contents(empty_place.root) == before

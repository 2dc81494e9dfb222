"""Journals chained by hash: whatever line is changed, removed, put in or moved is noticed."""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from ailaget.__main__ import main
from ailaget.ingest.building import build
from ailaget.store import disk
from ailaget.store.disk import sync_folder
from ailaget.store.files import PREVIOUS, BrokenChain, read_lines, write_whole
from ailaget.store.state import read_decisions, read_manifest
from ailaget.store.workspace import Workspace
from tests.journals import append_line, keep, remember_alias

Lines = list[bytes]
JOURNALS = pytest.mark.parametrize("name", ["decisions", "manifest"])


@pytest.fixture
def place(empty_place: Workspace) -> Workspace:
    """Return a folder with four decisions and four received files."""
    place = empty_place
    for number, code in enumerate(["0114", "0115", "0117", "0120"]):
        keep(place, code.encode(), f"{code}.csv", "2026-10", "anna")
        if number:
            remember_alias(place, f"Text {number}", code, "anna")
    return place


def journal(place: Workspace, name: str) -> Path:
    path: Path = getattr(place, name)
    return path


def test_each_line_holds_the_hash_of_the_line_before(place: Workspace) -> None:
    for path in (place.decisions, place.manifest):
        lines = path.read_bytes().splitlines()
        links = [json.loads(line)[PREVIOUS] for line in lines]
        assert links == ["", *(sha256(line).hexdigest() for line in lines[:-1])]
        assert len(links) == 4
    assert PREVIOUS not in place.state().decisions[0]


def replaced(lines: Lines, at: int) -> Lines:
    return [*lines[:at], lines[at].replace(b'"anna"', b'"bert"'), *lines[at + 1 :]]


def removed(lines: Lines, at: int) -> Lines:
    return [*lines[:at], *lines[at + 1 :]]


def swapped(lines: Lines, at: int) -> Lines:
    return [*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]]


def put_in(lines: Lines, at: int) -> Lines:
    return [*lines[:at], replaced(lines, at)[at], *lines[at:]]


def unlinked(lines: Lines, at: int) -> Lines:
    entry = json.loads(lines[at])
    del entry[PREVIOUS]
    return [*lines[:at], json.dumps(entry, sort_keys=True).encode() + b"\n", *lines[at + 1 :]]


@JOURNALS
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("change", [replaced, removed, swapped, put_in, unlinked])
def test_a_line_changed_removed_moved_or_put_in_is_named_by_doctor(
    place: Workspace,
    name: str,
    at: int,
    change: Callable[[Lines, int], Lines],
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = journal(place, name)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(change(lines, at)))
    with pytest.raises(BrokenChain) as error:
        (read_decisions if name == "decisions" else read_manifest)(place)
    # Lines are numbered from 1; the break stands at the line or at the one that follows it.
    numbers = [int(number) for number in error.value.params["lines"].split(", ")]
    assert numbers[0] in {at, at + 1, at + 2}
    assert main(["doctor"]) == 1
    assert f"{path} är ändrad i efterhand vid rad {numbers[0]}" in capsys.readouterr().out
    assert main(["build"]) == 2
    assert f"{path} är ändrad i efterhand vid rad" in capsys.readouterr().err


@JOURNALS
def test_a_journal_that_is_gone_or_emptied_is_noticed(place: Workspace, name: str) -> None:
    path = journal(place, name)
    path.write_bytes(b"")
    assert main(["doctor"]) == 1
    path.unlink()
    assert main(["doctor"]) == 1
    assert main(["build"]) == 2


@JOURNALS
def test_the_last_lines_end_cut_off_is_not_taken_for_a_crash(place: Workspace, name: str) -> None:
    path = journal(place, name)
    path.write_bytes(path.read_bytes()[:-5])
    assert main(["doctor"]) == 1


@JOURNALS
def test_a_line_that_a_crash_cut_short_is_told_and_all_goes_on(
    place: Workspace, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = journal(place, name)
    with path.open("ab") as handle:
        handle.write(b'{"by": "anna", "ki')
    assert main(["doctor"]) == 0
    assert f"{path} slutar mitt i rad 5" in capsys.readouterr().out
    remember_alias(place, "Text 9", "0123", "anna")
    keep(place, b"0123", "0123.csv", "2026-10", "anna")
    assert len(place.state().decisions) == len(place.state().received) == 5


def test_a_crash_between_a_line_and_the_mark_of_the_last_is_no_break(place: Workspace) -> None:
    head = place.heads / "decisions"
    before = head.read_bytes()
    remember_alias(place, "Text 9", "0123", "anna")
    write_whole(head, before)
    assert len(place.state().decisions) == 5
    assert main(["doctor"]) == 0


def test_an_earlier_journal_is_read_on_and_chained_from_its_next_line(tmp_path: Path) -> None:
    path, head = tmp_path / "journal.jsonl", tmp_path / "heads" / "journal"
    earlier = b'{"n": 1}\n{"n": 2}\n'
    path.write_bytes(earlier)
    assert read_lines(path, head=head) == [{"n": 1}, {"n": 2}]
    append_line(path, {"n": 3}, head)
    append_line(path, {"n": 4}, head)
    assert path.read_bytes().startswith(earlier)
    assert read_lines(path, head=head) == [{"n": n} for n in (1, 2, 3, 4)]
    # The last of the earlier lines is held by the first link; those before it by none.
    path.write_bytes(path.read_bytes().replace(b'"n": 2', b'"n": 5'))
    with pytest.raises(BrokenChain, match="3"):
        read_lines(path, head=head)


def test_a_line_added_while_the_journal_is_read_is_no_break(tmp_path: Path) -> None:
    path, head = tmp_path / "journal.jsonl", tmp_path / "heads" / "journal"
    append_line(path, {"n": 1}, head)

    def is_entry(entry: dict[str, int]) -> bool:
        """Let another writer add a line once this reader has the lines, and not yet the mark."""
        if entry["n"] == 1 and len(path.read_bytes().splitlines()) == 1:
            append_line(path, {"n": 2}, head)
        return True

    assert read_lines(path, is_entry, head) == [{"n": 1}]
    assert read_lines(path, head=head) == [{"n": 1}, {"n": 2}]


def test_a_backup_carries_the_chain_and_its_last_line(place: Workspace, tmp_path: Path) -> None:
    place.manifest.unlink()  # its files are no survey; the journal of decisions is what is tried
    (place.heads / "manifest").unlink()
    assert main(["backup", str(tmp_path / "copy.zip")]) == 0
    assert main(["restore", str(tmp_path / "copy.zip"), "--force"]) == 0
    assert len(place.state().decisions) == 4
    place.decisions.write_bytes(b"".join(place.decisions.read_bytes().splitlines(True)[:-1]))
    with pytest.raises(BrokenChain):
        place.state()


def test_what_is_promised_to_last_is_synced_with_the_folder_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []

    def note(folder: Path) -> None:
        synced.append(folder)
        sync_folder(folder)

    for module in ("disk", "files", "swap"):
        monkeypatch.setattr(f"ailaget.store.{module}.sync_folder", note)
    monkeypatch.setattr("ailaget.ingest.building.sync_folder", note)
    place = Workspace(tmp_path / "var")
    build(place)
    wanted = {place.root.parent, place.root, place.archive, place.heads, place.databases}
    assert wanted <= set(synced)
    # Files of the archive, both journals' first lines, both heads, checksum, database, pointer.
    assert synced.count(place.archive) == len(place.state().received) + 1
    assert synced.count(place.databases) == 3


def test_a_folder_is_synced_only_where_the_system_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    monkeypatch.setattr(disk.os, "open", None)
    sync_folder(tmp_path)

"""A folder that several machines share: what is written lies in a real PostgreSQL, or nowhere."""

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic, sleep

import pandas as pd
import psycopg
import pytest

from ailaget.__main__ import main
from ailaget.council.meetings import MeetingFacts, create_meeting, meetings
from ailaget.council.practice import save_draft, set_state
from ailaget.council.records_export import records_json
from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import publish_wave, withdraw_wave
from ailaget.practice import row_of, shipped
from ailaget.store.audit import read_audit
from ailaget.store.builds import current_build, pointed_at
from ailaget.store.change import begin_change
from ailaget.store.database import open_database
from ailaget.store.files import BrokenChain
from ailaget.store.postgres import engine as engine_module
from ailaget.store.postgres.engine import PAUSE, connected
from ailaget.store.postgres.errors import DatabaseUnreachable, FolderNotMoved, LostLock
from ailaget.store.postgres.journals import read_journal
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import texts
from tests.clusters import Cluster
from tests.conftest import SINGLE_WAVE, copied, write_csv

JOURNALS = ("manifest", "decisions")
VIDEO = MeetingFacts(date(2026, 11, 3), "video")


def machine(place: Workspace, name: str) -> Workspace:
    """Return the same shared folder as another machine has it."""
    folder = place.root.with_name(name)
    return Workspace(place.root, database_url=place.database_url, machine=folder)


def held(place: Workspace, journal: str) -> bytes:
    """Return the lines of a journal, wherever it lies."""
    if place.database_url:
        with connected(place.database_url) as connection:
            return read_journal(connection, journal)[0]
    path = place.manifest if journal == "manifest" else place.decisions
    return path.read_bytes()


def figures(place: Workspace) -> pd.DataFrame:
    database = open_database(place)
    try:
        return database.query("wave_indicators", wave="2026-10")
    finally:
        database.close()


def restarted(postgres: Cluster) -> None:
    """Start the server that was stopped, and wait until it is asked again."""
    postgres.start()
    sleep(PAUSE)


@pytest.fixture
def folder(single_workspace: Workspace) -> Workspace:
    """Return a folder with a published wave, a meeting, and an entry that an editor changed."""
    place = copied(single_workspace, workspace().root)
    create_meeting(place, VIDEO)
    entry = shipped("examples")[0]
    save_draft(place, "examples", row_of(entry))
    set_state(place, "examples", entry.key, "withdrawn")
    return place


@pytest.fixture
def url(postgres: Cluster) -> str:
    return postgres.new_database()


def command(*arguments: str) -> int:
    return main(arguments)


def moved_there(folder: Workspace, url: str, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Move a folder by the command, and return it as the environment then names it."""
    assert command("migrate", "--to", url) == 0
    monkeypatch.setenv("AILAGET_DATABASE_URL", url)
    monkeypatch.setenv("AILAGET_LOCAL", str(folder.root.with_name("here")))
    return workspace()


def test_a_folder_is_moved_there_and_back_with_the_same_figures_records_and_hashes(
    folder: Workspace, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: held(folder, name) for name in JOURNALS}
    records, shown, state = records_json(folder), figures(folder), folder.state()
    heads = {name: (folder.heads / name).read_text() for name in JOURNALS}
    audited = read_audit(folder)
    assert audited

    shared = moved_there(folder, url, monkeypatch)
    assert {name: held(shared, name) for name in JOURNALS} == before
    assert (records_json(shared), shared.state()) == (records, state)
    pd.testing.assert_frame_equal(figures(shared), shown)

    assert command("migrate", "--to-folder", str(tmp_path / "back")) == 0
    back = Workspace(tmp_path / "back")
    assert {name: held(back, name) for name in JOURNALS} == before
    assert {name: (back.heads / name).read_text() for name in JOURNALS} == heads
    assert (records_json(back), back.state()) == (records, state)
    assert read_audit(back)[: len(audited)] == audited
    assert current_build(back) == current_build(shared)
    pd.testing.assert_frame_equal(figures(back), shown)


def test_after_the_move_both_go_on_where_the_other_was(
    folder: Workspace, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = moved_there(folder, url, monkeypatch)
    assert create_meeting(shared, VIDEO) == 2
    withdraw_wave(shared, "2026-10")
    assert command("migrate", "--to-folder", str(tmp_path / "back")) == 0
    back = Workspace(tmp_path / "back")
    assert create_meeting(back, VIDEO) == 3
    publish_wave(back, "2026-10")
    assert [decision["kind"] for decision in back.state().decisions][-2:] == ["withdraw", "publish"]


def test_a_folder_that_has_moved_is_not_gone_on_from_by_mistake(
    folder: Workspace, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("migrate", "--to", url) == 0
    assert command("doctor") == 2
    assert "AILAGET_DATABASE_URL" in capsys.readouterr().err


def test_an_empty_database_beside_a_full_folder_is_not_begun_in_silence(
    folder: Workspace, url: str
) -> None:
    shared = Workspace(folder.root, database_url=url, machine=folder.root.with_name("here"))
    with pytest.raises(FolderNotMoved):
        build(shared)


@pytest.mark.parametrize(
    "address",
    ["", "sqlite:///var/council.sqlite", "mysql://x/y", "nowhere", "postgresql://127.0.0.1"],
)
def test_what_is_no_address_of_a_database_is_refused(
    folder: Workspace, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("migrate", "--to", address) == 2
    assert "postgresql://ROLL:LÖSENORD@SERVER:5432/DATABAS" in capsys.readouterr().err
    assert workspace() == folder


def refused(postgres: Cluster, how: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Return the address of a database that nothing can be kept in, and what is said of it."""
    url = postgres.new_database(**({"encoding": "SQL_ASCII"} if how == "encoding" else {}))
    if how == "nobody":
        return url.replace(str(postgres.port), "1"), "127.0.0.1:1/"
    if how == "missing":
        return postgres.address("nosuch"), "nosuch"
    if how == "role":
        return url.replace("ailaget:", "stranger:"), "stranger"
    if how == "right":
        postgres.run("create database bare")
        return postgres.address("bare"), "grant create on schema public to ailaget"
    if how == "version":
        monkeypatch.setattr(engine_module, "OLDEST", 99)
    if how == "full":
        build(Workspace(workspace().root.with_name("other"), database_url=url), empty=True)
    said = {"version": "version 99", "encoding": "SQL_ASCII", "full": "tom databas"}
    return url, said[how]


@pytest.mark.parametrize(
    "how", ["nobody", "missing", "role", "right", "version", "encoding", "full"]
)
def test_what_cannot_be_moved_to_is_said_and_nothing_is_written(
    postgres: Cluster,
    folder: Workspace,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url, said = refused(postgres, how, monkeypatch)
    before = sorted(path.name for path in folder.root.iterdir())
    assert command("migrate", "--to", url) == 2
    message = capsys.readouterr().err
    assert said in message
    assert "secret" not in message
    assert sorted(path.name for path in folder.root.iterdir()) == before
    if how in {"right", "version", "encoding"}:
        database = url.rpartition("/")[2]
        assert postgres.run("select 1 from pg_tables where schemaname = 'public'", database) == []


def test_a_folder_that_holds_something_is_not_moved_to(
    folder: Workspace, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved_there(folder, url, monkeypatch)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine").touch()
    assert command("migrate", "--to-folder", str(tmp_path / "taken")) == 2
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["mine"]


@pytest.fixture
def shared(shared_place: Workspace) -> Workspace:
    """Return a shared folder with a database of no waves."""
    build(shared_place, empty=True)
    return shared_place


def test_what_one_machine_publishes_the_other_shows_at_once(
    shared: Workspace, tmp_path: Path
) -> None:
    other = machine(shared, "other")
    assert current_build(other) == current_build(shared)
    load(shared, write_csv(tmp_path / "enkat_2026-10.csv", SINGLE_WAVE), publish=True)
    assert pointed_at(other) == current_build(other) == current_build(shared)
    pd.testing.assert_frame_equal(figures(other), figures(shared))
    journals = ("decisions.jsonl", "heads/decisions", "heads/manifest")
    assert not any(other.root.joinpath(name).exists() for name in journals)


def test_what_has_been_fetched_is_read_without_the_shared_folder(shared: Workspace) -> None:
    other = machine(shared, "other")
    before = figures(other)
    shared.root.rename(shared.root.with_name("gone"))
    assert current_build(other) is not None
    pd.testing.assert_frame_equal(figures(other), before)


def test_a_build_is_fetched_whole_or_not_at_all(shared: Workspace) -> None:
    name = str(current_build(shared))
    path = shared.shared_databases / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert current_build(machine(shared, "other")) is None
    path.write_bytes(whole)
    assert current_build(machine(shared, "other")) == name


def test_one_who_writes_waits_for_the_other_machine(shared: Workspace) -> None:
    other, order = machine(shared, "other"), []

    def second() -> None:
        with begin_change(other) as change:
            order.append("second")
            change.decide("alias", "b", text="Upsla", municipality="0380")
            change.take_effect()

    with begin_change(shared) as change:
        waiting = threading.Thread(target=second)
        waiting.start()
        wait_for_lock(shared)
        change.decide("alias", "a", text="Sthlm", municipality="0180")
        change.take_effect()
        order.append("first")
    waiting.join(30)
    assert order == ["first", "second"]
    assert [decision["by"] for decision in shared.state().decisions][-2:] == ["a", "b"]


def wait_for_lock(place: Workspace) -> None:
    """Wait until somebody waits for the writers' lock."""
    waits, ends = "select count(*) from pg_locks where not granted", monotonic() + 30
    with psycopg.connect(place.database_url, autocommit=True) as connection:
        while monotonic() < ends:
            if connection.execute(waits).fetchone() != (0,):
                return
    pytest.fail("nobody waits")


def test_who_has_lost_the_lock_writes_nothing(postgres: Cluster, shared: Workspace) -> None:
    before = shared.state()
    end_all = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ailaget'"
    with pytest.raises((LostLock, DatabaseUnreachable)), begin_change(shared) as change:
        change.decide("alias", "a", text="Sthlm", municipality="0180")
        postgres.run(end_all)
        change.take_effect()
    sleep(PAUSE)
    assert shared.state() == before


def test_a_changed_line_is_noticed_as_in_a_file(postgres: Cluster, shared: Workspace) -> None:
    with begin_change(shared) as change:
        change.decide("alias", "a", text="Sthlm", municipality="0180")
        change.take_effect()
    change_it = (
        "update journal_line set content = replace(content, ': \"2', ': \"1') where line = 1"
    )
    postgres.run(change_it, shared.database_url.rpartition("/")[2])
    with pytest.raises(BrokenChain) as error:
        shared.state()
    assert "/trial" in texts("sv").error(error.value)


@pytest.fixture
def stopped(postgres: Cluster, shared: Workspace) -> Iterator[Workspace]:
    """Return a shared folder, with a meeting, whose server has stopped."""
    create_meeting(shared, VIDEO)
    postgres.stop()
    yield shared
    restarted(postgres)


def test_while_the_server_is_stopped_readers_read_on_and_writers_get_a_word(
    postgres: Cluster, stopped: Workspace, tmp_path: Path
) -> None:
    name = current_build(stopped)
    assert name is not None
    begun = monotonic()
    survey = write_csv(tmp_path / "enkat_2026-10.csv", SINGLE_WAVE)
    for write in (lambda: create_meeting(stopped, VIDEO), lambda: load(stopped, survey)):
        with pytest.raises(DatabaseUnreachable) as error:
            write()
        assert "väntar tills servern svarar" in texts("sv").error(error.value)
    assert monotonic() - begun < 20
    restarted(postgres)
    assert len(meetings(stopped)) == 1
    load(stopped, survey, publish=True)
    assert len(stopped.state().received) == 1
    postgres.stop()


def test_a_machine_that_starts_anew_meanwhile_shows_what_it_last_saw(stopped: Workspace) -> None:
    remembered = stopped.pointer.read_text()
    assert remembered == current_build(stopped)


def test_doctor_says_which_server_it_is_and_that_it_has_stopped(
    folder: Workspace,
    url: str,
    postgres: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    moved_there(folder, url, monkeypatch)
    assert command("doctor") == 0
    assert "PostgreSQL 1" in (said := capsys.readouterr().out)
    assert url.rpartition("@")[2] in said
    assert "secret" not in said
    postgres.stop()
    try:
        assert command("doctor") == 1
        assert "svarar inte" in capsys.readouterr().out
    finally:
        restarted(postgres)


def test_a_backup_of_a_shared_folder_is_one_that_a_folder_is_restored_from(
    folder: Workspace, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = moved_there(folder, url, monkeypatch)
    state, records = shared.state(), records_json(shared)
    assert command("backup", str(tmp_path / "copy.zip")) == 0
    assert command("restore", str(tmp_path / "copy.zip"), "--force") == 2
    monkeypatch.delenv("AILAGET_DATABASE_URL")
    monkeypatch.setenv("AILAGET_VAR", str(tmp_path / "restored"))
    assert command("restore", str(tmp_path / "copy.zip")) == 0
    assert (workspace().state(), records_json(workspace())) == (state, records)
    assert not list(tmp_path.glob(".*folder*"))
    shutil.rmtree(tmp_path / "restored")

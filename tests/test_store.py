"""The working folder: journals that survive a crash, the pointer, and a database locked down."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from ailaget.errors import UnknownKey
from ailaget.store.archive import read_received
from ailaget.store.database import (
    NoDatabase,
    WrongParameter,
    coerce_parameters,
    current_build,
    open_database,
    query_names,
    query_parameters,
)
from ailaget.store.decisions import PUBLISH, WITHDRAW, published_waves
from ailaget.store.files import DamagedJournal, read_lines, write_whole
from ailaget.store.workspace import Workspace, workspace
from tests.journals import append_line, decide, keep

WHOLE_COUNTRY: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "var")


@pytest.mark.parametrize("torn", [b'{"n": 2', b'{"n": 2}', b"\x00\x00\xff", b"[", b"\n\n"])
def test_a_torn_line_never_takes_effect_and_those_around_it_do(tmp_path: Path, torn: bytes) -> None:
    journal = tmp_path / "journal.jsonl"
    append_line(journal, {"n": 1})
    with journal.open("ab") as handle:
        handle.write(torn)
    assert read_lines(journal) == [{"n": 1}]
    append_line(journal, {"n": 3})
    append_line(journal, {"n": 4})
    assert read_lines(journal) == [{"n": 1}, {"n": 3}, {"n": 4}]


def test_a_journal_cut_at_any_byte_keeps_every_line_before_the_cut(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    for number in range(3):
        append_line(journal, {"n": number, "name": "Åsele"})
    whole = journal.read_bytes()
    for cut in range(len(whole) + 1):
        journal.write_bytes(whole[:cut])
        expected = whole[:cut].count(b"\n")
        assert [entry["n"] for entry in read_lines(journal)] == list(range(expected))
        append_line(journal, {"n": 9})
        assert [entry["n"] for entry in read_lines(journal)] == [*range(expected), 9]


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_lines(tmp_path / "no.jsonl") == []


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_a_received_file_is_kept_as_it_came_under_its_hash(place: Workspace) -> None:
    data = "Kommun;Svar\r\nGävle;1\r\n".encode("cp1252")
    entry = keep(place, data, "enkät.csv", "2026-10", "anna")
    assert entry.sha256 == hashlib.sha256(data).hexdigest()
    assert read_received(place, entry.sha256) == data
    assert place.state().received == (entry,)
    manifest = json.loads(place.manifest.read_text("utf-8"))
    assert manifest.keys() >= {"name", "received", "by", "wave", "sha256"}


def test_the_same_file_for_two_waves_is_kept_once_and_listed_twice(place: Workspace) -> None:
    keep(place, b"x", "a.csv", "2025-10", "anna")
    keep(place, b"x", "a.csv", "2026-10", "anna")
    assert [entry.wave for entry in place.state().received] == ["2025-10", "2026-10"]
    assert len(list(place.archive.iterdir())) == 2


def test_a_waves_last_decision_counts_and_demo_is_apart_from_real(place: Workspace) -> None:
    decide(place, PUBLISH, "anna", wave="2026-10")
    decide(place, PUBLISH, "demo", wave="2025-10", is_demo=True)
    assert published_waves(place.state().decisions, is_demo=False) == {"2026-10"}
    assert published_waves(place.state().decisions, is_demo=True) == {"2025-10"}
    decide(place, WITHDRAW, "anna", wave="2026-10")
    assert published_waves(place.state().decisions, is_demo=False) == set()
    assert [decision["by"] for decision in place.state().decisions] == ["anna", "demo", "anna"]


def test_the_environment_moves_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(tmp_path / "elsewhere"))
    assert workspace().root == tmp_path / "elsewhere"
    monkeypatch.delenv("AILAGET_VAR")
    assert workspace().root.name == "var"


def test_nothing_built_is_said_with_the_folder(place: Workspace) -> None:
    with pytest.raises(NoDatabase) as error:
        open_database(place)
    assert str(place.root) in str(error.value)


def test_a_pointer_to_a_database_that_is_gone_points_nowhere(place: Workspace) -> None:
    write_whole(place.pointer, b"ailaget-gone.duckdb")
    assert current_build(place) is None
    write_whole(place.pointer, b"")
    assert current_build(place) is None


FORBIDDEN = [
    "copy (select 1 as x) to '{folder}/out.csv'",
    "select content from read_text('{folder}/secret.csv')",
    "select a from read_csv('{folder}/secret.csv')",
    "select a from '{folder}/secret.csv'",
    "attach '{folder}/other.duckdb' as other",
    "export database '{folder}/dump'",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set memory_limit = '8GB'",
    "reset enable_external_access",
    "create table extra (x integer)",
    "delete from answer",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_refuses_files_extensions_settings_and_writing(
    demo_workspace: Workspace, tmp_path: Path, statement: str
) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    database = open_database(demo_workspace)
    before = {path.name for path in tmp_path.iterdir()}
    with database.connection.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement.format(folder=tmp_path)).fetchall()
    database.close()
    assert {path.name for path in tmp_path.iterdir()} == before


def test_threads_that_share_the_database_each_get_their_own_answer(
    demo_workspace: Workspace,
) -> None:
    database = open_database(demo_workspace)
    counties = [f"{number:02d}" for number in (1, 3, 4, 5, 6, 7, 8, 9)]

    def ask(county: str) -> set[str]:
        wanted = {**WHOLE_COUNTRY, "counties": [county]}
        return {
            found
            for _ in range(50)
            for found in database.query("municipalities", wave="2026-10", **wanted)["county"]
        }

    with ThreadPoolExecutor(len(counties)) as pool:
        answers = list(pool.map(ask, counties))
    database.close()
    assert answers == [{county} for county in counties]


def test_an_unknown_query_lists_those_that_there_are(demo_workspace: Workspace) -> None:
    database = open_database(demo_workspace)
    with pytest.raises(UnknownKey) as error:
        database.query("no_such_query")
    database.close()
    assert error.value.valid == query_names()


def test_parameters_from_the_command_line_become_lists_and_texts() -> None:
    found = coerce_parameters("municipalities", {"wave": "2026-10", "counties": "17,20"})
    assert found == {
        "wave": "2026-10",
        "counties": ["17", "20"],
        "skr_groups": [],
        "size_classes": [],
    }
    assert coerce_parameters("municipalities", {"wave": "2026-10", "counties": '["17"]'})[
        "counties"
    ] == ["17"]


@pytest.mark.parametrize("given", [{}, {"wave": "2026-10", "colour": "red"}])
def test_wrong_parameters_are_refused_with_the_right_ones(given: dict[str, str]) -> None:
    with pytest.raises(WrongParameter) as error:
        coerce_parameters("municipalities", given)
    assert error.value.params["expected"] == ", ".join(query_parameters("municipalities"))


@pytest.mark.parametrize("value", ["[17", "[1, ", '["17"'])
def test_a_list_that_cannot_be_read_is_refused_in_words(value: str) -> None:
    with pytest.raises(WrongParameter):
        coerce_parameters("municipalities", {"wave": "2026-10", "counties": value})


@pytest.mark.parametrize(
    "damaged", [b'{"n": 2', b"\x00\x00\xff", b"[]", b'{"n":\xe5}', b"torn", b"2", b"{}"]
)
def test_a_line_that_no_crash_leaves_is_never_passed_over(tmp_path: Path, damaged: bytes) -> None:
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(b'{"n": 1}\n' + damaged + b'\n{"n": 3}\n' + damaged + b"\n")
    with pytest.raises(DamagedJournal) as error:
        read_lines(journal)
    assert error.value.params == {"path": str(journal), "lines": "2, 4"}


ONCE = '{"by": "anna", "at": "2026-10-01", "kind": "publish", "wave": "2026-10"}'


@pytest.mark.parametrize(
    ("said", "instead"),
    [("publish", "qublish"), ('"wave"', '"wawe"'), ('"at"', '"bt"'), ('"publish"', "[]")],
)
def test_a_decision_that_is_none_any_more_is_a_damaged_line(
    place: Workspace, said: str, instead: str
) -> None:
    write_whole(place.decisions, f"{ONCE}\n".encode())
    assert published_waves(place.state().decisions, is_demo=False) == {"2026-10"}
    write_whole(place.decisions, f"{ONCE.replace(said, instead)}\n".encode())
    with pytest.raises(DamagedJournal):
        published_waves(place.state().decisions, is_demo=False)


@pytest.mark.parametrize("key", ["sha256", "wave", "is_demo"])
def test_a_received_file_whose_line_has_other_keys_is_a_damaged_line(
    place: Workspace, key: str
) -> None:
    keep(place, b"x", "a.csv", "2025-10", "anna", is_demo=True)
    place.manifest.write_bytes(place.manifest.read_bytes().replace(key.encode(), b"other"))
    with pytest.raises(DamagedJournal):
        place.state()

"""The audit log: who did what, when and from where, added to and never changed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from starlette.types import Scope

from ailaget.__main__ import main
from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.council.schema import Base
from ailaget.store import audit
from ailaget.store.audit import Actor, note, read_audit
from ailaget.store.change import NOTED, begin_change
from ailaget.store.decisions import PUBLISH, START_EMPTY
from ailaget.store.decisions import SAYS as DECISIONS
from ailaget.store.files import BrokenChain
from ailaget.store.postgres.engine import engine_of
from ailaget.store.reports import new_report
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.account.noted import noted
from ailaget.ui.guard.client import CLIENT, with_client
from ailaget.views.upload.audit import audit_csv, audit_table
from tests.clusters import Cluster
from tests.conftest import copied

ERIK = Actor("erik@kommun.example", "editor", "192.0.2.7")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "var")


def test_a_line_says_who_did_what_when_and_from_where(place: Workspace) -> None:
    note(place, "sign_in", ERIK)
    (line,) = read_audit(place)
    assert {key: line[key] for key in ("by", "role", "from", "what")} == {
        "by": "erik@kommun.example",
        "role": "editor",
        "from": "192.0.2.7",
        "what": "sign_in",
    }
    assert datetime.fromisoformat(line["at"]).date() == datetime.now(UTC).date()


def test_what_is_decided_received_and_written_is_noted_by_itself_and_no_answer(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_identify", [lambda: ERIK])
    with begin_change(place) as change:
        change.receive(b"kommun;svar\nArboga;hemligt svar\n", "anna.csv", "2027-03", "erik")
        change.decide(PUBLISH, "erik", wave="2027-03")
        change.take_effect()
    create_meeting(place, MeetingFacts(date(2027, 1, 1), "hemlig plats"))
    new_report(place)
    lines = read_audit(place)
    assert [line["what"] for line in lines] == ["receive", "publish", "records", "report"]
    assert {line["by"] for line in lines} == {"erik@kommun.example"}
    assert lines[2]["records"] == ["+meeting 1"]
    assert "hemlig" not in str(lines) and "anna" not in str(lines)


@pytest.mark.parametrize("harm", ["change", "remove", "cut"])
def test_a_line_that_is_changed_or_gone_is_noticed(place: Workspace, harm: str) -> None:
    for what in ("sign_in", "publish", "sign_out"):
        note(place, what, ERIK)
    (path,) = audit.months(place)
    lines = path.read_bytes().splitlines(keepends=True)
    harmed = {
        "change": [lines[0].replace(b"erik", b"lena"), *lines[1:]],
        "remove": [lines[0], lines[2]],
        "cut": lines[:2],
    }
    path.write_bytes(b"".join(harmed[harm]))
    with pytest.raises(BrokenChain):
        read_audit(place)


def test_months_older_than_are_kept_go_whole(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_AUDIT_MONTHS", "1")
    note(place, "sign_in", ERIK)
    (now,) = audit.months(place)
    year, month = map(int, now.stem.split("-"))
    for back in (1, 2, 14):
        at = year * 12 + month - 1 - back
        (place.audit / f"{at // 12}-{at % 12 + 1:02d}.jsonl").write_bytes(b"")
    note(place, "sign_out", ERIK)
    assert len(audit.months(place)) == 2
    assert [line["what"] for line in read_audit(place)] == ["sign_in", "sign_out"]


def test_the_command_writes_all_lines_and_notes_that_it_did(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    note(place, "sign_in", ERIK)
    assert main(["audit", "--output", str(tmp_path / "log.csv")]) == 0
    head, first, second = (tmp_path / "log.csv").read_text().splitlines()
    assert head == "at,by,role,from,what,about"
    assert ",erik@kommun.example,editor,192.0.2.7,sign_in," in first
    assert ",command_line,,audit_export," in second


def test_no_cell_of_the_file_is_a_formula() -> None:
    line = {"at": "x", "by": "=1+1", "role": "", "from": "", "what": ""}
    assert b"'=1+1" in audit_csv([line])


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        ("0", "198.51.100.1", "127.0.0.1"),
        ("1", "198.51.100.1, 192.0.2.7", "192.0.2.7"),
        ("2", "203.0.113.9, 198.51.100.1, 192.0.2.7", "198.51.100.1"),
        ("1", "", "127.0.0.1"),
    ],
)
def test_the_address_is_whom_ones_own_proxy_saw_and_not_what_anybody_wrote(
    monkeypatch: pytest.MonkeyPatch, proxies: str, forwarded: str, address: str
) -> None:
    monkeypatch.setenv("AILAGET_PROXIES", proxies)
    headers = [(b"x-forwarded-for", forwarded.encode()), (b"X-AIlaget-Client", b"1.2.3.4")]
    scope: Scope = {"type": "http", "headers": headers, "client": ("127.0.0.1", 1)}
    sent = [value for key, value in with_client(scope)["headers"] if key.decode() == CLIENT]
    assert sent == [address.encode()]


def test_a_backup_a_restore_and_both_moves_are_noted_where_they_can_be_read(
    single_workspace: Workspace,
    postgres: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    place = copied(single_workspace, workspace().root)
    before = len(read_audit(place))
    copy, back = str(tmp_path / "copy.zip"), tmp_path / "back"
    assert main(["backup", copy]) == 0
    assert main(["restore", copy, "--force"]) == 0
    url = postgres.new_database()
    assert main(["migrate", "--to", url]) == 0
    monkeypatch.setenv("AILAGET_DATABASE_URL", url)
    monkeypatch.setenv("AILAGET_LOCAL", str(tmp_path / "machine"))
    assert main(["migrate", "--to-folder", str(back)]) == 0
    assert main(["backup", "--keep", "2", str(tmp_path / "copies")]) == 0
    done = [(line["what"], line.get("to")) for line in read_audit(place)]
    moves = [("restore", None), ("migrate", "postgresql"), ("migrate", "folder")]
    assert done[before:] == [*moves, ("backup", None)]
    assert [(line["what"], line.get("to")) for line in read_audit(Workspace(back))][-3:] == moves
    engine_of(url).dispose()


def test_a_file_is_noted_as_taken_by_whose_page_it_was(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    monkeypatch.setattr(audit, "_identify", [lambda: ERIK])
    make = noted("download", lambda: b"content", file="correction_report", wave="2027-03")
    # Streamlit makes the file later, in a thread that belongs to no page.
    monkeypatch.setattr(audit, "_identify", [lambda: None])
    assert read_audit(place) == []
    assert make() == b"content"
    (line,) = read_audit(place)
    assert (line["by"], line["role"], line["from"]) == (ERIK.account, ERIK.role, ERIK.address)
    assert (line["what"], line["file"], line["wave"]) == (
        "download",
        "correction_report",
        "2027-03",
    )


def test_the_page_says_in_words_what_the_file_has_as_codes() -> None:
    line = {
        "at": "2026-11-29T10:32:21+00:00",
        "by": "ada",
        "role": "command_line",
        "from": "",
        "what": "duplicates",
        "wave": "2026-10",
        "rule": "mean",
        "municipality": "1715",
    }
    (row,) = audit_table([line], texts("sv")).rows
    assert row[:5] == (
        "29 november 2026 kl. 11:32",
        "ada",
        "kommandoraden",
        "",
        "valde regel för kommuner med flera svar",
    )
    assert row[5] == (
        f"mätomgång: oktober 2026; regel: {texts('sv')('duplicates.mean')}; kommun: Kil"
    )
    (other,) = audit_table([{**line, "role": "?", "what": "later"}], texts("sv")).rows
    assert other[2:5] == ("?", "", "later")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_can_be_done_has_a_word(language: str) -> None:
    words = texts(language).entries
    done = {*DECISIONS, "receive", "records", "report", "sign_in", "sign_out", "refused"} - {
        START_EMPTY
    }
    assert {each for each in done if f"audit.did.{each}" not in words} == set()
    assert {each for each in NOTED if f"audit.said.{each}" not in words} == set()


def test_what_was_done_with_the_councils_records_is_said_in_words() -> None:
    line = {
        "at": "2026-11-29T10:32:21+00:00",
        "by": "ada",
        "role": "command_line",
        "from": "",
        "what": "records",
        "records": ["+action 1", "-goal 3", "meeting 2"],
    }
    (row,) = audit_table([line], texts("sv")).rows
    assert row[5] == "poster: lade till åtgärd 1, tog bort mål 3 och ändrade möte 2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_the_councils_records_has_a_word(language: str) -> None:
    kinds = {f"audit.kind.{table.name}" for table in Base.metadata.sorted_tables}
    assert kinds <= texts(language).entries.keys()

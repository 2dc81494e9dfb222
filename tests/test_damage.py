"""A damaged working folder: told by file and line, never built from, and still served."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ailaget.__main__ import main
from ailaget.ingest.in_force import build_in_force
from ailaget.ingest.loading import load, load_data
from ailaget.store.backup import back_up
from ailaget.store.database import current_build, open_database
from ailaget.store.decisions import published_waves
from ailaget.store.files import DamagedJournal
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.cache import forget
from tests.conftest import SINGLE_WAVE, write_csv
from tests.journals import remember_alias
from tests.pages.test_pages import opened, words

pytestmark = pytest.mark.usefixtures("as_editor")

APP = Path(__file__).parent.parent / "ailaget" / "ui" / "app.py"
JOURNALS = pytest.mark.parametrize("name", ["decisions", "manifest"])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a folder where a real wave is published over the demonstration waves."""
    folder = tmp_path_factory.mktemp("whole")
    place = Workspace(folder / "var")
    load(place, write_csv(folder / "enkat_2026-10.csv", SINGLE_WAVE), publish=True)
    remember_alias(place, "Falustaden", "2080", "anna")
    load(place, write_csv(folder / "enkat_2027-03.csv", SINGLE_WAVE))
    return place


@pytest.fixture
def place(whole: Workspace) -> Workspace:
    """Return a copy of that folder, to be damaged."""
    shutil.copytree(whole.root, workspace().root)
    return workspace()


def damage(place: Workspace, name: str) -> str:
    """Damage the line of the real wave, which is not the last; return what doctor calls it."""
    journal: Path = getattr(place, name)
    lines = journal.read_bytes().splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if b'"is_demo": false' in line)
    assert at < len(lines) - 1
    lines[at] = lines[at].replace(b'"wave": "', b'"wave\xff\x00 ')
    journal.write_bytes(b"".join(lines))
    return f"{journal} är skadad på rad {at + 1}"


def shown(place: Workspace) -> list[tuple[str, bool]]:
    database = open_database(place)
    waves = database.query("waves")
    database.close()
    return [(str(row.wave), bool(row.is_demo)) for row in waves.itertuples()]


@JOURNALS
def test_doctor_names_the_file_and_the_line_and_what_to_do(
    place: Workspace, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = damage(place, name)
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert told in out
    assert "python -m ailaget restore FIL --force" in out
    assert "lästes aldrig in" not in out


@JOURNALS
@pytest.mark.parametrize("command", [["build"], ["publish", "2026-10"], ["table", "waves"]])
def test_nothing_is_built_from_a_damaged_journal(
    place: Workspace, name: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = current_build(place)
    told = damage(place, name)
    held = getattr(place, name).read_bytes()
    assert main(command) == 2
    assert told in capsys.readouterr().err
    assert current_build(place) == before
    assert shown(place) == [("2026-10", False)]
    assert getattr(place, name).read_bytes() == held


@JOURNALS
def test_a_server_keeps_serving_what_it_had_and_takes_nothing_in(
    place: Workspace, name: str
) -> None:
    before = current_build(place)
    damage(place, name)
    assert build_in_force(place) == before
    forget()
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    assert not app.error
    forget()
    with pytest.raises(DamagedJournal):
        load_data(place, b"Kommun;ai_heltid\nMora;3\n", "enkat_2027-10.csv")
    assert current_build(place) == before


@JOURNALS
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_upload_asks_for_no_file_beside_the_error(
    place: Workspace, name: str, language: str
) -> None:
    damage(place, name)
    forget()
    app = opened("upload", lang=language)
    forget()
    # The server says it in words (`show_failure`), which is not heard here.
    assert len(app.exception) == 1
    assert list(app.get("file_uploader")) == list(app.main.button) == []
    assert texts(language)("upload.lead") not in words(app)


def test_without_a_database_a_damaged_journal_serves_nothing(place: Workspace) -> None:
    damage(place, "decisions")
    place.pointer.unlink()
    with pytest.raises(DamagedJournal):
        build_in_force(place)


def test_a_backup_puts_a_damaged_journal_right(place: Workspace, tmp_path: Path) -> None:
    back_up(place, tmp_path / "copy.zip")
    damage(place, "decisions")
    assert main(["restore", str(tmp_path / "copy.zip"), "--force"]) == 0
    assert main(["doctor"]) == 0
    assert published_waves(place.state().decisions, is_demo=False) == {"2026-10"}


def test_a_torn_last_line_is_what_a_crash_leaves_and_all_goes_on(place: Workspace) -> None:
    with place.decisions.open("ab") as journal:
        journal.write(b'{"by": "anna", "kind": "withdr')
    counted, received = len(place.state().decisions), place.state().received
    assert main(["doctor"]) == 0
    remember_alias(place, "Falu stan", "2080", "anna")
    assert len(place.state().decisions) == counted + 1
    assert main(["build"]) == 0
    assert shown(place) == [("2026-10", False)]
    assert place.state().received == received


def test_a_pointer_to_a_database_that_is_gone_is_a_fault_that_build_mends(
    place: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    (place.databases / str(current_build(place))).unlink()
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert f"{place.pointer} pekar på en databas som inte finns" in out
    assert "python -m ailaget build" in out
    assert main(["build"]) == 0
    assert main(["doctor"]) == 0

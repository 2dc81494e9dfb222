"""A whole wave by link: as the command line writes it, once for all who have it."""

import zipfile
from io import BytesIO

import pytest

from ailaget.exports.dump.archive import wave_dump
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.ui import data
from tests.served import get

LINK = "/dump/2026-10.zip"


@pytest.fixture
def served(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    return demo_workspace


def test_the_link_gives_what_the_command_writes_whoever_asks(served: Workspace) -> None:
    database = open_database(served)
    made = wave_dump(database, database.build, "2026-10")
    database.close()
    for query in ("", "?lang=en&county=25"):
        answer = get(LINK + query)
        assert answer.status == 200
        assert answer.content == made.content
        assert answer.headers["content-type"] == "application/zip"
        assert answer.headers["content-disposition"] == f'attachment; filename="{made.name}"'
        assert answer.headers["etag"] == f'"{made.sum}"'
        assert answer.headers["cache-control"] == "no-cache"
    assert zipfile.ZipFile(BytesIO(made.content)).testzip() is None


def test_who_has_it_is_not_sent_it_again(served: Workspace) -> None:
    tag = get(LINK).headers["etag"]
    again = get(LINK, headers={"if-none-match": tag})
    assert again.status == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    assert get(LINK, headers={"if-none-match": '"other"'}).status == 200
    assert get(LINK, headers={"if-none-match": "*"}).status == 304


def test_it_is_made_once(served: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    get(LINK)
    monkeypatch.setattr("ailaget.ui.dump_file.wave_dump", None)
    assert get(LINK).status == 200


@pytest.mark.parametrize("wave", ["2030-01", "x", "2026-10.zip"])
def test_a_wave_that_is_not_shown_is_not_found(served: Workspace, wave: str) -> None:
    assert get(f"/dump/{wave}.zip").status == 404


def test_a_draft_is_not_found(empty_place: Workspace) -> None:
    data.prepare()
    assert get(LINK).status == 404

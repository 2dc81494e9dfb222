"""The page Möte while PostgreSQL is stopped: a word, and nothing that was written is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

import pytest

from ailaget.council.moving import move_to_server
from ailaget.council.notes import read_note
from ailaget.store.postgres.engine import PAUSE
from ailaget.store.workspace import Workspace, workspace
from ailaget.ui.cache import forget
from tests.clusters import Cluster
from tests.pages.test_meeting import button, started, statuses, sv
from tests.pages.test_pages import opened, words

pytestmark = pytest.mark.usefixtures("as_editor")


@pytest.fixture
def place(
    postgres: Cluster,
    demo_copy: Callable[[Path], Workspace],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Workspace]:
    """Return a shared working folder with the demonstration waves."""
    url = postgres.new_database()
    move_to_server(demo_copy(tmp_path / "var"), url)
    monkeypatch.setenv("AILAGET_DATABASE_URL", url)
    monkeypatch.setenv("AILAGET_LOCAL", str(tmp_path / "machine"))
    forget()
    yield workspace()
    forget()


def test_a_note_waits_in_its_box_until_the_server_answers(
    place: Workspace, postgres: Cluster
) -> None:
    app = started(place)
    app.text_area(key="note_1_0_0").set_value("Vi enades om en gemensam tjänst")
    postgres.stop()
    try:
        button(app, sv("council.save_note"))
        (status,) = statuses(app)
        assert "svarar inte" in status
        assert "secret" not in status
        assert app.text_area(key="note_1_0_0").value == "Vi enades om en gemensam tjänst"
        assert sv("errors.database.unreachable")[:10] not in words(opened("map"))
    finally:
        postgres.start()
        sleep(PAUSE)
    button(app, sv("council.save_note"))
    assert read_note(place, 1).text == "Vi enades om en gemensam tjänst"

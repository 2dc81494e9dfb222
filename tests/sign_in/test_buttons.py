"""What an editor's page offers does nothing any more once the session has ended."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit as st
from starlette.datastructures import Headers

from ailaget.access.roles import Identity
from ailaget.store.sessions import begin_session, end_session
from ailaget.store.workspace import Workspace
from ailaget.ui.cache import forget
from ailaget.ui.guard.access import cookie_name
from tests.pages.test_pages import opened

HOST = "localhost:8501"


@pytest.fixture
def place(demo_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Have a provider, and a folder of one's own."""
    place = Workspace(tmp_path / "var")
    shutil.copytree(demo_workspace.root, place.root)
    monkeypatch.setenv("AILAGET_OIDC_ISSUER", "https://login.example")
    monkeypatch.setenv("AILAGET_OIDC_CLIENT_ID", "ailaget")
    monkeypatch.setenv("AILAGET_OIDC_CLIENT_SECRET", "secret")
    monkeypatch.setenv("AILAGET_EDITORS", "sub:editor")
    forget()
    return place


def sign_in(place: Workspace, monkeypatch: pytest.MonkeyPatch, subject: str) -> str:
    key = begin_session(place, Identity(subject))
    sent = {"host": HOST, "origin": f"http://{HOST}", "cookie": f"{cookie_name()}={key}"}
    monkeypatch.setattr(type(st.context), "headers", Headers(sent))
    return key


def content(place: Workspace) -> dict[str, str]:
    """Return what a folder holds, but for what is only computed, and sessions."""
    kept = [path for path in place.root.rglob("*") if path.is_file()]
    passing = {"sessions", "db", "preview"}
    return {
        name: sha256(path.read_bytes()).hexdigest()
        for path in kept
        if (name := path.relative_to(place.root).as_posix()).partition("/")[0] not in passing
        and not name.startswith((".", "council.sqlite-"))
    }


def buttons(page: str) -> list[str]:
    return [str(button.key) for button in opened(page).button if button.key]


@pytest.mark.parametrize("page", ["meeting", "entries", "report", "overview"])
def test_no_button_of_an_editor_changes_anything_once_the_session_has_ended(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    sign_in(place, monkeypatch, "reader")
    of_readers = set(buttons(page))
    sign_in(place, monkeypatch, "editor")
    of_editors = [key for key in buttons(page) if key not in of_readers]
    assert of_editors
    before = content(place)
    for pressed in of_editors[:3]:
        key = sign_in(place, monkeypatch, "editor")
        app = opened(page)
        end_session(place, key)
        app.button(key=pressed).click().run()
        assert not app.exception
        assert content(place) == before, pressed

"""The browser opens of itself on a desktop, and never where there is none."""

import socket
import webbrowser

import pytest

from ailaget.ui import desktop


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    monkeypatch.setattr(desktop.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return addresses


def test_the_browser_opens_once_the_server_answers(
    opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
        thread = desktop.open_when_up("127.0.0.1", port, f"http://localhost:{port}/?edit=key")
        assert thread is not None
        thread.join(2 * desktop.PAUSE)
        assert thread.is_alive()
        assert opened == []
        server.listen()
        thread.join(30)
    assert opened == [f"http://localhost:{port}/?edit=key"]


def test_it_gives_up_where_no_server_comes(
    opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(desktop, "LONGEST_WAIT", 0.1)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        thread = desktop.open_when_up("0.0.0.0", nobody.getsockname()[1], "http://localhost")
        assert thread is not None
        thread.join(30)
    assert opened == []


def test_nothing_opens_without_a_desktop(opened: list[str]) -> None:
    assert desktop.open_when_up("127.0.0.1", 8501, "http://localhost:8501") is None
    assert opened == []

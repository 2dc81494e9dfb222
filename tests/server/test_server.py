"""The server as a process: who may edit, whom it calls, what it lets on about itself."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import InvalidStatus

from ailaget.store.workspace import Workspace
from ailaget.ui.guard import connections
from tests.browser.conftest import ROOT, Served, serving
from tests.server.sockets import elements, messages, opened

WATCH = """
import os, sys

def watch(event, values):
    if event == "socket.getaddrinfo":
        asked = str(values[0])
    elif event in ("socket.connect", "socket.sendto") and isinstance(values[1], tuple):
        asked = str(values[1][0])
    else:
        return
    if asked not in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "None"):
        with open(os.environ["CALLS"], "a") as out:
            out.write(f"{event} {asked}\\n")

sys.addaudithook(watch)
"""
"""Notes each outgoing call of a Python process before it is made."""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file that outgoing calls are noted in; beside it lies what notes them."""
    folder = tmp_path_factory.mktemp("watch")
    (folder / "sitecustomize.py").write_text(WATCH)
    return folder / "calls"


@pytest.fixture(scope="module")
def server(
    demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, calls: Path
) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("server") / "log"
    watched = {"PYTHONPATH": str(calls.parent), "CALLS": str(calls)}
    with serving(demo_workspace, log, **watched) as address:
        yield address


def cookie(server: Served) -> str:
    return f"ailaget_edit_{urlsplit(server).port}={server.editing.partition('?edit=')[2]}"


def test_a_page_can_be_edited_by_whoever_opened_the_printed_address_alone(server: Served) -> None:
    with opened(server, origin=str(server), cookie=cookie(server)) as page:
        assert "file_uploader" in elements(messages(page, "ladda-upp"))
    for sent in ({}, {"cookie": cookie(server)[:-1]}, {"cookie": f"other={cookie(server)}"}):
        with opened(server, origin=str(server), **sent) as page:
            shown = elements(messages(page, "ladda-upp"))
            assert "file_uploader" not in shown
            assert "alert" in shown


def test_an_unknown_origin_is_refused_at_once_and_nobody_is_called(
    server: Served, calls: Path
) -> None:
    for origin in ("https://unknown.example", "http://192.0.2.1:8501", "null"):
        began = time.monotonic()
        with pytest.raises(InvalidStatus) as refused:
            opened(server, origin=origin)
        assert refused.value.response.status_code == 403
        assert time.monotonic() - began < 1
    with opened(server, origin=str(server)) as page:
        messages(page)
    assert not calls.exists(), calls.read_text()


def test_the_watch_sees_a_call(calls: Path, tmp_path: Path) -> None:
    noted = tmp_path / "calls"
    code = "import socket; s = socket.socket(); s.setblocking(False); s.connect(('192.0.2.1', 9))"
    environment = {"PYTHONPATH": str(calls.parent), "CALLS": str(noted)}
    subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert "192.0.2.1" in noted.read_text()


@pytest.mark.parametrize(
    "path", ["/", "/no/such/page", "/_stcore/metrics", "/export/x.csv", "/%00"]
)
def test_no_answer_says_what_the_server_is_made_of(server: Served, path: str) -> None:
    host = urlsplit(server)
    with socket.create_connection((host.hostname, host.port), timeout=30) as raw:
        raw.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    head = answer.partition(b"\r\n\r\n")[0].decode().lower()
    assert "\nserver:" not in head and "x-powered-by" not in head
    assert str(ROOT).encode() not in answer and b"site-packages" not in answer
    assert not re.search(rb"(python|uvicorn|starlette|streamlit)[/ ]\d", answer, re.IGNORECASE)


def test_no_message_says_what_the_server_is_made_of(server: Served) -> None:
    says_nothing_of_itself(server)


def test_nor_does_a_message_of_plain_streamlit(demo_workspace: Workspace, tmp_path: Path) -> None:
    with serving(demo_workspace, tmp_path / "log", AILAGET_ACCELERATION="off") as plain:
        says_nothing_of_itself(plain)


def says_nothing_of_itself(server: Served) -> None:
    with opened(server, origin=str(server)) as page:
        assert "server" not in page.response.headers
        received = messages(page)
    (start,) = [m.new_session for m in received if m.WhichOneof("type") == "new_session"]
    facts = start.initialize.environment_info
    assert (facts.streamlit_version, facts.python_version, facts.server_os) == ("", "", "")
    whole = b"".join(message.SerializeToString() for message in received)
    for path in (ROOT, Path(sys.prefix), Path.home()):
        assert str(path).encode() not in whole


def test_a_link_back_is_never_what_the_browser_says_that_it_came_from(server: Served) -> None:
    lies = {"Referer": "https://elsewhere.example/karta", "X-Forwarded-Host": "elsewhere.example"}
    with urlopen(Request(f"{server}/export/map.html", headers=lies), timeout=60) as answer:
        page = answer.read().decode()
    assert "elsewhere.example" not in page
    assert f"{server}/v/" in page


def test_where_handles_are_few_readers_get_a_word_and_the_log_stays_small(
    demo_workspace: Workspace, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with serving(demo_workspace, log, handles=220) as address:
        host, port = urlsplit(address).hostname, urlsplit(address).port
        with ExitStack() as pages:
            with pytest.raises(InvalidStatus):
                for _ in range(220):
                    pages.enter_context(opened(address, origin=str(address)))
            refused = ask(address)
            assert refused.startswith(b"HTTP/1.1 503") and "för många".encode() in refused
            for _ in range(400):
                pages.enter_context(socket.create_connection((host, port)))
            time.sleep(3)
        time.sleep(1)
        assert ask(address).startswith(b"HTTP/1.1 200")
    assert log.stat().st_size < 10_000, log.read_text()[:2000]


def ask(address: str, path: str = "/") -> bytes:
    """Return the whole answer to a request, as it goes over the wire."""
    host = urlsplit(address)
    lines = (f"GET {path} HTTP/1.1", f"Host: {host.netloc}", "Connection: close", "", "")
    with socket.create_connection((host.hostname, host.port), timeout=30) as raw:
        raw.sendall("\r\n".join(lines).encode())
        return b"".join(iter(lambda: raw.recv(65536), b""))


def test_the_handle_limit_is_raised_as_far_as_the_machine_allows() -> None:
    code = (
        "import resource as r; hard = min(4096, r.getrlimit(r.RLIMIT_NOFILE)[1]);"
        "r.setrlimit(r.RLIMIT_NOFILE, (128, hard));"
        "from ailaget.ui.guard.connections import handle_limit;"
        "print(handle_limit(), r.getrlimit(r.RLIMIT_NOFILE)[0], hard)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    raised, soft, hard = done.stdout.split()
    assert raised == soft == hard


def test_a_request_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio
    from threading import Thread

    import uvicorn

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    monkeypatch.setattr(connections, "SLOWEST", 0.3)
    options = connections.server_options()
    config = uvicorn.Config(app, port=0, lifespan="off", log_level="error", **options)
    running = uvicorn.Server(config)
    thread = Thread(target=lambda: asyncio.run(running.serve()))
    thread.start()
    try:
        while not running.started:
            time.sleep(0.05)
        address = running.servers[0].sockets[0].getsockname()
        with socket.create_connection(address) as silent, socket.create_connection(address) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: ")
            for connection in (silent, slow):
                connection.settimeout(10)
                assert connection.recv(1) == b""
        with socket.create_connection(address) as quick:
            quick.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert quick.recv(12) == b"HTTP/1.1 204"
    finally:
        running.should_exit = True
        thread.join(20)

"""Several workers behind one port: who goes where, and what becomes of readers when one ends."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from ailaget.ingest.loading import load
from ailaget.store.workspace import Workspace
from ailaget.ui.workers.routing import worker_asked_for
from ailaget.ui.workers.shares import shared_settings, worker_count
from tests.browser.conftest import Served, serving
from tests.conftest import write_csv
from tests.server.sockets import SECONDS, messages, opened

WORKERS = 2


@pytest.fixture(scope="module")
def place(demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a working folder of these tests' own, which they publish in."""
    root = tmp_path_factory.mktemp("workers") / "var"
    subprocess.run(["cp", "-r", str(demo_workspace.root), str(root)], check=True)
    return Workspace(root)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workers_log") / "log"


@pytest.fixture(scope="module")
def server(place: Workspace, log: Path) -> Iterator[Served]:
    with serving(place, log, AILAGET_WORKERS=str(WORKERS), AILAGET_API_PER_MINUTE="5") as address:
        wait_until(lambda: len({worker_of(address) for _ in range(4)}) == WORKERS)
        yield address


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


def answer(server: Served, path: str, cookie: str = "") -> http.client.HTTPResponse:
    at = urlsplit(server)
    connection = http.client.HTTPConnection(str(at.hostname), at.port, timeout=SECONDS)
    connection.request("GET", path, headers={"cookie": cookie} if cookie else {})
    response = connection.getresponse()
    response.read()
    return response


def worker_of(server: Served, cookie: str = "") -> str:
    """Return the cookie that a page sets; none where it is the one that was sent."""
    return str(answer(server, "/karta", cookie).headers.get("set-cookie", "")).partition(";")[0]


def page_of(server: Served, cookie: str = "") -> ClientConnection:
    """Open a page of a browser that has a cookie."""
    return opened(server, origin=str(server), **({"cookie": cookie} if cookie else {}))


def children(server: Served) -> list[int]:
    """Return the workers' processes, by the port that their front listens on."""
    front = front_of(server)
    listed = subprocess.run(["pgrep", "-P", str(front)], capture_output=True, text=True, check=True)
    return sorted(map(int, listed.stdout.split()))


def front_of(server: Served) -> int:
    port = f"STREAMLIT_SERVER_PORT={urlsplit(server).port}\0".encode()
    fronts = [
        int(at.parent.name) for at in Path("/proc").glob("[0-9]*/environ") if is_front(at, port)
    ]
    assert len(fronts) == 1
    return fronts[0]


def is_front(at: Path, port: bytes) -> bool:
    try:
        command = at.with_name("cmdline").read_bytes()
        return port in at.read_bytes() and b"dashboard.py" in command and b"--worker" not in command
    except OSError:
        return False


def test_a_browser_stays_with_its_worker(server: Served) -> None:
    cookies = {worker_of(server) for _ in range(4)}
    assert len(cookies) == WORKERS
    for cookie in cookies:
        assert {worker_of(server, cookie) for _ in range(4)} == {""}
    assert answer(server, "/front/ailaget.css").headers["connection"] == "close"


def test_whoever_opened_the_printed_address_may_edit_at_every_worker(server: Served) -> None:
    token = server.editing.partition("?edit=")[2]
    edits = f"ailaget_edit_{urlsplit(server).port}={token}"
    for cookie in {worker_of(server) for _ in range(4)}:
        with opened(server, origin=str(server), cookie=f"{edits}; {cookie}") as page:
            assert "file_uploader" in str(messages(page, "ladda-upp"))


def test_requests_to_the_open_data_are_counted_in_one_place(server: Served) -> None:
    cookies = sorted({worker_of(server) for _ in range(4)})
    statuses = [answer(server, "/api/v1/waves", cookie).status for cookie in cookies * 4]
    assert statuses.count(200) == 5
    assert statuses[-1] == 429


def test_what_is_published_is_seen_by_every_worker(server: Served, place: Workspace) -> None:
    cookies = sorted({worker_of(server) for _ in range(4)})
    with ExitStack() as stack:
        pages = [stack.enter_context(page_of(server, cookie)) for cookie in cookies]
        assert all("september 2026" not in str(messages(page, "karta")) for page in pages)
        rows = [{"kommun": "0180", "ai_strategi": 1}, {"kommun": "1480", "ai_strategi": 0}]
        load(place, write_csv(place.root.parent / "2026-09.csv", rows), by="", publish=True)
        for page in pages:
            assert "september 2026" in str(messages(page, "karta"))


def test_one_that_is_killed_is_replaced_and_others_notice_nothing(
    server: Served, log: Path
) -> None:
    cookies = sorted({worker_of(server) for _ in range(4)})
    before = children(server)
    with ExitStack() as stack:
        pages = [stack.enter_context(page_of(server, cookie)) for cookie in cookies]
        for page in pages:
            messages(page, "karta")
        os.kill(before[-1], signal.SIGKILL)
        closed = [page for page in pages if is_closed(page)]
        assert len(closed) == 1
        kept = next(page for page in pages if page not in closed)
        assert messages(kept, "karta")
        # Its readers come back with the cookie that they have, and wait until it is there.
        lost = cookies[pages.index(closed[0])]
        with page_of(server, lost) as again:
            assert messages(again, "karta")
        assert worker_of(server, lost) == ""
        after = children(server)
        assert len(after) == WORKERS
        assert before[-1] not in after
        assert re.search(r"worker 1 ended \(-9\) and is started anew", log.read_text())


def is_closed(page: ClientConnection) -> bool:
    """Return whether a page's socket is closed, after all that had been sent."""
    try:
        while True:
            page.recv(timeout=2)
    except TimeoutError:
        return False
    except ConnectionClosed:
        return True


def test_a_port_that_is_taken_is_said(server: Served, place: Workspace) -> None:
    port = str(urlsplit(server).port)
    settings = {"AILAGET_WORKERS": "2", "STREAMLIT_SERVER_PORT": port, "AILAGET_LANG": "en"}
    ended = subprocess.run(
        [sys.executable, "dashboard.py"],
        env={**os.environ, **settings, "AILAGET_VAR": str(place.root)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert f"127.0.0.1:{port}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_stopping_leaves_nothing_running(place: Workspace, tmp_path: Path) -> None:
    with ExitStack() as stack, serving(place, tmp_path / "log", AILAGET_WORKERS="2") as address:
        front = front_of(address)
        wait_until(lambda: len(children(address)) == WORKERS)
        left = children(address)
        page = stack.enter_context(page_of(address))
        messages(page, "karta")
    for process in (front, *left):
        assert not Path(f"/proc/{process}").exists()


@pytest.mark.parametrize(
    ("head", "worker"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", None),
        (b"GET / HTTP/1.1\r\nCookie: a=b; NAME=1\r\n\r\n", 1),
        (b"GET / HTTP/1.1\r\ncookie: NAME=2\r\n\r\n", None),
        (b"GET / HTTP/1.1\r\ncookie: NAME=-1\r\n\r\n", None),
        (b"GET / HTTP/1.1\r\n\r\nbody\r\ncookie: NAME=1\r\n", None),
        (b"GET /api/v1/waves HTTP/1.1\r\ncookie: NAME=1\r\n\r\n", 0),
    ],
)
def test_a_request_goes_where_its_cookie_says(
    head: bytes, worker: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8501")
    assert worker_asked_for(head.replace(b"NAME", b"ailaget_worker_8501"), 2) == worker


def test_limits_are_for_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_SESSIONS", "501")
    monkeypatch.setenv("AILAGET_WORKERS", "two")
    monkeypatch.setenv("AILAGET_METRICS", "127.0.0.1:9100")
    assert shared_settings(1, 2)["AILAGET_SESSIONS"] == "251"
    assert shared_settings(1, 2)["AILAGET_METRICS"] == "127.0.0.1:9101"
    assert worker_count() == 1

"""For who runs it: probes, structured logs, metrics, and how the server stops."""

import json
import logging
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from filelock import FileLock
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from websockets.exceptions import ConnectionClosed

from ailaget import VERSION
from ailaget.store.disk import OWNERS_FILE
from ailaget.store.records_file import check_writable
from ailaget.store.swap import LOCK
from ailaget.store.workspace import Workspace
from ailaget.ui.operations.logs import JsonLines
from ailaget.ui.operations.metrics import METRICS, NoMetricsAddress, serve_metrics
from ailaget.ui.operations.probes import CHECKS, Kept
from ailaget.ui.operations.requests import room_of
from tests.browser.conftest import Served, free_port, serving
from tests.served import get
from tests.server.sockets import messages, opened

REFUSED = "refused 503 (stopping), 0 more since the last line of this kind"
Answer = tuple[int, dict[str, str], bytes]

ENDING = """
import atexit
from ailaget.ui.operations import stopping

class Held:
    def __del__(self):
        print("taken down")

held = Held()
stopping.exit_calmly()
atexit.register(print, "done at exit")
if {has_stopped}:
    stopping._stopped.set()
"""
"""Ends as a server does, and tells what is done at its exit and whether Python is taken down."""
OPENMETRICS = {"Accept": "application/openmetrics-text; version=1.0.0"}


def asked(address: str, **headers: str) -> Answer:
    try:
        with urlopen(Request(address, headers=headers), timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read()


class Watched(Served):
    """A server with its log and the address of its metrics."""

    log: Path
    metrics: str


@pytest.fixture(scope="module")
def server(
    demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    log, port = tmp_path_factory.mktemp("operations") / "log", free_port()
    with serving(demo_workspace, log, AILAGET_LOG="json", AILAGET_METRICS=str(port)) as address:
        watched = Watched(address)
        watched.log, watched.metrics = log, f"http://127.0.0.1:{port}/metrics"
        yield watched


@pytest.mark.parametrize("host", [None, "10.2.3.4:8501"])
def test_probes_answer_under_any_name_and_say_no_more_than_they_must(
    server: Watched, host: str | None
) -> None:
    named = {"Host": host} if host else {}
    status, _, content = asked(f"{server}/health", **named)
    assert (status, json.loads(content)) == (200, {"status": "ok", "version": VERSION})
    status, headers, content = asked(f"{server}/ready", **named)
    checks = dict.fromkeys(CHECKS, "ok")
    assert status == 200
    assert json.loads(content) == {"status": "ready", "version": VERSION, "checks": checks}
    assert headers["cache-control"] == "no-store"
    assert asked(f"{server}/karta", Host="10.2.3.4:8501")[0] == 400


def test_without_a_database_it_lives_and_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ailaget.ui.operations.probes._kept", Kept())
    assert get("/health").status == 200
    answer = get("/ready")
    assert answer.status == 503
    assert json.loads(answer.content)["checks"]["database"] == "fault"


def test_records_that_cannot_be_written_are_no_longer_ready(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    check_writable(place)
    place.records.write_bytes(b"no database, and long enough to be taken for one" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        check_writable(place)
    with pytest.raises(OSError, match="gone"):
        check_writable(Workspace(tmp_path / "gone"))


def test_each_line_of_the_log_is_json_and_holds_nothing_of_who_asked(server: Watched) -> None:
    secret = "kommun-0180-anna.svensson@example.se"
    paths = (f"/kommun?municipality=0180&name={secret}", f"/v/{secret}", f"/{secret}", "/karta")
    numbers = [asked(f"{server}{path}", Cookie=secret)[1]["x-request-id"] for path in paths]
    asked(f"{server}/karta", Host=f"{secret}.example")
    with opened(server, origin=str(server)) as page:
        messages(page, "karta")
    text = server.log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    rooms = {line["request_id"]: line.get("room") for line in lines if "room" in line}
    assert [rooms[number] for number in numbers] == ["kommun", "v", "other", "karta"]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    assert not re.search(r"svensson|0180|127\.0\.0\.1", text)


def test_a_proxy_s_number_is_taken_over_where_it_is_one(server: Watched) -> None:
    given = "4f1a9b2c-7d3e"
    assert asked(f"{server}/health", **{"X-Request-ID": given})[1]["x-request-id"] == given
    for other in ("short", "with a space", 'x"}, {"level": "x'):
        assert asked(f"{server}/health", **{"X-Request-ID": other})[1]["x-request-id"] != other


@pytest.mark.parametrize("name", ["ailaget.ui.failure", "asyncio"])
def test_an_error_is_told_by_its_kind_and_place_not_by_what_it_says(name: str) -> None:
    try:
        raise ValueError("Anna Svensson answered 3")
    except ValueError as error:
        record = logging.LogRecord(
            name, logging.ERROR, "", 1, "a page failed\nAnna", (), (type(error), error, None)
        )
        record.exc_info = (type(error), error, error.__traceback__)
    line = json.loads(JsonLines().format(record))
    assert line["error"] == "ValueError"
    assert any(place.endswith(f" {line_of()}") for place in line["at"])
    assert "answered" not in json.dumps(line)


def line_of() -> str:
    return "test_an_error_is_told_by_its_kind_and_place_not_by_what_it_says"


def test_values_that_a_library_fills_in_are_left_out() -> None:
    record = logging.LogRecord("asyncio", logging.ERROR, "", 1, "lost %s", ("Anna",), None)
    assert json.loads(JsonLines().format(record))["message"] == "lost %s"


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/", "start"),
        ("/kommun", "kommun"),
        ("/kommun/0180", "other"),
        ("/v/abc", "v"),
        ("/_stcore/stream", "_stcore/stream"),
        ("/_stcore/upload_file/page/file", "_stcore"),
        ("/wp-login.php", "other"),
    ],
)
def test_a_room_is_one_of_few(path: str, room: str) -> None:
    assert room_of(path) == room


def test_metrics_are_openmetrics_on_an_address_of_their_own(server: Watched) -> None:
    asked(f"{server}/karta")
    with opened(server, origin=str(server)) as page:
        messages(page, "karta")
        status, headers, content = asked(server.metrics, **OPENMETRICS)
    assert status == 200 and headers["Content-Type"].startswith("application/openmetrics-text")
    families = {each.name: each for each in text_string_to_metric_families(content.decode())}
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for name in families
        for sample in families[name].samples
        if name.startswith("ailaget")
    }
    assert samples["ailaget_requests_total", "karta", "200"] >= 1
    assert samples["ailaget_rerun_seconds_count", "karta"] >= 1
    assert samples["ailaget_sessions",] == 1
    assert samples["ailaget_info", VERSION] == 1
    assert asked(f"{server}/metrics")[2] != content


def test_without_the_setting_nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("prometheus_client.start_http_server", started)
    monkeypatch.delenv(METRICS, raising=False)
    serve_metrics(1)


@pytest.mark.parametrize("given", ["yes", "127.0.0.1", "99999999", "http://localhost:1"])
def test_a_setting_that_is_no_address_is_named(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(METRICS, given)
    with pytest.raises(NoMetricsAddress):
        serve_metrics(1)


@pytest.fixture
def place(demo_copy: Callable[[Path], Workspace], tmp_path: Path) -> Workspace:
    return demo_copy(tmp_path / "var")


@pytest.mark.parametrize("has_stopped", [True, False])
def test_python_is_not_taken_down_beneath_threads_of_a_server_that_has_stopped(
    has_stopped: bool,
) -> None:
    command = [sys.executable, "-c", ENDING.format(has_stopped=has_stopped)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.split("\n")[:-1] == [
        "done at exit",
        *([] if has_stopped else ["taken down"]),
    ]


def test_it_is_first_unready_then_says_so_on_each_socket_and_ends_with_0_after_the_writer(
    place: Workspace, tmp_path: Path
) -> None:
    with (
        serving(place, tmp_path / "log", AILAGET_DRAIN_SECONDS="30") as server,
        FileLock(place.root / LOCK, mode=OWNERS_FILE) as writer,
        opened(server, origin=str(server)) as page,
    ):
        messages(page, "karta")
        server.process.send_signal(signal.SIGTERM)
        while (answer := asked(f"{server}/ready"))[0] == 200:
            pass
        assert json.loads(answer[2])["checks"]["running"] == "fault"
        status, _, text = asked(f"{server}/karta")
        assert status == 503 and "startas om" in text.decode()
        # Who is on a page reads on meanwhile.
        assert messages(page, "region")
        server.process.send_signal(signal.SIGINT)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                page.recv(timeout=30)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1012
        assert server.process.poll() is None
        writer.release()
        assert server.process.wait(30) == 0
        with pytest.raises(URLError):
            urlopen(f"{server}/health")
    assert (tmp_path / "log").read_text().splitlines() == [REFUSED]


def test_a_writer_that_never_ends_is_waited_for_no_longer_than_is_set(
    place: Workspace, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with (
        serving(place, log, AILAGET_STOP_SECONDS="1") as server,
        FileLock(place.root / LOCK, mode=OWNERS_FILE),
    ):
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(15) == 0
    assert "never took effect" in log.read_text()


def test_metrics_at_an_address_in_use_stop_the_start_with_a_word(
    place: Workspace, tmp_path: Path, server: Watched
) -> None:
    taken = str(urlsplit(server.metrics).port)
    with (
        pytest.raises(RuntimeError, match=f"AILAGET_METRICS är {taken}"),
        serving(place, tmp_path / "log", AILAGET_METRICS=taken),
    ):
        pass

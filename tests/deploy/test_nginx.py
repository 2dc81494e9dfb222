"""The example of nginx as readers meet it: TLS, pages, sockets, compression, caching, headers."""

import gzip
import json
import re
import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from ailaget.charts.script import SCRIPT
from ailaget.store.workspace import Workspace
from tests.browser.conftest import serving
from tests.deploy.example import NAME, Proxy, nginx
from tests.server.sockets import elements, messages

AT_ONCE, MOST_ASKED = 8, 400
"""Requests for open data side by side, and how many before it is sure that there is no limit."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("behind") / "log"


@pytest.fixture(scope="module")
def proxy(
    demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, log: Path
) -> Iterator[Proxy]:
    settings = {"AILAGET_ADDRESS": f"https://{NAME}", "AILAGET_LOG": "json"}
    with (
        serving(demo_workspace, log, **settings) as server,
        nginx(tmp_path_factory.mktemp("nginx"), server) as running,
    ):
        yield running


def opened(proxy: Proxy, origin: str = f"https://{NAME}") -> ClientConnection:
    return connect(
        f"wss://{NAME}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", proxy.port)),
        ssl=proxy.tls(),
        origin=origin,  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
    )


def test_a_page_comes_over_tls_with_its_headers(proxy: Proxy) -> None:
    answer = proxy.get("/karta")
    assert answer.status == 200
    assert "<title>AI-läget" in answer.read().decode()
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert f"wss://{NAME}" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["server"] == "nginx"


def test_a_page_s_socket_opens_and_shows_the_map(proxy: Proxy) -> None:
    with opened(proxy) as page:
        assert "bidi_component" in elements(messages(page, "karta"))
    with pytest.raises(InvalidStatus, match="403"):
        opened(proxy, "https://elsewhere.example")


def test_without_tls_readers_are_led_to_it(proxy: Proxy) -> None:
    connection = HTTPConnection("127.0.0.1", proxy.plain_port)
    connection.request("GET", "/karta?county=17", headers={"Host": NAME})
    answer = connection.getresponse()
    assert answer.status == 301
    assert answer.headers["location"] == f"https://{NAME}/karta?county=17"


def test_who_comes_under_another_name_gets_not_even_a_certificate(proxy: Proxy) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for name in ("elsewhere.example", None):
        with (
            socket.create_connection(("127.0.0.1", proxy.port)) as raw,
            pytest.raises(ssl.SSLError, match=r"(?i)unrecognized.name"),
        ):
            context.wrap_socket(raw, server_hostname=name)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_is_of_today(proxy: Proxy, version: ssl.TLSVersion) -> None:
    context = proxy.tls()
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection(("127.0.0.1", proxy.port)) as raw,
        context.wrap_socket(raw, server_hostname=NAME) as secured,
    ):
        name, _, bits = secured.cipher() or ("", "", 0)
        assert bits >= 128 and re.search("GCM|CHACHA20", name)


@pytest.mark.parametrize(
    "path", ["/karta", "/api/v1/municipalities", "/front/chart.js", "/sitemap.xml"]
)
def test_what_is_text_comes_packed(proxy: Proxy, path: str) -> None:
    answer = proxy.get(path, **{"Accept-Encoding": "gzip"})
    packed = answer.read()
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert gzip.decompress(packed) == proxy.get(path).read()


def test_a_file_named_for_its_content_is_fetched_once(proxy: Proxy) -> None:
    path = f"/front/{SCRIPT.name}"
    for coding in ("gzip", "br"):
        first, again = (proxy.get(path, **{"Accept-Encoding": coding}) for _ in range(2))
        assert first.status == again.status == 200
        assert first.read() == again.read()
        assert first.headers["content-encoding"] == again.headers["content-encoding"] == coding
        assert again.headers["x-cache"] == "HIT"
        assert again.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/front/chart.js", "/front/words.sv.json"])
def test_what_may_change_is_asked_for_each_time(proxy: Proxy, path: str) -> None:
    assert {proxy.get(path).headers["x-cache"] for _ in range(3)} == {"MISS"}
    assert proxy.get("/karta").headers["x-cache"] is None


def test_a_request_has_one_number_in_the_answer_and_both_logs(proxy: Proxy, log: Path) -> None:
    answer = proxy.get("/kommun?municipality=0180")
    answer.read()
    (number,) = answer.headers.get_all("x-request-id")
    # Written once the answer has gone.
    until = time.monotonic() + 30
    while number not in log.read_text() or number not in proxy.log.read_text():
        assert time.monotonic() < until
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert number in {line["request_id"] for line in lines if line.get("room") == "kommun"}
    seen = proxy.log.read_text()
    assert number in seen
    assert "0180" not in seen and "127.0.0.1" not in seen and "kommun" not in seen


def test_only_the_server_itself_asks_whether_it_is_ready(proxy: Proxy) -> None:
    assert json.loads(proxy.get("/ready").read())["status"] == "ready"
    for path in ("/ready", "/health"):
        assert proxy.get(path, source="127.0.0.2").status == 403
    assert b"ailaget_requests" not in proxy.get("/metrics").read()


def test_open_data_are_limited_by_the_reader_s_own_address(proxy: Proxy) -> None:
    def asked(source: str) -> int:
        return proxy.get("/api/v1/waves?limit=1", source=source).status

    assert asked("127.0.0.3") == 200
    # Several at once: a slow machine answers one at a time no faster than the limit lets through.
    with ThreadPoolExecutor(AT_ONCE) as askers:
        for _ in range(MOST_ASKED // AT_ONCE):
            if 429 in askers.map(asked, ["127.0.0.3"] * AT_ONCE):
                break
        else:
            pytest.fail("nobody is refused")
    assert asked("127.0.0.4") == 200


def test_nothing_can_be_sent_that_no_survey_is_as_large_as(proxy: Proxy) -> None:
    sent = {"Content-Length": str(60 * 1024 * 1024)}
    assert proxy.get("/_stcore/upload_file/a/b", "PUT", **sent).status == 413
    assert proxy.get("/_stcore/upload_file/a/b", "PUT", **{"Content-Length": "0"}).status == 403

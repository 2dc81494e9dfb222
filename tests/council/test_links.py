"""Links are asked for once, in the open, and only where everybody may ask."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from ailaget.council.links import LinkState, check_links, public_number

ANSWERS = {
    "/works": (200, ""),
    "/moved": (301, "/works"),
    "/gone": (404, ""),
    "/closed": (403, ""),
    "/round": (302, "/round"),
    "/away": (302, "ftp://example.org/file"),
}


class Site(BaseHTTPRequestHandler):
    asked: list[str]

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        if self.path == "/no_head" and self.command == "HEAD":
            status, location = 405, ""
        else:
            status, location = ANSWERS.get(self.path, (200, ""))
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://site.example:{server.server_port}", Site.asked
    server.shutdown()
    server.server_close()


def here(_: str, __: int) -> str:
    return "127.0.0.1"


def test_what_came_of_each_is_told_in_order(site: tuple[str, list[str]]) -> None:
    root, _ = site
    states = check_links([f"{root}{path}" for path in ANSWERS], here)
    assert [(state.outcome, state.status) for state in states] == [
        ("works", 200),
        ("moved", 200),
        ("gone", 404),
        ("refused", 403),
        ("refused", 302),
        ("not_public", None),
    ]
    assert states[1].to == f"{root}/works"


def test_each_address_is_asked_for_once_and_its_page_where_it_has_no_head(
    site: tuple[str, list[str]],
) -> None:
    root, asked = site
    check_links([f"{root}/works", f"{root}/works"], here)
    assert asked == ["HEAD /works"]
    assert check_links([f"{root}/no_head"], here)[0].outcome == "works"
    assert asked[1:] == ["HEAD /no_head", "GET /no_head"]


def test_what_is_not_public_is_not_asked(site: tuple[str, list[str]]) -> None:
    root, asked = site
    port = root.rpartition(":")[2]
    for address in (f"http://127.0.0.1:{port}/works", "http://127.0.0.1/", "http://[::1]/"):
        assert check_links([address]) == [LinkState(address, "not_public")]
    assert asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.0.1", "::1"])
def test_a_number_that_is_not_public_is_none(host: str) -> None:
    assert public_number(host, 443) is None


def test_a_public_number_is_asked_on_the_usual_ports_alone() -> None:
    assert public_number("1.1.1.1", 443) == "1.1.1.1"
    assert public_number("1.1.1.1", 22) is None


def test_one_that_does_not_answer_is_silent() -> None:
    def nowhere(_: str, __: int) -> str:
        raise OSError

    assert check_links(["https://site.example/"], nowhere)[0].outcome == "silent"

"""A site on this machine whose pages answer in every way that a source's address can."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

NAME = "site.example"

ANSWERS = {
    "/works": (200, ""),
    "/moved": (301, "/works"),
    "/gone": (404, ""),
    "/moved_and_gone": (301, "/gone"),
    "/closed": (403, ""),
    "/round": (302, "/round"),
    "/away": (302, "ftp://example.org/file"),
}

REFUSES_HEAD = {"/no_head": 405, "/head_hidden": 404}
"""Pages that answer with a fault to who asks for their head alone, and else are there."""

SILENT = "/silent"


class Site(ThreadingHTTPServer):
    """Notes what it is asked; `/silent` says nothing for as long as the site is up."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.asked: list[str] = []
        self.is_closing = Event()

    def address(self, path: str, scheme: str = "http") -> str:
        """Return the address of a page, by a name that nothing but a test finds."""
        return f"{scheme}://{NAME}:{self.server_port}{path}"

    def handle_error(self, *_: object) -> None:
        """Say nothing of who hangs up: that is what is tried."""


class _Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.path == SILENT:
            self.server.is_closing.wait()
            return
        status, location = ANSWERS.get(self.path, (200, ""))
        if self.command == "HEAD":
            status = REFUSES_HEAD.get(self.path, status)
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def linked_site(certificate: tuple[Path, Path] | None = None) -> Iterator[Site]:
    """Serve the site until the block ends; over TLS where it has a certificate with its key."""
    site = Site()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        site.socket = context.wrap_socket(site.socket, server_side=True)
    Thread(target=site.serve_forever, daemon=True).start()
    yield site
    site.is_closing.set()
    site.shutdown()
    site.server_close()


def here(_: str, __: int) -> str:
    """Find every host on this machine."""
    return "127.0.0.1"

"""A real browser on a real server, cut off from every other host, with its complaints kept."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from ailaget.store.workspace import Workspace
from tests.browser.visit import SECONDS, Visit

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the dashboard on a port of its own and stop it at the end."""
    port = _free_port()
    log = tmp_path_factory.mktemp("server") / "log"
    environment = {
        **os.environ,
        "AILAGET_VAR": str(demo_workspace.root),
        "STREAMLIT_SERVER_PORT": str(port),
    }
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "dashboard.py"], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", process, log)
        yield address
    finally:
        process.terminate()
        process.wait(SECONDS)


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, or say by name that it is missing."""
    if CHROMIUM is None:
        missing = "Chromium is missing: install it, or name it in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """Return the browser's window and language; a test may set its own by indirection."""
    return {}


@pytest.fixture
def context(browser: Browser, context_options: dict[str, Any]) -> Iterator[BrowserContext]:
    """Open a window of its own for one test."""
    options = {"viewport": {"width": 1366, "height": 768}, "locale": "sv-SE", **context_options}
    opened = browser.new_context(**options)
    opened.set_default_timeout(1000 * SECONDS / 2)
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext, server: str) -> Iterator[Visit]:
    """Return a page that reaches our server alone; at the end, nothing outside, no complaints."""
    visit = Visit(context.new_page(), server)
    host = urlsplit(server).netloc

    def guard(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != host:
            visit.outside.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    context.route("**/*", guard)
    page = visit.page
    page.on("websocket", lambda socket: _note_socket(visit, socket.url, host))
    page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
    page.on(
        "console",
        lambda said: (
            visit.complaints.append(f"{said.type}: {said.text}")
            if said.type in {"error", "warning"}
            else None
        ),
    )
    page.on(
        "response",
        lambda answer: (
            visit.complaints.append(f"{answer.status}: {answer.url}")
            if answer.status >= 400
            else None
        ),
    )
    yield visit
    assert visit.outside == []
    assert visit.complaints == []


def _note_socket(visit: Visit, address: str, host: str) -> None:
    if urlsplit(address).netloc != host:
        visit.outside.append(address)

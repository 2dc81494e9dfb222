"""A real browser on a real server, cut off from every other host, with its complaints kept."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import filterfalse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ailaget.store.workspace import Workspace
from tests.browser.visit import SECONDS, WATCH, Visit

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
    # What one page has compiled the next has too: half of what a page costs.
    "--process-per-site",
    # A page lives for seconds: better machine code of its scripts, and threads that clear memory
    # away, cost more than they gain.
    "--js-flags=--no-turbofan --no-maglev --single-threaded-gc",
    # No other host is found. Playwright's own way of refusing requests would turn off the cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

GUESSED = re.compile(r"/[\w-]+/_stcore/(health|host-config)")
"""Where plain Streamlit looks for its server: in every folder of a page's path."""

# What is awaited comes late on a machine with much to do: Playwright's five seconds are not enough.
expect.set_options(timeout=1000 * SECONDS)


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served(str):
    """The address of a server, and what it printed when it started."""

    printed: str = ""
    process: "subprocess.Popen[bytes]"

    @property
    def editing(self) -> str:
        """The printed address, which lets whoever opens it edit."""
        match = re.search(r"http://\S+", self.printed)
        assert match, self.printed
        return match[0]


@pytest.fixture(scope="session")
def server(demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration waves, to which no test writes."""
    with serving(demo_workspace, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="session")
def plain_server(
    demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serve the same as plain Streamlit does: with nothing that makes its pages come sooner."""
    log = tmp_path_factory.mktemp("plain_server") / "log"
    with serving(demo_workspace, log, AILAGET_ACCELERATION="off") as address:
        yield address


@contextmanager
def serving(
    place: Workspace,
    log: Path,
    handles: int | None = None,
    port: int | None = None,
    **settings: str,
) -> Iterator[Served]:
    """Start the dashboard for a folder, on a free port or a given one, and stop it at the end.

    The log holds all that the server writes but for the line with its address. With `handles` the
    machine allows it no more than so many.
    """
    port = port or free_port()
    environment = {
        **os.environ,
        "AILAGET_VAR": str(place.root),
        "STREAMLIT_SERVER_PORT": str(port),
        **settings,
    }
    printed = log.with_name(f"{log.name}.printed")
    command = [sys.executable, "dashboard.py"]
    if handles is not None:
        command = ["bash", "-c", f'ulimit -n {handles} && exec "$@"', "bash", *command]
    with log.open("wb") as errors, printed.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=errors)
    address = Served(f"http://127.0.0.1:{port}")
    address.process = process
    try:
        _wait_for(f"{address}/_stcore/health", process, log)
        address.printed = printed.read_text(encoding="utf-8")
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


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Workspace]
) -> Workspace:
    """Return a working folder of a file's own: what is written here is seen by no other file."""
    return demo_copy(tmp_path_factory.mktemp("own") / "var")


@pytest.fixture(scope="module")
def own_server(place: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Start the dashboard on that folder; a file that writes has it as its `server`."""
    log = tmp_path_factory.mktemp("own_server") / "log"
    with serving(place, log) as address:
        yield address
    assert log.read_text() == ""


@pytest.fixture
def look() -> dict[str, Any]:
    """Return the window's size and whether it is dark; a test gives its own by `parametrize`."""
    return {}


@pytest.fixture(scope="session")
def window(browser: Browser) -> BrowserContext:
    """Return the one window of all tests: what one has fetched and compiled the next has too."""
    return opened_window(browser)


def opened_window(browser: Browser, **options: Any) -> BrowserContext:
    """Open a window that knows nothing of any other, and in which a visit can be told to rest."""
    window = browser.new_context(locale="sv-SE", **options)
    window.set_default_timeout(1000 * SECONDS)
    window.add_init_script(WATCH)
    return window


@pytest.fixture(scope="module")
def tab(window: BrowserContext) -> Iterator[Page]:
    """Return the tab that one test after the other opens its pages in."""
    tab = window.new_page()
    yield tab
    tab.close()


def let_edit(context: BrowserContext, server: Served) -> None:
    """Give a window the cookie that the printed address would give it."""
    key = server.editing.partition("?edit=")[2]
    name = f"ailaget_edit_{urlsplit(server).port}"
    kept: Any = {"httpOnly": True, "sameSite": "Strict"}
    context.add_cookies([{"name": name, "value": key, "url": server, **kept}])


@pytest.fixture
def visit(tab: Page, server: Served, look: dict[str, Any]) -> Iterator[Visit]:
    """Return a visit of somebody who may edit, in a tab as good as new.

    At the end, nothing was asked of another host and there were no complaints.
    """
    with visiting_as_editor(tab, server, look) as visit:
        yield visit


@pytest.fixture
def plain_visit(tab: Page, plain_server: Served, look: dict[str, Any]) -> Iterator[Visit]:
    """Return such a visit to plain Streamlit."""
    with visiting_as_editor(tab, plain_server, look) as visit:
        yield visit
        visit.complaints[:] = filterfalse(GUESSED.search, visit.complaints)


@pytest.fixture(params=["visit", "plain_visit"])
def either_visit(request: pytest.FixtureRequest) -> Visit:
    """Return a visit to the accelerated server, and then one to plain Streamlit."""
    visit: Visit = request.getfixturevalue(request.param)
    return visit


@contextmanager
def visiting_as_editor(tab: Page, server: Served, look: dict[str, Any]) -> Iterator[Visit]:
    """Visit a server in a tab as good as new, and as somebody who may edit."""
    let_edit(tab.context, server)
    tab.set_viewport_size(look.get("viewport", {"width": 1366, "height": 768}))
    scheme = look.get("color_scheme", "light")
    tab.emulate_media(media="null", reduced_motion="null", color_scheme=scheme)
    with visiting(tab, server) as visit:
        yield visit


@contextmanager
def visiting(page: Page, server: str) -> Iterator[Visit]:
    """Keep what a page asks for and complains of, and leave its tab as it was found."""
    visit, host = Visit(page, server), urlsplit(server).netloc

    def note(address: str) -> None:
        visit.asked.append(address)
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
            visit.outside.append(address)

    def complain(said: str, matters: bool) -> None:
        if matters:
            visit.complaints.append(said)

    listeners: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: note(request.url),
        "websocket": lambda socket: note(socket.url),
        "pageerror": lambda error: complain(f"error: {error}", True),
        "console": lambda m: complain(
            f"{m.type}: {m.text} {m.location['url']}", m.type in {"error", "warning"}
        ),
        "response": lambda r: complain(f"{r.status}: {r.url}", r.status >= 400),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield visit
    page.unroute_all(behavior="ignoreErrors")
    if page.url.startswith(server):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.goto("about:blank")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert visit.outside == []
    assert visit.complaints == []

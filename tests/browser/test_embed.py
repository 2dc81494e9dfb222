"""A chart in a page of another site: drawn, light or dark, and only where it may be."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect

from ailaget.store.workspace import Workspace
from tests.browser.conftest import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of somebody else's site."""
    return tmp_path_factory.mktemp("site")


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """Serve a folder; return the origin."""
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def named(folder: Path) -> Iterator[str]:
    with site(folder) as origin:
        yield origin


@pytest.fixture(scope="module")
def stranger(folder: Path) -> Iterator[str]:
    with site(folder) as origin:
        yield origin


@pytest.fixture(scope="module")
def server(
    demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, named: str
) -> Iterator[str]:
    log = tmp_path_factory.mktemp("server") / "log"
    with serving(demo_workspace, log, AILAGET_EMBED=named) as address:
        yield address


@pytest.mark.parametrize("chart", ["map", "region_trend"])
def test_a_named_site_shows_it_and_no_other(
    browser: Browser, folder: Path, named: str, stranger: str, server: str, chart: str
) -> None:
    frame = f'<iframe src="{server}/embed/{chart}?lang=en" title="A" width="600" height="800">'
    (folder / "page.html").write_text(f"<!doctype html>{frame}</iframe>")
    context = browser.new_context(color_scheme="dark")
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(_serious(message)))
    page.goto(f"{named}/page.html")
    inside = page.frame_locator("iframe")
    expect(inside.locator(".main-svg").first).to_be_visible()
    expect(inside.locator("body")).to_have_css("background-color", "rgb(17, 23, 29)")
    page.emulate_media(color_scheme="light")
    expect(inside.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(inside.locator(".main-svg").first).to_be_visible()
    inside.get_by_text("Table", exact=True).press("Enter")
    expect(inside.get_by_role("table")).to_be_visible()
    assert inside.locator("html").evaluate("h => h.scrollWidth - h.clientWidth") == 0
    assert not [each for each in complaints if each and "favicon" not in each]
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(f"{stranger}/page.html")
    context.close()


def _serious(message: ConsoleMessage) -> str:
    return f"{message.text} {message.location}" if message.type in {"error", "warning"} else ""

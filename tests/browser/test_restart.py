"""What a page says while its server starts anew."""

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from tests.browser.conftest import serving

pytestmark = pytest.mark.browser


def test_every_open_page_says_that_the_server_will_soon_be_back(
    browser: Browser, demo_workspace: Workspace, tmp_path: Path
) -> None:
    with serving(demo_workspace, tmp_path / "log") as server:
        pages = []
        for language in LANGUAGES:
            page = browser.new_page()
            page.goto(f"{server}/tillganglighet?lang={language}")
            expect(page.locator("h1")).to_have_text(texts(language)("accessibility.title"))
            expect(page.locator(".server-away")).to_have_count(0)
            pages.append((page, texts(language)("connection.away")))
        server.process.send_signal(signal.SIGTERM)
        for page, word in pages:
            expect(page.get_by_role("status").filter(has_text=word)).to_be_visible()
            page.close()
        assert server.process.wait(60) == 0

"""Signing in, editing and signing out in a real browser, through the example of nginx with TLS."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from ailaget.store.audit import read_audit
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from tests.browser.axe import broken
from tests.browser.conftest import CHROMIUM, FLAGS, free_port, opened_window, serving
from tests.deploy.example import NAME, nginx
from tests.sign_in.conftest import install_provider, providing

pytestmark = pytest.mark.browser

RESOLVER = f"--host-resolver-rules=MAP {NAME} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PHONE = {"width": 390, "height": 844}
sv = texts("sv")


@dataclass(frozen=True)
class Site:
    """What readers reach over TLS, and the folder behind it."""

    address: str
    place: Workspace


@pytest.fixture(scope="module")
def site(demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    installed = install_provider()
    folder, port = tmp_path_factory.mktemp("tls"), free_port()
    own_place = Workspace(folder / "var")
    # Those who read the shared folder may have made reports there.
    leave_out = shutil.ignore_patterns(demo_workspace.reports.name)
    shutil.copytree(demo_workspace.root, own_place.root, ignore=leave_out)
    with nginx(folder, f"http://127.0.0.1:{port}") as proxy:
        address = f"https://{NAME}:{proxy.port}"
        with providing(installed, address, folder / "key") as provider:
            settings = {"AILAGET_ADDRESS": address, "AILAGET_PROXIES": "1", **provider.settings}
            with serving(own_place, folder / "log", port=port, **settings):
                yield Site(address, own_place)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a tab of a browser that finds the example's name on this machine."""
    flags = [flag for flag in FLAGS if not flag.startswith("--host-resolver-rules")]
    here = browser.browser_type.launch(executable_path=CHROMIUM, args=[*flags, RESOLVER])
    window = opened_window(here, ignore_https_errors=True)
    yield window.new_page()
    here.close()


def sessions(page: Page, site: Site) -> list[Any]:
    cookies = page.context.cookies(site.address)
    return [each for each in cookies if each["name"] == "__Host-ailaget_session"]


def sign_in(page: Page, name: str) -> None:
    page.get_by_role("link", name=sv("account.sign_in"), exact=True).first.click()
    page.locator('input[name="login"]').fill(name)
    page.locator('input[name="password"]').fill("any")
    page.locator('button[type="submit"]').click()
    page.get_by_role("button", name="Continue").click()


def test_an_editor_signs_in_edits_and_signs_out_with_the_keyboard_on_a_phone(
    site: Site, page: Page
) -> None:
    earlier = len(read_audit(site.place))
    page.goto(f"{site.address}/?county=17")
    add = page.get_by_role("button", name=sv("report.add")).first
    expect(page.locator("nav.account")).to_have_text(sv("account.sign_in"))
    expect(add).to_have_count(0)
    sign_in(page, "erik")
    expect(page.locator("nav.account")).to_contain_text("Inloggad: Erik Redigerare, redigerare")
    assert page.url == f"{site.address}/?county=17"
    assert broken(page) == []
    (cookie,) = sessions(page, site)
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")

    add.click()
    expect(page).to_have_url(re.compile("report="))
    assert len(list(site.place.reports.iterdir())) == 1
    lines = read_audit(site.place)[earlier:]
    told = [(line["what"], line["by"], line["from"]) for line in lines]
    assert told[0] == ("sign_in", "erik@kommun.example", "127.0.0.1")
    assert {line[1:] for line in told} == {("erik@kommun.example", "127.0.0.1")}

    page.set_viewport_size(PHONE)
    page.goto(f"{site.address}/mote?lang=en")
    page.get_by_test_id("stExpandSidebarButton").click()
    out = page.get_by_role("link", name="Sign out")
    expect(out).to_be_visible()
    box = out.bounding_box()
    assert box is not None and box["height"] >= 24 and box["x"] + box["width"] <= PHONE["width"]
    out.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_role("heading")).to_have_text("You are signed out")
    assert broken(page) == []
    assert sessions(page, site) == []
    page.get_by_role("link", name="To the start page").click()
    expect(page.locator("nav.account")).to_have_text("Sign in")

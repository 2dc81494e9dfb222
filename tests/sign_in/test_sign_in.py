"""Signing in with a real OpenID Connect provider: who comes in, what is refused, how it ends."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from ailaget.access.settings import IDLE, LONGEST, MINUTES
from ailaget.store.workspace import Workspace
from tests.browser.conftest import Served, free_port, serving
from tests.server.sockets import elements, messages, opened
from tests.sign_in.conftest import OpenIdProvider, SignIn, Visitor, providing, signing_in

SPOILT = (
    "forged",
    "changed",
    "expired",
    "audience",
    "party",
    "issuer",
    "nonce",
    "no_nonce",
    "none",
    "hmac",
    "missing",
)
"""Ways in which a token is not one of the provider's, for us, now, and of this very sign-in."""


@pytest.fixture(scope="module")
def closed(
    installed: Path, own_place: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SignIn]:
    """Serve those alone who have signed in."""
    folder = tmp_path_factory.mktemp("closed")
    with signing_in(installed, own_place, folder, AILAGET_READING="signed-in") as started:
        yield started


def upload_page(started: SignIn, cookie: str) -> set[str]:
    with opened(started.server, origin=str(started.server), cookie=cookie) as page:
        return elements(messages(page, "ladda-upp"))


def test_who_signs_in_comes_back_to_the_view_with_the_role_that_the_lists_give(
    closed: SignIn,
) -> None:
    for name, may_edit in (("lena", False), ("erik", True), ("asa", True), ("mallory", False)):
        visitor = closed.visitor()
        page = visitor.sign_in(name, "karta?lang=en&county=17&edit=x")
        assert str(page.url) == f"{closed.server}/karta?lang=en&county=17"
        assert page.status_code == 200
        assert ("file_uploader" in upload_page(closed, visitor.cookie)) == may_edit, name


def test_a_page_leads_to_the_provider_and_back_and_a_file_is_refused(closed: SignIn) -> None:
    visitor = closed.visitor()
    page = visitor.at("karta?county=17")
    assert page.status_code == 303
    assert page.headers["location"] == "./account/sign-in?to=karta%3Fcounty%3D17"
    assert visitor.at("export/map.csv").status_code == 401
    with pytest.raises(InvalidStatus):
        opened(closed.server, origin=str(closed.server))


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(closed: SignIn) -> None:
    visitor = closed.visitor()
    visitor.sign_in("lena")
    (cookie,) = [c for c in visitor.cookies.jar if c.name.startswith("ailaget_session_")]
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "lax"
    assert cookie.path == "/"
    kept = b"".join(path.read_bytes() for path in closed.place.sessions.iterdir())
    assert cookie.value is not None and cookie.value.encode() not in kept


@pytest.mark.parametrize("how", SPOILT)
def test_a_token_that_is_not_to_be_trusted_lets_nobody_in(closed: SignIn, how: str) -> None:
    visitor = closed.visitor()
    closed.provider.spoil(how)
    try:
        page = visitor.sign_in("lena")
    finally:
        closed.provider.spoil("not")
    assert page.status_code == 403
    assert visitor.at("").status_code == 303
    assert visitor.sign_in("lena").status_code == 200


def callback_of(closed: SignIn) -> tuple[httpx2.Response, httpx2.Client]:
    """Return the answer that would lead somebody back from the provider, and the browser."""
    visitor = closed.visitor()
    visitor.sign_in("lena")
    visitor.cookies.jar.clear_session_cookies()
    visitor.follow_redirects = False
    page = visitor.at("account/sign-in")
    while not page.headers["location"].startswith(f"{closed.server}/account/callback"):
        page = visitor.get(httpx2.URL(page.headers["location"]))
    return page, visitor


def test_only_the_browser_that_asked_can_come_back_and_only_once(closed: SignIn) -> None:
    page, browser = callback_of(closed)
    back = page.headers["location"]
    asked = {key: values[0] for key, values in parse_qs(urlsplit(back).query).items()}
    assert asked["state"] and asked["code"]
    other = closed.visitor()
    assert other.get(back).status_code == 403
    wrong = f"{closed.server}/account/callback?{urlencode({**asked, 'state': 'x'})}"
    assert browser.get(wrong).status_code == 403
    page, browser = callback_of(closed)
    assert browser.get(page.headers["location"]).status_code == 303
    assert browser.get(page.headers["location"]).status_code == 403


def test_signing_in_asks_for_pkce_state_and_nonce(closed: SignIn) -> None:
    page = closed.visitor().at("account/sign-in")
    asked = parse_qs(urlsplit(page.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()


def test_another_sites_address_is_never_led_to(closed: SignIn) -> None:
    for to in ("https://elsewhere.example/", "//elsewhere.example", "../x", "karta\\@x", "nowhere"):
        assert str(closed.visitor().sign_in("lena", to).url) == f"{closed.server}/"


def test_signing_out_ends_the_session_here_and_at_the_provider(closed: SignIn) -> None:
    visitor = closed.visitor_as("erik")
    cookie = visitor.cookie
    assert visitor.at("account/sign-out", **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert visitor.at("").status_code == 200
    page = visitor.sign_out()
    assert page.url.path == "/account/signed-out"
    assert "Du är utloggad" in page.text
    assert visitor.at("").status_code == 303
    # The cookie of before lets nobody in either.
    stolen = closed.visitor()
    assert stolen.at("", cookie=cookie).status_code == 303
    assert 'name="login"' in visitor.get(f"{closed.server}/account/sign-in").text


def test_an_open_page_is_closed_once_its_session_has_ended(closed: SignIn) -> None:
    visitor = closed.visitor_as("erik")
    with opened(closed.server, origin=str(closed.server), cookie=visitor.cookie) as page:
        assert "file_uploader" in elements(messages(page, "ladda-upp"))
        visitor.sign_out()
        with pytest.raises(ConnectionClosed) as ended:
            messages(page, "ladda-upp")
    assert ended.value.rcvd is not None and ended.value.rcvd.code == 1008


@dataclass(frozen=True)
class Elsewhere:
    """A server that everybody reads, and the port at which its provider comes and goes."""

    server: Served
    place: Workspace
    provider_port: int


@pytest.fixture(scope="module")
def reading_open(
    demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Elsewhere]:
    """Serve everybody, and those who have signed in with a provider that is not there yet."""
    folder = tmp_path_factory.mktemp("open")
    place, port, provider_port = Workspace(folder / "var"), free_port(), free_port()
    shutil.copytree(demo_workspace.root, place.root)
    settings = OpenIdProvider(f"http://127.0.0.1:{provider_port}").settings
    with serving(place, folder / "log", port=port, **settings) as server:
        yield Elsewhere(server, place, provider_port)


def test_new_keys_of_the_provider_are_read_without_a_new_start(
    installed: Path, reading_open: Elsewhere, tmp_path: Path
) -> None:
    server = reading_open.server
    assert Visitor(server).at("account/sign-in").status_code == 502  # and not for good
    for key in ("first", "second"):
        with providing(installed, server, tmp_path / key, reading_open.provider_port):
            assert Visitor(server).sign_in("lena").url.path == "/"


def unused(kept: Path) -> None:
    """Let a session have been used last when an idle one has just ended."""
    before = time.time() - 60 * MINUTES[IDLE] - 1
    os.utime(kept, (before, before))


def begun_long_ago(kept: Path) -> None:
    """Let a session that is in use have begun when the longest has just ended."""
    session = json.loads(kept.read_text())
    kept.write_text(json.dumps({**session, "started": time.time() - 60 * MINUTES[LONGEST] - 1}))


def test_a_session_ends_idle_or_at_last_and_its_page_reads_on_where_reading_is_open(
    installed: Path, reading_open: Elsewhere, tmp_path: Path
) -> None:
    server = reading_open.server
    visitors = {unused: Visitor(server), begun_long_ago: Visitor(server)}
    with providing(installed, server, tmp_path / "key", reading_open.provider_port):
        for visitor in visitors.values():
            visitor.sign_in("erik")
    for ended, visitor in visitors.items():
        key = visitor.cookies[f"ailaget_session_{urlsplit(server).port}"]
        kept = reading_open.place.sessions / sha256(key.encode()).hexdigest()
        with opened(server, origin=str(server), cookie=visitor.cookie) as page:
            assert "file_uploader" in elements(messages(page, "ladda-upp"))
            ended(kept)
            shown = elements(messages(page, "ladda-upp"))
            assert "file_uploader" not in shown and "alert" in shown
        assert not kept.exists()

"""Links are asked for once, in the open, and only where everybody may ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ailaget.council.links import LinkState, check_links, public_number
from tests.deploy.example import certificate
from tests.linked_site import ANSWERS, NAME, SILENT, Site, here, linked_site

SOON = 0.5
"""Seconds: as long as a test waits for one that says nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with linked_site() as site:
        yield site


def test_what_came_of_each_is_told_in_order(site: Site) -> None:
    states = check_links([site.address(path) for path in ANSWERS], here)
    assert [(state.outcome, state.status) for state in states] == [
        ("works", 200),
        ("moved", 200),
        ("gone", 404),
        ("gone", 404),
        ("refused", 403),
        ("refused", 302),
        ("not_public", None),
    ]
    assert states[1].to == site.address("/works")


def test_each_address_is_asked_for_once_and_its_page_where_its_head_is_refused(
    site: Site,
) -> None:
    works = site.address("/works")
    check_links([works, works], here)
    assert site.asked == ["HEAD /works"]
    for path in ("/no_head", "/head_hidden"):
        site.asked.clear()
        assert check_links([site.address(path)], here)[0].outcome == "works"
        assert site.asked == [f"HEAD {path}", f"GET {path}"]


def test_what_is_not_public_is_not_asked(site: Site) -> None:
    port = site.server_port
    for address in (f"http://127.0.0.1:{port}/works", "http://127.0.0.1/", "http://[::1]/"):
        assert check_links([address]) == [LinkState(address, "not_public")]
    assert site.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.0.1", "::1"])
def test_a_number_that_is_not_public_is_none(host: str) -> None:
    assert public_number(host, 443) is None


def test_a_public_number_is_asked_on_the_usual_ports_alone() -> None:
    assert public_number("1.1.1.1", 443) == "1.1.1.1"
    assert public_number("1.1.1.1", 22) is None


def test_one_that_has_no_number_is_silent() -> None:
    def nowhere(_: str, __: int) -> str:
        raise OSError

    assert check_links(["https://site.example/"], nowhere)[0].outcome == "silent"


def test_one_that_says_nothing_is_silent_and_holds_nobody_else_up(site: Site) -> None:
    silent, works = site.address(SILENT), site.address("/works")
    states = check_links([silent, works], here, SOON)
    assert states == [LinkState(silent, "silent"), LinkState(works, "works", 200)]


def test_one_whose_certificate_nobody_vouches_for_is_told_apart(tmp_path: Path) -> None:
    with linked_site(certificate(tmp_path, NAME)) as site:
        address = site.address("/works", "https")
        assert check_links([address], here) == [LinkState(address, "unproven")]
        assert site.asked == []

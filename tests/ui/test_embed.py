"""A chart for somebody else's frame: whose language, which colours, and who may frame it."""

import json
import re

import pytest

from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.ui.download_menu import menu_html
from ailaget.ui.guard.settings import framed_by
from tests.served import get


@pytest.fixture(autouse=True)
def _demo(monkeypatch: pytest.MonkeyPatch, demo_workspace: Workspace) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    monkeypatch.delenv("AILAGET_EMBED", raising=False)


def page(address: str, accept: str = "") -> str:
    answer = get(address, headers={"accept-language": accept})
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return answer.content.decode()


def drawn(shown: str) -> dict[str, dict[str, object]]:
    """Return what the script draws, by theme."""
    found = re.findall(r'<script type="application/json" data-theme="(\w+)">(.*?)</script>', shown)
    return {theme: json.loads(content) for theme, content in found}


def test_it_shows_the_chart_of_the_address_with_table_and_source() -> None:
    shown = page("/embed/region_ranking?lang=sv&region=17&indicator=maturity")
    assert '<html lang="sv">' in shown
    assert "<table" in shown
    assert "(påhittade data)" in shown
    assert re.search(
        r'<a href="http://localhost/v/\w[\w-]+" target="_blank" rel="noopener">', shown
    )
    themes = drawn(shown)
    assert set(themes) == {"light", "dark"}
    assert themes["light"]["alt"] == themes["dark"]["alt"]
    assert themes["light"]["figure"] != themes["dark"]["figure"]


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "sv"),
        ("en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("sv;q=0.4, en;q=0.7", "en"),
        ("de, sv;q=0.5", "sv"),
        ("de", "sv"),
        ("en;q=0, *", "sv"),
        (";;q=x", "sv"),
    ],
)
def test_it_is_in_the_readers_language_unless_the_address_has_one(
    accept: str, language: str
) -> None:
    assert f'<html lang="{language}">' in page("/embed/inequality_spread", accept)
    assert '<html lang="en">' in page("/embed/inequality_spread?lang=en", "sv")


def test_what_does_not_exist_is_not_found() -> None:
    assert get("/embed/nothing").status == 404
    assert get("/embed/inequality_spread?wave=2020-01").status == 404


@pytest.mark.parametrize(
    ("setting", "origins"),
    [
        ("", ()),
        ("https://skr.example", ("https://skr.example",)),
        ("https://*.a.example http://b:8080", ("https://*.a.example", "http://b:8080")),
        ("skr.example https://skr.example/path *; script-src", ()),
    ],
)
def test_only_whom_configuration_names_may_frame_it(
    monkeypatch: pytest.MonkeyPatch, setting: str, origins: tuple[str, ...]
) -> None:
    monkeypatch.setenv("AILAGET_EMBED", setting)
    assert framed_by() == origins
    policy = get("/embed/inequality_spread").headers["content-security-policy"]
    assert policy.endswith("; frame-ancestors " + " ".join(["'self'", *origins]))
    assert "frame-ancestors 'self';" in get("/robots.txt").headers["content-security-policy"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_menu_has_the_code_where_somebody_may_frame_it(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    t = texts(language)
    assert "iframe" not in menu_html("export/map", "?lang=sv", t, embedded="Karta")
    monkeypatch.setenv("AILAGET_EMBED", "https://skr.example")
    monkeypatch.setenv("AILAGET_ADDRESS", "https://ailaget.example/")
    shown = menu_html("export/map", "?lang=sv&county=17", t, embedded='A "map"')
    assert t("embed.menu") in shown
    assert (
        "&lt;iframe src=&quot;https://ailaget.example/embed/map?lang=sv&amp;amp;county=17" in shown
    )
    assert "A &amp;quot;map&amp;quot;" in shown
    assert "iframe" not in menu_html("export/map", "?lang=sv", t)

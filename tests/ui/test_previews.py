"""A link that is shared shows what its page answers, and the chart as the link has chosen it."""

import re
from html import unescape
from io import BytesIO

import pytest
from PIL import Image

from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.navigation import ORDER
from ailaget.ui.previews import PICTURES, USUAL, preview_html
from ailaget.views.catalogue import CHARTS, entry_of
from tests.served import get

AT = "https://ailaget.example/"


@pytest.fixture(autouse=True)
def _address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_ADDRESS", AT)


def tags(page: str, language: str = "sv", query: str = "") -> dict[str, str]:
    found = re.findall(
        r'<meta property="(.*?)" content="(.*?)">', preview_html(page, language, query)
    )
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ORDER)
def test_each_page_says_what_it_answers(page: str, language: str) -> None:
    told, t = tags(page, language), texts(language)
    assert told["og:title"].startswith(t(f"{page}.title"))
    assert 30 < len(told["og:description"]) < 160
    assert told["og:url"] == f"{AT}{ORDER[page]}?lang={language}"
    assert told["og:image"] == f"{AT}preview/{page}.png?lang={language}"


def test_the_picture_is_of_the_page_and_of_what_the_link_has_chosen() -> None:
    for page, key in PICTURES.items():
        assert entry_of(key).page == ORDER[page]
    assert USUAL in CHARTS
    told = tags("map", "en", 'lang=sv&county=17&x="><script>')
    assert told["og:image"] == f"{AT}preview/map.png?lang=en&county=17&x=%22%3E%3Cscript%3E"


def test_without_an_address_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AILAGET_ADDRESS")
    assert preview_html("map", "sv", "") == preview_html("nothing", "sv", "") == ""


def test_the_picture_comes(monkeypatch: pytest.MonkeyPatch, demo_workspace: Workspace) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    answer = get("/preview/region.png?region=17", host="ailaget.example")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    assert Image.open(BytesIO(answer.content)).width >= 600
    for wrong in ("nothing.png", "map.svg", "map"):
        assert get(f"/preview/{wrong}", host="ailaget.example").status == 404

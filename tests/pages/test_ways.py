"""From seeing to doing: each page's charts and tables on every way out, and up for the council.

What a page shows is asked of the catalogue, so that a new chart or table is in these tests as soon
as it is there.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape

import pytest
from docx import Document
from openpyxl import load_workbook

from ailaget.practice import shipped
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES
from ailaget.ui.cache import forget
from ailaget.ui.navigation import ORDER
from ailaget.ui.permalinks import address_of
from ailaget.views.catalogue import ENTRIES, ITEMS, entry_of
from ailaget.views.entries.single import KEYS as SINGLE
from ailaget.views.method.exhibits import KNOWN
from tests.pages.test_pages import opened, words
from tests.served import get

PAGES = ("getting_started", "examples", "courses", "managers", "collaboration", "ethics", "entries")
SHOWN = {
    page: [key for key, entry in ENTRIES.items() if entry.page == ORDER[page]] for page in PAGES
} | {"method": [KNOWN]}
"""The charts and tables of each page on what to do next, and what Data och metod has of them."""

KEYS = [key for keys in SHOWN.values() for key in keys]
each_page = pytest.mark.parametrize("page", SHOWN)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def _csv(content: bytes) -> str:
    return content.decode("utf-8-sig").replace('""', '"')


def _xlsx(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


def _docx(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join("".join(part.xpath(".//w:t/text()")) for part in document.element.body)


def _html(content: bytes) -> str:
    page = content.decode()
    assert "@media print" in page
    return unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))


WAYS: Mapping[str, Callable[[bytes], str]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "html": _html,
}
"""Every way out that each page has, and what reads a file of it."""


@pytest.fixture(scope="module", autouse=True)
def _fresh_caches() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture(autouse=True)
def _served(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))


def chosen(key: str) -> dict[str, str]:
    """Return what must be chosen for a chart or a table to be there."""
    if key in SINGLE:
        return {"entry": shipped(SINGLE[key])[0].id}
    return {"method": "sources"} if key == KNOWN else {"municipality": "2026"}


def cells(file: bytes, language: str) -> list[list[str]]:
    """Return the rows of a table as CSV, its head first."""
    sign = ";" if language == "sv" else ","
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=sign))


def run_together(text: str) -> str:
    """Return a text without its spaces and line breaks, which each format has in its own way."""
    return "".join(text.split())


@each_language
@pytest.mark.parametrize("key", KEYS)
def test_each_file_opens_and_holds_what_the_page_shows_with_the_way_back(
    key: str, language: str
) -> None:
    query = "&".join(f"{name}={value}" for name, value in chosen(key).items())
    files = {}
    for ending in WAYS:
        answer = get(f"/export/{key}.{ending}?{query}&lang={language}")
        assert answer.status == 200, ending
        assert f'.{ending}"' in answer.headers["content-disposition"]
        files[ending] = answer.content
    head, first = cells(files["csv"], language)[:2]
    longest = run_together(max(first, key=len))
    assert len(head) == len(first) and longest
    for ending, read in WAYS.items():
        text = read(files[ending])
        assert longest in run_together(text), ending
        if ending == "csv":  # nothing but the table: its metadata are a file beside it
            continue
        addresses = {str(address_of(link)) for link in re.findall(r"/v/([\w-]+)", text)}
        (address,) = addresses
        path, _, asked = address.partition("?")
        assert path == entry_of(key).page and ("lang=en" in asked) == (language == "en"), ending


@each_language
@each_page
def test_each_page_offers_every_way_out_the_agenda_and_a_report(
    page: str, language: str, as_editor: None
) -> None:
    asked = {name: value for key in SHOWN[page] for name, value in chosen(key).items()}
    app = opened(page, lang=language, **asked)
    shown, buttons = words(app), {button.key for button in app.button}
    for key in SHOWN[page]:
        assert set(WAYS) <= set(re.findall(rf"export/{key}\.([\w.]+)", shown)), key
        assert key in ITEMS and {f"add_to_agenda_{key}", f"add_{key}"} <= buttons, key

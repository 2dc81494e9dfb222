"""What a screen reader is given: the browser's accessibility tree of the main tasks, in order."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ailaget.council.agenda import add_item
from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import place_names
from tests.browser.conftest import serving
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}),
    ("karta", {}),
    ("kommun", {"municipality": "1781"}),
    ("ojamlikhet", {}),
    ("kom-igang", {"municipality": "1781"}),
    ("samverkan", {"municipality": "1781"}),
    ("mote", {}),
    ("ladda-upp", {}),
)
ACTED_ON = {"button", "link", "combobox", "textbox", "checkbox", "radio", "tab", "spinbutton"}
PICTURE = "image"
LIBRARY_WORDS = re.compile(
    r"\b(options? available|selected|press|clear all|open dropdown|loading|notifications?|"
    r"increment|decrement|expand|collapse)\b",
    re.I,
)


@dataclass(frozen=True)
class Node:
    """One thing that is read: its role, its name, and how deep its heading is."""

    role: str
    name: str
    level: int | None
    live: str


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Workspace]
) -> Workspace:
    """Return a folder with one meeting that looks at a map."""
    place = demo_copy(tmp_path_factory.mktemp("spoken") / "var")
    meeting = create_meeting(place, MeetingFacts(date(2026, 12, 3), "video"))
    add_item(place, meeting, "map", "")
    return place


@pytest.fixture(scope="module")
def server(place: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the dashboard on that folder."""
    log = tmp_path_factory.mktemp("spoken_server") / "log"
    with serving(place, log) as address:
        yield address


def spoken(page: Page) -> list[Node]:
    """Return what is exposed to a screen reader, in the order in which it is read."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    kept: list[Node] = []

    def read(node: dict[str, Any]) -> None:
        role = node["role"]["value"]
        if not node["ignored"]:
            said = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
            name = node.get("name", {}).get("value", "").strip()
            kept.append(Node(role, name, said.get("level"), str(said.get("live"))))
            # What lies in a picture is handed on to no screen reader.
            if role == PICTURE:
                return
        for child in node.get("childIds", ()):
            if child in by_id:
                read(by_id[child])

    read(nodes[0])
    return kept


@pytest.mark.parametrize(
    ("path", "chosen", "language"),
    [*[(*page, "sv") for page in PAGES], (*PAGES[0], "en"), (*PAGES[1], "en")],
)
def test_all_that_is_acted_on_has_a_name_in_the_pages_language_and_headings_are_in_order(
    visit: Visit, path: str, chosen: dict[str, str], language: str
) -> None:
    nodes = spoken(visit.open(path, lang=language, **chosen))
    nameless = [node for node in nodes if node.role in {*ACTED_ON, PICTURE} and not node.name]
    assert nameless == []
    if language == "sv":
        named = [node.name for node in nodes if node.role in ACTED_ON]
        assert [name for name in named if LIBRARY_WORDS.search(name)] == []
    levels = [node.level or 0 for node in nodes if node.role == "heading"]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    roles = [node.role for node in nodes]
    for landmark in ("navigation", "main", "sectionfooter"):
        assert landmark in roles
    assert roles.index("main") > roles.index("navigation")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_one_picture_whose_name_says_what_it_shows_and_where_its_table_is(
    visit: Visit, language: str
) -> None:
    t = texts(language)
    nodes = spoken(visit.open("karta", lang=language))
    charts = [node for node in nodes if node.role == PICTURE]
    assert len(charts) == 1
    assert charts[0].name.endswith(t("chart.alt_on_page", alt="").strip())
    headings = [node.name for node in nodes if node.role == "heading"]
    assert any(heading and heading in charts[0].name for heading in headings)


def test_tabs_and_buttons_of_charts_say_which_heading_they_stand_under(visit: Visit) -> None:
    t = texts("sv")
    page = visit.open("")
    headings = page.locator(".finding h2")
    for place in (0, 1):
        words = headings.nth(place).inner_text()
        tabs = page.get_by_role("tablist").nth(place)
        expect(tabs).to_have_accessible_name(words)
        button = page.get_by_role("button", name=t("council.to_agenda"), exact=True).nth(place)
        expect(button).to_have_accessible_description(words)


def test_one_live_region_says_what_a_choice_has_made_of_the_page(visit: Visit) -> None:
    t = texts("sv")
    page = visit.open("karta")
    (region,) = [node for node in spoken(page) if node.role == "status" and node.live == "polite"]
    assert region.name == "" or t("map.title") not in region.name
    visit.choose(t("filter.county"), place_names("sv")["25"])
    page.wait_for_function(
        "word => document.querySelector('body > [role=status]').innerText.includes(word)",
        arg="Norrbotten",
    )
    words = page.locator("body > [role=status]").inner_text()
    assert re.search(r"\b9\b.*\b14\b", words)
    visit.choose(t("filter.municipality"), "Boden")
    page.wait_for_function(
        "word => document.querySelector('body > [role=status]').innerText.includes(word)",
        arg="Norrbottens län, Boden.",
    )


def test_a_meeting_is_read_from_its_heading_to_its_chart_and_what_is_done_with_it(
    visit: Visit,
) -> None:
    t = texts("sv")
    nodes = spoken(visit.open("mote"))
    names = [node.name for node in nodes]
    steps = (t("meeting.title"), t("council.end"), t("council.tab_agenda"), t("council.freeze"))
    places = [next(at for at, name in enumerate(names) if step in name) for step in steps]
    assert places == sorted(places)
    assert {"radio", "button", "combobox", "textbox"} <= {node.role for node in nodes}

"""The pages in order; a new page is one line here, one file in `pages/` and its texts."""

from copy import copy
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ailaget.texts import Texts, texts
from ailaget.ui.address import Address
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import entry_of
from ailaget.views.method.exhibits import PAGE, part_of

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

PAGES = Path(__file__).parent.parent.parent / "pages"

ORDER = {
    "overview": "",
    "map": "karta",
    "region": "region",
    "regions": "regionerna",
    "municipality": "kommun",
    "inequality": "ojamlikhet",
    "explanations": "forklaringar",
    "getting_started": "kom-igang",
    "collaboration": "samverkan",
    "ethics": "etik",
    "examples": "exempel",
    "courses": "utbildningar",
    "managers": "for-chefer",
    "meeting": "mote",
    "report": "rapport",
    "upload": "ladda-upp",
    "method": "metod",
    "entries": "underlag",
    "accessibility": "tillganglighet",
}
"""Each page's file and its path, which is the same in both languages."""

WITHOUT_WAVES = ("mote", "ladda-upp", "underlag", "tillganglighet")
"""Paths of pages that have something to show before any wave is published."""

WITHOUT_ANSWERS = (
    "exempel",
    "utbildningar",
    "for-chefer",
    "regionerna",
    "underlag",
    "tillganglighet",
)
"""Paths of pages that show no figures of municipalities' answers, or under a mark of their own."""

WITHOUT_FILTER = ("for-chefer", "ladda-upp", "underlag", "tillganglighet")
"""Paths of pages that the shared filter changes nothing of: in its place they say so."""

FAMILY = ("getting_started", "examples", "courses", "managers", "collaboration", "ethics")
"""Pages on what to do next: each leads to the others, under its title."""

OUTSIDE_MENU = (
    "regions",
    "explanations",
    "examples",
    "courses",
    "managers",
    "entries",
    "accessibility",
)
"""Pages that the menu leaves out: other pages, or every footer, lead to them."""

PRESENT = b"present"
"""The key by which the page Möte is asked for on the projector."""


def shows_invented(path: str, selection: Selection) -> bool:
    """Return whether a page at a path shows figures that are invented."""
    return selection.is_demo and path not in WITHOUT_ANSWERS


def link_to(chart: str, view: Address) -> str:
    """Return a relative link to a chart or a table where it is at home."""
    entry = entry_of(chart)
    if chart.startswith(PAGE):
        return f"{entry.page}{view.link(method=part_of(chart))}"
    section = "explained" if entry.page == ORDER["explanations"] else "section"
    return f"{entry.page or '.'}{view.link(**{section: entry.section})}"


def is_presentation(path: str, query: bytes) -> bool:
    """Return whether a request asks for a meeting on the projector."""
    keys = {part.partition(b"=")[0] for part in query.split(b"&")}
    return path == f"/{ORDER['meeting']}" and PRESENT in keys


def family_html(path: str, current: Address, t: Texts) -> str:
    """Return links to the pages on what to do next, on each of them; else nothing."""
    family = {ORDER[name]: name for name in FAMILY if name in ORDER}
    if path not in family:
        return ""
    titles = {at: escape(t(f"{name}.title")) for at, name in family.items()}
    links = [
        f'<strong aria-current="page">{title}</strong>'
        if at == path
        else f'<a href="{escape(at + current.link())}" target="_self">{title}</a>'
        for at, title in titles.items()
    ]
    label = escape(t("filter.family"))
    return f'<nav class="family" aria-label="{label}">{" ".join(links)}</nav>'


def to_explanations_html(current: Address, t: Texts) -> str:
    """Return a line that leads from what is unequal to what it may have to do with."""
    address = escape(f"{ORDER['explanations']}{current.link()}")
    return (
        f'<p class="to-entries"><a href="{address}" target="_self">'
        f"{escape(t('explanations.to_page'))}</a></p>"
    )


def between_html(page: str, words: str, current: Address, code: str) -> str:
    """Return a line that leads from a region to its county's municipalities, or back."""
    address = escape(f"{ORDER[page]}{current.link(region=code)}")
    return f'<p class="to-entries"><a href="{address}" target="_self">{escape(words)}</a></p>'


def pages(t: Texts) -> "list[Page]":
    """Return the pages with titles in the reader's language; the first is the start page.

    Copies, as Streamlit marks in each whether it may be run now.
    """
    return [copy(page) for page in _pages(t.language)]


@cache
def _pages(language: str) -> "list[Page]":
    # Once: Streamlit looks up the path of each on the disk.
    t = texts(language)
    return [
        st.Page(
            PAGES / f"{name}.py",
            title=t(f"{name}.title"),
            url_path=path,
            default=not path,
            visibility="hidden" if name in OUTSIDE_MENU else "visible",
        )
        for name, path in ORDER.items()
    ]

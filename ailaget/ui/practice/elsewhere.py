"""Examples on the pages Karta, Region and Kommun: how many, which, and the way to them."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from ailaget import geography
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.address import Address
from ailaget.ui.frame import here
from ailaget.ui.navigation import ORDER
from ailaget.ui.practice.cards import cards_html
from ailaget.views.base.selection import Selection
from ailaget.views.examples.elsewhere import OF_THE_PAGE, cards_from, examples_of
from ailaget.views.region.scope import of_region, scope_of, words_of


def map_line_html(selection: Selection) -> str:
    """Return how many examples the municipalities of the map have, with the way there."""
    t, n = selection.t, len(examples_of(data.source(), selection))
    place = t("map.whole_filter" if selection.is_filtered else "map.whole_country")
    return _line(t.count("examples.in_place", n, place=place), here(), t)


def region_line_html(selection: Selection) -> str:
    """Return how many examples a county or group has, with the way there.

    Empty for an area of one's own: the page of examples is not narrowed to one.
    """
    if selection.region_set is not None:
        return ""
    t, region = selection.t, of_region(selection)
    place = words_of(scope_of(selection), selection).place
    count = t.count("examples.in_place", len(examples_of(data.source(), region)), place=place)
    narrowed = {key: getattr(region, key) for key in ("county", "skr_group", "size_class")}
    return _line(count, here(), t, **narrowed)


def show_examples(selection: Selection, ahead: Sequence[str]) -> None:
    """Show the chosen municipality's own examples, and those of the ones alike and ahead."""
    t, code = selection.t, str(selection.municipality)
    cards = cards_from(data.source(), selection, [code, *ahead])
    st.header(t("examples.title"), anchor=False)
    st.caption(t("examples.beside" if ahead else "examples.beside_alone"))
    if cards:
        st.html(cards_html(cards, here(), t))
    name = geography.municipality(code).name
    key = "more_alike" if cards else "none_here"
    st.html(_line(t(f"examples.{key}", name=name), here(), t))


def show_examples_above(selection: Selection, codes: Sequence[str]) -> None:
    """Show the examples of municipalities that lie above what is expected, where they have any."""
    t = selection.t
    if cards := cards_from(data.source(), selection, codes):
        st.header(t("explanations.examples_of"), anchor=False)
        st.html(cards_html(cards, here(), t))
    if codes:
        st.html(_line(t(f"explanations.{'more' if cards else 'no'}_examples"), here(), t))


def _line(words: str, current: Address, t: Texts, **changes: Any) -> str:
    link = escape(f"{ORDER['examples']}{current.link(**OF_THE_PAGE, **changes)}")
    see = escape(t("examples.see"))
    return (
        f'<p class="below-examples">{escape(words)} <a href="{link}" target="_self">{see}</a></p>'
    )

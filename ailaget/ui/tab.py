"""What a page and its tab are called: page, place, and whether what it shows is invented."""

import streamlit as st

from ailaget.ui import data
from ailaget.ui.navigation import ORDER, shows_invented
from ailaget.ui.now_shown import place_shown
from ailaget.views.base.respondents import chosen_respondents
from ailaget.views.base.selection import Selection

_NAME = "name_of_the_tab"


def name_tab(path: str, selection: Selection) -> None:
    """Name the tab on a whole run of the page, which has named it anew itself."""
    _name(tab_name(path, selection))


def name_tab_again(path: str, selection: Selection) -> None:
    """Name the tab after a choice, where that changes the name."""
    name = tab_name(path, selection)
    if st.session_state.get(_NAME) != name:
        _name(name)


def tab_name(path: str, selection: Selection) -> str:
    """Return the name: what tells one tab from another comes first."""
    t, title = selection.t, page_name(path, selection)
    place = place_shown(path, selection)
    if place is not None:
        title = t("page_title.about", place=place, page=title)
    return t(f"page_title.{'demo' if _is_invented(path, selection) else 'real'}", page=title)


def page_name(path: str, selection: Selection) -> str:
    """Return what a page is called; that of regions after the areas that it shows instead."""
    if path == ORDER["regions"]:
        respondents = chosen_respondents(data.source(), selection)
        if not respondents.is_regions:
            return str(respondents.facts["title"])
    return selection.t(f"{next(page for page, at in ORDER.items() if at == path)}.title")


def _is_invented(path: str, selection: Selection) -> bool:
    if path != ORDER["regions"]:
        return shows_invented(path, selection)
    # Late: of that page alone, whose waves are the regions' own.
    from ailaget.views.regions.page import regions_view

    return data.view(regions_view, selection).is_demo


def _name(name: str) -> None:
    st.session_state[_NAME] = name
    st.set_page_config(page_title=name)

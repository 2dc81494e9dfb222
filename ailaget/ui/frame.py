"""The frame around every page: heading, demonstration mark, shared filter, footer."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from ailaget.access.settings import has_provider
from ailaget.texts import Texts, texts, unbroken
from ailaget.ui import address, controls, data, parts
from ailaget.ui.account.shown import account_html
from ailaget.ui.address import Address
from ailaget.ui.contact import foot_links
from ailaget.ui.editing import session
from ailaget.ui.goal_marks import goal_marks
from ailaget.ui.low_response import low_response_html
from ailaget.ui.navigation import (
    ORDER,
    WITHOUT_ANSWERS,
    WITHOUT_FILTER,
    WITHOUT_WAVES,
    family_html,
    shows_invented,
)
from ailaget.ui.now_shown import now_shown_html
from ailaget.ui.plain import plain
from ailaget.ui.tab import name_tab, name_tab_again, page_name
from ailaget.ui.view_words import areas_note, filter_names
from ailaget.views.base.choices import Choices
from ailaget.views.base.goals import with_marks
from ailaget.views.base.own_areas import with_own_areas
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import ENTRIES
from ailaget.views.practice.tables import own_source

_SELECTION = "current_selection"


def open_page(path: str, title: str) -> None:
    """Read the URL, show the sidebar with the shared filter, and the page's heading."""
    parts.begin()
    waves = data.source().query("waves")
    current = address.read(list(waves["wave"]), path)
    t = texts(current.lang)
    with st.sidebar:
        parts.draw_part("languages", lambda: controls.language_switch(here()))
        if has_provider():
            parts.draw_part("account", lambda: _account(path))
    if waves.empty:
        _open_without_waves(path, title, t)
        return
    with st.sidebar:
        _filter(path, current, waves)
    _choose()
    name_tab(path, chosen())
    # Their links are of the view in force, so they are drawn anew with it.
    if band_html(path, current, chosen()):
        parts.draw_part("band", _band)
    _head(path)
    gone = address.missing_wave(st.query_params.get_all("wave"), list(waves["wave"]))
    if gone is not None:
        st.info(t("empty.wave_gone", wave=t.wave(gone), instead=t.wave(chosen().wave)))


def _open_without_waves(path: str, title: str, t: Texts) -> None:
    """Show the heading of a page, which ends there unless it has something without any answers."""
    st.set_page_config(page_title=t("page_title.real", page=title))
    _head(path, title)
    st.info(t("empty.no_waves"))
    st.session_state.pop(_SELECTION, None)
    if path in WITHOUT_ANSWERS:
        _choose()
    elif path not in WITHOUT_WAVES:
        close_page(path)
        st.stop()


def _head(path: str, title: str | None = None) -> None:
    """Show a page's title, its own or one that is given, and the way to the others of its family.

    A control on the page of regions changes whose answers it shows, and so what it is called.
    """
    if title is None and path == ORDER["regions"]:
        parts.draw_part("title", lambda: _title(page_name(path, chosen())))
    else:
        _title(title or page_name(path, chosen()))
    if family_html(path, here(), reader_texts()):
        parts.draw_part("family", lambda: _family(path))


def _title(title: str) -> None:
    st.title(plain(title), anchor=False)


def _filter(path: str, current: Address, waves: pd.DataFrame) -> None:
    """Show the shared filter, or that the page has nothing to filter."""
    t = texts(current.lang)
    if path in WITHOUT_FILTER:
        st.caption(t("filter.not_here"))
        return
    controls.shared_filter(current, waves, t)
    parts.draw_part("shortcuts", lambda: controls.filter_shortcuts(here()))


def _account(path: str) -> None:
    st.html(account_html(session(), path, here(), reader_texts()))


def _band() -> None:
    st.html(demo_html(here(), reader_texts()))


def _family(path: str) -> None:
    st.html(family_html(path, here(), reader_texts()))


def band_html(path: str, current: Address, selection: Selection) -> str:
    """Return the band of a page at a path; nothing where no figures of the survey are shown."""
    return demo_html(current, selection.t) if shows_invented(path, selection) else ""


def demo_html(current: Address, t: Texts) -> str:
    """Return the band of a page with invented data, which stays in sight; it links to what is."""
    link = f"{ORDER['method']}{current.link(method='demo')}"
    return (
        f'<p class="demo" role="note"><strong>{escape(t("demo.band"))}</strong> '
        f"{escape(t('demo.nobody'))} "
        f'<a href="{escape(link)}" target="_self">{escape(t("demo.what"))}</a></p>'
    )


def show_view(show: Callable[[], None]) -> None:
    """Show what the page's controls choose; a changed control draws this anew, not itself."""

    def drawn() -> None:
        _choose()
        name_tab_again(address.path(), chosen())
        if gone := _gone_areas():
            st.info(plain(gone))
        if address.path() not in WITHOUT_ANSWERS and (band := low_response_html(chosen())):
            st.html(band)
        show()

    parts.draw_part(parts.VIEW, drawn)


def _gone_areas() -> str:
    """Return that the areas of one's own that the page was asked for are no more; else nothing."""
    charts = [key for key, entry in ENTRIES.items() if entry.page == address.path()]
    return areas_note(charts, here(), reader_texts())


def close_page(path: str) -> None:
    """Show the footer: where figures come from, this view's link, and the page Tillgänglighet."""
    parts.draw_part("footer", lambda: _footer(path))


def _footer(path: str) -> None:
    source = status = ""
    if _SELECTION in st.session_state:
        title = page_name(path, chosen())
        source, status = _source(path), now_shown_html(path, title, here(), chosen())
    links = foot_links(here(), reader_texts())
    st.html(f'<footer class="page-foot">{source}<span>{links}</span></footer>{status}')


def _source(path: str) -> str:
    """Return the filter, which is seen on paper, the figures' source, and the link to this view."""
    current, selection = here(), chosen()
    t = selection.t
    names = escape(t("footer.filter", names=t.listing(filter_names(current, t))))
    is_narrowed = selection.is_filtered and path not in WITHOUT_FILTER
    narrowed = f'<span class="filter">{names}</span>' if is_narrowed else ""
    link = current.link(wave=selection.wave if data.has_waves() else None)
    source = own_source(selection) if path in WITHOUT_ANSWERS else selection.source_line()
    return f'{narrowed}<span>{unbroken(source)}</span><a href="{link}">{t("footer.permalink")}</a>'


def here() -> Address:
    """Return the address in force on this run."""
    return address.in_force()


def _choose() -> None:
    selection = selection_with_goals(here(), data.source().query("waves"), reader_theme())
    st.session_state[_SELECTION] = replace(selection, on_page=True)


def chosen() -> Selection:
    """Return what the reader has chosen, for views."""
    selection: Selection = st.session_state[_SELECTION]
    return selection


def reader_texts() -> Texts:
    """Return the texts of the reader's language."""
    return texts(here().lang)


def reader_theme() -> str:
    """Return whether the reader has light or dark paper."""
    return st.context.theme.type or "light"


def selection_with_goals(current: Address, waves: pd.DataFrame, theme: str = "light") -> Selection:
    """Return what an address chooses, with the council's goals to mark in it."""
    selection = selection_of(current, waves, theme)
    return with_marks(selection, goal_marks(selection, selection.wave, selection.language))


def selection_of(current: Address, waves: pd.DataFrame, theme: str = "light") -> Selection:
    """Return what an address chooses; without a wave of its own it is the newest.

    Before any is published it is this month, of the whole country: what has no answers behind it
    is named for when it was looked at, and the filter is of a wave's groups.
    """
    choices = {choice.name: getattr(current, choice.name) for choice in fields(Choices)}
    if waves.empty:
        unfiltered = dict.fromkeys(("county", "skr_group", "size_class"), ())
        month = f"{date.today():%Y-%m}"
        return Selection(month, False, current.lang, theme, **(choices | unfiltered))
    wave = current.wave or str(waves["wave"].iloc[0])
    selection = Selection(
        wave=wave,
        is_demo=bool(dict(zip(waves["wave"], waves["is_demo"], strict=True))[wave]),
        language=current.lang,
        theme=theme,
        **choices,
    )
    return with_own_areas(data.source(), selection)

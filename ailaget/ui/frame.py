"""The frame around every page: heading, demonstration mark, shared filter, footer."""

import pandas as pd
import streamlit as st

from ailaget.texts import Texts, texts
from ailaget.ui import address, controls, data
from ailaget.ui.address import Address
from ailaget.ui.meeting.targets import targets_of
from ailaget.ui.navigation import WITHOUT_WAVES
from ailaget.views.selection import Selection

_ADDRESS = "current_address"
_SELECTION = "current_selection"


def open_page(path: str, title: str) -> None:
    """Read the URL, show the sidebar with the shared filter, and the page's heading."""
    waves = data.source().query("waves")
    current = address.read(list(waves["wave"]), path)
    t = texts(current.lang)
    st.session_state[_ADDRESS] = current
    with st.sidebar:
        controls.language_switch(current)
    if waves.empty:
        st.title(title, anchor=False)
        st.info(t("empty.no_waves"))
        if path not in WITHOUT_WAVES:
            st.stop()
        st.session_state.pop(_SELECTION, None)
        return
    with st.sidebar:
        controls.shared_filter(current, waves, t)
    selection = selection_of(current, waves, st.context.theme.type or "light")
    st.session_state[_SELECTION] = selection
    if selection.is_demo:
        st.html(f'<p class="demo" role="note">{t("demo.banner")}</p>')
    st.title(title, anchor=False)


def close_page() -> None:
    """Show the footer: where the figures come from and the link to this very view."""
    if _SELECTION not in st.session_state:
        return
    current, selection = here(), chosen()
    t = selection.t
    st.html(
        '<footer class="page-foot">'
        f"<span>{selection.source_line()}</span>"
        f'<a href="{current.link(wave=selection.wave)}">{t("footer.permalink")}</a>'
        "</footer>"
    )


def here() -> Address:
    """Return the address in force on this run."""
    found: Address = st.session_state[_ADDRESS]
    return found


def chosen() -> Selection:
    """Return what the reader has chosen, for views."""
    found: Selection = st.session_state[_SELECTION]
    return found


def reader_texts() -> Texts:
    """Return the texts of the reader's language."""
    return texts(here().lang)


def selection_of(current: Address, waves: pd.DataFrame, theme: str = "light") -> Selection:
    """Return what an address chooses; without a wave of its own it is the newest."""
    wave = current.wave or str(waves["wave"].iloc[0])
    return Selection(
        wave=wave,
        is_demo=bool(waves.set_index("wave")["is_demo"][wave]),
        counties=current.county,
        skr_groups=current.skr_group,
        size_classes=current.size_class,
        indicator=current.indicator,
        municipality=current.municipality,
        compare=current.compare,
        region=current.region,
        question=current.question,
        level=current.level,
        classes=current.classes,
        view=current.view,
        by=current.by,
        weighted=current.weighted == "yes",
        neighbours=current.neighbours,
        bottom=int(current.bottom) / 100,
        moved=float(current.moved),
        below=int(current.below),
        weights=_pairs(current.weight),
        alike=_pairs(current.alike),
        language=current.lang,
        theme=theme,
        targets=targets_of(current),
    )


def _pairs(weights: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    return tuple((key, float(weight)) for key, weight in (pair.split(":") for pair in weights))

"""The way out for a whole wave, on the page Data och metod."""

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui.download_menu import link_html

SIZE_MB = 1
"""Megabytes of a dump, rounded: nearly all of it is the same from wave to wave."""

READABLE = 740  # pixels: some ninety characters to a line of prose


def show_dump(wave: str, t: Texts) -> None:
    """Show what a dump holds, and the link to it with its size."""
    st.header(t("dump.heading"), anchor=False)
    st.markdown(t("dump.intro", wave=t.wave(wave)), width=READABLE)
    label = t("dump.link", size=t.number(SIZE_MB))
    st.html(f'<div class="downloads">{link_html(f"dump/{wave}.zip", label, t)}</div>')

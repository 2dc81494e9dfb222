"""The UI script: navigation and frame, then the page that the reader is on."""

import streamlit as st

from ailaget.texts import texts
from ailaget.ui import address, data, frame
from ailaget.ui.acceleration import switch
from ailaget.ui.navigation import pages
from ailaget.ui.operations.metrics import measured

t = texts(address.language())
st.set_page_config(page_icon="data/icon.svg", layout="wide")
page = st.navigation(pages(t), position="top")


def show() -> None:
    """Show the page in its frame."""
    frame.open_page(page.url_path, page.title)
    page.run()
    frame.close_page(page.url_path)


with data.looked_up_once():
    measured(page.url_path, lambda: switch.shown(page.url_path, show))

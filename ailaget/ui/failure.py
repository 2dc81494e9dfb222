"""What a reader sees when something goes wrong: plain words, never a stack trace."""

import logging

import streamlit as st

from ailaget.errors import AilagetError
from ailaget.texts import texts
from ailaget.ui.address import language
from ailaget.ui.plain import filled

logger = logging.getLogger(__name__)


def show_failure(error: Exception) -> bool:
    """Show an error in words and log it; returns True, so that Streamlit adds nothing."""
    t = texts(language())
    if isinstance(error, AilagetError):
        st.error(t.error(error, shown=filled))
    else:
        logger.exception("a page failed", exc_info=error)
        st.error(t("failure.unexpected"))
    return True

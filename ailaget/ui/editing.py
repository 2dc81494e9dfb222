"""Who may edit, as the pages ask: at each run, and again where something is written."""

import getpass

import streamlit as st

from ailaget.ui.guard.grant import is_granted


def may_edit() -> bool:
    """Return whether this reader has been granted to edit; never decided by hiding a button."""
    return is_granted(st.context.headers)


def editor() -> str:
    """Return who is signed in on this machine, for the journals; empty if it cannot be told."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""

"""Who is here and may edit, as the pages ask: at each run, and again where something is written."""

import streamlit as st

from ailaget.access.roles import Role
from ailaget.access.settings import has_provider
from ailaget.store.audit import on_this_machine
from ailaget.store.sessions import Session
from ailaget.texts import Texts
from ailaget.ui.guard.access import current_session, role_of


def may_edit() -> bool:
    """Return whether this reader has been granted to edit; never decided by hiding a button."""
    return role() >= Role.EDITOR


def may_administer() -> bool:
    """Return whether this reader may see who did what."""
    return role() >= Role.ADMINISTRATOR


def role() -> Role:
    """Return this reader's role, at this moment."""
    return role_of(st.context.headers)


def session() -> Session | None:
    """Return the session of who has signed in; None without one."""
    return current_session(st.context.headers)


def why_not(key: str, t: Texts) -> str:
    """Return why this reader may not edit: by signing in or not, else the page's own words."""
    if not has_provider():
        return t(key)
    return t("account.only_reads" if session() else "account.sign_in_to_edit")


def editor() -> str:
    """Return who edits, for the journals: who has signed in, else who runs the server here."""
    if (signed_in := session()) is not None:
        return signed_in.identity.account
    return on_this_machine().account

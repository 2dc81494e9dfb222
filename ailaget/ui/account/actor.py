"""Who acts, for the audit log: whose page or request it is."""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ailaget.store.audit import Actor, on_this_machine
from ailaget.ui.guard.access import current_session, role_of
from ailaget.ui.guard.client import CLIENT


def actor_of(headers: Mapping[str, str]) -> Actor:
    """Return who sends a request; without a provider, who runs the server."""
    session = current_session(headers)
    account = session.identity.account if session else on_this_machine().account
    sent = {name.lower(): value for name, value in headers.items()}
    return Actor(account, role_of(headers).name.lower(), sent.get(CLIENT, ""))


def actor_on_page() -> Actor | None:
    """Return whose page runs; None where it is no page that runs."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    return actor_of(st.context.headers)

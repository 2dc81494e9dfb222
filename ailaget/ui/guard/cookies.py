"""Which cookies of a browser say who its user is."""

from collections.abc import Iterable

from ailaget.ui.guard.grant import cookie_name

OURS = ("ailaget_", "_streamlit_")
"""How cookies begin that this server sets; it reads no others."""

ANONYMOUS = ("_streamlit_xsrf", "ailaget_worker_")
"""How those begin that every browser has."""


def tells_who(cookies: Iterable[str]) -> bool:
    """Return whether any of a browser's cookies, by name, may say who its user is."""
    own = {name for name in cookies if name.startswith(OURS) and not name.startswith(ANONYMOUS)}
    # Of a token that no longer holds, or did not come from this machine: it grants nothing.
    return bool(own - {cookie_name()})

"""What the pages say of who is signed in, with the way in or out."""

from html import escape
from urllib.parse import urlencode

from ailaget.access.roles import role_of_identity
from ailaget.store.sessions import Session
from ailaget.texts import Texts
from ailaget.ui.address import Address


def account_html(session: Session | None, path: str, current: Address, t: Texts) -> str:
    """Return who is signed in, and the link out; else the link in."""
    label = escape(t("account.label"))
    if session is None:
        to = urlencode({"to": f"{path}{current.link()}"})
        link = _link(f"account/sign-in?{to}", t("account.sign_in"))
        return f'<nav class="account" aria-label="{label}">{link}</nav>'
    role = t(f"account.role_{role_of_identity(session.identity).name.lower()}")
    who = escape(t("account.signed_in", name=session.identity.shown_name, role=role))
    link = _link(f"account/sign-out?lang={t.language}", t("account.sign_out"))
    return f'<nav class="account" aria-label="{label}"><span>{who}</span> {link}</nav>'


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}" target="_self">{escape(text)}</a>'

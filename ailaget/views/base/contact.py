"""Whom readers turn to, as configuration has it, and the line on barriers that ends every file."""

import os
import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from ailaget.texts import Texts

CONTACT = "AILAGET_CONTACT"
"""Names the variable with whom readers and municipalities turn to: an e-mail address or a page."""

HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
"""What a Host header may look like: a name or an address, and perhaps a port."""

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True)
class Contact:
    """Whom to turn to: a link, and the address as it is read."""

    link: str
    text: str


def contact() -> Contact | None:
    """Return whom readers turn to; None where nobody is named, or neither by e-mail nor by page."""
    given = os.environ.get(CONTACT, "").strip()
    if E_MAIL.fullmatch(given):
        return Contact(f"mailto:{given}", given)
    parts = urlsplit(given)
    if parts.scheme in {"http", "https"} and HOST.fullmatch(parts.netloc):
        return Contact(given, f"{parts.netloc}{parts.path}".rstrip("/"))
    return None


def barrier_html(t: Texts) -> str:
    """Return the line that ends a file: what to do where a barrier is met, and whom to tell."""
    turned_to = contact()
    if turned_to is None:
        return f'<footer><p class="small">{escape(t("barrier.nobody"))}</p></footer>'
    link = f'<a href="{escape(turned_to.link, quote=True)}">{escape(turned_to.text)}</a>'
    return f'<footer><p class="small">{escape(t("barrier.contact"))} {link}</p></footer>'

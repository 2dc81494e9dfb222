"""The way to the page Underlag, from the pages that rest on it."""

from html import escape

from ailaget.texts import Texts
from ailaget.ui.frame import here
from ailaget.ui.navigation import ORDER


def entries_link_html(t: Texts, kind: str | None = None) -> str:
    """Return a line that leads to where entries are kept, to those of a kind where one is given."""
    current = here()
    link = current.link(kind=kind or current.kind)
    address = escape(f"{ORDER['entries']}{link}")
    return (
        f'<p class="to-entries"><a href="{address}" target="_self">'
        f"{escape(t('entries.to_page'))}</a></p>"
    )

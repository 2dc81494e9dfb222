"""The ways to the parts of the page Underlag, past its long list, for who comes by keyboard."""

from html import escape

from ailaget.texts import Texts

WAYS = ("form", "files", "links")
"""What an editor can do on the page, in its order."""


def ways_html(t: Texts) -> str:
    """Return links to where entries are changed one by one, by file, and their links tried."""
    links = " ".join(
        f'<a href="#entries-{way}" target="_self">{_title(way, t)}</a>' for way in WAYS
    )
    return f'<nav class="family" aria-label="{escape(t("entries.ways"))}">{links}</nav>'


def way_html(way: str, t: Texts) -> str:
    """Return the heading that such a link leads to; it takes the focus there."""
    heading = f'<h2 id="entries-{way}" tabindex="-1">{_title(way, t)}</h2>'
    return f'<div class="finding">{heading}</div>'


def _title(way: str, t: Texts) -> str:
    return escape(t(f"entries.{way}_title"))

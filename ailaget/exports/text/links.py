"""Addresses in a text of a file: a reader follows them."""

from html import escape
from itertools import chain

from ailaget.exports.metadata import LINK


def linked(text: str) -> str:
    """Return a text as HTML, escaped, each address in it as a link.

    >>> linked("A & B.")
    'A &amp; B.'
    """
    parts = [escape(part) for part in LINK.split(text)]
    links = [f'<a href="{address}">{address}</a>' for address in parts[1::2]]
    return "".join(chain(*zip(parts[::2], [*links, ""], strict=True)))

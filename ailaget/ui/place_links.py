"""The names of municipalities in a text, as links to their page."""

import re
from collections.abc import Callable
from html import escape

from ailaget import geography

_CODES = {escape(place.name): place.code for place in geography.municipalities()}
# The longest first: one name may begin another.
_LONGEST_FIRST = sorted(_CODES, key=len, reverse=True)
_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?!\w)")


def linked(text: str, href: Callable[[str], str]) -> str:
    """Return an escaped text in which each municipality's name leads where its code does."""
    return _NAME.sub(lambda name: f"<a {href(_CODES[name[0]])}>{name[0]}</a>", text)


def in_table(code: str) -> str:
    """Return a link's mark in a table: the code alone, as `front/tables.js` knows the rest."""
    return f"href=#{code}"

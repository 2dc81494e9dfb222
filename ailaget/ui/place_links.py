"""The names of municipalities in a text, as links to their page."""

import re
from collections.abc import Callable, Iterable
from html import escape

from ailaget import geography
from ailaget.texts import Texts

_CODES = {escape(place.name): place.code for place in geography.municipalities()}
# The longest first: one name may begin another.
_LONGEST_FIRST = sorted(_CODES, key=len, reverse=True)
_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?!\w)")


def linked(text: str, href: Callable[[str], str]) -> str:
    """Return an escaped text in which each municipality's name leads where its code does."""
    return _NAME.sub(lambda name: f"<a {href(_CODES[name[0]])}>{name[0]}</a>", text)


def names_html(names: Iterable[str], t: Texts) -> str:
    """Return municipalities' names as a list of links, which are one stop for the Tab key."""
    rows = "".join(f"<li>{linked(escape(name), in_table)}</li>" for name in names)
    keys = f'<p class="keys">{escape(t("table.keys"))}</p>'
    return f'<div class="names"><ul>{rows}</ul>{keys}</div>'


def in_table(code: str) -> str:
    """Return a link's mark in a table or a list: the code alone; `front/tables.js` has the rest."""
    return f"href=#{code}"

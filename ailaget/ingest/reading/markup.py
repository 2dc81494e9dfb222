"""Takes a web page's markup off a text: survey tools keep some of it in headings and answers."""

import html
import re

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAGS = (
    "a|b|big|br|div|em|font|h[1-6]|i|label|li|ol|p|small|span|strong|sub|sup|table|tbody|td|tr|u|ul"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_NO_BREAK_SPACE = "\u00a0"
_TIMES_ESCAPED = 2
"""A tool that escapes what was escaped already writes ``&amp;aring;``."""


def with_letters(line: str) -> str:
    """Return a line of a file in which entities that stand for a letter are that letter.

    They end with a semicolon, which would part the line's cells. What may be a quotation mark or a
    delimiter stays, and is decoded in its cell.
    """
    return _ENTITY.sub(_letter, line) if "&" in line else line


def _letter(entity: re.Match[str]) -> str:
    decoded = html.unescape(entity.group())
    return decoded if decoded.isalpha() or decoded == _NO_BREAK_SPACE else entity.group()


def without_markup(text: str) -> str:
    """Return a text with its entities decoded and its tags taken away.

    Only what HTML knows is touched: ``<10 000`` and ``FoU & AI`` stay as they are.

    >>> without_markup("<p>P&aring;b&ouml;rjat</p>"), without_markup("<10 000 & fler")
    ('Påbörjat', '<10 000 & fler')
    """
    if "&" not in text and "<" not in text:
        return text
    for _ in range(_TIMES_ESCAPED):
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    if not _TAG.search(text):
        return text
    return _TAG.sub(" ", text).strip()

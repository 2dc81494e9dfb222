"""Text from files and people, shown letter by letter where Streamlit would read it as Markdown."""

import re
from pathlib import PurePath

from ailaget.texts import unbroken

MARKS = re.compile(r"[\\`*~\[\]<>&$|]|(?<!\w)_|_(?!\w)")
"""What begins or ends emphasis, code, links, formulas, HTML and tables; not a_name_like_this."""

START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=#])", re.MULTILINE)
"""What makes a line a list, a heading or a rule."""

JOINER = "\N{WORD JOINER}"
"""Takes no room and parts no line, but stands between what would be read together."""

TOGETHER = re.compile(
    r"(?<=:)(?=[\w/+-])|(?<=@)(?=\w)|(?<=-)(?=[->])|(?<=\bwww)(?=\.)", re.IGNORECASE
)
"""Where an emoji, an icon, a colour, an address or an arrow is read out of finished text."""


def plain(text: object) -> str:
    r"""Return a text so that Markdown shows it as it is, on one line.

    >>> print(plain("*Ja* [se](här)"))
    \*Ja\* \[se\](här)
    """
    line = " ".join(str(text).split("\n")).strip()
    parted = TOGETHER.sub(JOINER, line)
    marked = MARKS.sub(lambda mark: f"\\{mark[0]}", parted)
    return START.sub(lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", marked)


def in_markdown(text: str) -> str:
    """Return a text for the screen as Markdown shows it, letter by letter and well parted."""
    return plain(unbroken(text))


def named(value: object) -> object:
    """Return what an error names; of a path on the server its name alone."""
    path = PurePath(str(value))
    return path.name if path.is_absolute() and path.name else value


def filled(value: object) -> str:
    """Return what an error names, as text for Markdown."""
    return plain(named(value))

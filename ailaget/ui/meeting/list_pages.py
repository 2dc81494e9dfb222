"""Long lists in parts that a slide holds: every line once, under its heading, in order."""

from collections.abc import Sequence
from textwrap import wrap

from ailaget.views.base.table_pages import Room

HEADING = 2.0
"""Lines of text that a heading takes."""

PIECE = 8
"""Lines of text that one line of a list takes at most: a longer one goes on in the next."""

Lists = list[tuple[str, list[str]]]


def in_list_pages(lists: Sequence[tuple[str, Sequence[str]]], room: Room) -> list[Lists]:
    """Return the lists as pages that each fit `room`; a heading is said anew on each page.

    A heading is never parted from its first line; an empty heading takes no room.
    """
    pages: list[Lists] = [[]]
    free = room.lines
    for heading, lines in lists:
        above = HEADING if heading else 0.0
        begun = False
        for line in lines:
            needed = room.between + max(len(wrap(line, room.characters)), 1)
            if needed + (0.0 if begun else above) > free and pages[-1]:
                pages.append([])
                free, begun = room.lines, False
            if not begun:
                pages[-1].append((heading, []))
                free, begun = free - above, True
            pages[-1][-1][1].append(line)
            free -= needed
    return pages


def in_pieces(line: str, room: Room) -> list[str]:
    """Return a line in as many pieces as a slide needs; all but the first say that they go on."""
    first, *others = wrap(line, PIECE * room.characters)
    return [first, *(f"… {piece}" for piece in others)]

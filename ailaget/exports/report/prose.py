"""What a report's writer has written: headings, lists and paragraphs, by how their lines begin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

HEADING, BULLETS, NUMBERS, PARAGRAPH = "heading", "bullets", "numbers", "paragraph"
BEGINNINGS = {
    HEADING: re.compile(r"#{1,6}\s+"),
    BULLETS: re.compile(r"[-*•–]\s+"),
    NUMBERS: re.compile(r"\d{1,2}[.)]\s+"),
}
LISTS = (BULLETS, NUMBERS)


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph, of one line, or a list of several; without their signs."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    r"""Return what a text is made of: ``# `` begins a heading, ``- `` and ``1. `` begin lists.

    Each other line is a paragraph.

    >>> [block.kind for block in blocks("# Vi tror\n- ett\n- två\n\nSlut.")]
    ['heading', 'bullets', 'paragraph']
    """
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    lines = (_read(line.strip()) for line in text.splitlines())
    for kind, run in groupby(lines, key=lambda line: line[0]):
        contents = tuple(line for _, line in run if line)
        if kind in LISTS and contents:
            yield Block(kind, contents)
        else:
            yield from (Block(kind, (line,)) for line in contents)


def _read(line: str) -> tuple[str, str]:
    """Return a line's kind, and the line without the sign that says it."""
    for kind, beginning in BEGINNINGS.items():
        if match := beginning.match(line):
            return kind, line[match.end() :]
    return (PARAGRAPH if line else ""), line

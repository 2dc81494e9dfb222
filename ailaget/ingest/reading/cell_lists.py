"""Reads a cell that holds a list as programs write it: JSON, Python or PostgreSQL."""

import json
import re

_ITEM = r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"'\[\]{}(),;][^"'\[\]{},;]*))\s*"""
_ITEMS = re.compile(_ITEM)
_LIST = re.compile(r"\[.*\]|\{.*\}", re.DOTALL)
_SEPARATORS = ",;"
_LONGEST = 10_000


def list_items(cell: str) -> list[str] | None:
    """Return the items of a list in a cell, None where the cell is no list.

    ``["A","B"]`` comes from forms through flows, ``['A', 'B']`` from Python and ``{A,"B C"}`` from
    PostgreSQL; ``;`` stands for ``,`` where a spreadsheet's list separator is one.

    >>> list_items('["Egen drift","Moln"]'), list_items("[]"), list_items("Egen drift")
    (['Egen drift', 'Moln'], [], None)
    """
    text = cell.strip()
    if len(text) > _LONGEST or not _LIST.fullmatch(text):
        return None
    inside, items, at = text[1:-1], [], 0
    if not inside.strip():
        return []
    while match := _ITEMS.match(inside, at):
        double, single, bare = match.groups()
        items.append(_decoded(double) if double is not None else (single or bare or "").strip())
        at = match.end()
        if at == len(inside):
            return items
        if inside[at] not in _SEPARATORS:
            return None
        at += 1
    return None


def _decoded(text: str) -> str:
    r"""Return a quoted text with its escapes decoded, such as ``\u00e5``."""
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text

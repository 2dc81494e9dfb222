"""The structure of a tagged PDF, as those who listen to it have it read."""

from collections.abc import Iterator
from typing import Any

import pikepdf


def elements(node: Any) -> Iterator[Any]:
    """Yield the structure's elements in the order that they are read."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def scope_of(cell: Any) -> str:
    """Return the scope of a cell, empty where none heads anything."""
    return next((str(each.Scope) for each in cell.get("/A", []) if "/Scope" in each), "")

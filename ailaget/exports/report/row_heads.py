"""The first cells of a table's rows as their heads in a tagged PDF: Typst tags those of columns."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

HEADS = "heads"
"""The key under which a table that a layout reads says of each column whether it heads its row."""


def with_row_heads(made: bytes, contents: Mapping[str, Any]) -> bytes:
    """Return a PDF whose tables, set in the order of the contents, have the heads that these say.

    A head is a TH whose scope is its row (ISO 32000-1, 14.8.5.7). A cell no longer names the head
    of its column alone: both follow from their scopes.
    """
    heads = list(_heads(contents))
    if not any(map(any, heads)):
        return made
    with Pdf.open(io.BytesIO(made)) as pdf:
        tables = _elements(pdf.Root.StructTreeRoot, "/Table")
        for table, columns in zip(tables, heads, strict=True):
            for body in _elements(table, "/TBody"):
                for row in _elements(body, "/TR"):
                    _mark(row, columns)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _heads(part: Any) -> Iterator[Sequence[bool]]:
    """Yield what each table says of its columns, in order."""
    if isinstance(part, Mapping):
        if HEADS in part:
            yield part[HEADS]
        part = part.values()
    elif not isinstance(part, list | tuple):
        return
    for each in part:
        yield from _heads(each)


def _elements(node: Any, *kinds: str) -> Iterator[Any]:
    """Yield the elements of some kinds below one, in the order that they are read."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if str(kid.S) in kinds:
                yield kid
            yield from _elements(kid, *kinds)


def _mark(row: Any, columns: Sequence[bool]) -> None:
    for cell, is_head in zip(_elements(row, "/TH", "/TD"), columns, strict=True):
        cell.S = Name.TH if is_head else Name.TD
        scope = [Dictionary(O=Name.Table, Scope=Name.Row)] if is_head else []
        cell.A = Array([*scope, *filter(_says_more, cell.get("/A", Array()))])


def _says_more(attributes: Any) -> bool:
    """Return whether attributes say anything besides which cells head this one."""
    return bool(set(attributes.keys()) - {"/O", "/Headers"})

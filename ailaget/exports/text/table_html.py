"""A table as plain HTML for files that stand alone; every text is escaped."""

from html import escape

from ailaget.texts import Texts
from ailaget.views.base.cells import RIGHT, cell_text
from ailaget.views.base.result import Cell, Column, Table


def table_html(table: Table, t: Texts, caption: str) -> str:
    """Return the whole table; empty where it has no columns."""
    if not table.columns:
        return ""
    head = "".join(
        f"<th scope=col{_side(column)}>{escape(column.label)}" for column in table.columns
    )
    body = "".join(
        "<tr>" + "".join(map(lambda c, cell: _cell(c, cell, t), table.columns, row))
        for row in table.rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</thead><tbody>{body}</table>"
    )


def _cell(column: Column, cell: Cell, t: Texts) -> str:
    text = escape(cell_text(cell, column, t))
    return f"<th scope=row>{text}" if column.kind == "name" else f"<td{_side(column)}>{text}"


def _side(column: Column) -> str:
    return " class=r" if column.kind in RIGHT else ""

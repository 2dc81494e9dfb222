"""A table as plain HTML for files that stand alone; every text is escaped."""

from html import escape

from ailaget.texts import Texts
from ailaget.views.base.cells import RIGHT, cell_text
from ailaget.views.base.result import Cell, Column, Table

MANY = 10
"""Columns above which a table has smaller letters, as it would else be wider than a sheet."""


def table_html(table: Table, t: Texts, caption: str) -> str:
    """Return the whole table; empty where it has no columns."""
    if not table.columns:
        return ""
    head = "".join(
        f"<th scope=col{_side(column)}>{escape(column.label)}" for column in table.columns
    )
    has_names = any(column.kind == "name" for column in table.columns)
    naming = None if has_names or table.columns[0].kind != "text" else table.columns[0]
    body = "".join(
        "<tr>" + "".join(map(lambda c, cell: _cell(c, cell, naming, t), table.columns, row))
        for row in table.rows
    )
    many = " class=many" if len(table.columns) > MANY else ""
    caption = f"<caption>{escape(caption)}</caption>"
    return f"<table{many}>{caption}<thead><tr>{head}</thead><tbody>{body}</table>"


def _cell(column: Column, cell: Cell, naming: Column | None, t: Texts) -> str:
    """Return a cell; a name heads its row, and where there are none what is in `naming`."""
    text = escape(cell_text(cell, column, t))
    is_heading = column.kind == "name" or column is naming
    return f"<th scope=row>{text}" if is_heading else f"<td{_side(column)}>{text}"


def _side(column: Column) -> str:
    return " class=r" if column.kind in RIGHT else ""

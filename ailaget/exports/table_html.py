"""A table as plain HTML for files that stand alone; every text is escaped."""

from html import escape

from ailaget.texts import Texts
from ailaget.views.result import Cell, Column, Table

NUMBERS = ("integer", "number", "share")


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


def cell_text(cell: Cell, column: Column, t: Texts) -> str:
    """Return a cell as a reader reads it; missing is a dash in a number's place, else nothing."""
    if cell is None:
        return t("missing") if column.kind in NUMBERS else ""
    if isinstance(cell, str):
        return cell
    return t.percent(cell) if column.kind == "share" else t.number(cell, column.decimals)


def _cell(column: Column, cell: Cell, t: Texts) -> str:
    words = escape(cell_text(cell, column, t))
    return f"<th scope=row>{words}" if column.kind == "name" else f"<td{_side(column)}>{words}"


def _side(column: Column) -> str:
    return " class=r" if column.kind in NUMBERS else ""

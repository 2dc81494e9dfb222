"""A table as plain HTML for files that stand alone; every text is escaped."""

from html import escape

from ailaget.exports.text.links import linked
from ailaget.texts import Texts
from ailaget.views.base.cells import RIGHT, cell_text, heads_rows
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
    heads = heads_rows(table)
    body = "".join(
        "<tr>"
        + "".join(
            _cell(column, cell, t, is_head=is_head)
            for column, cell, is_head in zip(table.columns, row, heads, strict=True)
        )
        for row in table.rows
    )
    many = " class=many" if len(table.columns) > MANY else ""
    caption = f"<caption>{escape(caption)}</caption>"
    return f"<table{many}>{caption}<thead><tr>{head}</thead><tbody>{body}</table>"


def framed_table_html(table: Table, t: Texts, caption: str) -> str:
    """Return the whole table in a frame: one wider than the screen scrolls there, by keys too."""
    whole = table_html(table, t, caption)
    if not whole:
        return ""
    name = escape(caption, quote=True)
    return f'<div class="frame" role="region" tabindex="0" aria-label="{name}">{whole}</div>'


def _cell(column: Column, cell: Cell, t: Texts, *, is_head: bool) -> str:
    text = linked(cell_text(cell, column, t))
    return f"<th scope=row>{text}" if is_head else f"<td{_side(column)}>{text}"


def _side(column: Column) -> str:
    return " class=r" if column.kind in RIGHT else ""

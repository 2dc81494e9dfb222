"""Tables as plain HTML: read by everyone, printed as they stand, and small on the wire."""

from dataclasses import replace
from html import escape

from ailaget.texts import Texts
from ailaget.views.cells import NUMBERS, cell_text
from ailaget.views.result import Column, Table

SHORT = 9
"""Signs: a column of text no longer than this stays on one line, as numbers do; a heading too."""


def table_html(
    table: Table, t: Texts, caption: str, *, height: str = "33rem", is_sortable: bool = True
) -> str:
    """Return a table in a box that scrolls; every text is escaped.

    A column of text with nothing in it is left out. One with a short heading has its label in the
    caption. A sortable table's headings are buttons, which `front/tables.js` listens to.
    End tags that HTML lets one leave out are left out: a table of 290 rows is sent on each change.
    """
    table = without_empty_columns(table)
    colours = list(dict.fromkeys(colour for colour in table.swatches if colour))
    style = "".join(f"--k{i}:{colour};" for i, colour in enumerate(colours))
    head = "".join(_heading(column, is_sortable) for column in table.columns)
    body = "".join(_row(table, i, t, colours) for i in range(len(table.rows)))
    units = [t("column.unit", short=c.short, label=c.label) for c in table.columns if c.short]
    caption = " ".join([*units, caption])
    label = escape(caption, quote=True)
    return (
        f'<div class="table-box" tabindex="0" role="region" aria-label="{label}" '
        f'style="--box:{height};{style}"><table class="{_looks(table)}">'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</thead><tbody>{body}</table></div>"
    )


def without_empty_columns(table: Table) -> Table:
    """Return the table without the columns of text that say nothing of any row."""
    said = [
        place
        for place, column in enumerate(table.columns)
        if column.kind != "text" or not table.rows or any(row[place] for row in table.rows)
    ]
    if len(said) == len(table.columns):
        return table
    rows = [tuple(row[place] for place in said) for row in table.rows]
    return replace(table, columns=tuple(table.columns[place] for place in said), rows=rows)


def _looks(table: Table) -> str:
    """Return the table's classes, by the places of its columns from 1.

    ``s2`` says that the second stands still where a narrow screen scrolls sideways: the one that
    names the rows. ``k3`` says that the third stays on one line.
    """
    kinds = [column.kind for column in table.columns]
    still = kinds.index("name") + 1 if "name" in kinds else 1
    short = [
        f"k{place}"
        for place, kind in enumerate(kinds, 1)
        if kind == "text" and all(len(str(row[place - 1] or "")) <= SHORT for row in table.rows)
    ]
    return " ".join(["data", f"s{still}", *short])


def _heading(column: Column, is_sortable: bool) -> str:
    align = " class=r" if column.kind in NUMBERS else ""
    label = escape(column.short or column.label)
    if len(label) <= SHORT:
        label = label.replace(" ", "\N{NO-BREAK SPACE}")
    return (
        f"<th scope=col{align}>{f'<button type=button>{label}</button>' if is_sortable else label}"
    )


def _row(table: Table, i: int, t: Texts, colours: list[str]) -> str:
    is_focus = bool(table.codes) and table.codes[i] == table.focus
    cells = []
    for column, cell in zip(table.columns, table.rows[i], strict=True):
        if column.kind == "name":
            cells.append(_name(str(cell), table.swatches[i] if table.swatches else None, colours))
        else:
            align = " class=r" if column.kind in NUMBERS else ""
            cells.append(f"<td{align}>{escape(cell_text(cell, column, t))}")
    return f"<tr{' class=focus' if is_focus else ''}>{''.join(cells)}"


def _name(name: str, swatch: str | None, colours: list[str]) -> str:
    if swatch is None:
        return f"<th scope=row>{escape(name)}"
    if not swatch:
        return f'<th scope=row class="sw none">{escape(name)}'
    return f'<th scope=row class=sw style="--k:var(--k{colours.index(swatch)})">{escape(name)}'

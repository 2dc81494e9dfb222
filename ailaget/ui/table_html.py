"""Tables as plain HTML: read by everyone, printed as they stand, and small on the wire."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from itertools import groupby
from operator import itemgetter
from urllib.parse import urlsplit

from ailaget.texts import Texts, in_html, unbroken
from ailaget.ui.place_links import in_table, linked
from ailaget.views.base.cells import DAY, NAMES, RIGHT, cell_text
from ailaget.views.base.result import Cell, Column, Table

SHORT = 9
"""Signs: a column of text no longer than this stays on one line, as numbers do; a heading too."""

RATHER_SHORT = 12
"""Signs: one no longer than this does where the page has room."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A day in digits, which stays on one line too."""

WHOLE = 21
"""Rows: a table no longer than this, such as that of the counties, is shown whole."""

NO_COLOUR = "none"
"""What stands in place of a colour's number where a row has none on the map."""

_UNBROKEN = str.maketrans({" ": "\N{NO-BREAK SPACE}", "-": "-\N{WORD JOINER}"})
"""What keeps a few words on one line."""


def table_html(
    table: Table,
    t: Texts,
    caption: str,
    *,
    height: str = "33rem",
    is_sortable: bool = True,
    has_heading: bool = False,
) -> str:
    """Return a table in a box; every text is escaped. A long one scrolls, `height` being its most.

    Where it `has_heading`, words above it say what its caption does, which is then heard only.

    A column of text with nothing in it is left out. One with a short heading has its label in the
    caption. A sortable table's headings are buttons, which `front/tables.js` listens to. It also
    lets a municipality's name lead to its page, of which the code alone is sent.
    End tags that HTML lets one leave out are left out: a table of 290 rows is sent on each change.
    """
    table = without_empty_columns(table)
    colours = list(dict.fromkeys(colour for colour in table.swatches if colour))
    style = "".join(f"--k{i}:{colour};" for i, colour in enumerate(colours))
    head = "".join(_heading(column, is_sortable) for column in table.columns)
    body = _bodies(table, list(_rows(table, t, colours)))
    units = [t("column.unit", short=c.short, label=c.label) for c in table.columns if c.short]
    label = escape(" ".join([*units, caption]), quote=True)
    columns = {column.kind for column in table.columns}
    has_links = table.of_municipalities or table.links or columns & {"address", NAMES}
    said = f"<span class=heard-only>{escape(caption)}</span>" if has_heading else escape(caption)
    words = " ".join([*map(escape, units), said])
    stop = "" if has_heading or words.endswith((".", "?", "!")) else "."
    keys = f"<span class=keys>{stop} {escape(t('table.keys'))}</span>" if has_links else ""
    height = height if len(table.rows) > WHOLE else "none"
    return (
        f'<div class="table-box" tabindex="0" role="region" aria-label="{label}" '
        f'style="--box:{height};{style}"><table class="{_looks(table)}">'
        f"<caption>{words}{keys}</caption>"
        f"<thead><tr>{head}</thead>{body}</table></div>"
    )


def without_empty_columns(table: Table) -> Table:
    """Return the table without the columns of text that say nothing of any row."""
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.kind != "text" or not table.rows or any(row[place] for row in table.rows)
    ]
    if len(kept) == len(table.columns):
        return table
    rows = [tuple(row[place] for place in kept) for row in table.rows]
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _looks(table: Table) -> str:
    """Return the table's classes, by the places of its columns from 1.

    ``s2`` says that the second stands still where a narrow screen scrolls sideways: the one that
    names the rows. ``k3`` says that the third stays on one line, ``w3`` that it does where there is
    room.
    """
    kept = []
    for place, column in enumerate(table.columns):
        longest = max((_length(str(row[place] or "")) for row in table.rows), default=0)
        if column.kind == "text" and longest <= RATHER_SHORT:
            kept.append(f"{'k' if longest <= SHORT else 'w'}{place + 1}")
    return " ".join(["data", f"s{_naming(table) + 1}", *kept])


def _length(text: str) -> int:
    """Return how many characters a text has; a day, which is never broken, counts as short."""
    return min(len(text), SHORT) if _DAY.fullmatch(text) else len(text)


def _heading(column: Column, is_sortable: bool) -> str:
    label = escape(column.short or column.label)
    label = label.translate(_UNBROKEN) if len(label) <= SHORT else unbroken(label)
    label = f"<button type=button>{label}</button>" if is_sortable else label
    # The first place is the best: they are sorted from 1, and other numbers from the highest.
    up = " data-up" if is_sortable and (column.kind == "place" or column.key == "rank") else ""
    return f"<th scope=col{_class(column)}{up}>{label}"


def _class(column: Column) -> str:
    """Return how a cell stands: `r` to the right, `f` folded where the box is narrow."""
    marks = ["r"] * (column.kind in RIGHT) + ["f"] * bool(column.collapsed)
    return {0: "", 1: f" class={''.join(marks)}"}.get(len(marks), f' class="{" ".join(marks)}"')


def _bodies(table: Table, rows: list[str]) -> str:
    """Return the rows in one body, or in one for each heading, which begins with it."""
    if not table.headings:
        return f"<tbody>{''.join(rows)}"
    return "".join(
        f"<tbody><tr><th scope=rowgroup colspan={len(table.columns)}>{escape(heading)}"
        + "".join(row for _, row in under)
        for heading, under in groupby(zip(table.headings, rows, strict=True), itemgetter(0))
    )


def _rows(table: Table, t: Texts, colours: list[str]) -> Iterator[str]:
    # What is the same in all rows is worked out once: a map's table has 290.
    naming, tags = _naming(table), [f"<td{_class(column)}>" for column in table.columns]
    names = {place for place, column in enumerate(table.columns) if column.kind == "name"}
    if table.columns[naming].kind == "text":
        names.add(naming)
    days = [place for place, column in enumerate(table.columns) if column.kind == DAY]
    folds, leads = any(column.collapsed for column in table.columns), table.of_municipalities
    linked = [
        (place, table.links[column.key])
        for place, column in enumerate(table.columns)
        if column.key in table.links
    ]
    foreign = [
        (place, table.foreign[column.key])
        for place, column in enumerate(table.columns)
        if column.key in table.foreign
    ]
    for i, row in enumerate(table.rows):
        texts = [_text(cell, column, t) for cell, column in zip(row, table.columns, strict=True)]
        if leads:
            texts[naming] = _link(table.codes[i], texts[naming])
        for place, names_of in linked:
            texts[place] = _links(names_of[i])
        for place, phrases in foreign:
            texts[place] = _with_language(texts[place], *phrases[i])
        cells = [tag + text for tag, text in zip(tags, texts, strict=True)]
        for place in days:
            by = escape(str(row[place] or ""))
            cells[place] = f'<td{_class(table.columns[place])} data-by="{by}">{texts[place]}'
        for place in names:
            swatch = table.swatches[i] if table.swatches else None
            cells[place] = _name(texts[place], swatch, colours)
        if folds:
            cells[naming] += _folded(table, i, t)
        is_focus = bool(table.codes) and table.codes[i] == table.focus
        yield f"<tr{' class=focus aria-current=true' if is_focus else ''}>{''.join(cells)}"


def _link(code: str, name: str) -> str:
    """Return a municipality's name, already escaped, as a link to its page."""
    return f"<a href=#{code}>{name}</a>"


def _links(names: Mapping[str, str]) -> str:
    return ", ".join(_link(code, in_html(name)) for code, name in names.items())


def _with_language(html: str, phrase: str, language: str) -> str:
    """Return an escaped text with the phrase in it that is in another language marked so."""
    shown = in_html(phrase)
    if not phrase or shown not in html:
        return html
    return html.replace(shown, f"<span lang={language}>{shown}</span>", 1)


def _naming(table: Table) -> int:
    """Return the place of the column that names the rows: the first, where none says so."""
    kinds = [column.kind for column in table.columns]
    return kinds.index("name") if "name" in kinds else 0


def _folded(table: Table, i: int, t: Texts) -> str:
    """Return what stands under a row's name in place of columns without room, or nothing."""
    cells = list(zip(table.columns, table.rows[i], strict=True))
    others = (
        {column.key: cell_text(cell, column, t) for column, cell in cells}
        if any(column.gathers for column in table.columns)
        else {}
    )
    pieces = [
        _with_language(_piece(cell, column, others, t), *table.foreign[column.key][i])
        if column.key in table.foreign
        else _piece(cell, column, others, t)
        for column, cell in cells
        if column.collapsed.strip() and cell not in (None, "")
    ]
    parts = " ".join(f"<span>{piece}</span>" for piece in pieces)
    return f"<small>{parts}</small>" if pieces else ""


def _piece(cell: Cell, column: Column, others: Mapping[str, str], t: Texts) -> str:
    """Return a folded cell, with those of `others` that it names, escaped.

    A short one breaks nowhere, and an address is a link.
    """
    if column.kind == "address":
        return escape(column.collapsed).format(cell=_text(cell, column, t))
    piece = column.collapsed.format(**{**others, "cell": cell_text(cell, column, t)})
    if column.kind == NAMES:
        return linked(escape(piece), in_table)
    return escape(piece.translate(_UNBROKEN) if len(piece) <= 2 * SHORT else unbroken(piece))


def _text(cell: Cell, column: Column, t: Texts) -> str:
    text = cell_text(cell, column, t)
    if not isinstance(cell, str):
        return text
    if column.kind == "address" and urlsplit(cell).netloc:
        # A narrow column breaks the name of a site at its dots.
        site = escape(urlsplit(cell).netloc).replace(".", ".<wbr>")
        return f'<a href="{escape(cell)}" rel="noopener">{site}</a>'
    if column.kind == NAMES:
        return linked(escape(text), in_table)
    return unbroken(escape(text)) if " " in text else escape(text)


def _name(name: str, swatch: str | None, colours: list[str]) -> str:
    """Return a row's name, already escaped, with its colour on the map."""
    if swatch is None:
        return f"<th scope=row>{name}"
    return f"<th scope=row data-k={colours.index(swatch) if swatch else NO_COLOUR}>{name}"

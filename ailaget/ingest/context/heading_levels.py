"""Makes one heading of several rows: PxWeb's Excel has one for each variable, over the figures.

A text stands once over all the columns that it is of, as in a cell that is merged:

    |   |    | Folkmängd |      | Folkökning |      |
    |   |    | 2022      | 2023 | 2022       | 2023 |
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from ailaget.ingest.reading.raw_table import RawTable

Row = Sequence[str]


def with_levels(
    table: RawTable, is_year: Callable[[str], bool], is_number: Callable[[str], bool]
) -> RawTable:
    """Return a sheet's table with what stands over and under its row of years in the headings.

    Each column is then called by its texts and the year: ``Folkmängd 2022``. A table whose heading
    is no row of years alone, over columns without any, is returned as it is.
    """
    stub = next((at for at, text in enumerate(table.header) if text.strip()), 0)
    if table.sheet is None or not stub or not all(map(is_year, filter(str.strip, table.header))):
        return table

    def is_level(row: Row) -> bool:
        texts = [cell for cell in row[stub:] if cell.strip()]
        return (
            bool(texts) and not any(map(str.strip, row[:stub])) and not any(map(is_number, texts))
        )

    above = list(takewhile(is_level, reversed(table.preamble)))[::-1]
    below = list(takewhile(is_level, table.rows))
    if not above and not below:
        return table
    rows = table.rows[len(below) :]
    width = max(map(len, (table.header, *above, *below, *rows)))
    years = _carried(table.header, stub, width)
    words = [_carried(row, stub, width) for row in (*above, *below)]
    header = tuple(
        " ".join(filter(None, (", ".join(filter(None, (w[at] for w in words))), years[at])))
        for at in range(width)
    )
    return replace(
        table,
        header=header,
        rows=[[*row, *[""] * (width - len(row))] for row in rows],
        lines=table.lines[len(below) :],
    )


def _carried(row: Row, stub: int, width: int) -> list[str]:
    """Return a row in which each text stands over all columns up to the next."""
    texts, last = [""] * width, ""
    for at in range(stub, width):
        last = (row[at].strip() if at < len(row) else "") or last
        texts[at] = last
    return texts

"""Entries of practice as a CSV that is read back as it was: keys in its header and its cells."""

import csv
import io
from collections.abc import Iterable

from ailaget.practice import KINDS, Entry, columns_of, row_of
from ailaget.views.base.formulas import safe_text


def practice_csv(kind: str, entries: Iterable[Entry]) -> bytes:
    """Return a file of entries in UTF-8 with a byte order mark, separated by semicolons."""
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, columns_of(KINDS[kind]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for entry in entries:
        writer.writerow({column: safe_text(cell) for column, cell in row_of(entry).items()})
    return lines.getvalue().encode("utf-8-sig")

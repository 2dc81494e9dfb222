"""The audit log as a table, what was done last first, and as a file in the order of doing."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ailaget.store.audit import SAYS
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.formulas import safe_text
from ailaget.views.base.result import Column, Table

MOST = 200
"""Lines on the page; the file has all."""


def audit_table(lines: Sequence[Mapping[str, Any]], t: Texts) -> Table:
    """Return the newest lines of the log."""
    columns = (
        Column("at", t("audit.at"), "name"),
        *(
            Column(key, label) if key == "what" else folding(Column(key, label), t)
            for key in (*SAYS[1:], "about")
            for label in (t(f"audit.{key}"),)
        ),
    )
    rows = [(*(str(line[key]) for key in SAYS), _about(line)) for line in reversed(lines[-MOST:])]
    return Table(columns, rows)


def audit_csv(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the log as CSV; what only some lines say is JSON in the last column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*SAYS, "about"])
    for line in lines:
        cells = (*(str(line[key]) for key in SAYS), _about(line))
        writer.writerow(map(safe_text, cells))
    return out.getvalue().encode()


def _about(line: Mapping[str, Any]) -> str:
    about = {key: value for key, value in line.items() if key not in SAYS}
    return json.dumps(about, ensure_ascii=False, sort_keys=True) if about else ""

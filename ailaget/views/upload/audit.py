"""The audit log as a table, what was done last first, and as a file in the order of doing."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ailaget import geography
from ailaget.store.audit import SAYS
from ailaget.store.waves import is_received_wave
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.formulas import safe_text
from ailaget.views.base.result import Column, Table
from ailaget.views.upload.journal import when_text

MOST = 200
"""Lines on the page; the file has all."""


def audit_table(lines: Sequence[Mapping[str, Any]], t: Texts) -> Table:
    """Return the newest lines of the log, in words; what there is no word for as it was noted."""
    columns = (
        Column("at", t("audit.at"), "name"),
        *(
            Column(key, label) if key == "what" else folding(Column(key, label), t)
            for key in (*SAYS[1:], "about")
            for label in (t(f"audit.{key}"),)
        ),
    )
    rows = [
        (
            when_text(str(line["at"]), t),
            str(line["by"]),
            _word(f"account.role_{line['role']}", line["role"], t),
            str(line["from"]),
            _word(f"audit.did.{line['what']}", line["what"], t),
            _about_in_words(line, t),
        )
        for line in reversed(lines[-MOST:])
    ]
    return Table(columns, rows)


def _about_in_words(line: Mapping[str, Any], t: Texts) -> str:
    """Return what only some lines say, each under its label; an area stands with its code."""
    said = _more(line)
    if "respondents" in said:
        said["area"] = said.pop("municipality", "")
    return "; ".join(
        f"{_word(f'audit.said.{key}', key, t)}: {_value(key, value, t)}"
        for key, value in said.items()
    )


def _value(key: str, value: Any, t: Texts) -> str:
    if key == "records":
        return t.listing(_record(str(each), t) for each in value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if key == "wave" and is_received_wave(str(value)):
        return t.wave(str(value))
    if key == "municipality":
        return geography.respondent_names(t.language).get(str(value), str(value))
    return _word(f"duplicates.{value}", value, t) if key == "rule" else str(value)


def _record(noted: str, t: Texts) -> str:
    """Return what was done with a record, its kind in words, and its key."""
    done = {"+": "added", "-": "removed"}.get(noted[:1], "changed")
    kind, _, key = noted.lstrip("+-").partition(" ")
    return t(f"audit.record.{done}", record=f"{_word(f'audit.kind.{kind}', kind, t)} {key}")


def _word(key: str, code: object, t: Texts) -> str:
    """Return the text with a key; where there is none, the code of the log that it is for."""
    return t(key) if key in t.entries else str(code)


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
    about = _more(line)
    return json.dumps(about, ensure_ascii=False, sort_keys=True) if about else ""


def _more(line: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key not in SAYS}

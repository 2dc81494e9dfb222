"""Care of the records: all of them as JSON, and whether they are whole, for ``doctor``."""

import json
import sqlite3
from datetime import date
from typing import Any

from sqlalchemy import select

from ailaget.council.records import reading
from ailaget.council.revisions import (
    NewerRecords,
    head_revision,
    prepare_records,
    revision_of,
)
from ailaget.council.schema import Base
from ailaget.ingest.doctor import Diagnosis
from ailaget.store.postgres.errors import DatabaseUnreachable
from ailaget.store.records_file import DamagedRecords, LostRecords, check_records
from ailaget.store.workspace import Workspace
from ailaget.views.base.frozen import NotAChart, map_files, thaw


def records_json(workspace: Workspace) -> str:
    """Return every record by its table, with the tables' revision; frozen charts as JSON."""
    with reading(workspace) as session:
        tables = {
            table.name: [
                {column: _plain(column, value) for column, value in row._mapping.items()}
                for row in session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }
    return json.dumps({"revision": head_revision(), **tables}, ensure_ascii=False, indent=2)


def examine_records(workspace: Workspace) -> list[Diagnosis]:
    """Return whether the records are whole, in the order of checking."""
    try:
        check_records(workspace)
        if revision_of(workspace) is None:
            return [Diagnosis("ok", "doctor.no_records", {})]
        prepare_records(workspace)
        return _content(workspace)
    except LostRecords as error:
        return [Diagnosis("fault", "doctor.records_lost", error.params)]
    except DamagedRecords as error:
        return [Diagnosis("fault", "doctor.records_broken", {"reason": error.params["reason"]})]
    except DatabaseUnreachable:  # told of by `examine`
        return []
    except (sqlite3.DatabaseError, NewerRecords) as error:
        return [Diagnosis("fault", "doctor.records_broken", {"reason": str(error)})]


def _content(workspace: Workspace) -> list[Diagnosis]:
    records = json.loads(records_json(workspace))
    faults = []
    for frozen in records["frozen_figure"]:
        for chart in frozen["charts"].values():
            text = json.dumps(chart)
            try:
                thaw(text)
            except NotAChart as error:
                params: dict[str, object] = {"item": frozen["item_id"], "reason": str(error)}
                faults.append(Diagnosis("fault", "doctor.frozen_broken", params))
            missing = [
                name for name in map_files(text) if not (workspace.kept_maps / name).exists()
            ]
            faults += [Diagnosis("note", "doctor.map_missing", {"name": name}) for name in missing]
    counts = {"meetings": len(records["meeting"]), "frozen": len(records["frozen_figure"])}
    return faults or [Diagnosis("ok", "doctor.records", dict(counts))]


def _plain(column: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if column == "charts":
        return {language: json.loads(text) for language, text in json.loads(value).items()}
    return json.loads(value) if column in {"snapshot", "minutes"} and value else value

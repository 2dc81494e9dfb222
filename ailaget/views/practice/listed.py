"""Tables as an agenda and a report take them: in brief, and as charts without figure."""

from collections.abc import Callable
from dataclasses import fields, replace

import plotly.graph_objects as go

from ailaget.views.base.result import Chart, Exhibit, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.ethics.begun import QUESTIONS
from ailaget.views.method.exhibits import KNOWN

STEP_FACTS = ("responsible", "effort", "first", "climbed", "done_by", "source")
"""What a plan or the path says of a step, after what it is; each has some of them."""

IN_BRIEF = {
    "collaboration_outside": ("name", "county", "population"),
    "collaboration_pairs": ("name", "gap", "points", "same", "ahead"),
    "ethics_dates": ("from", "article", "what", "state", "readiness", "source"),
    "ethics_matrix": ("region", *QUESTIONS),
    "getting_started_steps": ("number", "level", "part", "step", *STEP_FACTS),
    "courses": ("name", "provider", "audience", "level", "price", "status", "source_date"),
    "examples": ("municipality", "area", "stage", "technology", "title", "what", "source_name"),
    "manager_tasks": ("area", "task", "may", "never", "check", "source_name", "source_date"),
    "manager_week": ("day", "area", "task", "may", "never", "check", "source_name"),
    "entries": ("name", "source_name", "source_date", "read_on", "confidence"),
    KNOWN: ("known", "own", "differs", "year", "link"),
}
"""The columns that a slide or a sheet of paper has room for, by the table's key."""


def listed_as_chart(
    key: str, make: Callable[[Source, Selection], Exhibit]
) -> Callable[[Source, Selection], Chart]:
    """Return what makes a table that an agenda can hold: all of a chart but its figure."""

    def listed(source: Source, selection: Selection) -> Chart:
        exhibit = make(source, selection)
        kept = {field.name: getattr(exhibit, field.name) for field in fields(Exhibit)}
        kept["table"] = in_columns(exhibit.table, IN_BRIEF[key])
        return Chart(**kept, figure=go.Figure(), alt=exhibit.headline)

    # A page remembers a view by its name: each table's is its own.
    listed.__qualname__ = f"{listed.__qualname__}.{key}"
    return listed


def in_columns(table: Table, keys: tuple[str, ...]) -> Table:
    """Return a table with some of its columns alone, by their keys."""
    places = [i for i, column in enumerate(table.columns) if column.key in keys]
    rows = [tuple(row[place] for place in places) for row in table.rows]
    return replace(table, columns=tuple(table.columns[place] for place in places), rows=rows)

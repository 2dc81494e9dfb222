"""Collections of charts for a report: one file each, opened by whoever has its link."""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.store.audit import note
from ailaget.store.files import write_whole
from ailaget.store.workspace import Workspace

ID = re.compile(r"[A-Za-z0-9_-]{16}", re.ASCII)
MOST_ITEMS, MOST_TEXT, MOST_TITLE, MOST_REPORTS = 40, 4000, 200, 2000
"""Bounds: charts in a report, signs of a text and of a title, reports in a folder."""


class ReportFull(AilagetError):
    """A report, or the folder of reports, holds as many as it can."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"report.full_{what}", most=most)


class NoReport(AilagetError):
    """There is no report by that link."""

    def __init__(self, key: str) -> None:
        super().__init__("report.none", link=key)


@dataclass(frozen=True)
class ReportItem:
    """One chart in a report: its key, the query of its view, and what the writer says of it.

    `name` is what the chart was called when it was put in, should it be gone one day.
    """

    chart: str
    query: str
    heading: str = ""
    text: str = ""
    name: str = ""


@dataclass(frozen=True)
class Report:
    """A collection of charts in order."""

    title: str = ""
    items: tuple[ReportItem, ...] = ()


def new_report(workspace: Workspace) -> str:
    """Make an empty report and return its id; raises ReportFull."""
    with workspace.lock():
        if len(list(workspace.reports.glob("*.json"))) >= MOST_REPORTS:
            raise ReportFull("folder", MOST_REPORTS)
        key = secrets.token_urlsafe(12)
        _write(workspace, key, Report())
    note(workspace, "report", report=key)
    return key


def read_report(workspace: Workspace, key: str) -> Report:
    """Return a report; raises NoReport."""
    if not ID.fullmatch(key) or not (path := _path(workspace, key)).is_file():
        raise NoReport(key)
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Report(stored["title"], tuple(ReportItem(**item) for item in stored["items"]))


def change_report(workspace: Workspace, key: str, change: Callable[[Report], Report]) -> Report:
    """Change a report as it stands now, so that two who write lose nothing of each other's.

    Raises NoReport, and ReportFull past the bound of charts; longer texts are cut.
    """
    with workspace.lock():
        changed = _bounded(change(read_report(workspace, key)))
        _write(workspace, key, changed)
    note(workspace, "report", report=key)
    return changed


def with_item(report: Report, item: ReportItem) -> Report:
    """Return the report with one more chart at its end; the same view is not taken twice."""
    views = {(other.chart, other.query) for other in report.items}
    if (item.chart, item.query) in views:
        return report
    return replace(report, items=(*report.items, item))


def without_item(report: Report, place: int) -> Report:
    """Return the report without the chart at a place, from 0; without such a place, as it is."""
    return replace(report, items=report.items[:place] + report.items[place + 1 :])


def with_item_moved(report: Report, place: int, steps: int) -> Report:
    """Return the report with the chart at a place moved, as far as the ends allow."""
    items = list(report.items)
    if not 0 <= place < len(items):
        return report
    item = items.pop(place)
    items.insert(min(max(place + steps, 0), len(items)), item)
    return replace(report, items=tuple(items))


def _bounded(report: Report) -> Report:
    if len(report.items) > MOST_ITEMS:
        raise ReportFull("items", MOST_ITEMS)
    items = tuple(
        replace(item, heading=item.heading[:MOST_TITLE], text=item.text[:MOST_TEXT])
        for item in report.items
    )
    return Report(report.title[:MOST_TITLE], items)


def _path(workspace: Workspace, key: str) -> Path:
    return workspace.reports / f"{key}.json"


def _write(workspace: Workspace, key: str, report: Report) -> None:
    text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    write_whole(_path(workspace, key), text.encode())

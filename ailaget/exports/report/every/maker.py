"""One report of many, made in a process that keeps what the next one needs too."""

import logging
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd

from ailaget.errors import AilagetError
from ailaget.exports.report.contents import Contents
from ailaget.exports.report.every.material import Material
from ailaget.exports.report.makers import REPORT_MAKERS
from ailaget.exports.report.ready import ready_contents
from ailaget.practice import Entry
from ailaget.store.database import Database
from ailaget.texts import Texts
from ailaget.views.base.goals import is_marked, with_marks
from ailaget.views.base.selection import Selection, Source

logger = logging.getLogger(__name__)

T = TypeVar("T")

MOST_KEPT = 200
"""Answers of the database that a process keeps; those of one municipality alone soon go."""


@dataclass(frozen=True)
class Outcome:
    """What came of one report: its file, or why there is none and what can be done."""

    code: str
    content: bytes = b""
    reason: str = ""


class KeptSource:
    """Answers queries, each once: most of what a report asks, every other one asks too."""

    def __init__(self, database: Database, entries: Mapping[str, tuple[Entry, ...]]) -> None:
        self._database, self._entries = database, entries
        self._kept: dict[tuple[str, str], pd.DataFrame] = {}
        self._made: dict[Hashable, Any] = {}

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return a query's rows; the frame is shared, so it must not be changed in place."""
        key = name, repr(sorted(params.items()))
        if (rows := self._kept.pop(key, None)) is None:
            rows = self._database.query(name, **params)
        self._kept[key] = rows  # the last to go
        while len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        return rows

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is made of the answers under a key, made once for all reports."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def computed(self, key: str) -> Any | None:
        """Return what was computed ahead under a key, None where nothing was."""
        return self._database.computed(key)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of a kind that readers see."""
        return self._entries[kind]


@dataclass(frozen=True)
class Maker:
    """Makes the reports of one material, one after the other."""

    material: Material
    source: Source

    @property
    def build(self) -> str:
        """The database's name."""
        return self.material.build

    def view(self, make: Callable[[Source, Selection], T], selection: Selection) -> T:
        """Return a view of what is chosen."""
        return make(self.source, selection)

    def with_goals(self, selection: Selection) -> Selection:
        """Return a selection with the council's goals to mark in its charts."""
        marks = (
            mark
            for place, mark in self.material.marks
            if is_marked(place, mark.indicator, mark.measure, selection)
        )
        return with_marks(selection, marks)

    def contents(self, code: str) -> Contents:
        """Return what a report holds."""
        order = self.material.order
        contents = ready_contents(order.report_kind, order.chosen(code), self, order.root)
        assert contents is not None  # a municipality is chosen
        return contents

    def make(self, code: str) -> Outcome:
        """Return a report, or why it could not be made."""
        order = self.material.order
        try:
            return Outcome(code, REPORT_MAKERS[order.ending].make(self.contents(code)))
        except Exception as error:  # one that fails must not keep the others from being made
            return failed(code, error, order.selection.t)


def new_maker(material: Material, database: Database) -> Maker:
    """Return who makes reports of a database."""
    return Maker(material, KeptSource(database, material.entries))


def failed(code: str, error: Exception, t: Texts) -> Outcome:
    """Return why a report could not be made or kept, in words for who is to mend it."""
    if isinstance(error, AilagetError):
        return Outcome(code, reason=t.error(error))
    if isinstance(error, PermissionError):
        return Outcome(code, reason=t("all_reports.not_allowed", path=error.filename))
    logger.error("the report on %s was not made", code, exc_info=error)
    what = f"{type(error).__name__}: {error}"
    return Outcome(code, reason=t("all_reports.unexpected", error=what))

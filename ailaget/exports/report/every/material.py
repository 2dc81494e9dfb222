"""All that a process needs to make any of the reports, gathered once and sent to each."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from ailaget.charts.goal_marks import GoalMark
from ailaget.exports.report.every.order import Order
from ailaget.practice import KINDS, Entry
from ailaget.store.code_digest import code_digest
from ailaget.store.database import Database
from ailaget.views.base.contact import CONTACT

PlacedMarks = tuple[tuple[str | None, GoalMark], ...]
"""The marks of goals, each with the place that it is for; None for the whole country."""


@dataclass(frozen=True)
class Material:
    """What reports are made of besides the database: any process makes the same file of it."""

    order: Order
    build: str
    code: str
    contact: str
    marks: PlacedMarks
    entries: Mapping[str, tuple[Entry, ...]]

    @property
    def key(self) -> str:
        """The name of all that decides what the reports hold, but for the day that they say."""
        order = replace(self.order, selection=replace(self.order.selection, today=""))
        return sha256(repr(replace(self, order=order)).encode()).hexdigest()[:16]


def gather(order: Order, database: Database, marks: PlacedMarks) -> Material:
    """Return the material for an order."""
    entries = {kind: database.entries(kind) for kind in KINDS}
    contact = os.environ.get(CONTACT, "")
    return Material(order, database.build, code_digest(), contact, marks, entries)

"""A source of what regions have answered: the same queries, of the 21 regions."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ailaget.practice import Entry
from ailaget.store.database import OF_REGIONS
from ailaget.views.base.selection import Source


@dataclass(frozen=True)
class RegionsSource:
    """Answers the queries of `queries/` with regions where they have municipalities."""

    source: Source

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return a query's rows, each of a region: ``municipality`` is its county's code."""
        return self.source.query(f"{OF_REGIONS}{name}", **params)

    def computed(self, key: str) -> Any | None:
        """Return None: of 21 nothing takes long."""
        return None

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of a kind that readers see."""
        return self.source.entries(kind)

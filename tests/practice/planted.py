"""A source that has more entries than those that come with the product, made for a test."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from ailaget.practice import Entry, rules_of, shipped
from ailaget.views.base.selection import Source

MARKUP = "<b>fet</b> <script>alert(1)</script>"
FORMULA = "=1+1"


@dataclass(frozen=True)
class PlantedSource:
    """A source with other entries of some kinds than it has."""

    source: Source
    planted: dict[str, tuple[Entry, ...]]

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return what the source does."""
        return self.source.query(name, **params)

    def computed(self, key: str) -> Any | None:
        """Return what the source does."""
        return self.source.computed(key)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Return the planted entries, or the source's."""
        return self.planted.get(kind) or self.source.entries(kind)


def like_the_first(kind: str, **changes: object) -> Any:
    """Return the first entry of a kind that comes with the product, changed."""
    return replace(shipped(kind)[0], key="planted", **changes)


def only_in_swedish(entry: Any) -> Any:
    """Return an entry without its texts in any other language, as an editor may leave it."""
    words = [rule.name for rule in rules_of(type(entry)).values() if rule.kind == "words"]
    swedish = {name: getattr(entry, name).get("sv") for name in words}
    return replace(entry, **{name: {"sv": text} if text else {} for name, text in swedish.items()})


def harmful(kind: str, *names: str) -> Any:
    """Return an entry whose texts would be run by a page, or by a spreadsheet, that let them."""
    texts = {name: {"sv": f"{FORMULA} {MARKUP}", "en": f"{FORMULA} {MARKUP}"} for name in names}
    return like_the_first(kind, **texts, source_name=FORMULA, source_note={"sv": MARKUP})


OLD = date(2024, 1, 1)
"""A day so long ago that what was read then is marked as old."""

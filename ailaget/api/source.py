"""Where the records come from."""

from collections.abc import Hashable
from typing import Protocol

from ailaget.views.base.selection import Source


class BuiltSource(Source, Hashable, Protocol):
    """A source that says which build it answers from; two of the same build are equal."""

    @property
    def build(self) -> str:
        """The name of the database."""
        ...

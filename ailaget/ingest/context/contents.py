"""What archived files of figures say, by what was chosen of them; read once in a process."""

import gc
import json
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock

from ailaget.ingest.context.choosing import Choices, Chosen, choices_from, choose
from ailaget.ingest.context.figures import ContextValue, Figure
from ailaget.ingest.context.publishers import Publisher, publisher_named
from ailaget.ingest.context.reading import read_context
from ailaget.store.archive import read_received
from ailaget.store.decisions import CONTEXT, CONTEXT_DROP
from ailaget.store.state import State
from ailaget.store.workspace import Workspace

MOST_VALUES = 1_500_000
"""Values of files that stay read in a running process, those of the latest used."""


@dataclass(frozen=True)
class Publication:
    """The figures and values that one file was taken for, and when."""

    name: str
    sha256: str
    received: str
    by: str
    figures: tuple[Figure, ...]
    values: tuple[ContextValue, ...]


@dataclass(frozen=True)
class Interpreted:
    """A file as read and as chosen from; `format` is how it was written."""

    format: str
    publisher: Publisher
    chosen: Chosen


class _Cache:
    """Files as interpreted, by their content and all that was chosen; one for all threads."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._files: OrderedDict[tuple[str, str], Interpreted] = OrderedDict()

    def read(self, data: bytes, sha256: str, choices: Choices) -> Interpreted:
        key = (sha256, json.dumps(choices.as_json(), sort_keys=True))
        with self._lock:
            known = self._files.get(key)
        if known is None:
            known = interpret(data, choices)
        with self._lock:
            self._files[key] = known
            self._files.move_to_end(key)
            while len(self._files) > 1 and self._held() > self._most:
                self._files.popitem(last=False)
        return known

    def _held(self) -> int:
        return sum(len(file.chosen.values) for file in self._files.values())


_FILES = _Cache(MOST_VALUES)


@contextmanager
def many_objects() -> Iterator[None]:
    """Make many objects that all stay: to look for dead ones meanwhile takes as long again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def interpret(data: bytes, choices: Choices) -> Interpreted:
    """Return what is taken of a file by what a person has said; raises as `read_context`."""
    named = publisher_named(choices.source, Publisher(""))
    with many_objects():
        file = read_context(data, named if named.signs else None, choices.sheet or None)
        publisher = named if named.signs else file.publisher
        return Interpreted(file.format, publisher, choose(file, choices, publisher))


def interpreted(data: bytes, sha256: str, choices: Choices) -> Interpreted:
    """Return the same, kept from last time where content and choices are the same."""
    return _FILES.read(data, sha256, choices)


def publications(workspace: Workspace, state: State) -> list[Publication]:
    """Return what was taken of every file, oldest first, without figures that were dropped since.

    Raises ChangedFile.
    """
    taken: list[Publication] = []
    for decision in state.decisions:
        if decision["kind"] == CONTEXT_DROP:
            taken = [without(publication, decision["figure"]) for publication in taken]
        if decision["kind"] != CONTEXT:
            continue
        sha256, name = decision["sha256"], decision["name"]
        data = read_received(workspace, sha256, name)
        chosen = interpreted(data, sha256, choices_from(decision["choices"])).chosen
        figures, values = tuple(chosen.figures), tuple(chosen.values)
        taken.append(Publication(name, sha256, decision["at"], decision["by"], figures, values))
    return taken


def without(publication: Publication, figure: str) -> Publication:
    """Return a publication without one of its figures."""
    if all(each.key != figure for each in publication.figures):
        return publication
    figures = tuple(each for each in publication.figures if each.key != figure)
    values = tuple(each for each in publication.values if each.figure != figure)
    return replace(publication, figures=figures, values=values)

"""The tables of the database that hold figures of others: the project's own, and those taken in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ailaget.ingest.context.contents import Publication, publications
from ailaget.ingest.context.figures import ContextValue, Figure
from ailaget.ingest.context.shipped import VALUES, shipped_figures, shipped_values
from ailaget.store.state import State
from ailaget.store.workspace import Workspace

Columns = Sequence[Sequence[object]]


@dataclass(frozen=True)
class _Source:
    """Where the values of one publication stand, and when it was received; `number` orders them."""

    name: str
    sha256: str
    received: str
    number: int


def context_tables(workspace: Workspace, state: State) -> Iterable[tuple[str, Columns]]:
    """Yield the names and columns of the tables of figures of others."""
    taken = publications(workspace, state)
    yield "context_figures", _figure_columns(taken)
    dates = {figure.key: figure.source_date for figure in shipped_figures()}
    yield (
        "every_context_value",
        _value_columns(shipped_values(), dates, _Source(VALUES.name, "", "", 0)),
    )
    for number, publication in enumerate(taken, start=1):
        if publication.values:
            dates = {figure.key: figure.source_date for figure in publication.figures}
            source = _Source(publication.name, publication.sha256, publication.received, number)
            yield "every_context_value", _value_columns(publication.values, dates, source)


def _figure_columns(taken: Sequence[Publication]) -> Columns:
    """Return each figure as its last publication describes it, those of the project first."""
    known: dict[str, tuple[Figure, bool]] = {f.key: (f, True) for f in shipped_figures()}
    for publication in taken:
        known |= {figure.key: (figure, False) for figure in publication.figures}
    rows = [
        (
            f.key,
            f.label_sv,
            f.label_en,
            f.unit_sv,
            f.unit_en,
            f.decimals,
            f.source,
            f.source_url,
            f.licence,
            f.read_on,
            f.source_date,
            f.note_sv,
            f.note_en,
            is_shipped,
            position,
        )
        for position, (f, is_shipped) in enumerate(known.values())
    ]
    return list(zip(*rows, strict=True))


def _value_columns(values: Sequence[ContextValue], dates: dict[str, str], at: _Source) -> Columns:
    figures, codes, years, numbers, statuses, places = zip(*values, strict=True)
    n = len(values)
    return [
        figures,
        codes,
        years,
        numbers,
        statuses,
        places,
        [at.name] * n,
        [at.sha256] * n,
        [dates[figure] for figure in figures],
        [at.received] * n,
        [at.number] * n,
    ]

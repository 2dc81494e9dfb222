"""The tables of the database that hold figures of others: the project's own, and those taken in."""

from collections.abc import Iterable, Sequence

from ailaget.ingest.context.contents import Publication, publications
from ailaget.ingest.context.figures import ContextValue, Figure
from ailaget.ingest.context.shipped import VALUES, shipped_figures, shipped_values
from ailaget.store.state import State
from ailaget.store.workspace import Workspace

Columns = Sequence[Sequence[object]]

SHIPPED = Publication(VALUES.name, "", "", "", shipped_figures(), shipped_values())
"""What comes with the project: the first publication, before all that is taken in."""


def context_tables(workspace: Workspace, state: State) -> Iterable[tuple[str, Columns]]:
    """Yield the names and columns of the tables of figures of others."""
    taken = [SHIPPED, *publications(workspace, state)]
    yield "context_figures", _figure_columns(taken)
    for number, publication in enumerate(taken):
        if publication.values:
            yield "context_publication", _publication_columns(publication, number)
            yield "every_context_value", _value_columns(publication.values, number)


def _publication_columns(publication: Publication, number: int) -> Columns:
    rows = [
        (
            number,
            figure.key,
            publication.name,
            publication.sha256,
            figure.source_date,
            publication.received,
        )
        for figure in publication.figures
    ]
    return list(zip(*rows, strict=True))


def _figure_columns(taken: Sequence[Publication]) -> Columns:
    """Return each figure as its last publication describes it, those of the project first."""
    known: dict[str, tuple[Figure, bool]] = {}
    for publication in taken:
        is_shipped = publication is SHIPPED
        known |= {figure.key: (figure, is_shipped) for figure in publication.figures}
    rows = [
        (
            f.key,
            f.label_sv,
            f.label_en,
            f.unit_sv,
            f.unit_en,
            f.decimals,
            f.source,
            f.source_en,
            f.source_url,
            f.licence,
            f.licence_en,
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


def _value_columns(values: Sequence[ContextValue], number: int) -> Columns:
    return [*zip(*values, strict=True), [number] * len(values)]

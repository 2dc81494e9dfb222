"""The rows of the database that hold figures of others: those that come with the product."""

from collections.abc import Iterable

from ailaget.ingest.context.shipped import VALUES, shipped_figures, shipped_values

Row = tuple[object, ...]


def context_rows() -> Iterable[tuple[str, list[Row]]]:
    """Yield the names and rows of the tables of figures of others."""
    figures = shipped_figures()
    dates = {figure.key: figure.source_date for figure in figures}
    yield (
        "context_figures",
        [
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
                True,
                position,
            )
            for position, f in enumerate(figures)
        ],
    )
    yield (
        "every_context_value",
        [
            (
                v.figure,
                v.municipality,
                v.year,
                v.value,
                v.status,
                v.place,
                VALUES.name,
                "",
                dates[v.figure],
                "",
                0,
                True,
            )
            for v in shipped_values()
        ],
    )

"""Tables as CSV: a header and its rows, and what must be known of them in a file beside it."""

from dataclasses import replace

from ailaget.exports.data_table import data_table
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.text.csv_cells import BOM, csv_text
from ailaget.views.base.result import Column, Exhibit, Table


def chart_csv(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return the table of a chart, or one without, to be read without a line to pass over.

    Its last column is the source, which says in every row where data is invented.
    """
    table = _with_source(data_table(exhibit, metadata), metadata)
    labels = [column.label for column in table.columns]
    return BOM + csv_text([labels, *table.rows], metadata.t)


def metadata_csv(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return what must travel with a table and its method, a row each: the file beside its CSV."""
    t = metadata.t
    head = (t("data_table.field"), t("data_table.value"))
    lines = [(label, str(t.plain(value))) for label, value in metadata.lines()]
    return BOM + csv_text([head, *lines, *metadata.method], t)


def _with_source(table: Table, metadata: ExportMetadata) -> Table:
    column = Column("source", metadata.t("data_table.source"))
    source = metadata.attribution.removeprefix(f"{metadata.t('metadata.source')}: ")
    if metadata.frozen:
        source = f"{source} {metadata.t('metadata.frozen_on', day=metadata.frozen)}"
    rows = [(*row, source) for row in table.rows]
    return replace(table, columns=(*table.columns, column), rows=rows)

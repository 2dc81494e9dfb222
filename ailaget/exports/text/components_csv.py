"""A chart's figures as charts on other web pages take them: one header, then rows, nothing else."""

from ailaget.exports.data_table import why_empty
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.text.csv_cells import csv_text
from ailaget.views.base.cells import NUMBERS
from ailaget.views.base.native import PLACED, figures, without_overlays
from ailaget.views.base.result import Chart, Table


def components_csv(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return the figures as charts on a web page take them: one header, then rows, nothing else.

    UTF-8 without mark, with the language's own separators; the first column is the category or
    municipality, then one column for each series. Invented data says so in every series' name.
    """
    table = components(chart) if chart.table.rows else why_empty(metadata)
    mark = f" ({metadata.t('metadata.invented')})" if metadata.demo else ""
    labels = [column.label + mark * bool(i) for i, column in enumerate(table.columns)]
    return csv_text([labels, *table.rows], metadata.t, "\n")


def components(chart: Chart) -> Table:
    """Return a name or category and then numbers: those of the native chart, if it has one.

    Where it has none, or one whose numbers are places on paper, they are each row's name and all
    its numbers; what has no numbers has its words in their place.
    """
    if chart.native is not None and chart.native.kind not in PLACED:
        return without_overlays(chart.native)
    columns = chart.table.columns
    if not columns:
        return chart.table
    first = next((column for column in columns if column.kind == "name"), columns[0])
    numbers = [column.key for column in columns if column.kind in NUMBERS and column != first]
    return figures(chart.table, first.key, *numbers) if numbers else _words(chart.table)


def _words(table: Table) -> Table:
    """Return a table of words alone: its most telling column, then the others as they are."""
    first = max(range(len(table.columns)), key=lambda i: len({row[i] for row in table.rows}))
    order = [first, *(i for i in range(len(table.columns)) if i > first)]
    rows = [tuple(row[i] for i in order) for row in table.rows]
    return Table(tuple(table.columns[i] for i in order), rows)

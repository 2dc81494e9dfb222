"""Who makes a chart or a table in each format; apart from what the formats are, which pages list.

What writes slides, workbooks or pictures is imported when it is asked for the first time: a picture
does not wait for what writes slides.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ailaget.exports.formats import OF_ENTRIES, PICTURES
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.text.chart_html import chart_html
from ailaget.exports.text.components_csv import components_csv
from ailaget.exports.text.table_csv import chart_csv, metadata_csv
from ailaget.views.base.result import Chart, Exhibit


def chart_pptx(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return a presentation of one slide."""
    from ailaget.exports.office.chart_pptx import chart_pptx as make

    return make(chart, metadata)


def chart_xlsx(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return a workbook."""
    from ailaget.exports.office.chart_xlsx import chart_xlsx as make

    return make(exhibit, metadata)


def chart_docx(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return a document for Word."""
    from ailaget.exports.office.chart_docx import chart_docx as make

    return make(exhibit, metadata)


def table_docx(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return a document for Word of a table; of entries each has a heading of its own."""
    if exhibit.key not in OF_ENTRIES:
        return chart_docx(exhibit, metadata)
    from ailaget.exports.office.entries_docx import entries_docx as make

    return make(exhibit, metadata)


def chart_png(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return a picture for the screen."""
    from ailaget.exports.pictures.images import chart_png as make

    return make(chart, metadata)


def chart_print_png(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return a picture for print."""
    from ailaget.exports.pictures.images import chart_print_png as make

    return make(chart, metadata)


def chart_svg(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return a picture of lines and letters."""
    from ailaget.exports.pictures.images import chart_svg as make

    return make(chart, metadata)


def get_ready(ending: str) -> None:
    """Let what draws a format start while its chart is made."""
    if ending in PICTURES:
        from ailaget.exports.pictures.browser import start_early

        start_early()


MAKERS: Mapping[str, Callable[[Chart, ExportMetadata], bytes]] = MappingProxyType(
    {
        "csv": chart_csv,
        "xlsx": chart_xlsx,
        "docx": chart_docx,
        "pptx": chart_pptx,
        "html": chart_html,
        "png": chart_png,
        "print.png": chart_print_png,
        "svg": chart_svg,
        "metadata.csv": metadata_csv,
        "components.csv": components_csv,
    }
)
"""By the keys of `FORMATS`."""

TABLE_MAKERS: Mapping[str, Callable[[Exhibit, ExportMetadata], bytes]] = MappingProxyType(
    {
        "csv": chart_csv,
        "metadata.csv": metadata_csv,
        "xlsx": chart_xlsx,
        "docx": table_docx,
        "html": chart_html,
    }
)
"""By the keys of `WITHOUT_FIGURE`."""

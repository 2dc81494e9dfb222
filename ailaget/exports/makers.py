"""Who makes a chart or a table in each format; apart from what the formats are, which pages list.

To import this is to import all that writes slides, workbooks and pictures.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ailaget.exports.formats import ENTRIES
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.chart_pptx import chart_pptx
from ailaget.exports.office.chart_xlsx import chart_xlsx
from ailaget.exports.office.entries_docx import entries_docx
from ailaget.exports.pictures.images import chart_png, chart_print_png, chart_svg
from ailaget.exports.text.chart_html import chart_html
from ailaget.exports.text.components_csv import components_csv
from ailaget.exports.text.table_csv import chart_csv, metadata_csv
from ailaget.views.base.result import Chart, Exhibit

MAKERS: Mapping[str, Callable[[Chart, ExportMetadata], bytes]] = MappingProxyType(
    {
        "csv": chart_csv,
        "xlsx": chart_xlsx,
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
        "html": chart_html,
        ENTRIES: entries_docx,
    }
)
"""By those of `WITHOUT_FIGURE`; and `ENTRIES`, which is of the tables `OF_ENTRIES` alone."""

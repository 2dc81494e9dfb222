"""Every format that a chart or a table can be taken away in: its ending, type and maker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.chart_pptx import chart_pptx
from ailaget.exports.office.chart_xlsx import chart_xlsx
from ailaget.exports.pictures.images import chart_png, chart_print_png, chart_svg
from ailaget.exports.text.chart_html import chart_html
from ailaget.exports.text.table_csv import chart_csv, components_csv
from ailaget.views.base.result import Chart, Exhibit

Maker = Callable[[Chart, ExportMetadata], bytes]

TEXT = "text/csv; charset=utf-8"
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """One way out; `addition` sets the file's name apart from another with the same ending."""

    ending: str
    media_type: str
    make: Maker
    addition: str = ""

    def file_name(self, metadata: ExportMetadata) -> str:
        """Return the name of a chart's file in this format."""
        return f"{metadata.stem}{self.addition}.{self.ending}"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format("csv", TEXT, chart_csv),
        "xlsx": Format("xlsx", f"{OFFICE}.spreadsheetml.sheet", chart_xlsx),
        "pptx": Format("pptx", f"{OFFICE}.presentationml.presentation", chart_pptx),
        "html": Format("html", "text/html; charset=utf-8", chart_html),
        "png": Format("png", "image/png", chart_png),
        "print.png": Format("png", "image/png", chart_print_png, "_300dpi"),
        "svg": Format("svg", "image/svg+xml", chart_svg),
        "components.csv": Format("csv", TEXT, components_csv, "_components"),
    }
)
"""By what stands after the chart's key in an address."""

TABLE_MAKERS: Mapping[str, Callable[[Exhibit, ExportMetadata], bytes]] = MappingProxyType(
    {"csv": chart_csv, "xlsx": chart_xlsx, "html": chart_html}
)
"""Those of the formats that need no figure, for a table without one."""

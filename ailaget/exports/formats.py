"""Every format that a chart or a table can be taken away in: its ending and its type."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ailaget.exports.metadata import ExportMetadata

TEXT = "text/csv; charset=utf-8"
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """One way out; `addition` sets the file's name apart from another with the same ending."""

    ending: str
    media_type: str
    addition: str = ""

    def file_name(self, metadata: "ExportMetadata") -> str:
        """Return the name of a chart's file in this format."""
        return f"{metadata.stem}{self.addition}.{self.ending}"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format("csv", TEXT),
        "xlsx": Format("xlsx", f"{OFFICE}.spreadsheetml.sheet"),
        "docx": Format("docx", f"{OFFICE}.wordprocessingml.document"),
        "pptx": Format("pptx", f"{OFFICE}.presentationml.presentation"),
        "html": Format("html", "text/html; charset=utf-8"),
        "png": Format("png", "image/png"),
        "print.png": Format("png", "image/png", "_300dpi"),
        "svg": Format("svg", "image/svg+xml"),
        "metadata.csv": Format("csv", TEXT, "_metadata"),
        "components.csv": Format("csv", TEXT, "_components"),
    }
)
"""By what stands after the chart's key in an address; who makes each is in `exports/makers.py`."""

ON_THE_COMMAND_LINE = ("csv", "xlsx", "pptx", "html", "svg", "png")
"""Those that `export` writes, in its order."""

PICTURES = ("png", "print.png", "svg")
"""Those of the formats that a browser draws."""

FIXED = "fixed.csv"
"""What stands after a chart's key for its indicator in the fixed format of the command line."""

OF_ENTRIES = ("examples", "courses", "getting_started_steps", "manager_tasks", "manager_week")
"""The tables of entries whose Word document has each entry under a heading of its own."""

WITHOUT_FIGURE = ("csv", "metadata.csv", "xlsx", "docx", "html")
"""Those of the formats that need no figure, for a table without one."""

REPORT_FORMATS = ("docx", "pdf", "pptx", "html")
"""Those that a report can be taken away in; who makes each is in `exports/report/makers.py`."""

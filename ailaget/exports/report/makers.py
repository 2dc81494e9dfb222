"""Who makes a report in each format; to import this is to import all that they need."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ailaget.exports.formats import OFFICE
from ailaget.exports.report.contents import Contents
from ailaget.exports.report.document import report_docx
from ailaget.exports.report.pages import report_html
from ailaget.exports.report.paper import report_pdf
from ailaget.exports.report.slides import report_pptx


@dataclass(frozen=True)
class ReportMaker:
    """A format's type, and who makes a report in it."""

    media_type: str
    make: Callable[[Contents], bytes]


REPORT_MAKERS: Mapping[str, ReportMaker] = MappingProxyType(
    {
        "docx": ReportMaker(f"{OFFICE}.wordprocessingml.document", report_docx),
        "pdf": ReportMaker("application/pdf", report_pdf),
        "pptx": ReportMaker(f"{OFFICE}.presentationml.presentation", report_pptx),
        "html": ReportMaker("text/html; charset=utf-8", report_html),
    }
)
"""By a file's ending, in the order that a page shows them: the keys are `REPORT_FORMATS`."""

"""Who makes a report in each format; what writes one is imported when the first is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from ailaget.exports.formats import OFFICE
from ailaget.exports.report.contents import Contents


@dataclass(frozen=True)
class ReportMaker:
    """A format's type, and the module and the function in it that make a report so."""

    media_type: str
    module: str
    function: str

    def make(self, report: Contents) -> bytes:
        """Return a report in this format."""
        make: Callable[[Contents], bytes] = getattr(import_module(self.module), self.function)
        return make(report)


REPORT_MAKERS: Mapping[str, ReportMaker] = MappingProxyType(
    {
        "docx": ReportMaker(
            f"{OFFICE}.wordprocessingml.document", f"{__package__}.document", "report_docx"
        ),
        "pdf": ReportMaker("application/pdf", f"{__package__}.paper", "report_pdf"),
        "pptx": ReportMaker(
            f"{OFFICE}.presentationml.presentation", f"{__package__}.slides", "report_pptx"
        ),
        "html": ReportMaker("text/html; charset=utf-8", f"{__package__}.pages", "report_html"),
    }
)
"""By a file's ending, in the order that a page shows them: the keys are `REPORT_FORMATS`."""

"""Where maturity lags: the counties that are behind, on the first page."""

from ailaget.codebook import codebook
from ailaget.views.base.lagging import lagging_chart
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection, Source

MEASURE = "maturity"


def lagging_view(source: Source, selection: Selection) -> Chart:
    """Return counties, or else other groups, by maturity against all."""
    return lagging_chart(source, selection, codebook().indicator(MEASURE), "lagging")

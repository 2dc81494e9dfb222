"""Where it lags in the chosen indicator, before any statistics of space."""

from ailaget.views.base.lagging import lagging_chart
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection, Source, indicator_of


def indicator_lagging_view(source: Source, selection: Selection) -> Chart:
    """Return counties, or else other groups, by the chosen indicator against all."""
    return lagging_chart(source, selection, indicator_of(selection), "inequality_lagging")

"""A chart of which there is nothing to draw: the same frame, with words in the figure's place."""

from ailaget.charts.row_layout import empty_figure
from ailaget.texts import sentence
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.selection import Selection


def worded_chart(
    key: str,
    title: str,
    headline: str,
    selection: Selection,
    *,
    unit: str,
    of: int,
    caveat: str = "",
    table: Table | None = None,
    n: int = 0,
) -> Chart:
    """Return a chart that says why there is nothing to see, with what can still be told."""
    return Chart(
        key=key,
        title=title,
        headline=headline,
        figure=empty_figure(selection.frame(title, ""), headline),
        table=table or Table((), ()),
        alt=f"{sentence(title)} {headline}",
        attribution=selection.source_line(),
        caveat=caveat,
        n=n,
        of=of,
        file_stem=f"ai-laget_{key}_{selection.wave}",
        wave=selection.wave,
        unit=unit,
    )

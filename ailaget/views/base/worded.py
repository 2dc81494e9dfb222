"""A chart of which there is nothing to draw: the same frame, with words in the figure's place."""

from ailaget.charts.row_layout import empty_figure
from ailaget.texts import sentence
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.selection import Selection


def worded_chart(
    key: str,
    title: str,
    words: str,
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
        headline=words,
        figure=empty_figure(selection.frame(title, ""), words),
        table=table or Table((), ()),
        alt=f"{sentence(title)} {words}",
        attribution=selection.source_line(),
        caveat=caveat,
        n=n,
        of=of,
        file_stem=f"ai-laget_{key}_{selection.wave}",
        wave=selection.wave,
        unit=unit,
    )

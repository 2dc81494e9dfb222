"""The table beside the map, as HTML: the same for all who look at the same, so it is made once."""

from ailaget.ui import data
from ailaget.ui.table_html import table_html
from ailaget.views.base.selection import Selection
from ailaget.views.examples.elsewhere import with_examples
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.grouping import at_known_level, grouping_of


def map_table_html(source: data.CachedSource, selection: Selection) -> str:
    """Return the table of what the map shows, with the examples of each municipality."""
    t, chart = selection.t, data.view(map_view, selection)
    grouping = grouping_of(source, at_known_level(source, selection))
    caption = t("column.rank_help" if grouping is None else f"column.rank_help_{grouping.kind}")
    return table_html(with_examples(chart.table, source, selection), t, caption)

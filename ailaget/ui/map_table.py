"""The table beside the map, as HTML: the same for all who look at the same, so it is made once."""

from ailaget.ui import data
from ailaget.ui.table_html import table_html
from ailaget.views.base.selection import Selection
from ailaget.views.examples.elsewhere import with_examples
from ailaget.views.map.choropleth import map_view


def map_table_html(source: data.CachedSource, selection: Selection) -> str:
    """Return the table of what the map shows, with the examples of each municipality."""
    t, chart = selection.t, data.view(map_view, selection)
    caption = t("column.rank_help_county" if selection.level == "county" else "column.rank_help")
    return table_html(with_examples(chart.table, source, selection), t, caption)

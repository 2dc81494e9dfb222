"""One indicator as a file in any format: what the command line writes."""

from ailaget.exports.makers import MAKERS
from ailaget.exports.metadata import export_metadata
from ailaget.exports.permalinks import chart_link
from ailaget.exports.text.indicator_csv import indicator_csv
from ailaget.store.database import Database
from ailaget.views.base.selection import Selection
from ailaget.views.map.choropleth import map_view


def indicator_file(database: Database, chosen: Selection, kind: str, root: str) -> bytes:
    """Return the chosen indicator: CSV with a row for each municipality, else its map and table.

    `kind` is one of those `formats.ON_THE_COMMAND_LINE`; `root` is where readers find the pages,
    ending in a slash. Raises UnknownKey.
    """
    if kind == "csv":
        return indicator_csv(database, chosen)
    chart = map_view(database, chosen)
    link = chart_link(root, chart.key, chosen)
    return MAKERS[kind](chart, export_metadata(chart, chosen, database.build, link))

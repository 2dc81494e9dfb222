"""One indicator as a file in any format: what the command line writes."""

from collections.abc import Mapping
from urllib.parse import urlencode

from ailaget.exports.formats import FORMATS
from ailaget.exports.indicator_csv import indicator_csv
from ailaget.exports.passport import passport
from ailaget.store.database import Database
from ailaget.views.catalogue import page_of
from ailaget.views.map import map_view
from ailaget.views.selection import Selection

TAKEN_OUT = ("csv", "xlsx", "pptx", "html", "svg", "png")


def indicator_file(database: Database, chosen: Selection, kind: str) -> bytes:
    """Return the chosen indicator: CSV with a row for each municipality, else its map and table.

    `kind` is one of `TAKEN_OUT`; raises UnknownKey for an indicator that does not exist.
    """
    if kind == "csv":
        return indicator_csv(database, chosen)
    chart = map_view(database, chosen)
    link = f"{page_of(chart.key)}?{urlencode(_address(chosen))}"
    return FORMATS[kind].make(chart, passport(chart, chosen, database.build, link))


def _address(chosen: Selection) -> Mapping[str, str]:
    """Return the keys of a link to the same view; where its server is, only its reader knows."""
    return {"lang": chosen.language, "wave": chosen.wave, "indicator": chosen.indicator}

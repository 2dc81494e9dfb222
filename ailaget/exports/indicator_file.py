"""One indicator as a file in any format: what the command line writes."""

import os
import re
from collections.abc import Mapping
from urllib.parse import urlencode

from ailaget.errors import AilagetError
from ailaget.exports.makers import MAKERS
from ailaget.exports.metadata import export_metadata
from ailaget.exports.text.indicator_csv import indicator_csv
from ailaget.store.database import Database
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import entry_of
from ailaget.views.map.choropleth import map_view

WEB = re.compile(r"https?://[^\s/?#]+[^\s?#]*")


class NotAnAddress(AilagetError):
    """What is given as the address of the pages is none."""

    def __init__(self, address: str) -> None:
        super().__init__("export.not_an_address", address=address)


def indicator_file(
    database: Database, chosen: Selection, kind: str, address: str | None = None
) -> bytes:
    """Return the chosen indicator: CSV with a row for each municipality, else its map and table.

    `kind` is one of those `formats.ON_THE_COMMAND_LINE`; `address` is where readers find the pages,
    without it that of ``AILAGET_ADDRESS``; where neither is known the link is the path alone.

    Raises
    ------
    UnknownKey, NotAnAddress
    """
    address = address or os.environ.get("AILAGET_ADDRESS", "")
    if address and not WEB.fullmatch(address):
        raise NotAnAddress(address)
    if kind == "csv":
        return indicator_csv(database, chosen)
    chart = map_view(database, chosen)
    path = f"/{entry_of(chart.key).page}?{urlencode(_address(chosen))}"
    link = address.rstrip("/") + path
    return MAKERS[kind](chart, export_metadata(chart, chosen, database.build, link))


def _address(chosen: Selection) -> Mapping[str, str]:
    """Return the keys of a link to the same view; where its server is, only its reader knows."""
    return {"lang": chosen.language, "wave": chosen.wave, "indicator": chosen.indicator}

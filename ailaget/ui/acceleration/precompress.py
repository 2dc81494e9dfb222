"""The scripts of a first visit, compressed before anybody comes."""

import re

from ailaget.charts.script import SCRIPT
from ailaget.geography import GEO
from ailaget.ui.assets import COMPRESSIBLE, assets, compress

WANTED = re.compile(r"/(index|plotly|protobuf|geo)")
"""What every first visit fetches."""


def precompress() -> None:
    """Compress the scripts that every first visit fetches, so that no visitor waits for it."""
    for path in [SCRIPT, *assets().values(), *GEO.glob("*.geojson")]:
        if WANTED.search(path.as_posix()) and path.suffix in COMPRESSIBLE:
            compress(path, "br")

"""Where a map file lies: today's, or an earlier one that frozen figures were drawn with."""

import re
from pathlib import Path
from typing import get_args

from ailaget.geography import GEO, MapLayer, geojson_path
from ailaget.store.workspace import Workspace


def map_file(workspace: Workspace, name: str) -> Path | None:
    """Return the file of that name; where it is nowhere, today's of the same kind, else None."""
    for folder in (GEO, workspace.kept_maps):
        if name in {path.name for path in folder.glob("*.*json")}:
            return folder / name
    for layer in get_args(MapLayer):
        if re.fullmatch(rf"{layer}-[0-9a-f]+\.geojson", name):
            return geojson_path(layer)
    return None

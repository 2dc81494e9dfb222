"""Owns what is drawn and what touches what: map files, centres, neighbours and islands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from ailaget.errors import AilagetError
from ailaget.geography.places import municipalities
from ailaget.geography.rows import DATA, read_rows

GEO = DATA / "geo"

BASE_MAP = GEO / "world_110m.json"
"""The empty base map: plotly asks for this file name in its `topojsonURL` folder."""

MapLayer = Literal["municipalities", "counties"]
Contiguity = Literal["queen", "rook"]


class MissingMap(AilagetError):
    """A map file is not there, or several versions of it are."""

    def __init__(self, layer: str, count: int) -> None:
        super().__init__("geography.missing_map", layer=layer, found=count)


@dataclass(frozen=True)
class Centre:
    """The point of the largest polygon farthest from its border, and the area drawn.

    The area counts land and lakes save the seven great lakes that the boundaries leave out.
    """

    lon: float
    lat: float
    area_km2: float


@dataclass(frozen=True)
class IslandBridge:
    """A link over water that may stand in for a land border; `link` is bridge or ferry."""

    code: str
    neighbour: str
    link: str
    name: str


@cache
def geojson_path(layer: MapLayer) -> Path:
    """Return the map file of a layer, its content's hash in its name; raises MissingMap."""
    paths = sorted(GEO.glob(f"{layer}-*.geojson"))
    if len(paths) != 1:
        raise MissingMap(layer, len(paths))
    return paths[0]


@cache
def centres() -> Mapping[str, Centre]:
    """Return each municipality's centre in degrees of WGS 84."""
    return MappingProxyType(
        {
            row["code"]: Centre(float(row["lon"]), float(row["lat"]), float(row["area_km2"]))
            for row in read_rows("geo/centres.csv")
        }
    )


def centre_of(codes: Iterable[str]) -> Centre:
    """Return the centre of municipalities together, each by its own centre and size."""
    points = [centres()[code] for code in codes]
    size = sum(point.area_km2 for point in points)
    return Centre(
        sum(point.lon * point.area_km2 for point in points) / size,
        sum(point.lat * point.area_km2 for point in points) / size,
        size,
    )


@cache
def neighbours(contiguity: Contiguity = "queen") -> Mapping[str, tuple[str, ...]]:
    """Return every municipality's neighbours by code, in order; an island has none.

    Queen contiguity counts a border line or a single common point, rook only a line. Bridges and
    ferries are not borders: see `island_bridges`.
    """
    touching: dict[str, set[str]] = {place.code: set() for place in municipalities()}
    for row in read_rows("geo/neighbours.csv"):
        if contiguity == "queen" or row["contact"] == "line":
            touching[row["code"]].add(row["neighbour"])
            touching[row["neighbour"]].add(row["code"])
    return MappingProxyType({code: tuple(sorted(near)) for code, near in touching.items()})


@cache
def islands() -> tuple[str, ...]:
    """Return the codes of the municipalities that touch no other."""
    return tuple(code for code, near in neighbours().items() if not near)


@cache
def island_bridges() -> tuple[IslandBridge, ...]:
    """Return the links over water that join the islands, and Öland, to the rest.

    Öland's two municipalities touch each other but nothing else, so they are no islands by
    `islands`, yet a component of their own until Ölandsbron joins them.
    """
    return tuple(IslandBridge(**row) for row in read_rows("geo/island_bridges.csv"))

"""Who is like a municipality, how they are found, and who among them is ahead in what."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.statistics.peers import NEAREST, Feature, most_similar
from ailaget.statistics.ties import exceeds
from ailaget.views.base.choices import FEATURES
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection, Source
from ailaget.views.municipality.areas import number
from ailaget.views.municipality.wave import MunicipalityWave

EARTH_RADIUS = 6_371_000.0
CENTRAL_MERIDIAN = 15.0


@dataclass(frozen=True)
class Peer:
    """A similar municipality: how unlike and how far it is, its figures, and where it is ahead."""

    code: str
    name: str
    skr_group: str
    population: int
    unlikeness: float
    kilometres: float
    figures: dict[str, float | None]
    ahead_in: tuple[str, ...]


def features_of(selection: Selection) -> tuple[Feature, ...]:
    """Return the features with the weights in force; where all are zero, with those of our own."""
    moved = dict(selection.alike)
    weighed = tuple(replace(f, weight=moved.get(f.name, f.weight)) for f in FEATURES)
    return weighed if any(feature.weight for feature in weighed) else FEATURES


def peers_of(
    source: Source, here: MunicipalityWave, selection: Selection, nearest: int = NEAREST
) -> tuple[Peer, ...]:
    """Return the most similar municipalities by the weights in force, most similar first."""
    table = _features(source, here.wave)
    similar = most_similar(here.code, table, features_of(selection), nearest)
    figures: dict[str, dict[str, float | None]] = {code: {} for code in similar.index.astype(str)}
    # Plain columns: a group of a frame for each of 289 municipalities costs more than all the rest.
    columns = (here.everyone[column].tolist() for column in ("municipality", "indicator", "value"))
    for code, indicator, value in zip(*columns, strict=True):
        if code in figures:
            figures[code][indicator] = number(value)
    places = {str(place.Index): place for place in table.loc[similar.index].itertuples()}
    centres = geography.centres()
    own = metres_on_plane(centres[here.code])
    peers = []
    for code, unlikeness in zip(similar.index.astype(str), similar["distance"], strict=True):
        place = places[code]
        peers.append(
            Peer(
                code=code,
                name=str(place.name),
                skr_group=str(place.skr_group),
                population=int(str(place.population)),
                unlikeness=float(unlikeness),
                kilometres=math.dist(metres_on_plane(centres[code]), own) / 1000,
                figures=figures[code],
                ahead_in=_ahead_in(here, figures[code]),
            )
        )
    return tuple(peers)


def _features(source: Source, wave: str) -> pd.DataFrame:
    places = source.query("municipalities", wave=wave, **NO_FILTER)
    table = places.set_index("municipality")
    centres = geography.centres()
    area = pd.Series({code: centres[code].area_km2 for code in table.index})
    plane = [metres_on_plane(centres[code]) for code in table.index]
    return table.assign(
        density=table["population"] / area,
        employees_per_inhabitant=table["employees"].astype(float) / table["population"],
        x=[point[0] for point in plane],
        y=[point[1] for point in plane],
    )


def metres_on_plane(centre: geography.Centre) -> tuple[float, float]:
    """Project by transverse Mercator on a sphere: within half a per cent over Sweden."""
    latitude = math.radians(centre.lat)
    longitude = math.radians(centre.lon - CENTRAL_MERIDIAN)
    x = math.atanh(math.cos(latitude) * math.sin(longitude))
    y = math.atan2(math.tan(latitude), math.cos(longitude))
    return EARTH_RADIUS * x, EARTH_RADIUS * y


def _ahead_in(here: MunicipalityWave, figures: dict[str, float | None]) -> tuple[str, ...]:
    """Return the dimension indices in which the other's value is surely higher."""
    ahead = []
    for indicator in codebook().dimension_indicators():
        own, other = here.value(indicator.key), figures[indicator.key]
        if (
            own is not None
            and other is not None
            and not exceeds(here.sure[indicator.key], other - own)
        ):
            ahead.append(indicator.key)
    return tuple(ahead)

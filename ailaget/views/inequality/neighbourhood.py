"""Who is whose neighbour, and what that says of the map: Moran's I and the local clusters."""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians, sin

import numpy as np
import pandas as pd

from ailaget import geography
from ailaget.statistics.neighbours import Neighbours, from_edges, from_nearest
from ailaget.statistics.sample import FloatArray, Series
from ailaget.statistics.spatial import LocalMoran, Moran, local_moran, moran, spatial_lag
from ailaget.views.selection import Selection

NEAREST = 5
"""Nearest centres that are neighbours: as many as a municipality borders on, on average."""

OLAND = ("0840", "0885")
"""They touch each other and nobody else, so they are no islands, yet apart from the rest."""

EARTH_RADIUS = 6_371_000.0


@dataclass(frozen=True, eq=False)
class Spatial:
    """One indicator over the whole country: `lag` is the neighbours' mean, in the same unit."""

    neighbours: Neighbours
    moran: Moran
    local: LocalMoran
    lag: Series


@cache
def neighbours_by(definition: str) -> Neighbours:
    """Return all municipalities' neighbours: ``"border"``, or the nearest centres.

    Links over water stand in for a border where a municipality would have no neighbour at all.
    """
    codes = [place.code for place in geography.municipalities()]
    if definition == "nearest":
        return from_nearest(codes, _places(codes), NEAREST)
    edges = [(code, other) for code, near in geography.neighbours().items() for other in near]
    bridges = [(bridge.code, bridge.neighbour) for bridge in geography.island_bridges()]
    return from_edges(codes, edges, islands="bridge", bridges=bridges)


def spatial_of(values: Series, definition: str) -> Spatial:
    """Return what `values` (index: municipality; NaN: no answer) say by a neighbours' definition.

    The permutations take a quarter of a second and depend on nothing but the arguments, so they
    are kept by them: never out of date, and shared by every page, language and filter. Raises
    TooFewValues under three answers.
    """
    known = tuple(None if pd.isna(value) else float(value) for value in values)
    return _spatial(tuple(str(code) for code in values.index), known, definition)


@lru_cache(maxsize=128)
def _spatial(codes: tuple[str, ...], known: tuple[float | None, ...], definition: str) -> Spatial:
    values = pd.Series(known, index=list(codes), dtype=float)
    near = neighbours_by(definition)
    return Spatial(near, moran(values, near), local_moran(values, near), spatial_lag(values, near))


def _places(codes: list[str]) -> FloatArray:
    """Return the centres in space, in metres: the nearest by chord are the nearest by ground."""
    centres = [geography.centres()[code] for code in codes]
    angles = [(radians(centre.lat), radians(centre.lon)) for centre in centres]
    points = [(cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)) for lat, lon in angles]
    return np.array(points) * EARTH_RADIUS


def definition_words(selection: Selection) -> str:
    """Return the neighbours' definition in a few words, for a subtitle."""
    key = "nearest" if selection.neighbours == "nearest" else "border"
    return selection.t(f"where.neighbours_{key}", k=selection.t.number(NEAREST))


def neighbour_method(selection: Selection, lost: tuple[str, ...]) -> str:
    """Return how neighbours are found, what is done with the islands, and who lost all of them."""
    t = selection.t
    names = {place.code: place.name for place in geography.municipalities()}
    if selection.neighbours == "nearest":
        sentences = [t("where.method_nearest", k=t.number(NEAREST))]
    else:
        bridged = t.listing(
            t("where.bridged", name=names[island], links=t.listing(_links(island)))
            for island in neighbours_by("border").islands
        )
        oland = t.listing(names[code] for code in OLAND)
        sentences = [t("where.method_border", bridged=bridged, oland=oland)]
    sentences.append(t("where.method_silent"))
    if lost:
        alone = t.listing(sorted((names[code] for code in lost), key=t.sort_key))
        sentences.append(t("where.method_lost", names=alone))
    return " ".join(sentences)


def _links(island: str) -> list[str]:
    return [bridge.name for bridge in geography.island_bridges() if bridge.code == island]

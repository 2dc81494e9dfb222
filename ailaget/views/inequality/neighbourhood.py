"""Who is whose neighbour, and what that says of the map: Moran's I and the local clusters."""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from inspect import getsource
from math import cos, radians, sin
from typing import Any

import numpy as np
import pandas as pd

from ailaget import geography
from ailaget.statistics import permutation, sample, spatial
from ailaget.statistics.neighbours import Neighbours, from_edges, from_nearest
from ailaget.statistics.sample import FloatArray, Series
from ailaget.statistics.spatial import LocalMoran, Moran, local_moran, moran, spatial_lag
from ailaget.views.base.selection import Selection, Source

NEAREST = 5
"""Nearest centres that are neighbours: as many as a municipality borders on, on average."""

DEFINITIONS = ("border", "nearest")
"""Who can be a neighbour: whoever shares a border, or the nearest."""

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


def spatial_of(source: Source, values: Series, definition: str) -> Spatial:
    """Return what `values` (index: municipality; NaN: no answer) say by a neighbours' definition.

    The permutations depend on nothing but the values and the definition. Those that were made
    ahead are read; others are made now and kept: never out of date, and shared by every page,
    language and filter. Raises TooFewValues under three answers.
    """
    known = tuple(None if pd.isna(value) else float(value) for value in values)
    codes = tuple(str(code) for code in values.index)
    ahead = source.computed(spatial_key(values, definition))
    if ahead is None:
        return _spatial(codes, known, definition)
    return _spatial(codes, known, definition, ahead["p"], tuple(ahead["local_p"]))


@lru_cache(maxsize=128)
def _spatial(
    codes: tuple[str, ...],
    known: tuple[float | None, ...],
    definition: str,
    p: float | None = None,
    local_p: tuple[float | None, ...] | None = None,
) -> Spatial:
    values = pd.Series(known, index=list(codes), dtype=float)
    near = neighbours_by(definition)
    each = None if local_p is None else np.array(local_p, dtype=np.float64)
    return Spatial(
        near, moran(values, near, p=p), local_moran(values, near, p=each), spatial_lag(values, near)
    )


def permuted_ahead(values: Series, definition: str) -> dict[str, Any]:
    """Return what takes long of `spatial_of`: p of the whole and of each that answered."""
    near = neighbours_by(definition)
    local = local_moran(values, near).table["p"]
    each = [None if pd.isna(p) else float(p) for p in local]
    return {"p": moran(values, near).p, "local_p": each}


def spatial_key(values: Series, definition: str) -> str:
    """Return a digest of all that the permutations depend on: the values, the map, the method."""
    digest = hashlib.sha256(_method(definition))
    digest.update(",".join(map(str, values.index)).encode())
    digest.update(values.to_numpy(dtype=np.float64, na_value=np.nan).tobytes())
    return digest.hexdigest()[:24]


@cache
def _method(definition: str) -> bytes:
    code = (permutation, spatial, sample)
    parts = [getsource(module).encode() for module in code]
    near = neighbours_by(definition)
    whole = b"".join([*parts, ",".join(near.ids).encode(), near.matrix.tobytes()])
    return hashlib.sha256(whole).digest()


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

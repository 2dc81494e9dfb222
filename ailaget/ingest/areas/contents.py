"""What archived files of boundaries say, by what was chosen of them; read once in a process."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely

from ailaget.geography.boundaries.cleaning import WGS_84, Mended, measured, mended
from ailaget.geography.boundaries.deriving import Border, borders, centres
from ailaget.geography.boundaries.membership import HALF, Member, members, outlines
from ailaget.geography.boundaries.simplifying import Simplified, simplified
from ailaget.geography.shapes import Centre
from ailaget.ingest.areas.choosing import (
    LICENCE,
    SOURCE,
    TITLE,
    AreaChoices,
    AreasRefused,
    Asked,
    Unsettled,
    area_choices_from,
    listed,
)
from ailaget.ingest.areas.opening import opened
from ailaget.ingest.areas.reading import Read, Remark, read_layer
from ailaget.store.archive import read_received
from ailaget.store.decisions import AREAS, AREAS_DROP
from ailaget.store.state import State
from ailaget.store.workspace import Workspace

MOST_AREAS = 30_000
DECIMALS = 4
LONGEST_KEY = 40


@dataclass(frozen=True, eq=False)
class AreaSet:
    """A set of areas: their names, sizes and centres, who borders whom, and their municipalities.

    `boundaries` are the areas to be drawn, in degrees, as the file has them, and `boundary_file`
    GeoJSON of them. `map_file` is GeoJSON of the areas as whole municipalities, which figures are
    of, empty where there are none. `population` is the inhabitants by code, of areas that answer
    for themselves, in the year `population_year`: only of those whose number is known.
    """

    key: str
    title: str
    names: Mapping[str, str]
    centres: Mapping[str, Centre]
    borders: tuple[Border, ...]
    members: tuple[Member, ...]
    boundaries: gpd.GeoSeries
    map_file: str
    boundary_file: str
    population: Mapping[str, int] = field(default_factory=dict)
    population_year: int | None = None

    @property
    def map_files(self) -> Mapping[str, str]:
        """The files that a map is drawn with, by name."""
        files = {self.map_name: self.map_file, self.boundary_name: self.boundary_file}
        return {name: content for name, content in files.items() if name}

    @property
    def map_name(self) -> str:
        """The name of the map file, with its content's hash; empty where there is none."""
        return _named(self.map_file) if self.map_file else ""

    @property
    def boundary_name(self) -> str:
        """The name of the file of boundaries as they came, likewise."""
        return _named(self.boundary_file)


def _named(geojson: str) -> str:
    return f"areas-{hashlib.sha256(geojson.encode()).hexdigest()[:8]}.geojson"


@dataclass
class Interpreted:
    """What is taken of a file, if anything; what is asked, and all that a person should look at."""

    format: str = ""
    layer: str = ""
    crs: str = ""
    areas: AreaSet | None = None
    asked: list[Asked] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class TakenIn:
    """An area set in force, and the file and words that it was taken in by."""

    areas: AreaSet
    choices: AreaChoices
    crs: str
    name: str
    sha256: str
    received: str


def interpret(data: bytes, choices: AreaChoices) -> Interpreted:
    """Return what is taken of a file by what a person has said; raises AreasRefused."""
    asked = [
        Asked(kind)
        for kind, answer in (
            (TITLE, choices.title),
            (SOURCE, choices.source),
            (LICENCE, choices.licence),
        )
        if not answer
    ]
    try:
        with opened(data) as sources:
            read = read_layer(sources, choices)
    except Unsettled as unsettled:
        return Interpreted(asked=[unsettled.asked, *asked])
    interpreted = Interpreted(read.format, read.layer, read.crs, None, asked, read.remarks)
    cleaned = mended(read.rows)
    if len(cleaned.areas) > MOST_AREAS:
        raise AreasRefused("too_many_areas", n=len(cleaned.areas), limit=MOST_AREAS)
    if cleaned.areas.empty:
        raise AreasRefused("nothing_drawn", layer=read.layer)
    interpreted.remarks += _mendings(cleaned)
    interpreted.areas = _area_set(read, cleaned, choices, interpreted.remarks)
    return interpreted


def _mendings(cleaned: Mended) -> list[Remark]:
    codes = {"empty": cleaned.empty, "without_area": cleaned.without_area}
    return [
        (what, {"n": n, "codes": listed(codes.get(what, ()))}) for what, n in cleaned.counts.items()
    ]


def _area_set(read: Read, cleaned: Mended, choices: AreaChoices, remarks: list[Remark]) -> AreaSet:
    simpler = simplified(measured(cleaned.areas))
    remarks += _drawing(simpler)
    sizes = centres(measured(cleaned.areas))
    inside = [] if choices.answers else members(cleaned.areas)
    names = {str(code): str(name) for code, name in cleaned.areas["name"].items()}
    if not choices.answers:
        remarks += _belonging(inside, names)
    area_of = {each.municipality: each.area for each in inside if each.area is not None}
    boundaries = simpler.areas.to_crs(WGS_84).geometry
    return AreaSet(
        choices.key or key_of(choices.title),
        choices.title,
        names,
        sizes,
        tuple(borders(simpler.areas, sizes)),
        tuple(inside),
        boundaries,
        _geojson(outlines(area_of), names) if area_of else "",
        _geojson(boundaries, names),
        {code: people for code, people in read.population.items() if code in names},
        read.population_year,
    )


def _drawing(areas: Simplified) -> list[Remark]:
    remarks: list[Remark] = []
    if not areas.is_coverage:
        remarks.append(("disputed", {"n": len(areas.disputed), "codes": listed(areas.disputed)}))
    if areas.tolerance:
        how = "simplified" if areas.is_coverage else "simplified_alone"
        remarks.append((how, {"metres": int(areas.tolerance)}))
    return remarks


def _belonging(inside: list[Member], names: Mapping[str, str]) -> list[Remark]:
    """Return which municipalities are split or belong nowhere, and which areas have none."""
    remarks: list[Remark] = [
        ("split", {"code": each.municipality, "area": names[each.area], "share": each.share})
        for each in inside
        if each.is_split and each.area is not None
    ]
    for each in inside:
        if each.area is None:
            over = [names[code] for code, share in each.others if share > HALF]
            kind = "in_several" if len(over) > 1 else "halved"
            remarks.append((kind, {"code": each.municipality, "over": listed(over)}))
    having = {each.area for each in inside}
    without = [name for code, name in names.items() if code not in having]
    if without:
        remarks.append(("no_members", {"n": len(without), "codes": listed(without)}))
    belonging = sum(each.area is not None for each in inside)
    remarks.append(("members", {"n": belonging, "areas": len(names) - len(without)}))
    return remarks


def key_of(title: str) -> str:
    """Return the key that a title gives: ``"Kommunalförbund i väst"`` -> kommunalforbund_i_vast."""
    ascii_only = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")[:LONGEST_KEY].strip("_")


def _wound(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape with its rings as browsers' maps have them: else it is all but itself."""
    return shapely.orient_polygons(shape, exterior_cw=True)


def _rounded(points: np.ndarray) -> np.ndarray:
    return np.round(points, DECIMALS)


def _geojson(shapes: gpd.GeoSeries, names: Mapping[str, str]) -> str:
    """Return shapes as the map files of the project are: an `id` and a `name` for each."""
    features = [
        {
            "type": "Feature",
            "id": str(code),
            "properties": {"name": names[str(code)]},
            "geometry": json.loads(shapely.to_geojson(shapely.transform(_wound(shape), _rounded))),
        }
        for code, shape in shapes.items()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def taken_in(workspace: Workspace, state: State) -> list[TakenIn]:
    """Return the area sets in force, oldest first; a later file of a key replaces the earlier.

    Raises ChangedFile.
    """
    sets: dict[str, TakenIn] = {}
    for decision in state.decisions:
        if decision["kind"] == AREAS_DROP:
            sets.pop(decision["area_set"], None)
        if decision["kind"] != AREAS:
            continue
        choices = area_choices_from(decision["choices"])
        content = _Content(read_received(workspace, decision["sha256"], decision["name"]))
        read = _interpreted(content, json.dumps(choices.as_json(), sort_keys=True))
        if read.areas is not None:
            sets.pop(read.areas.key, None)
            sets[read.areas.key] = TakenIn(
                read.areas, choices, read.crs, decision["name"], decision["sha256"], decision["at"]
            )
    return list(sets.values())


@dataclass(frozen=True)
class _Content:
    """A file's content, known by its hash: a cache of a few need not compare megabytes."""

    data: bytes = field(repr=False, compare=False)
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())


@lru_cache(maxsize=8)
def _interpreted(content: _Content, choices: str) -> Interpreted:
    return interpret(content.data, area_choices_from(json.loads(choices)))

"""Reads one layer of a file: its codes, names and shapes, in the coordinates that it says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from warnings import catch_warnings, simplefilter

import geopandas as gpd
import pandas as pd
import pyogrio
import pyproj
import shapely

from ailaget.geography.boundaries.cleaning import WGS_84
from ailaget.geography.boundaries.simplifying import corners
from ailaget.ingest.areas.choosing import (
    CODE,
    CRS,
    JOIN,
    LAYER,
    NAME,
    REPEATED,
    SKIP,
    WITHOUT_CODE,
    AreaChoices,
    AreasRefused,
    Asked,
    Unsettled,
    listed,
)
from ailaget.ingest.areas.codes import codes_of
from ailaget.ingest.areas.opening import GEOJSON, SHAPEFILE, Source
from ailaget.ingest.areas.population import inhabitants, year_of
from ailaget.ingest.reading.normalisation import fold

MOST_ROWS = 100_000
MOST_CORNERS = 20_000_000
FIELD_NAME = 10
"""Signs of a field's name in a Shapefile; longer ones are cut off."""

CODES = {"kod", "code", "områdeskod", "regionkod", "länskod", "kommunkod", "lnkod", "knkod"}
CODES |= {"omradeskod", "lanskod", "desokod", "deso", "areacode", "regioncode"}
NAMES = {"namn", "name", "områdesnamn", "länsnamn", "kommunnamn", "lnnamn", "knnamn", "regionnamn"}
NAMES |= {"omradesnamn", "lansnamn", "areaname", "regionname", "region", "län", "lan", "kommun"}
"""What columns of codes and of names are called, without case, spaces and underscores."""

LIKELY = ("EPSG:3006", "EPSG:4326", "EPSG:3857", "EPSG:3035", "EPSG:3021")
"""Coordinate systems that Swedish files come in, to be named where a file does not say its own."""

SWEDEN = (10.0, 55.0, 25.0, 69.5)
"""West, south, east and north, in degrees."""

Remark = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Layer:
    """One layer of areas in a source."""

    source: Source
    name: str


@dataclass(frozen=True)
class Read:
    """Rows with ``code``, ``name`` and ``geometry`` as a layer has them, and what is remarkable.

    `population` is by code, of those that have a number, in the year `population_year`; None where
    no column was named.
    """

    format: str
    layer: str
    crs: str
    rows: gpd.GeoDataFrame
    remarks: list[Remark]
    population: Mapping[str, int] = field(default_factory=dict)
    population_year: int | None = None


def read_layer(sources: Sequence[Source], choices: AreaChoices) -> Read:
    """Return the rows of the layer that is meant; raises Unsettled and AreasRefused."""
    layer = _layer(sources, choices.layer)
    frame = _frame(layer)
    crs = _crs(frame, layer.source, choices.crs)
    columns = [str(name) for name in frame.columns if name != frame.geometry.name]
    options = [f"{name} ({_example(frame[name])})" for name in columns]
    at_most = FIELD_NAME if layer.source.format == SHAPEFILE else None
    code = _column(columns, choices.code, CODES, at_most)
    if code is None:
        raise Unsettled(Asked(CODE, tuple(options)))
    others = [each for each in columns if each != code]
    name = _column(others, choices.name, NAMES, at_most)
    if name is None:
        raise Unsettled(Asked(NAME, tuple(options)))
    remarks: list[Remark] = [("columns", {"code": code, "name": name, "layer": layer.name})]
    codes = codes_of(frame[code], choices.digits, options)
    if codes.restored:
        remarks.append(("zeros", {"n": codes.restored}))
    names = [str(text).strip() if isinstance(text, str) else "" for text in frame[name]]
    rows = gpd.GeoDataFrame(
        {"code": codes.codes, "name": names}, geometry=frame.geometry.to_numpy(), crs=crs
    )
    rows = _with_code(rows, choices, remarks)
    _check_names(rows, choices, remarks)
    read = Read(layer.source.format, layer.name, crs.to_string(), rows, remarks)
    if not choices.population:
        return read
    of_people = _column(others, choices.population, set(), at_most)
    if of_people is None:
        raise AreasRefused("no_such_column", column=choices.population, columns=", ".join(options))
    people = inhabitants(codes.codes, frame[of_people])
    year = year_of(of_people, choices.source_date)
    without = rows["code"].nunique() - len(people.keys() & set(rows["code"]))
    remarks.append(("population", {"column": of_people, "year": str(year), "n": without}))
    return replace(read, population=people, population_year=year)


def _layer(sources: Sequence[Source], wanted: str) -> Layer:
    """Return the layer of areas that is meant, or the only one there is."""
    layers: list[Layer] = []
    others: list[Layer] = []
    for source in sources:
        for name, kind in _layers_of(source):
            is_areas = kind is not None and ("Polygon" in kind or kind.startswith("Unknown"))
            (layers if is_areas or kind == "GeometryCollection" else others).append(
                Layer(source, str(name))
            )
    if not layers:
        raise AreasRefused("no_areas", layers=", ".join(layer.name for layer in others))
    names = [layer.name for layer in layers]
    meant = [layer for layer in layers if not wanted or fold(layer.name) == fold(wanted)]
    if len(meant) != 1:
        raise Unsettled(Asked(LAYER, tuple(names)))
    return meant[0]


def _layers_of(source: Source) -> Iterable[tuple[object, str | None]]:
    try:
        with catch_warnings():
            simplefilter("ignore")  # of a damaged file; what is wrong is said in words of our own
            return [(name, kind) for name, kind in pyogrio.list_layers(source.path)]
    except pyogrio.errors.DataSourceError as error:
        raise AreasRefused("broken_file") from error


def _frame(layer: Layer) -> gpd.GeoDataFrame:
    """Read a layer within bounds. A GeoJSON's own number of an area (id) is a column too."""
    where = {"layer": layer.name, "encoding": layer.source.encoding}
    try:
        n = pyogrio.read_info(layer.source.path, **where)["features"]
        if n > MOST_ROWS:
            raise AreasRefused("too_many_rows", n=n, limit=MOST_ROWS)
        frame = pyogrio.read_dataframe(layer.source.path, fid_as_index=True, **where)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise AreasRefused("broken_file") from error
    if frame.empty:
        raise AreasRefused("no_rows", layer=layer.name)
    shapes = frame.geometry.to_numpy()
    if (shapely.is_missing(shapes) | shapely.is_empty(shapes)).all():
        raise AreasRefused("nothing_drawn", layer=layer.name)
    if (n := corners(shapes)) > MOST_CORNERS:
        raise AreasRefused("too_many_corners", n=n, limit=MOST_CORNERS)
    has_own_numbers = layer.source.format == GEOJSON and "id" not in frame.columns
    if has_own_numbers and frame.index.tolist() != list(range(len(frame))):
        frame = frame.assign(id=frame.index)
    return frame


def _crs(frame: gpd.GeoDataFrame, source: Source, wanted: str) -> pyproj.CRS:
    """Return the coordinate system that the file says, or else the one that a person has said."""
    crs = frame.crs
    bounds = frame.total_bounds
    if crs is not None and not _can_be(crs, bounds):
        crs = None
    if not wanted and crs is None:
        fitting = [name for name in LIKELY if _is_in_sweden(bounds, pyproj.CRS(name))]
        raise Unsettled(Asked(CRS, tuple(fitting)))
    chosen = _named_crs(wanted) if wanted else pyproj.CRS(crs)
    if crs is not None and chosen != crs:
        raise AreasRefused("crs_differs", said=crs.to_string(), wanted=wanted)
    corner = frame.geometry.set_crs(chosen, allow_override=True).to_crs(WGS_84).total_bounds
    if not _is_degrees(corner):
        raise AreasRefused("outside_world", crs=chosen.to_string())
    return chosen


def _can_be(crs: pyproj.CRS, bounds: Iterable[float]) -> bool:
    """Return whether coordinates can be in the system that a file says.

    A GeoJSON that says nothing is taken for degrees, and programs write the wrong system where
    coordinates were never moved: metres are no degrees, and degrees no metres.
    """
    if crs.is_geographic:
        return _is_degrees(bounds)
    return bool(crs.is_projected) and not _is_degrees(bounds)


def _named_crs(wanted: str) -> pyproj.CRS:
    """Return a coordinate system by its number; by a name pyproj takes whichever is like it."""
    try:
        if re.fullmatch(r"(EPSG|ESRI):\d+", wanted, re.I):
            return pyproj.CRS(wanted)
    except pyproj.exceptions.CRSError:
        pass
    raise AreasRefused("unknown_crs", text=wanted)


def _is_degrees(bounds: Iterable[float]) -> bool:
    west, south, east, north = bounds
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90  # noqa: PLR2004


def _is_in_sweden(bounds: Iterable[float], crs: pyproj.CRS) -> bool:
    """Return whether the middle of what a file reaches to would lie in Sweden."""
    west, south, east, north = bounds
    middle = gpd.GeoSeries([shapely.Point((west + east) / 2, (south + north) / 2)], crs=crs)
    point = middle.to_crs(WGS_84).iloc[0]
    return bool(SWEDEN[0] <= point.x <= SWEDEN[2] and SWEDEN[1] <= point.y <= SWEDEN[3])


def _column(
    columns: Sequence[str], wanted: str, known: set[str], at_most: int | None
) -> str | None:
    """Return the column that is meant, also where its name was cut off; None where unclear."""
    if wanted:
        meant = [name for name in columns if name == wanted]
        meant = meant or [name for name in columns if fold(name) == fold(wanted)]
        if not meant and at_most is not None:
            meant = [name for name in columns if _may_be_cut(wanted, name, at_most)]
    else:
        meant = [name for name in columns if fold(name).replace(" ", "").replace("_", "") in known]
    return meant[0] if len(meant) == 1 else None


def _may_be_cut(wanted: str, name: str, at_most: int) -> bool:
    """Return whether a column's name may be a longer one cut off, to so many bytes.

    Two that begin alike are cut to kommunalfo and kommunal_1, in the order that they stood in.
    """
    whole, cut = wanted.casefold(), re.sub(r"_\d{1,2}$", "", name.casefold())
    is_full = len(name.encode()) >= at_most - 1  # å is two bytes, and never halved
    return is_full and whole != cut and whole.startswith(cut)


def _example(column: Any) -> str:
    values = column.dropna()
    return str(values.iloc[0])[:40] if len(values) else "–"


def _with_code(
    rows: gpd.GeoDataFrame, choices: AreaChoices, remarks: list[Remark]
) -> gpd.GeoDataFrame:
    """Return the rows that have a code; those that have none are left out when somebody says so."""
    has_none = rows["code"].isna()
    if not (n := int(has_none.sum())):
        return rows
    if choices.without_code != SKIP:
        names = tuple(sorted({name for name in rows.loc[has_none, "name"] if name}))
        raise Unsettled(Asked(WITHOUT_CODE, names, n))
    remarks.append(("without_code", {"n": n}))
    return rows[~has_none]


def _check_names(rows: gpd.GeoDataFrame, choices: AreaChoices, remarks: list[Remark]) -> None:
    """Ask of a code with several names; an area without any name is called by its code."""
    named = rows[rows["name"] != ""]
    kinds = named.groupby("code")["name"].nunique()
    several = tuple(str(code) for code in kinds[kinds > 1].index)
    if several and choices.repeated != JOIN:
        raise Unsettled(Asked(REPEATED, several, len(several)))
    first = _apart(named.groupby("code")["name"].first(), remarks)
    names = rows["code"].map(first)
    if n := rows.loc[names.isna(), "code"].nunique():
        remarks.append(("unnamed", {"n": n}))
    rows["name"] = names.fillna(rows["code"])


def _apart(names: "pd.Series[str]", remarks: list[Remark]) -> "pd.Series[str]":
    """Return areas' names by code; those of several areas have their code after them."""
    is_shared = names.duplicated(keep=False)
    if n := int(is_shared.sum()):
        codes = [str(code) for code in names.index[is_shared]]
        remarks.append(("alike", {"n": n, "codes": listed(codes)}))
    return names.where(~is_shared, names + " (" + names.index.astype(str) + ")")

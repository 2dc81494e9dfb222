"""Sets of areas of one's own in a dump: who belongs where, their figures, and areas to draw.

Only open questions are in any indicator, and each municipality's own value is in the dump: a sum
of them tells nothing more. Protected questions are counted by no own area.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd

from ailaget.codebook import codebook
from ailaget.exports.dump.areas import of_groups
from ailaget.exports.dump.indicators import FIGURE, figure_of
from ailaget.exports.dump.reference import TO_MUNICIPALITY
from ailaget.exports.dump.tables import DumpTable, named, titled
from ailaget.geography.boundaries.membership import outlines
from ailaget.views.base.groupings import OwnAreas
from ailaget.views.base.own_areas import area_sets
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Source

MEMBERS, FIGURES = "egna_omraden", "indikatorer_egna_omraden"
"""The tables; a dump has them where any set of areas is in force."""


@dataclass(frozen=True)
class AreaLayer:
    """One set as a layer to draw: its name, what its areas are joined with, and their shapes."""

    name: str
    table: DumpTable
    shapes: gpd.GeoSeries


def own_area_tables(source: Source, wave: str) -> Sequence[DumpTable]:
    """Return who belongs to which area, and the areas' figures; nothing without any set."""
    sets = area_sets(source)
    return [_members(source, sets), _figures(source, sets, wave)] if sets else []


def own_area_layers(source: Source, figures: DumpTable) -> Iterator[AreaLayer]:
    """Yield each set with its figures and its areas, which are drawn as whole municipalities."""
    for own in area_sets(source):
        name = f"omraden_{own.key}"
        table = of_groups(figures, own.key, name, ("omradeskod", "omrade"), "omraden_kartlager")
        yield AreaLayer(name, table, outlines(dict(own.area_of)))


def _members(source: Source, sets: Sequence[OwnAreas]) -> DumpTable:
    rows = [
        (
            own.key,
            own.title,
            row["area"],
            row["area_name"],
            row["municipality"],
            row["name"],
            row["share"],
            bool(row["is_split"]),
            own.source,
            own.licence,
        )
        for own in sets
        for row in row_records(source.query("area_members", area_set=own.key))
        if row["municipality"] in own.area_of
    ]
    fields = (
        named("egen_indelning"),
        named("indelningsnamn"),
        named("omradeskod"),
        named("omrade"),
        named("kommunkod"),
        named("kommun"),
        named("andel_i_omradet", "number"),
        named("delas", "boolean"),
        named("granskalla"),
        named("gransvillkor"),
    )
    key = ("egen_indelning", "kommunkod")
    return DumpTable(MEMBERS, titled(MEMBERS), fields, rows, key, TO_MUNICIPALITY)


def _figures(source: Source, sets: Sequence[OwnAreas], wave: str) -> DumpTable:
    by_indicator = dict(list(source.query("wave_indicators", wave=wave).groupby("indicator")))
    rows = [
        (wave, own.key, area, own.names[str(area)], indicator.key, *figure_of(inside, indicator))
        for own in sets
        for indicator in codebook().indicators.values()
        for values in [by_indicator[indicator.key]]
        for area, inside in values.groupby(values["municipality"].map(own.area_of))
    ]
    fields = (
        named("matomgang"),
        named("egen_indelning"),
        named("omradeskod"),
        named("omrade"),
        *FIGURE,
    )
    references = {"indikator": ("kodbok_indikatorer", "indikator")}
    key = ("egen_indelning", "omradeskod", "indikator")
    return DumpTable(FIGURES, titled(FIGURES), fields, rows, key, references)
